"""Align: which sentence of one telling says what a sentence of the other says, one to one, wherever they stand.

Sentences with equal words come first; they are most of two tellings and cost nothing.  What is left is compared as strings with one
character a word, then by the rare words that both have, and a sentence that the other telling has parted or joined is put back together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from troth.anchor import quote
from troth.link.words import Words, is_idle, words_of
from troth.types import Aligned, Report

MATRIX: Final = 250_000  # pairs of sentences that are all compared (0.1 s); of more, only those that share a rare word
RARE: Final = 2  # sentences of a telling that a word stands in at most to be rare in it
NEAREST: Final = 20  # sentences that a word stands in at most to propose pairs of them where there are too many to compare all

# Least share of words in the same order, of both sentences together, at which one is a telling of the other.  Unrelated sentences of
# twenty words reach 0.4 by their function words alone; short ones more easily, so that they need more.
ALIKE: Final = 0.5
ALIKE_SHORT: Final = 1.0  # over the number of words of the shorter, added to it
ALIKE_IN_PLACE: Final = 0.4  # between two sentences that are aligned with neighbours
# Rewritten sentences share few words in order, but those that name what they are about.
REWRITTEN: Final = 0.4  # share of the rare words of the sentence that has fewer
REWRITTEN_WORDS: Final = 3  # rare words in common, at least
JOINED: Final = 0.02  # what joining two sentences has to add to the similarity
JOINED_WORDS: Final = 2  # rare words that a sentence beside a rewritten one shares with its partner, to be told with it
LONGEST_JOINED: Final = 500  # words of a sentence that is tried to be joined: the product of both lengths is what it costs
LONGEST_COMPARED: Final = 10_000  # words from the beginning of a sentence that are compared; what is longer is none
NEAR: Final = 0.05  # of two that are alike, what the one that stands where it is expected has ahead


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences of both tellings, from the first up to the last, that tell the same; `similarity` of their words in 0..1."""

    a: int
    a_last: int
    b: int
    b_last: int
    similarity: float


def align(a: Report, b: Report) -> tuple[Aligned, ...]:
    """The sentences of `a` that `b` tells too, in order of `a`; furniture takes no part.

    A place may hold two sentences where the other telling makes one of them.  Each sentence stands in one pair at most.
    """
    first, second = words_of(a, b)
    return tuple(as_aligned(first, second, pair) for pair in pairs(first, second))


def as_aligned(a: Words, b: Words, pair: Pair) -> Aligned:
    """A pair as quotes of both reports."""
    words = quote(a.report, a.sentences[pair.a].start, a.sentences[pair.a_last - 1].end)
    others = quote(b.report, b.sentences[pair.b].start, b.sentences[pair.b_last - 1].end)
    similarity = 1.0 if words.exact == others.exact else min(round(pair.similarity, 3), 0.999)
    return Aligned(words, others, similarity)


def pairs(a: Words, b: Words) -> list[Pair]:
    """The aligned sentences by their numbers, in order of `a`."""
    partners = _equal(a, b)
    found = {i: Pair(i, i + 1, j, j + 1, 1.0) for i, j in partners.items()}
    for propose in (_alike, _rewritten):
        left = [i for i in range(len(a.sentences)) if i not in partners]
        taken = set(partners.values())
        for i, j, similarity in _best(propose(a, b, left, [j for j in range(len(b.sentences)) if j not in taken], partners)):
            partners[i] = j
            found[i] = Pair(i, i + 1, j, j + 1, similarity)
    joining = _Joining(a, b, list(found.values()))
    return [joining.widened(found[i]) for i in sorted(found)]


def _equal(a: Words, b: Words) -> dict[int, int]:
    """Sentences with equal words: first those that each telling has once, then their equal neighbours, then the rest in order."""
    places_a, places_b = _places(a), _places(b)
    partners: dict[int, int] = {}
    taken: set[int] = set()

    def join(i: int, j: int) -> None:
        partners[i] = j
        taken.add(j)

    common = [code for code in places_a if code in places_b]
    for code in common:
        if len(places_a[code]) == 1 == len(places_b[code]):
            join(places_a[code][0], places_b[code][0])
    for step in (1, -1):
        for i in sorted(partners, reverse=step < 0):
            j = partners[i]
            while _are_equal(a, b, i + step, j + step) and i + step not in partners and j + step not in taken:
                i, j = i + step, j + step
                join(i, j)
    for code in common:
        left = [i for i in places_a[code] if i not in partners]
        for i, j in zip(left, [j for j in places_b[code] if j not in taken], strict=False):
            join(i, j)
    return partners


def _places(telling: Words) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number in range(len(telling.sentences)):
        places[telling.code(number, number + 1)].append(number)
    return places


def _are_equal(a: Words, b: Words, i: int, j: int) -> bool:
    inside = 0 <= i < len(a.sentences) and 0 <= j < len(b.sentences)
    return inside and a.code(i, i + 1) == b.code(j, j + 1)


Scored = tuple[float, int, int, float]  # what it is chosen by, the sentences, their similarity


def _best(scored: Iterable[Scored]) -> Iterator[tuple[int, int, float]]:
    """One to one, the best first."""
    taken_a, taken_b = set[int](), set[int]()
    for _, i, j, similarity in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            yield i, j, similarity


def _alike(a: Words, b: Words, left_a: Sequence[int], left_b: Sequence[int], partners: dict[int, int]) -> Iterator[Scored]:
    """Pairs that share most of their words in the same order."""
    expected = _expected(a, partners)
    for i, j, similarity in _similarities(a, b, left_a, left_b):
        in_place = partners.get(i - 1) == j - 1 and (partners.get(i + 1) == j + 1 or i + 1 == len(a.sentences))
        if similarity >= (ALIKE_IN_PLACE if in_place else _alike_enough(a, b, i, j)):
            yield similarity + NEAR / (1 + abs(j - expected[i])), i, j, similarity


def _alike_enough(a: Words, b: Words, i: int, j: int) -> float:
    shorter = min(one.last - one.first for one in (a.sentences[i], b.sentences[j]))
    return min(0.95, ALIKE + ALIKE_SHORT / shorter)


def _expected(a: Words, partners: dict[int, int]) -> list[int]:
    """Where each sentence would stand in the other telling if it followed the one before it there too."""
    places, place = [], 0
    for i in range(len(a.sentences)):
        place = partners.get(i, place)
        places.append(place)
        place += 1
    return places


def _similarities(a: Words, b: Words, left_a: Sequence[int], left_b: Sequence[int]) -> Iterator[tuple[int, int, float]]:
    """The similarities of sentences that can reach the least threshold."""
    if not left_a or not left_b:
        return
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    codes_a, codes_b = ([one.code(n, n + 1)[:LONGEST_COMPARED] for n in left] for one, left in ((a, left_a), (b, left_b)))
    if len(left_a) * len(left_b) <= MATRIX:
        matrix = cdist(codes_a, codes_b, scorer=Indel.normalized_similarity, score_cutoff=ALIKE_IN_PLACE)
        for x, y in zip(*(axis.tolist() for axis in matrix.nonzero()), strict=True):
            yield left_a[x], left_b[y], float(matrix[x, y])
        return
    for x, y in _sharing(codes_a, codes_b):
        similarity = Indel.normalized_similarity(codes_a[x], codes_b[y], score_cutoff=ALIKE_IN_PLACE)
        if similarity:
            yield left_a[x], left_b[y], similarity


def _sharing(codes_a: Sequence[str], codes_b: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs worth a look where there are too many for all: those that share the rarest words, a few for each sentence."""
    holding: dict[str, list[int]] = defaultdict(list)
    for y, code in enumerate(codes_b):
        for word in set(code):
            holding[word].append(y)
    proposed = set[tuple[int, int]]()
    for x, code in enumerate(codes_a):
        known = [holding[word] for word in set(code) if len(holding.get(word, ())) in range(1, NEAREST + 1)]
        votes = Counter(y for places in sorted(known, key=lambda places: (len(places), places))[:NEAREST] for y in places)
        proposed.update((x, y) for y, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:3])
    return sorted(proposed)


def _rewritten(a: Words, b: Words, left_a: Sequence[int], left_b: Sequence[int], partners: dict[int, int]) -> Iterator[Scored]:
    """Pairs told in other words: they share rare words, those that only one or two sentences of either telling have."""
    from rapidfuzz.distance import Indel

    if not left_a or not left_b:
        return
    rare_a, rare_b = _rare_words(a), _rare_words(b)
    holding: dict[str, list[int]] = defaultdict(list)
    for j in left_b:
        for word in rare_b[j]:
            holding[word].append(j)
    for i in left_a:
        votes = Counter(j for word in rare_a[i] for j in holding.get(word, ()))
        for j, shared in votes.items():
            share = shared / min(len(rare_a[i]), len(rare_b[j]))
            if shared >= REWRITTEN_WORDS and share >= REWRITTEN:
                codes = (one.code(n, n + 1)[:LONGEST_COMPARED] for one, n in ((a, i), (b, j)))
                yield share, i, j, Indel.normalized_similarity(*codes)


def _rare_words(telling: Words) -> list[set[str]]:
    """Of each sentence the words that hardly any other one has."""
    of_sentence = [set(telling.keys[one.first : one.last]) for one in telling.sentences]
    count = Counter(word for words in of_sentence for word in words)
    return [{word for word in words if count[word] <= RARE and not is_idle(word)} for words in of_sentence]


class _Joining:
    """Puts sentences that stand alone back to a neighbour whose partner tells both."""

    def __init__(self, a: Words, b: Words, found: Sequence[Pair]) -> None:
        self.a, self.b = a, b
        self.taken_a = {pair.a for pair in found}
        self.taken_b = {pair.b for pair in found}
        rewritten = any(pair.similarity < ALIKE for pair in found)
        self.rare_a, self.rare_b = (_rare_words(a), _rare_words(b)) if rewritten else ([], [])

    def widened(self, pair: Pair) -> Pair:
        """The pair with one such sentence more in either telling, or as it is."""
        if pair.similarity == 1:
            return pair
        best, absorbed = pair, None
        for tried, number, telling, taken in self._wider(pair):
            if number in taken or not 0 <= number < len(telling.sentences):
                continue
            if pair.similarity < ALIKE and self._tells_of(pair, number, telling):
                best, absorbed = tried, (taken, number)
                break
            scored = _rescored(self.a, self.b, tried)
            if scored.similarity > max(best.similarity, pair.similarity + JOINED):
                best, absorbed = scored, (taken, number)
        if absorbed is not None:
            absorbed[0].add(absorbed[1])
        return best

    def _wider(self, pair: Pair) -> Iterator[tuple[Pair, int, Words, set[int]]]:
        yield replace(pair, a=pair.a - 1), pair.a - 1, self.a, self.taken_a
        yield replace(pair, a_last=pair.a_last + 1), pair.a_last, self.a, self.taken_a
        yield replace(pair, b=pair.b - 1), pair.b - 1, self.b, self.taken_b
        yield replace(pair, b_last=pair.b_last + 1), pair.b_last, self.b, self.taken_b

    def _tells_of(self, pair: Pair, number: int, telling: Words) -> bool:
        """Whether a sentence in the paragraph of a rewritten one shares rare words with what that one is a telling of."""
        if telling is self.a:
            beside, rare, others = pair.a, self.rare_a, self.rare_b[pair.b]
        else:
            beside, rare, others = pair.b, self.rare_b, self.rare_a[pair.a]
        same_paragraph = telling.sentences[number].paragraph == telling.sentences[beside].paragraph
        return same_paragraph and len(rare[number] & others) >= JOINED_WORDS


def _rescored(a: Words, b: Words, pair: Pair) -> Pair:
    """The pair with the similarity of its words; sentences that are too long to be joined are not similar."""
    from rapidfuzz.distance import Indel

    words_a, words_b = a.code(pair.a, pair.a_last), b.code(pair.b, pair.b_last)
    if max(len(words_a), len(words_b)) > LONGEST_JOINED:
        return replace(pair, similarity=0.0)
    return replace(pair, similarity=Indel.normalized_similarity(words_a, words_b))

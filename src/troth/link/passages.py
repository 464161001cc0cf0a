"""The passages that two texts have in common, from their fingerprints: which words, and which stretch answers to which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from troth.link.fingerprint import RUN, Fingerprint, Places

LEAST: Final = 15  # words of a passage under a key of both texts: stock phrases and names with titles are shorter
_WORD: Final = 4  # bytes of a word's hash
_PLACE: Final = 17  # bits of a word's number (MOST_WORDS)


@dataclass(frozen=True, eq=False, slots=True)
class Passages:
    """What two texts have in common: passages by the numbers of their first words in `a` and `b` and their `lengths` in words.

    They are in the order of `a`.  `common_a` and `common_b` count the words of each text that stand in one.
    """

    a: Places
    b: Places
    lengths: Places
    words_a: int
    words_b: int
    common_a: int
    common_b: int

    @property
    def in_a(self) -> NDArray[np.bool_]:
        """Which words of the first text are in a passage."""
        return _covered(self.a, self.lengths, self.words_a)

    @property
    def in_b(self) -> NDArray[np.bool_]:
        """Which words of the second text are in a passage."""
        return _covered(self.b, self.lengths, self.words_b)

    @property
    def words(self) -> int:
        """How many words, in the text that has fewer of them."""
        return min(self.common_a, self.common_b)

    @property
    def shares(self) -> tuple[float, float]:
        """The share of each text's words."""
        return self.common_a / max(self.words_a, 1), self.common_b / max(self.words_b, 1)

    @property
    def longest(self) -> int:
        """Words of the longest passage."""
        return int(self.lengths.max(initial=0))


def meet(a: Fingerprint, b: Fingerprint) -> bool:
    """Whether a passage of LEAST words goes through a run that stands for both texts: a quick look before `passages`."""
    words_a, words_b = a.word_bytes, b.word_bytes
    for key in a.keys.keys() & b.keys.keys():
        i, j = _WORD * a.keys[key], _WORD * b.keys[key]
        after = _equal_words(words_a[i : i + _WORD * LEAST], words_b[j : j + _WORD * LEAST])
        if after >= LEAST:
            return True
        back = min(i, j, _WORD * (LEAST - RUN))
        if after >= RUN and after + _equal_last_words(words_a[i - back : i], words_b[j - back : j]) >= LEAST:
            return True
    return False


def _equal_words(one: bytes, other: bytes) -> int:
    """How many first words are equal; as one number, since that is faster than word by word."""
    length = min(len(one), len(other))
    differing = int.from_bytes(one[:length], "little") ^ int.from_bytes(other[:length], "little")
    return ((differing & -differing).bit_length() - 1 if differing else 8 * length) // (8 * _WORD)


def _equal_last_words(one: bytes, other: bytes) -> int:
    """How many last words of two equally long stretches are equal."""
    differing = int.from_bytes(one, "big") ^ int.from_bytes(other, "big")
    return ((differing & -differing).bit_length() - 1 if differing else 8 * len(one)) // (8 * _WORD)


def passages(a: Fingerprint, b: Fingerprint) -> Passages:
    """The passages that two texts have in common; a run that stands in the second more than once is taken where it stands first."""
    return next(passages_of([(a, b)]))


def passages_of(pairs: Sequence[tuple[Fingerprint, Fingerprint]]) -> Iterator[Passages]:
    """The passages of many pairs of texts at once, for most pairs are so short that each step would cost more than its work."""
    runs_a, places_a = _in_order([a for a, _ in pairs])
    runs_b, places_b = _in_order([b for _, b in pairs])
    at = runs_b.searchsorted(runs_a)
    at[at == len(runs_b)] = 0
    found = (runs_b[at] == runs_a).nonzero()[0] if len(runs_b) else at[:0]
    # Pair, place in a and place in b as one number: sorted in one go, and one step on in both texts is one number more.
    common = np.sort(
        (runs_a[found] >> np.uint64(32) << np.uint64(2 * _PLACE)) | (places_a[found] << np.uint64(_PLACE)) | places_b[at[found]]
    )
    begins = np.ones(len(common), bool)
    begins[1:] = common[1:] - common[:-1] != (1 << _PLACE) + 1
    first = begins.nonzero()[0]
    lengths = np.diff(first, append=len(common)) + RUN - 1
    starts = common[first]
    place = np.uint64((1 << _PLACE) - 1)
    from_a, from_b = ((starts >> np.uint64(_PLACE)) & place).astype(np.int64), (starts & place).astype(np.int64)
    ends = starts.searchsorted(np.arange(len(pairs) + 1, dtype=np.uint64) << np.uint64(2 * _PLACE)).tolist()
    pair_and_b = np.sort((common >> np.uint64(2 * _PLACE) << np.uint64(_PLACE)) | (common & place))
    counts = zip(_words_under(common >> np.uint64(_PLACE), len(pairs)), _words_under(pair_and_b, len(pairs)), strict=True)
    for (a, b), (i, j), (common_a, common_b) in zip(pairs, pairwise(ends), counts, strict=True):
        yield Passages(from_a[i:j], from_b[i:j], lengths[i:j], len(a), len(b), common_a, common_b)


def _in_order(texts: Sequence[Fingerprint]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The runs of all texts in ascending order, those of each under its number, and where they stand."""
    runs = [own.ordered[0] for own in texts]
    numbers: NDArray[np.uint64] = np.repeat(np.arange(len(texts), dtype=np.uint64) << np.uint64(32), [len(own) for own in runs])
    return numbers | np.concatenate(runs), np.concatenate([own.ordered[1] for own in texts])


def _words_under(places: NDArray[np.uint64], pairs: int) -> list[int]:
    """How many words of each pair's text the runs at these places (below its number, in order) cover."""
    gaps = np.full(len(places), RUN, np.uint64)
    np.minimum(places[1:] - places[:-1], np.uint64(RUN), out=gaps[:-1])
    covered: list[int] = np.bincount((places >> np.uint64(_PLACE)).astype(np.int64), gaps, pairs).astype(np.int64).tolist()
    return covered


def _covered(starts: Places, lengths: Places, words: int) -> NDArray[np.bool_]:
    covered = np.zeros(words, bool)
    for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
        covered[start : start + length] = True
    return covered

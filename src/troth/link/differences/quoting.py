"""Quotation marks around words that both tellings have: where one of them has lost or gained them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from troth.anchor import quote
from troth.link.differences.changes import Matching
from troth.link.differences.places import quote_of, words_in
from troth.link.words import Words, is_idle
from troth.marks import marked
from troth.types import Quote, Span

WHOLE: Final = 0.6  # share of a quotation's words that lost their marks, from which on the quotation as a whole is told
SAME: Final = 0.5  # share of the shorter quotation's words that makes two quotations one
FEWEST: Final = 2  # words that are not idle and have lost their marks, where others of the quotation have not
DENSE: Final = 0.6  # share of the stretch from the first to the last of these words that they make up
GAP: Final = 12  # words that one telling may have between two words of a quotation that the other lost the marks of


@dataclass(frozen=True, slots=True)
class Marks:
    """The quotations of a telling, for each word the number of the one it stands in (None: in none), and how many words each has."""

    spans: tuple[Span, ...]
    around: Sequence[int | None]
    sizes: Counter[int]

    def one_around(self, words: range, at: int) -> int | None:
        """The quotation that all these words stand in, or where there are none, both words between which they would stand."""
        first, last = (words[0], words[-1]) if words else (at - 1, at)
        inside = first >= 0 and last < len(self.around) and self.around[first] == self.around[last]
        return self.around[first] if inside else None


@dataclass(frozen=True, slots=True)
class LostMarks:
    """A quotation of one telling and the same words of the other, which has no marks around them."""

    a: Quote
    b: Quote
    marked_in_a: bool


def marks_of(telling: Words) -> Marks:
    """The quotations of a telling by its words."""
    spans = tuple(found.span for found in marked(telling.report.text))
    around: list[int | None] = [None] * len(telling.keys)
    for number, span in enumerate(spans):
        for word in words_in(telling, span.start, span.end):
            around[word] = number
    return Marks(spans, around, Counter(number for number in around if number is not None))


def same_quotations(a: Words, b: Words, matching: Matching, of_a: Marks, of_b: Marks) -> set[tuple[int, int]]:
    """Which quotation of one telling is which of the other, by the words that both have."""
    shared = Counter(
        (number, other)
        for word, number in enumerate(of_a.around)
        if number is not None and (there := matching.to_b[word]) is not None and (other := of_b.around[there]) is not None
        if not is_idle(a.keys[word])
    )
    sizes_a, sizes_b = _telling_words(a, of_a), _telling_words(b, of_b)
    return {pair for pair, words in shared.items() if words >= SAME * min(sizes_a[pair[0]], sizes_b[pair[1]])}


def _telling_words(telling: Words, marks: Marks) -> Counter[int]:
    return Counter(number for word, number in enumerate(marks.around) if number is not None and not is_idle(telling.keys[word]))


def lost_marks(a: Words, b: Words, matching: Matching, of_a: Marks, of_b: Marks) -> Iterator[LostMarks]:
    """Each quotation whose words the other telling has without marks, in order of `a`, those marked in `a` first."""
    for words, others, number in _runs(of_a, of_b, matching.to_b):
        if _tells(a, words, of_a.sizes[number]):
            yield LostMarks(_told(a, words, of_a.spans[number], of_a.sizes[number]), quote_of(b, others), True)
    for others, words, number in _runs(of_b, of_a, matching.to_a):
        if _tells(b, others, of_b.sizes[number]):
            yield LostMarks(quote_of(a, words), _told(b, others, of_b.spans[number], of_b.sizes[number]), False)


def _runs(own: Marks, other: Marks, to_other: Sequence[int | None]) -> Iterator[tuple[range, range, int]]:
    """Stretches of a quotation whose words stand unmarked in the other telling: the words in both, and the quotation's number."""
    current: list[tuple[int, int]] = []
    number: int | None = None
    for word, there in enumerate(to_other):
        if own.around[word] is None or there is None or other.around[there] is not None:
            continue
        if current and (own.around[word] != number or not 0 < there - current[-1][1] <= GAP):
            yield _run(current, number)
            current = []
        number = own.around[word]
        current.append((word, there))
    if current:
        yield _run(current, number)


def _run(words: Sequence[tuple[int, int]], number: int | None) -> tuple[range, range, int]:
    """From the first to the last of the words in either telling; nothing where they lie scattered, for then they meet by chance."""
    own, other = (range(words[0][side], words[-1][side] + 1) for side in (0, 1))
    if len(words) < DENSE * max(len(own), len(other)):
        return range(0), range(0), number or 0
    return own, other, number or 0


def _tells(telling: Words, words: range, size: int) -> bool:
    """Whether words are enough of a quotation: the whole, or more than one that says something; others meet by chance."""
    telling_words = sum(not is_idle(telling.keys[word]) for word in words)
    return (bool(words) and len(words) == size) or telling_words >= FEWEST


def _told(telling: Words, words: range, span: Span, size: int) -> Quote:
    """The quotation with its marks when most of it is meant, else the words."""
    if len(words) >= WHOLE * size:
        return quote(telling.report, span.start, span.end)
    return quote_of(telling, words)

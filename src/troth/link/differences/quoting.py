"""Quotation marks around words that both tellings have: where one of them has lost or gained them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from troth.anchor import quote
from troth.link.differences.changes import Matching
from troth.link.differences.places import quote_of, words_in
from troth.link.tellings import Telling
from troth.marks import marked
from troth.types import Quote, Span

WHOLE: Final = 0.6  # share of a quotation's words that lost their marks, from which on the quotation as a whole is told
GAP: Final = 12  # words that one telling may have between two words of a quotation that the other lost the marks of


@dataclass(frozen=True, slots=True)
class Marks:
    """The quotations of a telling, and for each word the number of the one it stands in (None: in none)."""

    spans: tuple[Span, ...]
    around: Sequence[int | None]

    def holds(self, words: range) -> bool:
        """Whether these words stand within quotation marks, all of them."""
        return bool(words) and all(self.around[word] is not None for word in words)


@dataclass(frozen=True, slots=True)
class LostMarks:
    """A quotation of one telling and the same words of the other, which has no marks around them."""

    a: Quote
    b: Quote
    marked_in_a: bool


def marks_of(telling: Telling) -> Marks:
    """The quotations of a telling by its words."""
    spans = tuple(found.span for found in marked(telling.report.text))
    around: list[int | None] = [None] * len(telling.keys)
    for number, span in enumerate(spans):
        for word in words_in(telling, span.start, span.end):
            around[word] = number
    return Marks(spans, around)


def lost_marks(a: Telling, b: Telling, matching: Matching, of_a: Marks, of_b: Marks) -> Iterator[LostMarks]:
    """Each quotation whose words the other telling has without marks, in order of `a`, those marked in `a` first."""
    for words, others, number in _runs(of_a, of_b, matching.to_b):
        yield LostMarks(_told(a, words, of_a.spans[number], of_a, number), quote_of(b, others), True)
    for others, words, number in _runs(of_b, of_a, matching.to_a):
        yield LostMarks(quote_of(a, words), _told(b, others, of_b.spans[number], of_b, number), False)


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
    return range(words[0][0], words[-1][0] + 1), range(words[0][1], words[-1][1] + 1), number or 0


def _told(telling: Telling, words: range, span: Span, marks: Marks, number: int) -> Quote:
    """The quotation with its marks when most of it is meant, else the words."""
    inside = words_in(telling, span.start, span.end)
    if len(words) >= WHOLE * len(inside):
        return quote(telling.report, span.start, span.end)
    return quote_of(telling, words)

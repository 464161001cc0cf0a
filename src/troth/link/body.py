"""Bodies: what of a report takes part in finding copies, and its place in the order of reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from troth.identity import report_key
from troth.link.fingerprint import Fingerprint, Places, fingerprints
from troth.marks import has_marks, marked
from troth.text import BETWEEN
from troth.types import Quote, Report, Span

_DAY_BITS: Final = 16  # of a rank: days since 1900, until the year 2079
_DIGEST_BITS: Final = 47  # of a rank: with a million reports of one day two have the same rank with probability 0.004
_FIRST_DAY: Final = date(1900, 1, 1).toordinal()
_NO_DAY: Final = (1 << _DAY_BITS) - 1


@dataclass(frozen=True, eq=False)
class Body:
    """A report and the fingerprint of its words outside the page's furniture."""

    report: Report
    rank: int
    furniture: tuple[Span, ...]  # what was learned to be some, beside what the report itself marks
    fingerprint: Fingerprint

    @cached_property
    def quoted(self) -> NDArray[np.bool_]:
        """Which of its words stand within quotation marks."""
        return self._within_marks([None])

    def quoted_near(self, places: Sequence[Span]) -> NDArray[np.bool_]:
        """The same, only for the paragraphs in which these places are: all others count as unquoted."""
        text, around = self.report.text, set[Span]()
        for place in places:
            begin, end = text.rfind(BETWEEN, 0, place.start), text.find(BETWEEN, place.end)
            around.add(Span(begin + len(BETWEEN) if begin >= 0 else 0, end if end >= 0 else len(text)))
        return self._within_marks(around)

    def has_unquoted(self, words: NDArray[np.bool_], count: float) -> bool:
        """Whether more than so many of these words stand in paragraphs without quotation marks; tells most bodies without any parsing."""
        text, starts = self.report.text, self.fingerprint.starts
        begin, first, unquoted = 0, 0, 0
        while begin < len(text):
            end = text.find(BETWEEN, begin)
            end = end if end >= 0 else len(text)
            last = int(starts.searchsorted(end))
            if not has_marks(text, begin, end):
                unquoted += int(np.count_nonzero(words[first:last]))
                if unquoted > count:
                    return True
            begin, first = end + len(BETWEEN), last
        return False

    def _within_marks(self, parts: Iterable[Span | None]) -> NDArray[np.bool_]:
        starts = self.fingerprint.starts
        bounds = [(one.span.start, one.span.end) for part in parts for one in marked(self.report.text, part)]
        within = np.zeros(len(starts), bool)
        for left, right in np.searchsorted(starts, bounds).tolist():
            within[left:right] = True
        return within

    def furnished(self, place: Span | Quote) -> bool:
        """Whether a place of the report touches furniture that was learned."""
        return any(span.start < place.end and place.start < span.end for span in self.furniture)

    def places(self, firsts: Places, counts: Places) -> list[Span]:
        """Where stretches of so many words from these on stand in the text."""
        starts, ends = self.fingerprint.starts[firsts].tolist(), self.fingerprint.ends[firsts + counts - 1].tolist()
        return list(map(Span, starts, ends))

    def words(self, first: int, count: int) -> list[tuple[str, int]]:
        """So many words from this one on, as they stand in the text, each with its hash."""
        own, text = self.fingerprint, self.report.text
        columns = (array[first : first + count].tolist() for array in (own.starts, own.ends, own.words))
        return [(text[start:end], hashed) for start, end, hashed in zip(*columns, strict=True)]


def bodies(reports: Sequence[Report], furniture: Sequence[tuple[Span, ...]]) -> list[Body]:
    """The bodies of reports, each with the furniture that was learned of it."""
    prints = fingerprints([(report.text, all_furniture(report, more)) for report, more in zip(reports, furniture, strict=True)])
    return [Body(report, rank(report), more, print_) for report, more, print_ in zip(reports, furniture, prints, strict=True)]


def body(report: Report, furniture: Iterable[Span] = ()) -> Body:
    """The body of one report."""
    return bodies([report], [tuple(furniture)])[0]


def all_furniture(report: Report, learned: Iterable[Span]) -> tuple[Span, ...]:
    """What a report itself marks as furniture and what was learned to be some, in order."""
    return tuple(sorted({*report.furniture, *learned}, key=lambda span: (span.start, span.end)))


def rank(report: Report) -> int:
    """A whole number below 2 ** 63 by which reports are put in order: the day of publication (unknown ones last), then a digest of the id.

    It depends on nothing else, so the order is the same whatever comes in first.
    """
    return _day(report.published) << _DIGEST_BITS | int(report_key(report.id), 16) >> (64 - _DIGEST_BITS)


def _day(published: str | None) -> int:
    if published is None:
        return _NO_DAY
    return min(max(date.fromisoformat(published[:10]).toordinal() - _FIRST_DAY, 0), _NO_DAY - 1)

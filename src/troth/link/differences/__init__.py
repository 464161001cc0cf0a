"""Differences: all that two tellings tell differently, typed, and located in both.

Whole sentences first: those that only one has, and those that stand elsewhere.  Then what differs within aligned sentences, the most
telling type first: quotation marks, vouchers, datelines, figures; words that none of these accounts for are `wording`, `added` or
`dropped`, and `quotation` where both tellings have them within quotation marks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from troth.link.align import Pair
from troth.link.differences.changes import Change, Matching, match_words
from troth.link.differences.datelines import dateline_words, is_dateline, with_dash
from troth.link.differences.figures import compare_figures
from troth.link.differences.order import moved, unmatched
from troth.link.differences.places import hull, quote_of
from troth.link.differences.quoting import Marks, lost_marks, marks_of, same_quotations
from troth.link.differences.vouchers import other_vouchers
from troth.link.words import Words, is_idle
from troth.types import Difference, DifferenceType, Quote, Reading

__all__ = ["differences"]


@dataclass(slots=True)
class _Settled:
    """Words of either telling that a difference accounts for already."""

    a: set[int] = field(default_factory=set)
    b: set[int] = field(default_factory=set)

    def add(self, words_a: Iterable[int], words_b: Iterable[int]) -> None:
        self.a.update(words_a)
        self.b.update(words_b)


@dataclass(frozen=True, slots=True)
class _Quoting:
    """The quotations of both tellings, and which is which."""

    a: Marks
    b: Marks
    same: set[tuple[int, int]]

    def is_one(self, change: Change, in_a: range, in_b: range) -> bool:
        """Whether the words of a change stand within one quotation that both tellings have."""
        number, other = self.a.one_around(in_a, change.a), self.b.one_around(in_b, change.b)
        return number is not None and other is not None and (number, other) in self.same


def differences(a: Words, b: Words, pairs: Sequence[Pair], read_a: Reading, read_b: Reading) -> tuple[Difference, ...]:
    """The differences between two tellings whose sentences are aligned, in order of `a`, what only `b` has where it stands in `b`."""
    matching = match_words(a, b, pairs)
    found = [*unmatched(a, b, pairs), *moved(a, b, pairs), *_within(a, b, matching, read_a, read_b)]
    return _in_order(found, a, b, pairs)


def _within(a: Words, b: Words, matching: Matching, read_a: Reading, read_b: Reading) -> Iterator[Difference]:
    settled = _Settled()
    marks_a, marks_b = marks_of(a), marks_of(b)
    for lost in lost_marks(a, b, matching, marks_a, marks_b):
        yield Difference(DifferenceType.QUOTATION, lost.a, lost.b)
    for voucher in other_vouchers(a, b, matching, read_a.statements, read_b.statements):
        settled.add(voucher.words_a, voucher.words_b)
        yield Difference(DifferenceType.ATTRIBUTION, voucher.a, voucher.b)
    for compared in compare_figures(a, b, matching, read_a.figures, read_b.figures):
        settled.add(compared.words_a, compared.words_b)
        if not compared.agree:
            yield Difference(DifferenceType.FIGURE, compared.a, compared.b)
    quoting = _Quoting(marks_a, marks_b, same_quotations(a, b, matching, marks_a, marks_b))
    for change in matching.changes:
        yield from _of_change(a, b, change, settled, quoting)


def _of_change(a: Words, b: Words, change: Change, settled: _Settled, quoting: _Quoting) -> Iterator[Difference]:
    """What is left of a change when datelines and all that is settled are taken away."""
    of_a, of_b = _dateline(a, change.in_a), _dateline(b, change.in_b)
    if of_a:
        yield Difference(DifferenceType.DROPPED, with_dash(a, of_a), None)
    if of_b:
        yield Difference(DifferenceType.ADDED, None, with_dash(b, of_b))
    settled.add(of_a, of_b)
    words_a = [word for word in change.in_a if word not in settled.a]
    words_b = [word for word in change.in_b if word not in settled.b]
    if len(words_a) + len(words_b) < len(change.in_a) + len(change.in_b):
        # What stands around a name or number goes with it: "said he", "that".
        words_a, words_b = (
            words if not all(map(is_idle, map(telling.keys.__getitem__, words))) else [] for telling, words in ((a, words_a), (b, words_b))
        )
    in_a, in_b = hull(words_a), hull(words_b)
    if not in_a and not in_b:
        return
    if quoting.is_one(change, in_a, in_b):
        if not in_a or not in_b:  # one telling has no words there: those between which they would stand show the place
            in_a, in_b = _with_neighbours(in_a, change.a), _with_neighbours(in_b, change.b)
        yield Difference(DifferenceType.QUOTATION, quote_of(a, in_a), quote_of(b, in_b))
    elif in_a and in_b:
        yield Difference(DifferenceType.WORDING, quote_of(a, in_a), quote_of(b, in_b))
    elif in_a:
        yield Difference(DifferenceType.DROPPED, _told(a, in_a), None)
    else:
        yield Difference(DifferenceType.ADDED, None, _told(b, in_b))


def _dateline(telling: Words, words: range) -> range:
    """The dateline that these words begin with and hold."""
    found = dateline_words(telling, words[0]) if words else range(0)
    return found if found and found[-1] in words else range(0)


def _told(telling: Words, words: range) -> Quote:
    return with_dash(telling, words) if is_dateline(telling, words) else quote_of(telling, words)


def _with_neighbours(words: range, at: int) -> range:
    return range(words.start - 1, words.stop + 1) if words else range(at - 1, at + 1)


def _in_order(found: Iterable[Difference], a: Words, b: Words, pairs: Sequence[Pair]) -> tuple[Difference, ...]:
    """By the place in `a`; what only `b` has stands in or behind the sentence that is aligned with the last one before it."""
    ordered = sorted(pairs, key=lambda pair: pair.b)
    starts = [b.sentences[pair.b].start for pair in ordered]

    def place(one: Difference) -> tuple[int, int, int, int, str]:
        start, end = (one.a.start, one.a.end) if one.a else (-1, -1)
        other, other_end = (one.b.start, one.b.end) if one.b else (-1, -1)
        at = bisect_right(starts, other) - 1
        if one.a is None and at >= 0:
            pair = ordered[at]
            inside = other < b.sentences[pair.b_last - 1].end
            start = a.sentences[pair.a].start if inside else a.sentences[pair.a_last - 1].end
        return start, other, end, other_end, one.type

    return tuple(sorted(found, key=place))

"""Times: the words of a report that say when, how long or how often, with their TIMEX3 values and the days they mean."""

from __future__ import annotations

from troth.anchor import quote
from troth.find.times import calendar
from troth.find.times.intervals import interval
from troth.find.times.reading import Told, read_times
from troth.types import Report, TimeExpression

__all__ = ["interval", "times"]


def times(report: Report) -> list[TimeExpression]:
    """The time expressions of a report, in order, none over another, read from the day it was published.

    Without that day, what counts from it gets a value that leaves it open (`XXXX-WXX-4`, `PRESENT_REF`).
    """
    return [_expression(report, told) for told in read_times(report.text, calendar.parse_day(report.published))]


def _expression(report: Report, told: Told) -> TimeExpression:
    first, last = told.days()
    return TimeExpression(
        quote(report, told.start, told.end),
        told.meaning.value,
        told.meaning.first or (first.isoformat() if first else None),
        told.meaning.last or (last.isoformat() if last else None),
    )

"""The days that a deadline's words allow."""

from __future__ import annotations

import pytest

from troth.find.times import interval

THURSDAY = "2009-04-16"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("by the end of the year", None, "2009-12-31"),
        ("by year's end", None, "2009-12-31"),
        ("by the end of next month", None, "2009-05-31"),
        ("within 90 days", None, "2009-07-15"),
        ("within a year", None, "2010-04-16"),
        ("by June 2010", None, "2010-06-30"),
        ("before June 2010", None, "2010-05-31"),
        ("by Friday", None, "2009-04-17"),
        ("by 5 p.m. Friday", None, "2009-04-17"),
        ("by 2020", None, "2020-12-31"),
        ("until March", None, "2010-03-31"),
        ("by the June 30 deadline", None, "2009-06-30"),
        ("by Election Day", None, "2009-11-03"),
        ("next spring", "2010-03-01", "2010-05-31"),
        ("on Friday", "2009-04-17", "2009-04-17"),
        ("in February", "2010-02-01", "2010-02-28"),
        ("in two weeks", "2009-04-30", "2009-04-30"),
        ("in five years", "2014-01-01", "2014-12-31"),
        ("over the next five years", "2009-04-16", "2014-04-16"),
        ("in the first half of 2011", "2011-01-01", "2011-06-30"),
        ("between 2010 and 2015", "2010-01-01", "2015-12-31"),
        ("from May 2 to June 3", "2009-05-02", "2009-06-03"),
        ("after 2012", "2013-01-01", None),
        ("beginning in 2012", "2012-01-01", None),
        ("before the end of the year", None, "2009-12-31"),
        ("over the next week or so", "2009-04-16", "2009-04-23"),
        ("next week", "2009-04-20", "2009-04-26"),
        ("on June 12 or June 20", "2009-06-12", "2009-06-20"),
        ("by the April 9 deadline", None, "2009-04-09"),
    ],
)
def test_a_deadline_allows_these_days(words: str, first: str | None, last: str | None) -> None:
    assert interval(words, THURSDAY) == (first, last)


@pytest.mark.parametrize(
    "words",
    [
        "before the November election",
        "by the 2012 election",
        "in his first 100 days",
        "within two weeks of taking office",
        "by the end of his first term",
        "for five years",
        "every day",
        "by the end of the fiscal year",
        "soon",
        "",
    ],
)
def test_what_the_calendar_cannot_place_allows_none(words: str) -> None:
    assert interval(words, THURSDAY) == (None, None)


def test_without_a_date_only_told_years_can_be_placed() -> None:
    assert interval("by Friday", None) == (None, None)
    assert interval("within 90 days", None) == (None, None)
    assert interval("by June 2010", None) == (None, "2010-06-30")

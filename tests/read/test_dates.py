from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.read.dates import date_of


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2009-04-16", "2009-04-16"),
        ("20090416", "2009-04-16"),
        ("2009-04-16T14:30", "2009-04-16T14:30:00"),
        ("2009-04-16 14:30:05", "2009-04-16T14:30:05"),
        ("2009-04-16T14:30:00Z", "2009-04-16T14:30:00+00:00"),
        ("2009-04-16T23:30:00.123-05:00", "2009-04-16T23:30:00-05:00"),
        ("20090416T143000+0200", "2009-04-16T14:30:00+02:00"),
        ("Thu, 16 Apr 2009 14:30:00 -0500", "2009-04-16T14:30:00-05:00"),
        ("16 Apr 2009 14:30 GMT", "2009-04-16T14:30:00+00:00"),
        ("April 16, 2009", "2009-04-16"),
        ("16 April 2009", "2009-04-16"),
        ("Thursday, Apr. 16, 2009", "2009-04-16"),
        ("April 16, 2009 2:30 p.m.", "2009-04-16T14:30:00"),
        ("04/16/2009", "2009-04-16"),
        ("16/04/2009", "2009-04-16"),
        ("04/04/2009", "2009-04-04"),
        (" 2009-04-16 ", "2009-04-16"),
        (1239892200, "2009-04-16T14:30:00+00:00"),
        (0, "1970-01-01T00:00:00+00:00"),
        (20090416, "2009-04-16"),
    ],
)
def test_a_date_in_any_common_form_is_read_with_its_own_offset(written: str | int, read: str) -> None:
    assert date_of(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "soon",
        "yesterday",
        "3 hours ago",
        "Thursday",
        "April 16",
        "April 2009",
        "2009",
        "2009-04",
        "16 4",
        "April 31, 2009",
        "x" * 5000,
        "2009" * 100,
    ],
)
def test_what_is_no_full_date_is_refused_and_never_completed(written: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        date_of(written)


@pytest.mark.parametrize("written", ["04/05/2009", "4-5-2009", "04.05.2009"])
def test_a_date_that_can_be_read_both_ways_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="day first or month first"):
        date_of(written)


@pytest.mark.parametrize("written", ["1599-12-31", "2201-01-01", "0001-01-01", 10**11, 10**30, -(10**15)])
def test_a_year_out_of_reach_is_refused(written: str | int) -> None:
    with pytest.raises(ValueError, match="between the years 1600 and 2200"):
        date_of(written)


@pytest.fixture
def in_tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(os.environ, "TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_tokyo")
def test_a_date_does_not_depend_on_where_it_is_read() -> None:
    assert date_of("April 16, 2009 2:30 p.m.") == "2009-04-16T14:30:00"
    assert date_of(1239892200) == "2009-04-16T14:30:00+00:00"


@given(st.dates(date(1600, 1, 1), date(2200, 12, 31)))
def test_a_day_comes_through_unchanged(day: date) -> None:
    assert date_of(day.isoformat()) == day.isoformat()


@given(
    st.datetimes(datetime(1600, 1, 2), datetime(2200, 12, 30)),
    st.sampled_from([None, UTC, timezone(timedelta(hours=-5)), timezone(timedelta(hours=9.5))]),
)
def test_a_moment_comes_through_unchanged_and_again(moment: datetime, zone: timezone | None) -> None:
    written = moment.replace(microsecond=0, tzinfo=zone).isoformat()
    assert date_of(written) == written


@given(st.text(max_size=60) | st.integers())
def test_anything_is_a_date_or_refused_with_a_reason(value: str | int) -> None:
    try:
        read = date_of(value)
    except ValueError as refused:
        read = str(refused)
    assert read.startswith(("is ", "can ")) or date_of(read) == read

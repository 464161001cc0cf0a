"""The calendar of TIMEX3 values: days, weeks, months, quarters, seasons, years; how to step, and which days a value means."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

SEASONS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, as meteorologists of the northern half reckon
MONTHS_OF: Final = {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}  # months in a unit
DAYS_OF: Final = {"D": 1, "WE": 7, "W": 7, "F": 14}  # days in a unit
LONGEST_STEP: Final = 120_000  # months: no step of the calendar (years 1 to 9999) is longer


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_day(text: str | None) -> date | None:
    """The day at the beginning of an ISO day or moment, or None."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def step(day: date, count: float, unit: str) -> date | None:
    """The day so many units later (earlier when negative), clipped to the length of its month; None beyond the calendar."""
    if abs(count) > LONGEST_STEP:
        return None
    if unit in DAYS_OF:
        try:
            return day + timedelta(days=round(count * DAYS_OF[unit]))
        except OverflowError:
            return None
    year, month = divmod(day.year * 12 + day.month - 1 + round(count * MONTHS_OF[unit]), 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if 1 <= year <= 9999 else None


def value_of(day: date | None, unit: str) -> str | None:
    """The TIMEX3 value of the unit (day, week, weekend, month, quarter, half, year, decade, century) that a day is in."""
    if day is None:
        return None
    if unit == "D":
        return day.isoformat()
    if unit in {"W", "WE", "F"}:
        week = day.isocalendar()
        return f"{week.year:04}-W{week.week:02}" + ("-WE" if unit == "WE" else "")
    year = f"{day.year:04}"
    if unit in {"E", "C", "L"}:
        return year[: "LCE".index(unit) + 1]
    inside = {"M": f"-{day.month:02}", "Q": f"-Q{(day.month + 2) // 3}", "H": f"-H{(day.month + 5) // 6}"}
    return year + inside.get(unit, "")


_VALUE: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.*)?)?))?|(?P<decade>\d{2,3})"
)


def days(value: str) -> tuple[date, date] | tuple[None, None]:
    """The first and last day that a value means, (None, None) when it is no stretch of the calendar."""
    found = _VALUE.fullmatch(value)
    try:
        return _days(found) if found else (None, None)
    except (ValueError, OverflowError):
        return None, None


def _days(found: re.Match[str]) -> tuple[date, date]:
    if found["decade"]:
        length = 10 ** (4 - len(found["decade"]))
        first = max(int(found["decade"]) * length, 1)
        return date(first, 1, 1), date(int(found["decade"]) * length + length - 1, 12, 31)
    year = int(found["year"])
    if found["week"]:
        monday = date.fromisocalendar(year, int(found["week"]), 1)
        return monday + timedelta(days=5 if found["weekend"] else 0), monday + timedelta(days=6)
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return day, day
    if found["month"]:
        return _months(year, int(found["month"]), 1)
    if found["quarter"]:
        return _months(year, int(found["quarter"]) * 3 - 2, 3)
    if found["half"]:
        return _months(year, int(found["half"]) * 6 - 5, 6)
    if found["season"]:
        return _months(year, SEASONS[found["season"]], 3)
    return date(year, 1, 1), date(year, 12, 31)


def _months(year: int, month: int, length: int) -> tuple[date, date]:
    later, last = divmod(month + length - 2, 12)
    return date(year, month, 1), date(year + later, last + 1, monthrange(year + later, last + 1)[1])


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The nth (1 is Monday) weekday of a month, counted from its end when negative."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Anonymous algorithm, Nature 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    tail = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * tail) // 451
    month, day = divmod(h + tail - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: str, year: int) -> date | None:
    """The day of a holiday by its rule in `times.toml`, or None beyond the calendar."""
    if not 1 <= year <= 9998:
        return None
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:] or 0))
    if rule == "election":
        return nth_weekday(year, 11, 1, 1) + timedelta(days=1)
    found = re.fullmatch(r"(\d\d)-(?:(\d\d)|(-?\d)-(\d))", rule)
    if found is None:
        return None
    if found[2]:
        return make_day(year, int(found[1]), int(found[2]))
    return nth_weekday(year, int(found[1]), int(found[3]), int(found[4]))

"""Days and hours: dates in figures and words, weekdays, today and its parts, the clock, holidays."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from troth.find.lexicon import table
from troth.find.times import calendar
from troth.find.times.grammar import Phrase
from troth.find.times.numbers import amount, figure, ordinal
from troth.find.times.scene import Meaning, Scene
from troth.find.times.tokens import listed

UNKNOWN_DAY: Final = "XXXX-XX-XX"
CENTURY_TURN: Final = 50  # two figures from here on are a year of the 20th century, below it of the 21st


def written_date(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A date in figures: 2009-04-16 (with its hour), or 4/16/2009 as Americans write it."""
    word = phrase.tokens.written(phrase.start)
    if "/" in word:
        first, second, third = (int(part) for part in word.split("/"))
        month, day = (first, second) if first <= 12 else (second, first)
        return _whole(calendar.make_day(full_year(third) if third < 100 else third, month, day))
    day_told = calendar.parse_day(word)
    if day_told is None:
        return None
    hour = re.match(r"[T ](\d\d:\d\d(?::\d\d)?)", word[10:])
    return Meaning(day_told.isoformat() + (f"T{hour[1]}" if hour else ""), "day")


def full_year(two: int) -> int:
    """The year that its last two figures name."""
    return two + (1900 if two >= CENTURY_TURN else 2000)


def _whole(day: date | None) -> Meaning | None:
    return Meaning(day.isoformat(), "day") if day else None


def month_day(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A day by its date, "Nov. 2" or "the 4th of July"; without a year, the one that the verbs point to, else the nearest."""
    month = int(month_key(phrase) or 0)
    day = ordinal(phrase.words("DAYOFMONTH"))
    if not month or not day or day > 31:
        return None
    told = told_year(phrase)
    if told is not None:
        return _whole(calendar.make_day(told, month, day))
    if month == 9 and day == 11 and phrase.after() in listed("attacks"):
        return Meaning("2001-09-11", "day")
    if scene.today is None:
        return Meaning(f"XXXX-{month:02}-{day:02}", "day", open=True)
    found = _nearest(scene, lambda year: calendar.make_day(year, month, day), phrase)
    return Meaning(found.isoformat(), "day", open=True) if found else None


def month_key(phrase: Phrase) -> str | None:
    """The month that a phrase names, in two figures."""
    return phrase.key("month") or phrase.key("shortmonth") or phrase.key("mayname")


def told_year(phrase: Phrase) -> int | None:
    """The year in a phrase, in four figures or two behind an apostrophe."""
    for word in phrase.words()[::-1]:
        if len(word) == 4 and word.isdecimal() and word.isascii() and "1000" <= word < "3000":
            return int(word)
        if len(word) == 3 and word[0] in "'’" and word[1:].isdecimal():
            return full_year(int(word[1:]))
    return None


def _nearest(scene: Scene, of_year: Callable[[int], date | None], phrase: Phrase) -> date | None:
    """The day of the year that is nearest to the report's; of two that are both far, the one to which the verbs point."""
    today = scene.today
    assert today is not None
    days = [day for year in (today.year - 1, today.year, today.year + 1) if (day := of_year(year) if 1 <= year <= 9999 else None)]
    near = min(days, key=lambda day: abs((day - today).days), default=None)
    if near is None or abs((near - today).days) < (JUST_OVER if scene.lean else CLEARLY_NEAR):
        return near
    way = scene.direction(phrase.start, phrase.end)
    pointed = [day for day in days if (day <= today if way < 0 else day >= today)] if way else []
    return min(pointed, key=lambda day: abs((day - today).days), default=near)


CLEARLY_NEAR: Final = 90  # days
JUST_OVER: Final = 30  # days since which a deadline without a year still is that of this year


def day_after_date(phrase: Phrase, scene: Scene) -> Meaning | None:
    """The second day of "May 2 and 3": the same month and year as the first."""
    day = figure(phrase.words()[0])
    if scene.day is None or day is None or scene.day_at != phrase.start - 2:
        return None
    later = calendar.make_day(scene.day.year, scene.day.month, int(day))
    return Meaning(later.isoformat(), "day", open=True) if later and later > scene.day else None


def weekday(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A day of the week: in a report of that day the same day, else the last or next one as the verbs point."""
    number, part = phrase.key("weekday") or phrase.key("shortday"), phrase.key("part")
    if number is None:
        return None
    following = phrase.tokens.written(phrase.end)
    if (following[:1].isupper() and following.lower() in listed("after_weekday_name")) or phrase.before() in listed("before_weekday_name"):
        return None
    tail = f"T{part}" if part else ""
    if scene.today is None:
        return Meaning(f"XXXX-WXX-{number}{tail}", "weekday")
    day = _which(phrase, scene, scene.today, int(number))
    return Meaning(day.isoformat() + tail, "weekday") if day else None


def _which(phrase: Phrase, scene: Scene, today: date, number: int) -> date | None:
    back, on = phrase.key("back"), phrase.key("on")
    since, until = (today.isoweekday() - number) % 7, (number - today.isoweekday()) % 7
    try:
        if back in {"last", "past"}:
            return today - timedelta(days=since or 7)
        if on in {"next", "coming"}:
            return today + timedelta(days=until or 7)
        if back == "previous" or on == "following" or phrase.has("that"):
            return _from_told(scene, today, number, -1 if back else 1 if on else 0)
        if scene.direction(phrase.start, phrase.end) > 0:
            return today + timedelta(days=until)
        return today - timedelta(days=since)
    except OverflowError:
        return None


def _from_told(scene: Scene, today: date, number: int, way: int) -> date:
    told = scene.base("D") or scene.day or today
    if way < 0:
        return told - timedelta(days=(told.isoweekday() - number) % 7 or 7)
    if way > 0:
        return told + timedelta(days=(number - told.isoweekday()) % 7 or 7)
    return told - timedelta(days=(told.isoweekday() - number) % 7)


def weekdays(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A day that comes back every week: "Tuesdays", "each Thursday", "Monday nights"."""
    number = phrase.key("weekdays") or phrase.key("weekday")
    part = phrase.key("parts_") or phrase.key("part")
    return Meaning(f"XXXX-WXX-{number}{f'T{part}' if part else ''}", "set") if number else None


def near_day(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Today and the days beside it, with their parts."""
    words = phrase.words()
    if words == ["today"] and phrase.before() == "usa":
        return None
    shift = int(phrase.key("today") or 0)
    tail = {"tonight": "TNI", "overnight": "TNI"}.get(words[-1], "")
    if part := phrase.key("part"):
        tail = f"T{part}"
    if words[0] == "the":
        if shift == 0:
            return None
        shift += 1 if "after" in words else -1
    if scene.today is None:
        return Meaning("PRESENT_REF" if not shift and not tail else f"{UNKNOWN_DAY}{tail}", "near")
    if words == ["overnight"]:
        shift = 0
    day = calendar.step(scene.today, shift, "D")
    return Meaning(f"{day.isoformat()}{tail}", "near") if day else None


def part_of_day(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A part of a day: "this morning", "last night", "the afternoon" (of the day told of), "late afternoon"."""
    part = phrase.key("part")
    words = phrase.words()
    base = scene.today
    if words[0] == "last":
        base = calendar.step(base, -1, "D") if base else None
    elif words[0] != "this" and scene.day is not None:
        way = 1 if phrase.key("on") else -1 if phrase.key("back") else 0
        base = calendar.step(scene.day, way, "D")
    return Meaning(f"{base.isoformat() if base else UNKNOWN_DAY}T{part}", "part")


def clock(phrase: Phrase, scene: Scene) -> Meaning | None:
    """An hour: "10:15 p.m. EST", "noon", "5 o'clock", "1930 GMT"; the day is the one last told of, until joining finds its own."""
    told = _hour(phrase)
    if told is None:
        return None
    base = scene.day if scene.day and phrase.start - scene.day_at < SAME_DAY else scene.today
    return Meaning(f"{base.isoformat() if base else UNKNOWN_DAY}T{told}", "clock")


SAME_DAY: Final = 80  # words within which an hour is still of the day last told of


def _hour(phrase: Phrase) -> str | None:
    if noon := phrase.key("noon"):
        return f"{noon}:00"
    word = phrase.words()[0]
    if ":" in word:
        hour, minute = (int(part) for part in word.split(":")[:2])
    elif len(word) == 4 and word.isdecimal():
        hour, minute = int(word[:2]), int(word[2:])
    else:
        count = amount([word])
        if isinstance(count, str) or count != int(count):
            return None
        hour, minute = int(count), 0
        if not phrase.key("ampm") and not phrase.has("clock"):
            return None
    half = phrase.key("ampm") or {"MO": "am", "AF": "pm", "EV": "pm", "NI": "pm"}.get(phrase.key("part") or "")
    if half and not 1 <= hour <= 12 and not (half == "pm" and hour < 24):
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half and hour <= 12 else hour
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def holiday(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A day with a name, in the year that the verbs point to."""
    words = " ".join("’s" if word in {"'s", "’s"} else word for word in phrase.words())
    rule = table("times")["holidays"].get(words)
    if rule is None:
        return None
    if scene.today is None:
        return Meaning(f"XXXX-{rule}" if re.fullmatch(r"\d\d-\d\d", rule) else UNKNOWN_DAY, "day", open=True)
    day = _nearest(scene, lambda year: calendar.holiday(rule, year), phrase)
    return Meaning(day.isoformat(), "day", open=True) if day else None

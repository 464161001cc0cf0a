"""Reads the times of a text, one after the other, and joins those that belong together."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from troth.find.lexicon import table
from troth.find.times import calendar, dates, lengths, periods
from troth.find.times.grammar import Phrase, phrases
from troth.find.times.scene import Meaning, Scene
from troth.find.times.tokens import Tokens, listed, tokenise


def _present(phrase: Phrase, scene: Scene) -> Meaning:
    return Meaning("PRESENT_REF", "ref")


def _past(phrase: Phrase, scene: Scene) -> Meaning:
    return Meaning("PAST_REF", "ref")


def _future(phrase: Phrase, scene: Scene) -> Meaning:
    return Meaning("FUTURE_REF", "ref")


READINGS: Final[dict[str, Callable[[Phrase, Scene], Meaning | None]]] = {
    "written_date": dates.written_date,
    "month_day": dates.month_day,
    "day_after_date": dates.day_after_date,
    "weekday": dates.weekday,
    "weekdays": dates.weekdays,
    "near_day": dates.near_day,
    "part_of_day": dates.part_of_day,
    "clock": dates.clock,
    "holiday": dates.holiday,
    "near_period": periods.near_period,
    "the_period": periods.the_period,
    "month": periods.month,
    "season": periods.season,
    "quarter": periods.quarter,
    "half": periods.half,
    "year": periods.year,
    "year_range": periods.year_range,
    "decade": periods.decade,
    "century": periods.century,
    "year_end": periods.year_end,
    "year_back": periods.year_back,
    "duration": lengths.duration,
    "long": lengths.long,
    "stretch": lengths.stretch,
    "ago": lengths.ago,
    "shifted": lengths.shifted,
    "vague_length": lengths.vague_length,
    "every": lengths.every,
    "often": lengths.often,
    "present": _present,
    "past": _past,
    "future": _future,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A time in a text: its offsets and its meaning."""

    start: int
    end: int
    meaning: Meaning

    def days(self) -> tuple[date, date] | tuple[None, None]:
        """The first and last day it can mean, where the calendar tells; when fiscal years begin it does not."""
        return (None, None) if self.meaning.kind == "fiscal" else calendar.days(self.meaning.value)


@dataclass(frozen=True, slots=True)
class _Found:
    """A time as words: the first, the one behind the last, and its meaning."""

    start: int
    end: int
    meaning: Meaning
    means: str


def read_times(text: str, today: date | None, lean: int = 0) -> list[Told]:
    """The times of a text, in order, as told on a day; `lean` is where they point when no verb tells (1: to what is to come)."""
    words = tokenise(text)
    scene = Scene(words, today, lean)
    found: list[_Found] = []
    at = 0
    while (fits := phrases(words, at)) is not None:
        at, candidates = fits
        one = _first_meaning(candidates, scene)
        if one is None:
            at += 1
            continue
        at = one.end
        joined = _join(found[-1], one, scene) if found else None
        if joined is not None:
            found[-1] = one = joined
        else:
            found.append(_widened(one, words, found[-1].end if found else 0))
        _remember(scene, one)
    return [Told(words.starts[one.start], words.end(one.end - 1), one.meaning) for one in found]


def _first_meaning(candidates: list[Phrase], scene: Scene) -> _Found | None:
    for phrase in candidates:
        meaning = READINGS[phrase.means](phrase, scene)
        if meaning is not None:
            if phrase.has("fiscal", "financial") and meaning.kind in {"year", "quarter", "half"}:
                meaning = replace(meaning, kind="fiscal")
            return _Found(phrase.start, phrase.end, meaning, phrase.means)
    return None


def _widened(one: _Found, words: Tokens, floor: int) -> _Found:
    """An expression with the words in front that belong to it: "early", "about", "at least", "the end of"."""
    phases, bounds = listed("phases"), table("times")["bounds"].split(", ")
    start = one.start
    before = words.word(start - 1)
    if one.meaning.kind == "ref":
        return one
    if before == "of" and words.word(start - 2) in listed("edges") and one.meaning.kind not in {"span", "set"}:
        start -= 3 if words.word(start - 3) == "the" else 2
    elif before in phases:
        start -= 1
    elif before == "-" and words.word(start - 2) in phases:
        start -= 2
    for size in (3, 2):
        if " ".join(words.word(start - size + at) for at in range(size)) in bounds:
            start -= size
            break
    return one if start < floor else replace(one, start=start)


def _remember(scene: Scene, one: _Found) -> None:
    meaning = one.meaning
    if meaning.kind in {"day", "near", "weekday", "clock", "part"} and (day := calendar.parse_day(meaning.value)):
        scene.day = scene.told = day
        scene.told_unit = "D"
        scene.day_at = one.end - 1
    elif one.means in {"quarter", "half"} and meaning.value[:4].isdecimal():
        scene.period, scene.period_at = meaning, one.end
    elif meaning.kind in {"year", "month"} and (first := calendar.days(meaning.value)[0]):
        scene.told, scene.told_unit = first, "Y" if meaning.kind == "year" else "M"


def _join(one: _Found, other: _Found, scene: Scene) -> _Found | None:
    """One expression of two that stand together, or None."""
    if other.start - one.end > 2:
        return None
    between = " ".join(scene.words.word(at) for at in range(one.end, other.start))
    meaning = _joined(one.meaning, other.meaning, between)
    return _Found(one.start, other.end, meaning, other.means if one.means == "year" else one.means) if meaning else None


_DAYS: Final = frozenset({"day", "near", "weekday", "part"})
_OPEN: Final = frozenset({"month", "quarter", "half", "season", "day"})
BEFORE_YEAR: Final = {kind: {"", "of", "in", ","} if kind in {"month", "day"} else {"", "of", "in"} for kind in _OPEN}
_YEAR: Final = re.compile(r"\d{4}")


def _joined(one: Meaning, other: Meaning, between: str) -> Meaning | None:
    if one.kind == "clock" and other.kind in _DAYS and between in {"", "on", "this", "of", ","}:
        return replace(other, value=_day_of(other) + one.value[len(_day_of(one)) :], kind="clock")
    if one.kind == "clock" and other.kind == "part" and between == "in":
        return replace(one, value=_half_of_day(one.value, other.value[-2:]))
    if one.kind in _DAYS and other.kind == "clock" and between in {"", "at", "about", "around", "by", ", at", "at about", "at around"}:
        return replace(one, value=_day_of(one) + other.value[len(_day_of(other)) :], kind="clock")
    if one.kind in {"weekday", "part"} and other.kind == "day" and other.open and between in {"", ",", "the", ", the"}:
        return replace(other, value=_agreeing(one, other))
    if one.kind in {"weekday", "part"} and other.kind == "day" and between in {"", ",", "on", "of"}:
        return other if one.kind == "weekday" else replace(other, value=_day_of(other) + one.value[len(_day_of(one)) :])
    night = one.kind == "near" and one.value.endswith("TNI")
    if (one.kind == "part" or night) and other.kind == "weekday" and between in {"", "on", "of"}:
        return replace(other, value=_day_of(other) + one.value[len(_day_of(one)) :])
    if (
        one.open
        and one.kind in _OPEN
        and other.kind in {"year", "fiscal"}
        and between in BEFORE_YEAR[one.kind]
        and _YEAR.fullmatch(other.value)
    ):
        return replace(one, value=other.value + one.value[4:], open=False, kind="fiscal" if other.kind == "fiscal" else one.kind)
    if one.kind == "half" and other.kind == "decade" and between == "of":
        return other
    if one.kind == "year" and other.open and other.kind in _OPEN - {"day"} and between in {"", "'s", "’s"} and _YEAR.fullmatch(one.value):
        return replace(other, value=one.value + other.value[4:], open=False)
    if one.kind == "weekday" and other.kind == "week" and between in {"", "of"}:
        return _in_week(one, other)
    return None


def _half_of_day(clock: str, part: str) -> str:
    """The hour in its half of the day: "6:40 in the evening" is 18:40."""
    day, _, hour = clock.partition("T")
    late = part != "MO" and int(hour[:2]) < 12
    return f"{day}T{int(hour[:2]) + 12 if late else int(hour[:2]):02}{hour[2:]}"


def _day_of(meaning: Meaning) -> str:
    return meaning.value.partition("T")[0]


def _agreeing(weekday: Meaning, day: Meaning) -> str:
    """The date without a year whose weekday is the one told; as inferred when none of the years beside has it."""
    told, inferred = calendar.parse_day(_day_of(weekday)), calendar.parse_day(day.value)
    if told is None or inferred is None:
        return day.value
    for year in (inferred.year, inferred.year + 1, inferred.year - 1):
        other = calendar.make_day(year, inferred.month, inferred.day)
        if other and other.isoweekday() == told.isoweekday():
            return other.isoformat()
    return day.value


def _in_week(weekday: Meaning, week: Meaning) -> Meaning | None:
    told, monday = calendar.parse_day(weekday.value), calendar.days(week.value)[0]
    if told is None or monday is None:
        return None
    try:
        day = monday + timedelta(days=told.isoweekday() - monday.isoweekday())
    except OverflowError:
        return None
    return replace(weekday, value=day.isoformat() + weekday.value[10:])

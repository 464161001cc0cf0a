"""Lengths of time and steps from a day: "five years", "the past three months", "two weeks ago", "every day"."""

from __future__ import annotations

from datetime import date
from typing import Final

from troth.find.times import calendar
from troth.find.times.dates import month_key
from troth.find.times.grammar import Phrase
from troth.find.times.numbers import UNKNOWN, amount
from troth.find.times.scene import Meaning, Scene
from troth.find.times.tokens import listed

CLOCK_UNITS: Final = {"TH": "H", "TM": "M", "TS": "S"}
SMALLER: Final = {"TH": ("TM", 60), "TM": ("TS", 60), "Y": ("M", 12), "D": ("TH", 24)}  # where halves go


def length(count: float | str, unit: str) -> str:
    """The TIMEX3 value of so many units: P5Y, PT30M, PXD; decades and centuries in years, fortnights in weeks."""
    if isinstance(count, str):
        return f"PT{count}{CLOCK_UNITS[unit]}" if unit in CLOCK_UNITS else f"P{count}{'W' if unit == 'F' else unit}"
    times, unit = {"E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "F": (2, "W")}.get(unit, (1, unit))
    count *= times
    whole, part = int(count), count - int(count)
    if part and unit in SMALLER:
        smaller, number = SMALLER[unit]
        rest = length(round(part * number), smaller)
        return length(whole, unit) + rest.removeprefix("PT" if unit in CLOCK_UNITS else "P") if whole else rest
    number_text = f"{count:g}" if part else str(whole)
    return f"PT{number_text}{CLOCK_UNITS[unit]}" if unit in CLOCK_UNITS else f"P{number_text}{unit}"


def duration(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A length by itself, with an end for none but who knows when it begins."""
    count, unit = _count(phrase), _unit(phrase)
    if unit is None:
        return None
    if unit == "Q" and not phrase.words("COUNT"):
        return None  # "a quarter of the vote"
    if unit == "Q" and phrase.words()[-2:] == ["-", "quarters"]:
        return None  # "three-quarters"
    if unit in {"TS", "L"} and count == 1:
        return None
    return Meaning(length(count, unit), "span")


def long(phrase: Phrase, scene: Scene) -> Meaning:
    """One of a unit, said of what fills it: "year-long", "weeklong"."""
    return Meaning(length(1, phrase.key("unit") or phrase.key("longs") or "Y"), "span")


def stretch(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A length that ends or begins now: "the past three years", "the next five days"."""
    count, unit = _count(phrase), _unit(phrase)
    if unit is None:
        return None
    value = length(count, unit)
    if scene.today is None or isinstance(count, str) or unit in CLOCK_UNITS:
        return Meaning(value, "span")
    if phrase.key("on") in {"next", "coming"}:
        return Meaning(value, "span", first=scene.today.isoformat(), last=_iso(calendar.step(scene.today, count, unit)))
    if phrase.key("back") in {"last", "past"} or phrase.has("latest"):
        return Meaning(value, "span", first=_iso(calendar.step(scene.today, -count, unit)), last=scene.today.isoformat())
    return Meaning(value, "span")


def ago(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A time so long before or after the report's day, as exact as its unit."""
    count, unit = _count(phrase), _unit(phrase)
    if unit is None:
        return None
    ahead = not phrase.has("ago")
    if isinstance(count, str):
        return Meaning(length(UNKNOWN, unit), "span")
    if unit == "Y" and count == 1 and not ahead and (near := _year_before_period(phrase, scene)):
        return near
    return _stepped(scene.today, count if ahead else -count, unit) or Meaning(
        length(count, unit) if scene.today else "FUTURE_REF" if ahead else "PAST_REF", "span" if scene.today else "ref"
    )


def shifted(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A time so long before or after the day last told of."""
    count, unit = _count(phrase), _unit(phrase)
    if unit is None or isinstance(count, str):
        return Meaning(length(UNKNOWN, unit), "span") if unit else None
    ahead = not phrase.has("earlier")
    if unit == "Y" and count == 1 and not ahead and (near := _year_before_period(phrase, scene)):
        return near
    base = scene.base(unit) if scene.told else scene.today
    return _stepped(base, count if ahead else -count, unit) or Meaning(length(count, unit), "span")


def _year_before_period(phrase: Phrase, scene: Scene) -> Meaning | None:
    """In reports of results, "a year ago" beside sums of money is the quarter told of, a year earlier."""
    period = scene.period
    if period is None or (phrase.start - scene.period_at > NEAR and not _sums(phrase)):
        return None
    year = int(period.value[:4]) - 1
    return Meaning(f"{year:04}{period.value[4:]}", period.kind) if year > 0 else None


NEAR: Final = 150  # words within which results of a quarter are still compared with those of the year before
BESIDE: Final = 12  # words in front among which a sum of money stands beside a time


def _sums(phrase: Phrase) -> bool:
    return any(phrase.before(far) in listed("sums") for far in range(1, BESIDE))


def _stepped(day: date | None, count: float, unit: str) -> Meaning | None:
    if day is None or unit in CLOCK_UNITS or unit == "L":
        return None
    value = calendar.value_of(calendar.step(day, count, unit), unit)
    return Meaning(value, KINDS.get(unit, "near")) if value else None


KINDS: Final = {
    "D": "near",
    "W": "week",
    "F": "week",
    "WE": "week",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "E": "decade",
    "C": "century",
}


def vague_length(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Units without a number: "for months", "years ago"."""
    unit = _unit(phrase)
    return Meaning(length(UNKNOWN, unit), "span") if unit else None


def every(phrase: Phrase, scene: Scene) -> Meaning | None:
    """What comes back: "every day" is P1D, "every other week" P2W, "each March" XXXX-03."""
    if month := month_key(phrase):
        return Meaning(f"XXXX-{month}", "set")
    if season := phrase.key("season"):
        return Meaning(f"XXXX-{season}", "set")
    if part := phrase.key("part"):
        return Meaning(f"XXXX-XX-XXT{part}", "set")
    unit = _unit(phrase)
    count = 2.0 if phrase.has("other") else _count(phrase)
    return Meaning(length(count, unit), "set") if unit else None


def often(phrase: Phrase, scene: Scene) -> Meaning | None:
    """What comes back by adverb, "daily" or "weekly"; not the name of a paper or an adverb's other sense."""
    word = phrase.tokens.written(phrase.start)
    following = phrase.tokens.written(phrase.end)
    if word[0].isupper() and following[:1].isupper():
        return None
    return Meaning(str(phrase.key("often")), "set")


def _count(phrase: Phrase) -> float | str:
    told = phrase.words("COUNT")
    count = amount(told) if told else 1.0
    words = phrase.words()
    if isinstance(count, str):
        return count
    if words[:1] == ["half"] or ("half" in words and not told and "and" not in words):
        return 0.5
    behind = "half" not in told and ["and", "a", "half"] in (words[-3:], words[-4:-1])  # "a year and a half ago"
    return count + 0.5 if behind else count


def _unit(phrase: Phrase) -> str | None:
    return phrase.key("units") or phrase.key("unit")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

"""The days that a phrase allows: what "by the end of the year" or "within 90 days" means to somebody who will check."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from troth.find.times import calendar
from troth.find.times.reading import Told, read_times

UP_TO: Final = frozenset({"by", "until", "till", "through", "to"})
WITHIN: Final = frozenset({"within", "inside"})
AFTER: Final = frozenset({"after", "beyond"})
SINCE: Final = frozenset({"since", "from", "starting", "beginning"})
IN: Final = frozenset({"in"})
EVENTS: Final = frozenset({"month", "season", "weekday"})  # kinds that name an event's date and not a time: "the November election"
AS_YET: Final = frozenset({"of", "after", "from", "before", "following"})  # what makes a length count from an unknown day
REMEMBERED: Final = 4096  # phrases: reports repeat them


@lru_cache(maxsize=REMEMBERED)
def interval(words: str, published: str | None) -> tuple[str | None, str | None]:
    """The first and last day (ISO) that a phrase such as "by June 2010" allows, in a report of a day; None for an end it leaves open.

    A phrase that the calendar cannot place ("before the election", "within two weeks of taking office") allows (None, None). What
    the phrase leaves to the verb is taken to lie ahead, as deadlines do.
    """
    today = calendar.parse_day(published)
    found = read_times(words, today, lean=1)
    if not found or _names_event(words, found[0]):
        return None, None
    lead = _lead(words, found[0])
    if found[0].meaning.kind in {"span", "set"}:
        first, last = _length(words, found[0], lead, today)
    else:
        first, last = _coming(words, found[0], lead, today) or _bounds(words, found, lead)
    return first.isoformat() if first else None, last.isoformat() if last else None


def _names_event(words: str, told: Told) -> bool:
    """Whether the time only dates something that lies at an unknown day: "before the November election"."""
    rest = words[told.end :].split()
    attribute = bool(rest) and rest[0][0].isalpha() and rest[0].lower() not in JOINING
    determined = words[: told.start].lower().split()[-1:] in (["the"], ["its"], ["their"])
    return attribute and determined and told.meaning.kind in EVENTS | {"year"}


JOINING: Final = frozenset("and or at in on to of if when for with as but unless so he she it they said after before".split())


def _lead(words: str, told: Told) -> str:
    """The preposition that says how the time bounds, the one nearest in front."""
    front = words[: told.start].lower().split()
    if not SINCE.isdisjoint(front[:1]):
        return front[0]
    known = UP_TO | WITHIN | AFTER | SINCE | IN | {"before", "between", "over", "during", "on", "for"}
    return next((word for word in front[::-1] if word in known), "")


def _length(words: str, told: Told, lead: str, today: date | None) -> tuple[date | None, date | None]:
    meaning = told.meaning
    if meaning.first or meaning.last:
        first, last = calendar.parse_day(meaning.first), calendar.parse_day(meaning.last)
        return (None if lead in UP_TO | WITHIN else first), last
    rest = words[told.end :].lower().split()
    if today is None or meaning.kind == "set" or rest[:1] in [[word] for word in AS_YET] or "first" in words[: told.end].lower().split():
        return None, None
    end = _after(today, meaning.value)
    if lead in WITHIN or (lead in UP_TO and lead != "to"):
        return None, end
    if lead in {"over", "during"}:
        return (today, end) if end else (None, None)
    if lead == "in":
        return (end, end) if meaning.value[-1] in "DW" or not end else _unit_around(end, meaning.value[-1])
    return None, None


def _after(today: date, value: str) -> date | None:
    """The day a length of days, weeks, months or years after another."""
    count, unit = value[1:-1], value[-1]
    if not count.replace(".", "", 1).isdecimal() or unit not in "DWMQY":
        return None
    return calendar.step(today, float(count), unit)


def _unit_around(day: date, unit: str) -> tuple[date | None, date | None]:
    value = calendar.value_of(day, unit)
    return calendar.days(value) if value else (None, None)


def _coming(words: str, told: Told, lead: str, today: date | None) -> tuple[date | None, date | None] | None:
    """A period from now on: "over the next month" runs from the report's day, unlike "next month"."""
    unit = {"week": "W", "month": "M", "year": "Y", "decade": "E"}.get(told.meaning.kind)
    if unit is None or today is None or not words[told.start : told.end].lower().startswith(("the next ", "the coming ")):
        return None
    return (None if lead in UP_TO | WITHIN else today), calendar.step(today, 1, unit)


def _bounds(words: str, found: list[Told], lead: str) -> tuple[date | None, date | None]:
    first, last = found[0].days()
    if len(found) > 1 and _ranges(words, found[0], found[1]):
        return first, found[1].days()[1]
    if lead in UP_TO | WITHIN or (lead == "before" and " end " in f" {words[found[0].start : found[0].end].lower()}"):
        return None, last
    if lead == "before":
        return None, first - timedelta(days=1) if first and first > date.min else None
    if lead in AFTER:
        return (last + timedelta(days=1) if last and last < date.max else None), None
    return (first, None) if lead in SINCE else (first, last)


def _ranges(words: str, one: Told, other: Told) -> bool:
    between = words[one.end : other.start].strip().lower()
    return between in {"-", "–", "to", "through", "until", "till", "or", "and"}

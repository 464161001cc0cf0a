"""How the desk puts things: days, numbers, statuses and kinds in plain words."""

from __future__ import annotations

from datetime import date
from typing import Final

from troth.types import DifferenceType, Force, Role, Status, Turn

STATUSES: Final = {
    Status.NOT_RATED: "Not rated",
    Status.IN_PROGRESS: "In progress",
    Status.STALLED: "Stalled",
    Status.KEPT: "Kept",
    Status.COMPROMISE: "Compromise",
    Status.BROKEN: "Broken",
    Status.REVERSED: "Reversed",
    Status.UNCLEAR: "Cannot be rated",
}
FORCES: Final = {
    Force.AIM: "hopes or means to",
    Force.PLAN: "has it planned",
    Force.OFFER: "is ready to",
    Force.PROMISE: "gives its word",
    Force.AGREE: "binds itself together with others",
    Force.THREAT: "will, to another's harm",
}
TURNS: Final = {
    Turn.MADE: "made",
    Turn.RESTATED: "restated",
    Turn.STRENGTHENED: "put more strongly",
    Turn.WEAKENED: "put more weakly",
    Turn.BEGUN: "begun",
    Turn.STALLED: "stalled",
    Turn.KEPT: "kept",
    Turn.IN_PART: "kept in part",
    Turn.BROKEN: "broken",
    Turn.REVERSED: "reversed",
    Turn.WITHDRAWN: "withdrawn from the page",
}
ROLES: Final = {Role.STATES: "states it", Role.DEVELOPS: "tells what became of it", Role.BOTH: "both"}
DIFFERENCES: Final = {
    DifferenceType.FIGURE: ("Figures", "numbers that cannot both be right"),
    DifferenceType.ATTRIBUTION: ("On whose word", "the same told on another’s word"),
    DifferenceType.QUOTATION: ("Quotations", "quotation marks lost or gained, or words changed within them"),
    DifferenceType.WORDING: ("Wording", "other words for it"),
    DifferenceType.ADDED: ("Only in the second", "what the second telling adds"),
    DifferenceType.DROPPED: ("Only in the first", "what the second telling leaves out"),
    DifferenceType.MOVED: ("Moved", "the same words elsewhere in the text"),
}
CHANGES: Final = {"=": "exactly", "~": "about", "<": "less than", ">": "more than", "up": "up by", "down": "down by"}
_MONTHS: Final = "January February March April May June July August September October November December".split()


def day(value: str | None) -> str:
    """A day in words, "16 April 2009"; "no date" where there is none."""
    if not value:
        return "no date"
    try:
        found = date.fromisoformat(value[:10])
    except ValueError:
        return value
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def short_day(value: str | None) -> str:
    """A day for a narrow column, "16 Apr 2009"; nothing where there is none."""
    if not value:
        return ""
    number, month, year = day(value).split() if value[4:5] == "-" and len(value) >= 10 else ("", "", value)
    return f"{number} {month[:3]} {year}".strip()


def moment(value: str) -> str:
    """A moment in words, to the minute and in UTC."""
    return f"{day(value)}, {value[11:16]} UTC" if len(value) >= 16 else day(value)


def counted(number: int, thing: str, things: str | None = None) -> str:
    """So many things, in words: "1 report", "12,000 reports"."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def quoted(words: str) -> str:
    """Words in quotation marks; those that begin with one have their own."""
    return words if words[:1] in ("“", '"') else f"“{words}”"


def listed(names: tuple[str, ...] | list[str]) -> str:
    """Names in a row: "A, B and C"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def figure(number: float) -> str:
    """A number as people write it, "2,400,000"."""
    return f"{int(number):,}" if number == int(number) else f"{number:,}"

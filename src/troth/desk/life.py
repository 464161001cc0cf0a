"""The life of a pledge as a picture: time runs to the right, each independent origin has a row, the deadline stands across all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from troth.types import Bearing, Pledge, Role, Turn

WIDTH: Final = 760  # of the picture, in its own units: about a column of text on a laptop
LABELS: Final = 170  # for the names of origins, at the left
RIGHT: Final = 30
TOP: Final = 22
ROW: Final = 26
AXIS: Final = 30
MOST_ROWS: Final = 12  # origins with a row of their own; the rest share one
MOST_TICKS: Final = 7
LONGEST_LABEL: Final = 24  # characters


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened: when, in whose words, what kind (`states`, `develops`, `ruled`), told in words, with an address."""

    on: str
    origin: str
    kind: str
    told: str
    href: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A moment in the picture."""

    x: float
    y: float
    moment: Moment


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture: rows with names, dots in them, ticks of the axis, and where the deadline is."""

    height: int
    rows: tuple[tuple[float, str], ...]
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]
    due: float | None
    floor: float  # where the axis is
    width: int = WIDTH
    left: int = LABELS
    right: int = WIDTH - RIGHT


def picture(moments: Sequence[Moment], due: str | None) -> Picture | None:
    """The moments that have a day; None where none has."""
    dated = [(found, moment) for moment in moments if (found := _day(moment.on))]
    if not dated:
        return None
    end = _day(due)
    # A ruling can come years after the last report: it stands at the edge rather than pressing the rest together.
    days = [found for found, moment in dated if moment.kind != "ruled"] + ([end] if end else []) or [found for found, _ in dated]
    first, last = min(days), max(days)
    margin = max(timedelta(days=3), (last - first) / 40)
    first, last = first - margin, last + margin
    origins = _rows(moment.origin for _, moment in dated)
    at = {name: TOP + ROW * number for number, name in enumerate(dict.fromkeys(origins.values()))}

    def across(found: date) -> float:
        return round(LABELS + (WIDTH - LABELS - RIGHT) * ((min(found, last) - first) / (last - first)), 1)

    floor = TOP + ROW * len(at)
    return Picture(
        height=int(floor + AXIS),
        rows=tuple((y, _label(name)) for name, y in at.items()),
        dots=tuple(Dot(across(found), at[origins[moment.origin]], moment) for found, moment in dated),
        ticks=tuple((across(tick), told) for tick, told in _ticks(first, last)),
        due=across(end) if end else None,
        floor=floor,
    )


def _rows(origins: Iterable[str]) -> dict[str, str]:
    """The row of each origin: its own, while there is room."""
    names = list(dict.fromkeys(origins))
    if len(names) <= MOST_ROWS:
        return {name: name for name in names}
    return {name: name if number < MOST_ROWS - 1 else f"{len(names) - MOST_ROWS + 1} others" for number, name in enumerate(names)}


def _label(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1].rstrip() + "…"


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Firsts of months or of years, a few of them."""
    months = [(year, month) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    inside = [day for year, month in months if first <= (day := date(year, month, 1)) <= last]
    for step in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200):
        some = [day for day in inside if ((day.year * 12) + day.month - 1) % step == 0]
        if len(some) <= MOST_TICKS:
            return [(day, str(day.year) if step >= 12 or day.month == 1 else f"{day:%b} {day.year}") for day in some] or [
                (first, f"{first:%b} {first.year}")
            ]
    return []


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def kind_of(bearing: Bearing) -> str:
    """How a bearing is shown: as telling what became of it, or as stating it."""
    return "withdrawn" if bearing.turn is Turn.WITHDRAWN else "states" if bearing.role is Role.STATES else "develops"


def due_day(pledge: Pledge) -> str | None:
    """The last day that the deadline can mean."""
    return (pledge.due.last or pledge.due.first) if pledge.due else None

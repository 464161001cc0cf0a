"""What coders code: the columns of a sheet that they fill in, with the values that each takes and how these are measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from troth.types import Force, Polarity, Status


class Unit(StrEnum):
    """What a row of a sheet is: a sentence that may hold a pledge mention, or a pledge with the passages that bear on it."""

    MENTIONS = "mentions"
    PLEDGES = "pledges"


class Level(StrEnum):
    """How the values of a variable relate (Stevens 1946): they differ, or they have an order too."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Variable:
    """A column that coders fill in: its `values` (none: free words, compared without regard to case and spaces)."""

    name: str
    values: tuple[str, ...] = ()


YES, NO = "yes", "no"
YES_NO: Final = (YES, NO)

# In order of strength.  A threat stands apart from it (GUIDELINES, "force"), so it has no place on the ordinal scale.
STRENGTHS: Final = tuple(str(force) for force in Force if force is not Force.THREAT)

VARIABLES: Final[dict[Unit, tuple[Variable, ...]]] = {
    Unit.MENTIONS: (
        Variable("is_pledge", YES_NO),
        Variable("who"),
        Variable("force", tuple(map(str, Force))),
        Variable("polarity", tuple(map(str, Polarity))),
        Variable("checkable", YES_NO),
        Variable("source"),
    ),
    Unit.PLEDGES: (
        Variable("one_pledge", YES_NO),
        Variable("force", tuple(map(str, Force))),
        Variable("checkable", YES_NO),
        Variable("status", tuple(map(str, Status))),
    ),
}
SHOWN: Final[dict[Unit, tuple[str, ...]]] = {
    Unit.MENTIONS: ("item", "outlet", "published", "headline", "before", "sentence", "after"),
    Unit.PLEDGES: ("item", "passages"),
}
WORDS: Final[dict[Unit, str]] = {Unit.MENTIONS: "sentence", Unit.PLEDGES: "passages"}  # the column that tells what was coded
NOTES: Final = "notes"  # for the coders, not compared


def columns(unit: Unit) -> Sequence[str]:
    """The columns of a sheet: what coders see, then what they fill in."""
    return (*SHOWN[unit], *(variable.name for variable in VARIABLES[unit]), NOTES)

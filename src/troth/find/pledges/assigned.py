"""Assigned: to any words of a report that bind somebody, whoever found them, whose they are and on whose word the report tells them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from troth.find.actors import Background
from troth.find.pledges.bearers import NARRATOR
from troth.find.pledges.choice import choose
from troth.find.pledges.places import place
from troth.find.pledges.vouching import vouching
from troth.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Parties:
    """The actors of a commitment and who vouches for it, each with how sure that is, 0..1.

    `who` is empty where the report names nobody.
    """

    who: tuple[str, ...]
    who_share: float
    source: str
    source_share: float


NOBODY = Parties((), 0.0, NARRATOR, 0.0)  # of words that stand in no sentence that was read


def assign(quotes: Sequence[Span], parsed: Sequence[tuple[Span, Doc]], background: Background) -> list[Parties]:
    """The parties of each of these quotes of one report; `parsed` are all its parsed sentences in order.

    What the quotes of a report say of each other counts: give all of them at once.
    """
    placed = [(number, at) for number, quote in enumerate(quotes) if (at := place(quote, parsed)) is not None]
    placed.sort(key=lambda pair: (pair[1].start, pair[1].end, pair[0]))
    found = [NOBODY] * len(quotes)
    for (number, at), chosen in zip(placed, choose([at for _, at in placed], background), strict=True):
        found[number] = Parties(chosen.who, chosen.share, *vouching(at, chosen.who, background))
    return found

"""The life of a pledge for a terminal: its passages by day, and the status that they speak for, with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from troth.types import Bearing, Proposal

if TYPE_CHECKING:
    from rich.text import Text

_TURN: Final = 13  # columns for the longest turn, "strengthened", and a space
LONGEST: Final = 240  # characters of a passage in a line


def life_lines(bearings: Iterable[Bearing], outlets: Mapping[str, str | None]) -> Iterator[Text]:
    """A line for each passage: its day, what it adds, its words, and who published them."""
    from rich.text import Text

    for bearing in bearings:
        turn = f"{str(bearing.turn).replace('_', ' '):<{_TURN}}"
        outlet = outlets.get(bearing.quote.report) or bearing.origin or bearing.quote.report
        yield Text.assemble(
            f"  {bearing.on or 'no date':<12}", (turn, "bold" if bearing.status else "dim"), f"“{_short(bearing)}” ({outlet})"
        )


def proposal_lines(ratings: Iterable[Proposal]) -> Iterator[Text]:
    """How the proposed status changed, and why it is what it is now, with the passages that it rests on."""
    from rich.text import Text

    steps = list(ratings)
    if not steps:
        yield Text("  no action reported: no passage tells what became of it")
        return
    for step in steps[:-1]:
        yield Text(f"  {step.as_of or 'no date':<12}{str(step.status).replace('_', ' ')}", style="dim")
    now = steps[-1]
    told = f"{str(now.status).replace('_', ' ')}, proposed (confidence {now.confidence:.2f})"
    yield Text.assemble(f"  {now.as_of or 'no date':<12}", (told, "bold"))
    yield Text(f"    {now.why}")
    for bearing in now.evidence:
        yield Text(f"      {bearing.on or 'no date'}  “{_short(bearing)}” ({bearing.origin or 'origin not told'})", style="dim")


def _short(bearing: Bearing) -> str:
    words = bearing.quote.exact
    return words if len(words) <= LONGEST else words[:LONGEST].rpartition(" ")[0] + " …"

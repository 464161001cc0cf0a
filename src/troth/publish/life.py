"""The life of a pledge for a terminal: its passages by day, and the status that they speak for, with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from troth.follow import Outline, overdue, subject_of
from troth.publish.table import what_told
from troth.types import Bearing, Pledge, Proposal

if TYPE_CHECKING:
    from rich.text import Text

_TURN: Final = 13  # columns for the longest turn, "strengthened", and a space
LONGEST: Final = 240  # characters of a passage in a line


def came_of_it(pledge: Pledge) -> str | None:
    """What is known of an outcome where nothing is proposed: not checked, checked and nothing found, or no action reported.

    None where there is a proposal.
    """
    if pledge.proposal is not None:
        return None
    if not pledge.checkable:
        return "not checked: as it is put, nobody could tell whether it came to be"
    if not Outline.of(subject_of(pledge)).looked_for:
        return "not checked: too little is told of it to know it again in other reports"
    own = {(mention.quote.report, mention.quote.start, mention.quote.end) for mention in pledge.mentions}
    if any((one.quote.report, one.quote.start, one.quote.end) not in own for one in pledge.bearings):
        return "no action reported: other passages speak of it, and none tells what became of it"
    return "checked, nothing found"


def outcome_lines(pledge: Pledge, outlets: Mapping[str, str | None], today: str) -> Iterator[Text]:
    """What came of a pledge: its life, the proposed status, and what its deadline means today."""
    from rich.text import Text

    yield Text()
    yield Text("what came of it", style="bold underline")
    yield from life_lines(pledge.bearings, outlets)
    told = came_of_it(pledge)
    if told is not None:
        yield Text(f"  {told}")
    elif pledge.proposal is not None:
        yield Text()
        yield from proposal_lines([pledge.proposal])
    due = overdue(pledge.deadline, pledge.bearings, today)
    if due is not None:
        yield Text(f"  {due}", style="bold")


def proposed_lines(pledge: Pledge) -> Iterator[Text]:
    """A pledge and the status proposed for it, with its reasons and quotes."""
    from rich.text import Text

    yield Text()
    yield Text(f"{', '.join(pledge.who)}: {what_told(pledge)}", style="bold")
    if pledge.proposal is not None:
        yield from proposal_lines([pledge.proposal])


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

"""Joins for people: why two mentions are of one pledge, which pledges may be one, and who goes by which names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from troth.identity import mention_id
from troth.pipeline.joins import Unsure, WhyOne
from troth.types import Actor, PledgeMention

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

LONGEST: Final = 120  # characters of a mention's words in a table
MOST_NAMES: Final = 6  # of an actor in a table
# What a person reads for each feature of a likeness (troth.link.likeness).
TOLD: Final[Mapping[str, str]] = {
    "meaning": "their words mean alike",
    "of_either": "share of all their words that both have, the rarer for more",
    "of_shorter": "share of the shorter one's words that the other has",
    "shared": "how much the words that both have say",
    "shorter": "how much the shorter one says",
    "opposed": "one says the opposite of the other",
}


def why_one_lines(found: WhyOne) -> Iterator[Text]:
    """Why two mentions are of one pledge or not, with what they were compared by."""
    from rich.text import Text

    for side, mention in (("A", found.a), ("B", found.b)):
        yield Text.assemble((f"{side}  ", "bold"), f"{', '.join(mention.who)}: {mention.what}")
        yield Text(f"   “{mention.quote.exact}”  {mention_id(mention)}", style="yellow")
    yield Text("They are of one pledge." if found.one_pledge else "They are not of one pledge.", style="bold")
    likeness = found.likeness
    yield Text(f"  Actors of both: {', '.join(likeness.actors) or 'none'}; words of both: {', '.join(likeness.stems) or 'none'}")
    yield Text(f"  Likeness {likeness.score:.2f}" + ("" if likeness.score else ": they are not compared by their words"))
    for name, value in likeness.features if likeness.score else ():
        yield Text(f"    {value:.2f}  {TOLD[name]}")
    if found.way:
        yield Text("  What leads from A to B:")
        for mention, score in found.way:
            yield Text(f"    {score:.2f}  {mention.what}  {mention_id(mention)}")
    for event in found.judged:
        about = f"{event.body['a']} and {event.body['b']}"
        said = "are of one pledge" if event.body["same"] else "are not of one pledge"
        reason = f": {event.body['because']}" if event.body["because"] else ""
        yield Text(f"  {event.by} said that {about} {said} (event {event.seq}){reason}")


def unsure_table(found: Iterable[Unsure], short_ids: Mapping[str, str]) -> Table:
    """Pairs of pledges that may be one; `short_ids` gives the id to show for each pledge."""
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold", box=None, pad_edge=False, show_edge=False)
    table.add_column("likeness", justify="right")
    table.add_column("ids", no_wrap=True)
    table.add_column("who", max_width=24)
    table.add_column("what", ratio=1)
    for one in found:
        likeness = "contrary" if one.judged or not one.score else f"{one.score:.2f}"
        ids, who, what = ("\n".join(pair) for pair in (_ids(one, short_ids), map(_who, (one.a, one.b)), map(_what, (one.a, one.b))))
        table.add_row(*map(Text, (likeness, ids, who, what)))
    return table


def actor_table(found: Iterable[Actor]) -> Table:
    """Actors with the names that most reports use of them."""
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold", box=None, pad_edge=False, show_edge=False)
    table.add_column("reports", justify="right")
    table.add_column("name", max_width=36)
    table.add_column("office", max_width=30)
    table.add_column("also", ratio=1)
    for actor in found:
        office = " of ".join(told for told in (actor.role, actor.organisation) if told)
        others = [alias.name for alias in actor.aliases if alias.name != actor.name]
        also = ", ".join(others[:MOST_NAMES]) + (f" and {len(others) - MOST_NAMES} more" if len(others) > MOST_NAMES else "")
        table.add_row(*map(Text, (str(max(alias.reports for alias in actor.aliases)), actor.name, office, also)))
    return table


def actor_lines(actor: Actor, pledges: int) -> Iterator[Text]:
    """One actor in full: every name, in how many reports and when, with words that show it."""
    from rich.text import Text

    yield Text(actor.name, style="bold")
    office = " of ".join(told for told in (actor.role, actor.organisation) if told)
    yield Text(f"  {office}" if office else "  no office is told")
    yield Text(f"  {pledges} pledges")
    for alias in actor.aliases:
        days = " to ".join(dict.fromkeys(day for day in (alias.first, alias.last) if day))
        yield Text(f"  {alias.name}  {alias.reports} reports  {days}")
        for quote in alias.evidence[:1]:
            yield Text(f"    “{quote.prefix}{quote.exact}{quote.suffix}”  {quote.report}".replace("\n\n", " ¶ "), style="yellow")


def _ids(one: Unsure, short_ids: Mapping[str, str]) -> list[str]:
    return [short_ids[pledge] for pledge in one.pledges]


def _who(mention: PledgeMention) -> str:
    return ", ".join(mention.who)


def _what(mention: PledgeMention) -> str:
    return f"{mention.what[:LONGEST]}{'…' if len(mention.what) > LONGEST else ''}"

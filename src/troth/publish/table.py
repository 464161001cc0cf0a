"""Pledges as a table: on a terminal, and as CSV for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, TextIO

from troth.forms import pledge_form
from troth.publish.scale import PLAIN, Scale
from troth.types import Pledge

if TYPE_CHECKING:
    from rich.table import Table

CSV_COLUMNS: Final = tuple(
    "id who what force polarity checkable status label proposed_status made_on since due outlets origins mentions".split()
)
# A spreadsheet takes a cell that begins so for a formula, and anybody may have written the words (OWASP, "CSV injection").
_FORMULA_SIGNS: Final = ("=", "+", "-", "@")


def pledge_table(pledges: Iterable[Pledge], short_ids: Mapping[str, str], scale: Scale = PLAIN) -> Table:
    """The ledger as a table, statuses by the scale's labels; `short_ids` gives the id to show for each pledge."""
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold", box=None, pad_edge=False, show_edge=False)
    table.add_column("id", no_wrap=True)
    table.add_column("who", max_width=24)
    table.add_column("what", ratio=1)
    table.add_column("force")
    table.add_column("since", no_wrap=True)
    table.add_column("outlets", justify="right")
    table.add_column("origins", justify="right")
    table.add_column("status", no_wrap=True)
    table.add_column("proposed", no_wrap=True)
    for pledge in pledges:
        cells = (
            short_ids[pledge.id],
            ", ".join(pledge.who),
            what_told(pledge),
            str(pledge.force),
            pledge.since or "",
            str(pledge.outlets),
            str(pledge.origins),
            status_told(pledge, scale),
            proposal_told(pledge, scale),
        )
        table.add_row(*map(Text, cells))
    return table


def what_told(pledge: Pledge) -> str:
    """What is pledged; a pledge to refrain begins with "not"."""
    return f"not {pledge.what}" if pledge.polarity == "refrain" else pledge.what


def status_told(pledge: Pledge, scale: Scale = PLAIN) -> str:
    """The label of the status that a person ruled, or that people contradict one another about it."""
    told = " or ".join(dict.fromkeys(scale.label(ruling.status) for ruling in pledge.contested))
    return f"contested: {told}" if told else scale.label(pledge.status)


def proposal_told(pledge: Pledge, scale: Scale = PLAIN) -> str:
    """The label of the status that troth proposes, as long as nobody ruled: a person's ruling is what counts."""
    ruled = pledge.ruling is not None or pledge.contested
    return "" if ruled or pledge.proposed_status is None else scale.label(pledge.proposed_status)


def write_csv(pledges: Iterable[Pledge], out: TextIO, scale: Scale = PLAIN) -> None:
    """One row a pledge, names and deadlines as text, mentions as their number, beside each status its label on the scale."""
    writer = csv.writer(out)
    writer.writerow(CSV_COLUMNS)
    for pledge in pledges:
        form = pledge_form(pledge) | {
            "who": "; ".join(pledge.who),
            "label": scale.label(pledge.status),
            "due": pledge.due.quote.exact if pledge.due else None,
            "mentions": len(pledge.mentions),
        }
        writer.writerow([spreadsheet_cell(form[column]) for column in CSV_COLUMNS])


def spreadsheet_cell(value: object) -> object:
    """A value as a cell that no spreadsheet takes for a formula."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.startswith(_FORMULA_SIGNS):
        return "'" + value
    return value

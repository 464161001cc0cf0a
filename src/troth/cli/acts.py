"""`redact` and `undo`: human acts, which the log keeps."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from troth.cli.options import because_option, by_option, json_option, ledger_option
from troth.cli.output import print_json

if TYPE_CHECKING:
    from troth.ledger.log import Event


@click.command()
@click.argument("report", metavar="ID")
@click.option("--because", metavar="TEXT", required=True, help="The reason, which the log keeps.")
@by_option
@json_option
@ledger_option
def redact(report: str, because: str, by: str | None, as_json: bool, ledger: str | None) -> None:
    """Remove a report's text and quotes for good; a signed reason stays."""
    from troth import verbs

    _tell(verbs.redact(report, ledger, because=because, by=by), as_json, "text and quotes are removed")


@click.command()
@click.argument("what", metavar="[EVENT|ID]", required=False)
@because_option
@by_option
@json_option
@ledger_option
def undo(what: str | None, because: str, by: str | None, as_json: bool, ledger: str | None) -> None:
    """Take back the last human act, the event of this number, or the admission of the report with this id."""
    from troth import verbs

    number = int(what.lstrip("#")) if what and what.isascii() and what.lstrip("#").isdigit() else what
    _tell(verbs.undo(number, ledger, because=because, by=by), as_json, "what it took the place of stands again")


def _tell(event: Event, as_json: bool, told: str) -> None:
    if as_json:
        print_json(asdict(event))
    else:
        click.echo(f"event {event.seq} ({event.kind}, by {event.by}): {told}; `troth undo {event.seq}` takes it back")

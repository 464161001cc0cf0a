"""`same`, `different`, `rule`, `redact` and `undo`: human acts, which the log keeps."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import click

from troth.cli.options import because_option, by_option, json_option, ledger_option
from troth.cli.output import complain, print_json
from troth.publish.table import status_told
from troth.types import Status

if TYPE_CHECKING:
    from collections.abc import Callable

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

    tell_act(verbs.redact(report, ledger, because=because, by=by), as_json, "text and quotes are removed")


def _on_two(command: Callable[..., None]) -> Callable[..., None]:
    """The arguments and options of an act on two reports, two pledges or two names."""
    arguments = (click.argument(name, metavar=told) for name, told in (("second", "B"), ("first", "A")))
    names = click.option("--actors", is_flag=True, help="A and B are names of actors.")
    for option in (ledger_option, json_option, by_option, because_option, names, *arguments):
        command = option(command)
    return command


@click.command()
@_on_two
def same(first: str, second: str, actors: bool, because: str, by: str | None, as_json: bool, ledger: str | None) -> None:
    """Say that two reports tell one text, or that two pledges are one, or two names.

    The stories of the reports A and B become one; the pledges, or mentions, A and B become one pledge; with --actors, the names A and B
    are of one actor.
    """
    from troth import verbs

    event = verbs.same(first, second, ledger, actors=actors, because=because, by=by)
    tell_act(event, as_json, f"they are of one {_ABOUT[event.kind]}")


@click.command()
@_on_two
def different(first: str, second: str, actors: bool, because: str, by: str | None, as_json: bool, ledger: str | None) -> None:
    """Say that two reports do not tell one text, or that two mentions are not of one pledge, or two names not of one actor.

    No story holds both reports A and B; no pledge holds both mentions; with --actors, the names A and B are of two actors.
    """
    from troth import verbs

    event = verbs.different(first, second, ledger, actors=actors, because=because, by=by)
    tell_act(event, as_json, f"no {_ABOUT[event.kind]} holds both")


# What two things are of, by the kind of the judgement on them.
_ABOUT: Final = {"tellings_judged": "story", "pledges_judged": "pledge", "actors_judged": "actor"}


@click.command()
@click.argument("pledge", metavar="ID")
@click.argument("status", type=click.Choice([str(status) for status in Status if status is not Status.NOT_RATED]))
@click.option("--because", metavar="TEXT", required=True, help="The reason, which is published with the ruling.")
@click.option(
    "--evidence",
    metavar="QUOTE-OR-PLACE",
    multiple=True,
    help="Words of one of its reports, REPORT:START-END, or the id of a mention or development; may be repeated.",
)
@click.option("--seen", metavar="VIEW", help="The view of the pledge (`show ID`): refused if it changed since; replaces the rulings seen.")
@by_option
@json_option
@ledger_option
def rule(
    pledge: str, status: str, because: str, evidence: tuple[str, ...], seen: str | None, by: str | None, as_json: bool, ledger: str | None
) -> None:
    """Decide what became of a pledge: the status that is published."""
    from troth import verbs
    from troth.forms import pledge_form

    ruled = verbs.rule(pledge, status, ledger, because=because, evidence=evidence, by=by, seen=seen)
    for notice in ruled.notices:
        complain(notice)
    if as_json:
        print_json({"event": asdict(ruled.event), "notices": list(ruled.notices), "pledge": pledge_form(ruled.pledge)})
    else:
        tell_act(ruled.event, False, f"{ruled.pledge.id} is {status_told(ruled.pledge, verbs.scale())}")


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
    tell_act(verbs.undo(number, ledger, because=because, by=by), as_json, "what it took the place of stands again")


def tell_act(event: Event, as_json: bool, told: str) -> None:
    """Tell what an act did, and how to take it back."""
    if as_json:
        print_json(asdict(event))
    else:
        click.echo(f"event {event.seq} ({event.kind}, by {event.by}): {told}; `troth undo {event.seq}` takes it back")

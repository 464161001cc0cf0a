"""`link`: given mentions joined into pledges; `unsure`: which pledges may be one; `actors`: who goes by which names."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from troth.cli.options import json_option, ledger_option
from troth.cli.output import complain, console, finish, print_json
from troth.cli.telling import TABLE_ROWS
from troth.errors import TrothError


@click.command()
@click.option(
    "--mentions", metavar="FILE", type=click.Path(path_type=Path), required=True, help="Reports with `pledges`, JSON Lines; or -."
)
@json_option
def link(mentions: Path, as_json: bool) -> None:
    """Join given mentions into pledges, without a ledger; the pledges that their labels say they are of are not looked at."""
    from troth import verbs
    from troth.forms import pledge_form
    from troth.publish.table import pledge_table

    failures: list[TrothError] = []

    def failed(error: TrothError) -> None:
        failures.append(error)
        complain(error)

    found = verbs.link(mentions, failed)
    if as_json:
        for pledge in found:
            print_json(pledge_form(pledge))
    else:
        console().print(pledge_table(found, {pledge.id: pledge.id for pledge in found}))
    finish(done=len(found), failed=len(failures))


@click.command()
@click.option("--limit", type=click.IntRange(1), default=TABLE_ROWS, show_default=True, help="Rows of the table; JSON has all.")
@json_option
@ledger_option
def unsure(limit: int, as_json: bool, ledger: str | None) -> None:
    """List pairs of pledges that may be one, the most alike first; `same` and `different` decide.

    First come those of which people contradict one another.
    """
    from troth import verbs
    from troth.forms import placed_form
    from troth.ledger import queries
    from troth.publish.joins import unsure_table

    found = verbs.unsure(ledger)
    if as_json:
        for one in found:
            mentions = {"a": placed_form(one.a), "b": placed_form(one.b)}
            print_json({"pledges": list(one.pledges), "score": one.score, "judged": [asdict(event) for event in one.judged]} | mentions)
        return
    if not found:
        console().print("No two pledges are so alike that one would ask whether they are one.")
        return
    with verbs.open_named(ledger) as opened, opened.reading() as db:
        short_ids = {pledge: queries.short_id(db, pledge) for one in found[:limit] for pledge in one.pledges}
    console().print(unsure_table(found[:limit], short_ids))
    if len(found) > limit:
        console().print(f"\n{len(found) - limit} more: raise --limit")


@click.command()
@click.option("--limit", type=click.IntRange(1), default=TABLE_ROWS, show_default=True, help="Rows of the table; JSON has all.")
@json_option
@ledger_option
def actors(limit: int, as_json: bool, ledger: str | None) -> None:
    """List who pledges or speaks in the reports, with all names, those that most reports name first; `show NAME` has one in full."""
    from troth import verbs
    from troth.forms import actor_form
    from troth.publish.joins import actor_table

    found = verbs.actors(ledger)
    if as_json:
        for one in found:
            print_json(actor_form(one))
        return
    if not found:
        console().print("The reports of this ledger name nobody.")
        return
    console().print(actor_table(found[:limit]))
    if len(found) > limit:
        console().print(f"\n{len(found) - limit} more: raise --limit")

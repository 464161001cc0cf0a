"""`pledges`, `show`, `search` and `export`: what the ledger says."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from troth.cli.options import json_option, ledger_option
from troth.cli.output import console, print_json
from troth.types import Force, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.text import Text

    from troth.types import Pledge


@click.command()
@click.option("--who", metavar="NAME", help="Actors whose name has this in it.")
@click.option("--force", type=click.Choice([str(force) for force in Force]), help="How strongly.")
@click.option("--checkable/--not-checkable", default=None, help="Whether a stranger could establish that it was done.")
@click.option("--status", type=click.Choice([str(status) for status in Status]), help="What a person ruled.")
@click.option("--since", metavar="DAY", help="First reported on this day (2009-04-16) or later.")
@click.option("--until", metavar="DAY", help="First reported on this day or earlier.")
@click.option("--text", metavar="WORDS", help="These words in what is pledged, or in the words that carry it.")
@click.option("--outlet", metavar="NAME", help="Told by an outlet whose name has this in it.")
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV.")
@json_option
@ledger_option
def pledges(as_csv: bool, as_json: bool, ledger: str | None, **wanted: Any) -> None:
    """List the pledges."""
    from troth import verbs
    from troth.forms import pledge_form
    from troth.ledger.queries import PledgeFilter
    from troth.publish.table import write_csv

    for name in ("since", "until"):
        _check_day(name, wanted[name])
    typed = {"force": wanted["force"] and Force(wanted["force"]), "status": wanted["status"] and Status(wanted["status"])}
    found = verbs.pledges(ledger, PledgeFilter(**(wanted | typed)))
    if as_json:
        for pledge in found:
            print_json(pledge_form(pledge))
    elif as_csv:
        write_csv(found, sys.stdout)
    else:
        print_pledges(list(found), ledger)


@click.command()
@click.argument("name", metavar="ID")
@json_option
@ledger_option
def show(name: str, as_json: bool, ledger: str | None) -> None:
    """Show one pledge, report or event in full; ids may be shortened."""
    from troth import verbs
    from troth.forms import pledge_form, whole_report_form
    from troth.types import Pledge, Report

    thing = verbs.show(name, ledger)
    if isinstance(thing, Pledge):
        print_json(pledge_form(thing)) if as_json else print_pledge(thing.id, ledger)
    elif isinstance(thing, Report):
        print_json(whole_report_form(thing)) if as_json else _print_report(thing.id, ledger)
    else:
        event = {slot: getattr(thing, slot) for slot in thing.__slots__}
        print_json(event) if as_json else console().print(json.dumps(event, indent=2, ensure_ascii=False))


@click.command()
@click.argument("query", metavar="WORDS", nargs=-1, required=True)
@json_option
@ledger_option
def search(query: tuple[str, ...], as_json: bool, ledger: str | None) -> None:
    """Find reports by their words: "exact phrase", -without, this OR that."""
    from rich.text import Text

    from troth import verbs
    from troth.forms import quote_form, report_form
    from troth.publish.page import quote_line

    out = console()
    for hit in verbs.search(" ".join(query), ledger):
        if as_json:
            print_json({"report": report_form(hit.report), "quotes": [quote_form(quote) for quote in hit.quotes]})
            continue
        report = hit.report
        out.print(Text.assemble((report.title or report.id, "bold"), f"  {report.outlet or ''}  {report.published or ''}"))
        for quote in hit.quotes:
            out.print(quote_line(quote))


@click.command()
@click.option("--text", is_flag=True, help="With the texts of the reports (they belong to their outlets).")
@click.option("--json", is_flag=True, expose_value=False, help="Write JSON Lines (it always does).")
@ledger_option
def export(text: bool, ledger: str | None) -> None:
    """Write the whole ledger as sorted JSON Lines; equal exports are the same ledger."""
    from troth import verbs

    for line in verbs.export(ledger, text=text):
        print_json(line)


def print_pledges(found: Sequence[Pledge], ledger: str | None) -> None:
    """The pledges as a table for people."""
    from troth import verbs
    from troth.ledger.queries import short_id
    from troth.publish.table import pledge_table

    out = console()
    if not found:
        out.print("No pledge fits.")
        return
    with verbs.open_named(ledger) as opened, opened.reading() as db:
        short_ids = {pledge.id: short_id(db, pledge.id) for pledge in found}
    out.print(pledge_table(found, short_ids))


def print_pledge(pledge_id: str, ledger: str | None) -> str:
    """A pledge in full, with its evidence; returns its short id."""
    from troth import verbs
    from troth.ledger import derived, queries
    from troth.publish.page import pledge_page

    with verbs.open_named(ledger) as opened, opened.reading() as db:
        pledge = queries.get_pledges(db, [pledge_id])[pledge_id]
        reports = derived.get_reports(db, {mention.quote.report for mention in pledge.mentions})
        short = queries.short_id(db, pledge_id)
    _print_lines(pledge_page(pledge, reports))
    return short


def _print_report(report_id: str, ledger: str | None) -> None:
    from troth import verbs
    from troth.ledger import derived, queries
    from troth.publish.page import report_page

    with verbs.open_named(ledger) as opened, opened.reading() as db:
        report = derived.get_reports(db, {report_id})[report_id]
        page = report_page(report, derived.reading_of(db, report_id), queries.revisions(db, report))
    _print_lines(page)


def _print_lines(lines: Iterable[Text]) -> None:
    out = console()
    for line in lines:
        out.print(line)


def _check_day(name: str, day: str | None) -> None:
    if day is None:
        return
    try:
        date.fromisoformat(day)
    except ValueError:
        raise click.BadParameter(f"{day!r} is no day; write it as 2009-04-16", param_hint=f"--{name}") from None

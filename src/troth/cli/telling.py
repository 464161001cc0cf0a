"""`pledges`, `show`, `search` and `export`: what the ledger says."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import click

from troth.cli.options import check_day, json_option, ledger_option
from troth.cli.output import complain, console, print_json, print_lines
from troth.types import Force, Status

if TYPE_CHECKING:
    from troth.ledger.queries import PledgeFilter
    from troth.types import Actor

TABLE_ROWS: Final = 100  # a few screens


@click.command()
@click.option("--who", metavar="NAME", help="Actors whose name has this in it.")
@click.option("--force", type=click.Choice([str(force) for force in Force]), help="How strongly.")
@click.option("--checkable/--not-checkable", default=None, help="Whether a stranger could establish that it was done.")
@click.option("--status", type=click.Choice([str(status) for status in Status]), help="What a person ruled.")
@click.option("--proposed", type=click.Choice([str(status) for status in Status]), help="What troth proposes.")
@click.option("--contested/--not-contested", default=None, help="Whether current rulings contradict one another.")
@click.option("--since", metavar="DAY", help="First reported on this day (2009-04-16) or later.")
@click.option("--until", metavar="DAY", help="First reported on this day or earlier.")
@click.option("--text", metavar="WORDS", help="These words in what is pledged, or in the words that carry it.")
@click.option("--outlet", metavar="NAME", help="Told by an outlet whose name has this in it.")
@click.option("--limit", type=click.IntRange(1), default=TABLE_ROWS, show_default=True, help="Rows of the table; CSV and JSON have all.")
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV.")
@json_option
@ledger_option
def pledges(limit: int, as_csv: bool, as_json: bool, ledger: str | None, **wanted: Any) -> None:
    """List the pledges."""
    from troth import verbs
    from troth.forms import pledge_form
    from troth.ledger.queries import PledgeFilter
    from troth.publish.table import write_csv

    for name in ("since", "until"):
        check_day(name, wanted[name])
    _tell_unread(ledger)
    typed = {"force": wanted["force"] and Force(wanted["force"])}
    typed |= {name: wanted[name] and Status(wanted[name]) for name in ("status", "proposed")}
    passing, scale = PledgeFilter(**(wanted | typed)), verbs.scale()
    if as_json:
        for pledge in verbs.pledges(ledger, passing):
            print_json(pledge_form(pledge) | {"label": scale.label(pledge.status)})
    elif as_csv:
        write_csv(verbs.pledges(ledger, passing), sys.stdout, scale)
    else:
        print_pledges(passing, limit, ledger)


@click.command()
@click.argument("name", metavar="ID")
@json_option
@ledger_option
def show(name: str, as_json: bool, ledger: str | None) -> None:
    """Show one pledge, report or event in full by its id, which may be shortened, or an actor by a name."""
    from troth import verbs
    from troth.pipeline.ruling import docket_form
    from troth.types import Actor, Pledge, Report

    _tell_unread(ledger)
    thing = verbs.show(name, ledger)
    if isinstance(thing, Pledge):
        if as_json:
            print_json(docket_form(verbs.docket(thing.id, ledger)) | {"label": verbs.scale().label(thing.status)})
        else:
            print_pledge(thing.id, ledger)
    elif isinstance(thing, Report):
        _print_report(thing.id, ledger, as_json)
    elif isinstance(thing, Actor):
        _print_actor(thing, ledger, as_json)
    else:
        print_json(asdict(thing)) if as_json else console().print(json.dumps(asdict(thing), indent=2, ensure_ascii=False))


@click.command()
@click.argument("query", metavar="WORDS", nargs=-1, required=True)
@json_option
@ledger_option
def search(query: tuple[str, ...], as_json: bool, ledger: str | None) -> None:
    """Find reports by their words: "exact phrase", -without, this OR that."""
    from rich.text import Text

    from troth import verbs
    from troth.forms import quote_form, report_form

    _tell_unread(ledger)
    out = console()
    for hit in verbs.search(" ".join(query), ledger):
        if as_json:
            print_json({"report": report_form(hit.report), "quotes": [quote_form(quote) for quote in hit.quotes]})
            continue
        report = hit.report
        out.print(Text.assemble((report.title or report.id, "bold"), f"  {report.outlet or ''}  {report.published or ''}"))
        for quote in hit.quotes:
            out.print(Text(f"  “{quote.exact}”"))


@click.command()
@click.option("--text", is_flag=True, help="With the texts of the reports (they belong to their outlets).")
@click.option("--gold", is_flag=True, help="Instead, what people judged of mentions, as labels for `troth eval pledges`.")
@click.option("--json", is_flag=True, expose_value=False, help="Write JSON Lines (it always does).")
@ledger_option
def export(text: bool, gold: bool, ledger: str | None) -> None:
    """Write the whole ledger as sorted JSON Lines; equal exports are the same ledger."""
    from troth import verbs

    for line in verbs.gold(ledger) if gold else verbs.export(ledger, text=text):
        print_json(line)


def print_pledges(wanted: PledgeFilter, limit: int, ledger: str | None) -> None:
    """The pledges that pass the filter as a table for people, so many rows at most."""
    from troth import verbs
    from troth.ledger import queries
    from troth.publish.table import pledge_table

    with verbs.open_named(ledger) as opened, opened.reading() as db:
        first = list(islice(queries.find_pledges(db, wanted), limit))
        more = queries.count_pledges(db, wanted) - len(first)
        short_ids = {pledge.id: queries.short_id(db, pledge.id) for pledge in first}
    out = console()
    if not first:
        out.print("No pledge fits.")
        return
    out.print(pledge_table(first, short_ids, verbs.scale()))
    if more:
        out.print(f"\n{more} more: narrow them down by the options of `troth pledges --help`, or raise --limit")


def print_pledge(pledge_id: str, ledger: str | None) -> str:
    """A pledge in full, with its evidence; returns its short id."""
    from troth import verbs
    from troth.ledger import derived, queries
    from troth.pipeline.ruling import docket
    from troth.publish.life import outcome_lines
    from troth.publish.page import pledge_page, ruling_lines

    with verbs.open_named(ledger) as opened, opened.reading() as db:
        pledge = queries.get_pledges(db, [pledge_id])[pledge_id]
        bearing = {one.quote.report for one in pledge.bearings}
        reports = derived.get_reports(db, bearing | {mention.quote.report for mention in pledge.mentions})
        short = queries.short_id(db, pledge_id)
        told = docket(db, pledge)
    print_lines(pledge_page(pledge, reports, verbs.scale()))
    outlets = {report.id: report.outlet for report in reports.values()}
    print_lines(outcome_lines(pledge, outlets, date.today().isoformat()))
    print_lines(ruling_lines((past.ruling, past.holds) for past in told.history))
    console().print(f"\nto rule on it as it stands: troth rule {short} STATUS --seen {told.view} --because ... --evidence ...", style="dim")
    return short


def _print_report(report_id: str, ledger: str | None, as_json: bool) -> None:
    from troth import verbs
    from troth.forms import reading_form, story_form, whole_report_form
    from troth.ledger import derived, queries
    from troth.pipeline.tellings import marked_report, story_of, told_reading
    from troth.publish.page import report_page
    from troth.publish.stories import story_lines

    with verbs.open_named(ledger) as opened, opened.reading() as db:
        report = marked_report(db, derived.get_reports(db, {report_id})[report_id])
        reading = told_reading(db, report)
        revisions = queries.revisions(db, report)
        story = story_of(db, report_id)
        tellings = derived.get_reports(db, story.reports) if story else {}
    if as_json:
        beside = {"revisions": revisions, "story": story_form(story) if story else None}
        print_json(whole_report_form(report) | (reading_form(reading) if reading else {}) | beside)
    else:
        print_lines(report_page(report, reading, revisions, story_lines(story, tellings) if story else ()))


def _print_actor(actor: Actor, ledger: str | None, as_json: bool) -> None:
    from troth import verbs
    from troth.forms import actor_form
    from troth.publish.joins import actor_lines

    pledges = verbs.pledges_by(actor.key, ledger)
    if as_json:
        print_json(actor_form(actor) | {"pledges": pledges})
    else:
        print_lines(actor_lines(actor, len(pledges)))


def _tell_unread(ledger: str | None) -> None:
    """Say that some reports have not been read: what is shown is then not all that the ledger holds."""
    from troth import verbs
    from troth.ledger import queries

    with verbs.open_named(ledger) as opened, opened.reading() as db:
        unread = queries.count_unread(db)
    if unread:
        complain(f"Not read yet by this version of troth: {unread} of the ledger's reports; run `troth rebuild`")

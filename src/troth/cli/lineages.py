"""`lineage`, `why` and `furniture`: which reports are one report, what they have in common, what the pages around them are."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from troth.cli.acts import tell_act
from troth.cli.options import because_option, by_option, given_options, json_option, ledger_option
from troth.cli.output import complain, console, finish, print_json, print_lines, progress
from troth.cli.reading import reports_told
from troth.errors import IdentityConflict, TrothError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from troth.link.lineage import Lineage
    from troth.read import Given
    from troth.types import Report


@click.command()
@click.argument("sources", nargs=-1, metavar="[FILE|FOLDER|GLOB|-]...")
@given_options
@json_option
@ledger_option
def lineage(sources: tuple[str, ...], given: Given, as_json: bool, ledger: str | None) -> None:
    """Show which reports copy, excerpt or quote one another, and the stories they make; without files, those of the ledger."""
    from troth import verbs
    from troth.ledger import derived

    if not sources:
        found = verbs.lineage(ledger=ledger)
        with verbs.open_named(ledger) as opened, opened.reading() as db:
            told = derived.get_reports(db, {report for story in found.stories for report in story.reports})
        _tell(found, told, as_json)
        return
    failures: list[TrothError] = []
    reports = _distinct(sources, given, failures)
    if reports:
        _tell(verbs.lineage(*reports.values()), reports, as_json)
    finish(done=len(reports), failed=len(failures))


def _distinct(sources: tuple[str, ...], given: Given, failures: list[TrothError]) -> dict[str, Report]:
    """The reports of these files, each once; what cannot be read is told and noted."""
    reports: dict[str, Report] = {}
    with progress("Reading") as bar:
        for report in reports_told(sources, given, failures):
            known = reports.setdefault(report.id, report)
            if (known.text, known.outlet) != (report.text, report.outlet):
                failures.append(
                    IdentityConflict(f"report {report.id}", "two different reports have this id", "give one of them another id")
                )
                complain(failures[-1])
            bar(len(reports))
    return reports


def _tell(found: Lineage, reports: Mapping[str, Report], as_json: bool) -> None:
    from troth.forms import story_form, telling_form
    from troth.publish.stories import lineage_lines

    if as_json:
        for form in (*map(telling_form, found.tellings), *map(story_form, found.stories)):
            print_json(form)
    else:
        print_lines(lineage_lines(found, reports))


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@json_option
@ledger_option
def why(first: str, second: str, as_json: bool, ledger: str | None) -> None:
    """Show why the reports A and B are of one story or not, or why the pledges or mentions A and B are one pledge or not."""
    from troth import verbs
    from troth.forms import likeness_form, placed_form, telling_form
    from troth.pipeline.joins import WhyOne
    from troth.publish.joins import why_one_lines
    from troth.publish.stories import why_lines

    found = verbs.why(first, second, ledger)
    if not as_json:
        print_lines(why_one_lines(found) if isinstance(found, WhyOne) else why_lines(found))
        return
    judged = list(map(asdict, found.judged))
    if isinstance(found, WhyOne):
        form = {"a": placed_form(found.a), "b": placed_form(found.b), "one_pledge": found.one_pledge}
        way = [placed_form(mention) | {"score": score} for mention, score in found.way]
        print_json(form | {"likeness": likeness_form(found.likeness), "way": way, "judged": judged})
        return
    telling, steps = telling_form(found.telling) if found.telling else None, list(map(telling_form, found.way))
    form = {"a": found.a.id, "b": found.b.id, "one_story": found.one_story, "telling": telling}
    print_json(form | {"way": steps, "judged": judged})


@click.command()
@click.argument("paragraph", metavar="[ID]", required=False)
@click.option("--confirm", "verdict", flag_value="confirm", help="It is the page's furniture.")
@click.option("--reject", "verdict", flag_value="reject", help="It is part of the reports.")
@because_option
@by_option
@json_option
@ledger_option
def furniture(paragraph: str | None, verdict: str | None, because: str, by: str | None, as_json: bool, ledger: str | None) -> None:
    """List the paragraphs that an outlet puts under many reports; confirm or reject the one with this ID.

    Furniture takes no part in copies and pledges.
    """
    from troth import verbs
    from troth.forms import furniture_form
    from troth.publish.stories import furniture_table

    if paragraph is None and verdict is None:
        found = verbs.furniture(ledger)
        if as_json:
            for one in found:
                print_json(furniture_form(one))
        elif found:
            console().print(furniture_table(found))
        else:
            console().print("No outlet of this ledger puts a paragraph under many reports.")
        return
    if paragraph is None or verdict is None:
        raise click.UsageError("give the ID of a paragraph together with --confirm or --reject")
    event = verbs.judge_furniture(paragraph, verdict == "confirm", ledger, because=because, by=by)
    tell_act(event, as_json, "it is furniture" if verdict == "confirm" else "it is part of the reports")

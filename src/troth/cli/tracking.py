"""`track`: one given pledge followed through any reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from troth.cli.options import check_day, given_options, json_option, sources_argument
from troth.cli.output import finish, print_json, print_lines
from troth.cli.reading import reports_told

if TYPE_CHECKING:
    from troth.errors import TrothError
    from troth.read import Given


@click.command()
@sources_argument
@click.option("--who", multiple=True, required=True, metavar="NAME", help="Whose pledge it is; once for each.")
@click.option(
    "--what", required=True, metavar="TEXT", help='What is pledged, as an infinitive: "rebuild the north pier", "not raise the fee".'
)
@click.option("--since", metavar="DATE", help="The day it was made: 2009-04-16. Earlier reports are left out.")
@click.option("--due", metavar="DATE", help="Its deadline: nothing is proposed broken before that day has passed.")
@given_options
@json_option
def track(
    sources: tuple[str, ...], who: tuple[str, ...], what: str, since: str | None, due: str | None, given: Given, as_json: bool
) -> None:
    """Follow one pledge through reports: what bears on it, by day, and the status that it speaks for, as a proposal."""
    from datetime import date

    from rich.text import Text

    from troth import verbs
    from troth.follow import overdue
    from troth.forms import track_forms
    from troth.publish.life import life_lines, proposal_lines

    check_day("since", since)
    check_day("due", due)
    failures: list[TrothError] = []
    reports = list(reports_told(sources, given, failures))
    found = verbs.track(*reports, who=who, what=what, since=since, due=due)
    if as_json:
        for form in track_forms(found.bearings, found.ratings):
            print_json(form)
    else:
        outlets = {report.id: report.outlet for report in reports}
        read = f"{len(reports)} report{'s' * (len(reports) != 1)} read, {len(found.bearings)} passages bear on it"
        print_lines([Text(f"{', '.join(who)}: {what}", style="bold"), Text(f"  {read}\n"), *life_lines(found.bearings, outlets)])
        nothing = "checked, nothing found" if not found.bearings else None
        print_lines(["", Text("status", style="bold underline"), *([Text(f"  {nothing}")] if nothing else proposal_lines(found.ratings))])
        if passed := overdue(due, found.bearings, date.today().isoformat()):
            print_lines([Text(f"  {passed}", style="bold")])
    finish(done=len(reports), failed=len(failures))

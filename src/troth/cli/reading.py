"""`read` and `find`: files to reports, reports to readings, without a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from troth.cli.options import given_options, json_option, processes_option, sources_argument
from troth.cli.output import complain, console, finish, print_json, progress
from troth.errors import TrothError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from troth.read import Given
    from troth.types import Report


@click.command()
@sources_argument
@given_options
@json_option
def read(sources: tuple[str, ...], given: Given, as_json: bool) -> None:
    """Read files into reports: text, HTML, JSONL, folders, globs, gzip, `-`."""
    from rich.text import Text

    from troth.forms import whole_report_form

    out, failures, done = console(), list[TrothError](), 0
    for report in reports_told(sources, given, failures):
        done += 1
        if as_json:
            print_json(whole_report_form(report))
            continue
        out.print(Text(report.title or report.text[:80].replace("\n", " "), style="bold"))
        facts = (report.outlet, report.published, report.dateline, report.credit, f"{len(report.text.split())} words")
        out.print(Text("  " + " · ".join(fact for fact in facts if fact)))
        for span in report.furniture:
            out.print(Text(f"  furniture: {report.text[span.start : span.end]}", style="dim"))
    finish(done=done, failed=len(failures))


def reports_told(sources: Iterable[str], given: Given, failures: list[TrothError]) -> Iterator[Report]:
    """The reports of these files; what was mended in them is told, and what cannot be read is told and noted."""
    from troth.read import read as read_reports

    def failed(error: TrothError) -> None:
        failures.append(error)
        complain(error)

    yield from read_reports(*sources, given=given, failed=failed, notice=lambda where, told: complain(f"{where}: {told}"))


@click.command()
@sources_argument
@given_options
@click.option("--text", "with_text", is_flag=True, help="With --json: add the text that the offsets point into.")
@processes_option
@json_option
def find(sources: tuple[str, ...], given: Given, with_text: bool, processes: int | None, as_json: bool) -> None:
    """Find what reports hold, with the words that carry it: pledges, what became of them, statements, figures, times."""
    from rich.text import Text

    from troth.config import load_settings
    from troth.forms import find_form
    from troth.pipeline import read_and_find
    from troth.publish.page import found_lines

    settings = load_settings()
    out, done, failed = console(), 0, 0
    with progress("Finding") as bar:
        for found in read_and_find(sources, given=given, settings=settings.find, processes=processes or settings.processes):
            bar(done + failed)
            if isinstance(found, TrothError):
                failed += 1
                complain(found)
                continue
            done += 1
            for notice in found.notices:
                complain(f"{found.piece.where}: {notice}")
            if as_json:
                print_json(find_form(found.report, found.reading, text=with_text))
                continue
            out.print(Text(found.report.title or found.report.id, style="bold underline"))
            for line in found_lines(found.reading):
                out.print(line)
    finish(done=done, failed=failed)

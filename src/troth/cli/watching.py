"""`watch`: reports into the ledger as they come, and what moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from troth.cli.options import check_day, given_options, json_option, ledger_option, processes_option, sources_argument
from troth.cli.output import complain, console, finish, print_json, print_lines
from troth.cli.taking import tell_added
from troth.publish.table import what_told

if TYPE_CHECKING:
    from rich.text import Text

    from troth.pipeline.moved import Deadline, Moved
    from troth.pipeline.watch import News
    from troth.read import Given
    from troth.types import Pledge, Quote

SHORTEST: Final = 1  # second between looks


@click.command()
@sources_argument
@click.option("--every", metavar="SECONDS", type=click.FloatRange(SHORTEST), help="Look again after so many seconds, until interrupted.")
@click.option("--near", metavar="DAYS", type=click.IntRange(0), default=7, show_default=True, help="Tell deadlines so many days around.")
@click.option("--since", metavar="EVENT", type=click.IntRange(0), help="Tell what moved after this event (a look ends with its number).")
@click.option("--today", metavar="DAY", help="Take this day for today, as for an archive: 2009-04-16.")
@given_options
@processes_option
@ledger_option
@json_option
def watch(
    sources: tuple[str, ...],
    every: float | None,
    near: int,
    since: int | None,
    today: str | None,
    given: Given,
    processes: int | None,
    ledger: str | None,
    as_json: bool,
) -> None:
    """Take in what is new in folders and growing files, and tell what moved."""
    from troth import verbs
    from troth.pipeline.watch import Looked

    day = check_day("today", today)
    done = failed = 0
    found = verbs.watch(*sources, ledger=ledger, given=given, every=every, near=near, since=since, today=day, processes=processes)
    try:
        for news in found:
            if isinstance(news, Looked):
                done, failed = done + news.new + news.known, failed + news.failed
            _tell(news, as_json, quiet=every is not None)
    except KeyboardInterrupt:  # how a watch ends; what was told is in the ledger
        click.echo(err=True)
    if every is None:
        finish(done=done, failed=failed)


def _tell(news: News, as_json: bool, *, quiet: bool) -> None:
    from troth.pipeline import Added
    from troth.pipeline.moved import Deadline, Moved, deadline_form, moved_form
    from troth.pipeline.watch import Looked
    from troth.read.growing import Unfinished

    out = console()
    match news:
        case Added():
            tell_added(news, as_json)
        case Unfinished():
            print_json({"unfinished": news.where}) if as_json else complain(f"{news.where}: still being written, left for the next look")
        case Moved():
            print_json({"moved": moved_form(news)}) if as_json else print_lines(_moved_lines(news))
        case Deadline():
            print_json({"deadline": deadline_form(news)}) if as_json else out.print(_deadline_line(news))
        case Looked():
            told = {"new": news.new, "known": news.known, "failed": news.failed, "event": news.event}
            if as_json:
                print_json({"looked": told})
            elif not quiet or news.new or news.failed:
                out.print(f"{news.new} new reports, {news.failed} failed; go on from here with --since {news.event}", style="dim")


def _moved_lines(one: Moved) -> Iterator[Text]:
    from rich.text import Text

    yield _headed("new pledge" if one.new else "moved", one.pledge)
    if one.joined:
        yield Text(f"    {len(one.joined)} pledges became one: {', '.join(one.joined)}")
    for mention in one.came.mentions:
        yield _quoted(str(mention.force), mention.quote)
    for bearing in one.came.developments:
        yield _quoted(str(bearing.status or bearing.turn).replace("_", " "), bearing.quote)
    for ruling in one.rulings:
        yield Text(f"    {ruling.by} ruled {ruling.status} (event {ruling.event}): {ruling.because}")
    if one.reproposed and (proposal := one.pledge.proposal):
        was = f" (before: {one.was_proposed})" if one.was_proposed else ""
        yield Text(f"    proposed: {proposal.status}{was}: {proposal.why}".replace("_", " "))


def _deadline_line(one: Deadline) -> Text:
    if one.days < 0:
        told = f"due {-one.days} day{'s' * (one.days != -1)} ago"
    else:
        told = f"due in {one.days} day{'s' * (one.days != 1)}" if one.days else "due today"
    heard = f"nothing found since {one.last_heard}" if one.last_heard else "nothing found with a date"
    line = _headed(told, one.pledge)
    return line.append(f"; {one.day}, {heard}")


def _headed(heading: str, pledge: Pledge) -> Text:
    from rich.text import Text

    return Text.assemble((f"{heading}  ", "bold"), f"{pledge.id}  {', '.join(pledge.who)}: {what_told(pledge)}")


def _quoted(told: str, quote: Quote) -> Text:
    from rich.text import Text

    return Text(f"    {told}: “{quote.exact}” ({quote.report}:{quote.start}-{quote.end})")

"""One thing in full for a terminal: a pledge with its evidence, a report with what was found in it, an event of the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from troth.publish.table import status_told, what_told
from troth.text import sentences
from troth.types import Pledge, PledgeMention, Reading, Report

if TYPE_CHECKING:
    from rich.text import Text


def pledge_page(pledge: Pledge, reports: Mapping[str, Report]) -> Iterator[Text]:
    """A pledge: what, whose, how strongly, and every mention in its sentence, grouped by report."""
    from rich.text import Text

    yield Text.assemble((f"{', '.join(pledge.who)}: {what_told(pledge)}", "bold"))
    yield _facts(
        ("force", str(pledge.force)),
        ("checkable", "yes" if pledge.checkable else "no, as put"),
        ("made on", pledge.made_on),
        ("first reported", pledge.since),
        ("due", pledge.due.quote.exact if pledge.due else None),
        ("status", status_told(pledge)),
        ("told by", f"{_count(pledge.outlets, 'outlet')} of {_count(pledge.origins, 'independent origin')}"),
    )
    yield Text(f"  id              {pledge.id}", style="dim")
    for report_id in dict.fromkeys(mention.quote.report for mention in pledge.mentions):
        report = reports[report_id]
        yield Text()
        yield Text.assemble((f"{(report.published or 'no date')[:10]}  {_credited(report)}", "bold"), f"  {report.title or ''}")
        for mention in pledge.mentions:
            if mention.quote.report == report_id:
                yield _in_sentence(mention, report)
                yield Text(f"      {mention.force}, source: {mention.source}", style="dim")


def report_page(report: Report, reading: Reading | None, revisions: Sequence[str]) -> Iterator[Text]:
    """A report: where it comes from, its text with pledges and furniture marked, and the pledges found."""
    from rich.text import Text

    yield Text(report.title or report.id, style="bold")
    yield _facts(
        ("outlet", report.outlet),
        ("published", report.published),
        ("byline", report.byline),
        ("dateline", report.dateline),
        ("credit", report.credit),
        ("wire tags", ", ".join(report.tags)),
        ("url", report.url),
        ("revisions", ", ".join(revisions) if len(revisions) > 1 else None),
    )
    yield Text(f"  id              {report.id}", style="dim")
    yield Text()
    body = Text(report.text)
    for span in report.furniture:
        body.stylize("dim strike", span.start, span.end)
    found = reading.pledges if reading else ()
    for mention in found:
        body.stylize("bold yellow", mention.quote.start, mention.quote.end)
    yield body
    yield Text()
    yield Text(_count(len(found), "pledge mention"), style="bold")
    for mention in found:
        yield Text(f"  {mention.force}: {', '.join(mention.who)}: “{mention.quote.exact}” (source: {mention.source})")


def _in_sentence(mention: PledgeMention, report: Report) -> Text:
    from rich.text import Text

    place = mention.quote
    around = next((s for s in sentences(report.text) if s.start <= place.start < s.end), None)
    start, end = (around.start, max(around.end, place.end)) if around else (place.start, place.end)
    line = Text("    ")
    line.append(report.text[start : place.start])
    line.append(place.exact, style="bold yellow")
    line.append(report.text[place.end : end])
    return line


def _facts(*facts: tuple[str, str | None]) -> Text:
    from rich.text import Text

    return Text("\n").join(Text.assemble((f"  {name:<16}", "dim"), value) for name, value in facts if value)


def _credited(report: Report) -> str:
    outlet = report.outlet or "unknown outlet"
    return f"{outlet} ({report.credit})" if report.credit and report.credit != outlet else outlet


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"

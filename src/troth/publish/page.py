"""One thing in full for a terminal: a pledge with its evidence, a report with what was found in it, an event of the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from troth.publish.scale import PLAIN, Scale
from troth.publish.table import status_told, what_told
from troth.text import sentences
from troth.types import Pledge, PledgeMention, Quote, Reading, Report, Ruling

if TYPE_CHECKING:
    from rich.text import Text


_PLEDGED: Final = "bold yellow"
_DEVELOPED: Final = "bold cyan"
_KIND: Final = 12  # columns for a force or a status: "in_progress" and a space


def pledge_page(pledge: Pledge, reports: Mapping[str, Report], scale: Scale = PLAIN) -> Iterator[Text]:
    """A pledge: what, whose, how strongly, and every mention in its sentence, by independent origin and report."""
    from rich.text import Text

    yield Text.assemble((f"{', '.join(pledge.who)}: {what_told(pledge)}", "bold"))
    yield _facts(
        ("force", str(pledge.force)),
        ("checkable", "yes" if pledge.checkable else "no, as put"),
        ("made on", pledge.made_on),
        ("first reported", pledge.since),
        ("due", pledge.due.quote.exact if pledge.due else None),
        ("status", status_told(pledge, scale)),
        ("told by", f"{counted(pledge.outlets, 'outlet')} of {counted(pledge.origins, 'independent origin')}"),
    )
    yield Text(f"  id              {pledge.id}", style="dim")
    of_origin: dict[str | None, list[PledgeMention]] = {}
    for mention, origin in zip(pledge.mentions, pledge.newsrooms, strict=True):
        of_origin.setdefault(origin, []).append(mention)
    for number, (origin, mentions) in enumerate(of_origin.items(), 1):
        yield Text()
        yield Text(f"origin {number}: {origin or 'not told'}", style="bold underline")
        yield from _origin_lines(mentions, reports)


def ruling_lines(rulings: Iterable[tuple[Ruling, bool]]) -> Iterator[Text]:
    """What people ruled on a pledge, oldest first, each with its reason and evidence; `True` for those that hold."""
    from rich.text import Text

    for number, (ruling, holds) in enumerate(rulings):
        if number == 0:
            yield Text()
            yield Text("rulings", style="bold underline")
        told = f"{ruling.at[:10]}  {ruling.by}: {ruling.status}".replace("_", " ")
        yield Text.assemble((told, "bold" if holds else "dim"), f"  (event {ruling.event}{'' if holds else ', holds no more'})")
        yield Text(f"    {ruling.because}")
        for quote in ruling.evidence:
            yield Text(f"      {_evidence(quote)}", style="dim")
        if ruling.evidence:
            yield Text(f"      evidence of {counted(ruling.origins, 'independent origin')}", style="dim")


def _evidence(quote: Quote) -> str:
    place = f"{quote.report}:{quote.start}-{quote.end}"
    return f"“{quote.exact}” ({place})" if quote.exact else f"words redacted ({place})"


def _origin_lines(mentions: Sequence[PledgeMention], reports: Mapping[str, Report]) -> Iterator[Text]:
    """The mentions that one newsroom wrote, by report; words that copies repeat are told once."""
    from rich.text import Text

    told: set[str] = set()
    for report_id in dict.fromkeys(mention.quote.report for mention in mentions):
        report = reports[report_id]
        yield Text.assemble((f"{(report.published or 'no date')[:10]}  {credited(report)}", "bold"), f"  {report.title or ''}")
        for mention in mentions:
            if mention.quote.report == report_id:
                line = _in_sentence(mention, report)
                if line.plain in told:
                    yield Text("    the same words", style="dim")
                    continue
                told.add(line.plain)
                yield line
                yield Text(f"      {mention.force}, source: {mention.source}", style="dim")


def report_page(report: Report, reading: Reading | None, revisions: Sequence[str], tellings: Iterable[Text] = ()) -> Iterator[Text]:
    """A report: where it comes from, its text with pledges, developments and furniture marked, what was found in it, its `tellings`."""
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
    for development in reading.developments if reading else ():
        body.stylize(_DEVELOPED, development.quote.start, development.quote.end)
    for mention in reading.pledges if reading else ():
        body.stylize(_PLEDGED, mention.quote.start, mention.quote.end)
    yield body
    yield Text()
    if reading:
        yield from found_lines(reading)
    yield from tellings


def found_lines(reading: Reading) -> Iterator[Text]:
    """What was found in a report: each pledge mention, each development, and how many statements, figures and times."""
    from rich.text import Text

    yield Text(counted(len(reading.pledges), "pledge mention"), style="bold")
    for mention in reading.pledges:
        words = f": “{mention.quote.exact}” (source: {mention.source})"
        yield Text.assemble(f"  {mention.force:<{_KIND}}", (", ".join(mention.who), "bold"), words)
    if reading.developments:
        yield Text(counted(len(reading.developments), "development"), style="bold")
    for told in reading.developments:
        yield Text.assemble(f"  {told.status:<{_KIND}}", (", ".join(told.who), "bold"), f": “{told.quote.exact}” (of: {told.of})")
    others = (("statement", reading.statements), ("figure", reading.figures), ("time", reading.times))
    yield Text(f"also {', '.join(counted(len(found), thing) for thing, found in others)}: see them with --json", style="dim")


def _in_sentence(mention: PledgeMention, report: Report) -> Text:
    from rich.text import Text

    place = mention.quote
    around = next((s for s in sentences(report.text) if s.start <= place.start < s.end), None)
    start, end = (around.start, max(around.end, place.end)) if around else (place.start, place.end)
    line = Text("    ")
    line.append(report.text[start : place.start])
    line.append(place.exact, style=_PLEDGED)
    line.append(report.text[place.end : end])
    return line


def _facts(*facts: tuple[str, str | None]) -> Text:
    from rich.text import Text

    return Text("\n").join(Text.assemble((f"  {name:<16}", "dim"), value) for name, value in facts if value)


def credited(report: Report) -> str:
    """Who published a report, and in brackets the agency that it credits."""
    outlet = report.outlet or "unknown outlet"
    return f"{outlet} ({report.credit})" if report.credit and report.credit != outlet else outlet


def counted(number: int, thing: str) -> str:
    """So many things, in words."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"

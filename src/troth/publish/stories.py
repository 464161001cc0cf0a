"""Stories for a terminal: who told one text, why two reports belong together, what is only the page around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from troth.link.lineage import Lineage
from troth.pipeline.tellings import Why
from troth.publish.page import counted, credited
from troth.types import PageFurniture, Relation, Report, Story, Telling

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

RELATIONS: Final = {
    Relation.COPY: "one is a copy of the other",
    Relation.EXCERPT: "one holds a passage of the other",
    Relation.SHARED_QUOTATION: "both quote the same words",
    Relation.SHARED_FURNITURE: "only the page around them is the same",
}
LONGEST: Final = 300  # characters of a passage that are shown


def lineage_lines(found: Lineage, reports: Mapping[str, Report]) -> Iterator[Text]:
    """Every story with its tellings, then what else is related."""
    from rich.text import Text

    if not found.stories:
        yield Text("No two of these reports tell one text.")
    for story in found.stories:
        yield from story_lines(story, reports)
        yield Text()
    others = Counter(edge.relation for edge in found.tellings if edge.relation not in (Relation.COPY, Relation.EXCERPT))
    for relation, number in sorted(others.items()):
        yield Text(f"{counted(number, 'pair')} more: {RELATIONS[relation]} (--json names them)", style="dim")


def story_lines(story: Story, reports: Mapping[str, Report]) -> Iterator[Text]:
    """A story: how many reports of how many origins, and each of them, earliest first."""
    from rich.text import Text

    first = reports[story.reports[0]]
    yield Text(first.title or _beginning(first), style="bold")
    wrote = f", by {story.newsroom}" if story.newsroom else ""
    origins = counted(story.origins, "independent origin")
    yield Text(f"  {counted(len(story.reports), 'report')} of {origins}{wrote}")
    for name in story.reports:
        report = reports[name]
        holds = "  (holds a passage)" if name in story.excerpts else ""
        other = f"  {report.title}" if report.title and report.title != first.title else ""
        yield Text.assemble(
            f"  {(report.published or 'no date')[:10]}  ", credited(report), other, (holds, "dim"), (f"  {name[:12]}", "dim")
        )


def why_lines(found: Why) -> Iterator[Text]:
    """Why two reports are of one story or not, with the words that both have."""
    from rich.text import Text

    for side, report in (("A", found.a), ("B", found.b)):
        yield Text.assemble((f"{side}  ", "bold"), f"{(report.published or 'no date')[:10]}  {credited(report)}  {report.title or ''}")
    yield Text("They are of one story." if found.one_story else "They are not of one story.", style="bold")
    if found.telling:
        yield from _telling_lines(found.telling, found)
    else:
        yield Text("  Their texts have no passage in common that tells anything.")
    if found.way:
        steps = [found.a.id, *(name for edge in found.way for name in (edge.a, edge.b))]
        through = [name for name in dict.fromkeys(steps) if name not in (found.a.id, found.b.id)]
        yield Text(f"  Other tellings lead from one to the other: {', '.join(through) or 'none'}")
    for event in found.judged:
        said = "they tell one text" if event.body["same"] else "they do not tell one text"
        reason = f": {event.body['because']}" if event.body["because"] else ""
        yield Text(f"  {event.by} said that {said} (event {event.seq}){reason}")


def _telling_lines(telling: Telling, found: Why) -> Iterator[Text]:
    from rich.text import Text

    shares = (telling.share_a, telling.share_b) if telling.a == found.a.id else (telling.share_b, telling.share_a)
    yield Text(
        f"  {telling.relation}: {RELATIONS[telling.relation]}; {telling.shared} words, {shares[0]:.0%} of A and {shares[1]:.0%} of B"
    )
    first = {found.a.id: found.a, found.b.id: found.b}[telling.a]
    for place, _ in telling.passages:
        words = first.text[place.start : place.end].replace("\n\n", " ¶ ")
        yield Text(f"    “{words[:LONGEST]}{'…' if len(words) > LONGEST else ''}”", style="yellow")


def furniture_table(found: Iterable[PageFurniture]) -> Table:
    """Repeated paragraphs, those under most reports first."""
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold", box=None, pad_edge=False, show_edge=False)
    for name, wide in (("id", False), ("outlet", False), ("reports", False), ("is", False), ("words", True)):
        table.add_column(name, ratio=1 if wide else None, no_wrap=name == "id", justify="right" if name == "reports" else "left")
    for one in sorted(found, key=lambda one: (-one.reports, one.id)):
        words = f"{one.words.exact[:LONGEST]}{'…' if len(one.words.exact) > LONGEST else ''}"
        table.add_row(*map(Text, (one.id, one.outlet or "", str(one.reports), _verdict(one), words)))
    return table


def _verdict(one: PageFurniture) -> str:
    if one.judged is None:
        return "furniture" if one.counts else "undecided"
    return "confirmed" if one.judged else "rejected"


def _beginning(report: Report) -> str:
    return f"{report.text[:80].partition(chr(10))[0]}…"

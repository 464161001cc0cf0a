"""Questions that need stages and ledger: why two reports are of one story, what is furniture, which quotation marks were lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from troth.anchor import quote
from troth.ledger import derived, judgements, log
from troth.ledger import lineage as ledger
from troth.link import restore_quotations
from troth.link.body import all_furniture
from troth.link.kinship import examined
from troth.link.page_furniture import page
from troth.link.stories import is_joining
from troth.pipeline.lineage import Bodies
from troth.types import PageFurniture, Reading, Relation, Report, Statement, Story, Telling

MOST_TELLINGS: Final = 8  # copies in which lost quotation marks are looked for: those with most words in common


@dataclass(frozen=True, slots=True)
class Why:
    """Why two reports are of one story, or are not.

    `telling` is what their own texts have in common, if anything; `way` the edges that lead from one to the other through other reports of
    their story, where that takes more than one; `judged` the events by which people decided.
    """

    a: Report
    b: Report
    one_story: bool
    telling: Telling | None
    way: tuple[Telling, ...]
    judged: tuple[log.Event, ...]


def why(db: Connection, a: Report, b: Report) -> Why:
    """Why two reports of the ledger are of one story, or are not."""
    at = ledger.places(db, {a.id, b.id})
    story = at[a.id].story
    one_story = story is not None and story == at[b.id].story
    bodies = Bodies().of(db, {a.id, b.id})
    telling = examined(bodies[a.id], bodies[b.id])
    joined = one_story and (telling is None or not is_joining(telling))
    judged = (event for event in log.current(db, log.TELLINGS_JUDGED) if {event.body["a"], event.body["b"]} == {a.id, b.id})
    return Why(a, b, one_story, telling, _way(db, a.id, b.id) if joined else (), tuple(judged))


def furniture(db: Connection) -> Iterator[PageFurniture]:
    """Every paragraph that is furniture by its repetition or by what people said, and those that they said are none."""
    judged = judgements.furniture(db)
    known = set(ledger.all_furniture(db))
    for paragraph in sorted(known | judged.keys()):
        under = ledger.reports_with(db, {paragraph})
        if not under:
            continue  # judged in a report that is gone
        report = derived.get_reports(db, {min(under)})[min(under)]
        place = next(ending.place for ending in page(report).endings if ending.id == paragraph)
        words = quote(report, place.start, place.end)
        named = judgements.paragraph_name(paragraph)
        yield PageFurniture(named, report.outlet, words, len(under), paragraph in known, judged.get(paragraph))


def story_of(db: Connection, report: str) -> Story | None:
    """The story that a report belongs to."""
    story = ledger.places(db, {report})[report].story
    return ledger.get_stories(db, {story})[story] if story else None


def marked_report(db: Connection, report: Report) -> Report:
    """A report with the furniture marked that was learned from other reports of its outlet."""
    return replace(report, furniture=all_furniture(report, Bodies().of(db, {report.id})[report.id].furniture))


def told_reading(db: Connection, report: Report) -> Reading | None:
    """What was read in a report, with the quotation marks that it lost and another telling of the same text kept."""
    reading = derived.reading_of(db, report)
    if reading is None:
        return None
    statements = list(reading.statements)
    for other in _other_tellings(db, report):
        other_reading = derived.reading_of(db, other)
        found = restore_quotations(report, reading, other, other_reading) if other_reading else ()
        for statement in found:
            statements = [*(said for said in statements if not _touch(_place(said), _place(statement))), statement]
    return replace(reading, statements=tuple(sorted(statements, key=_place)))


def _other_tellings(db: Connection, report: Report) -> list[Report]:
    copies = [edge for edge in ledger.edges_of(db, {report.id}, passages=False) if edge.relation is Relation.COPY]
    copies.sort(key=lambda edge: (-edge.shared, edge.a, edge.b))
    others = [edge.b if edge.a == report.id else edge.a for edge in copies[:MOST_TELLINGS]]
    found = derived.get_reports(db, others)
    return [found[other] for other in others]


def _place(statement: Statement) -> tuple[int, int]:
    return statement.content[0].start, statement.content[-1].end


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _way(db: Connection, start: str, end: str) -> tuple[Telling, ...]:
    """The fewest edges that lead from one report to the other; none where only a person joined their stories."""
    reached: dict[str, Telling | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in reached:
        here = waiting.popleft()
        for edge in filter(is_joining, ledger.edges_of(db, {here})):
            other = edge.b if edge.a == here else edge.a
            if other not in reached:
                reached[other] = edge
                waiting.append(other)
    way: list[Telling] = []
    here = end
    while (step := reached.get(here)) is not None:
        way.append(step)
        here = step.b if step.a == here else step.a
    return tuple(reversed(way))

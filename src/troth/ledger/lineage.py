"""The derived tables of the lineage: keys under which copies are found, page endings, edges, stories.  Nothing here decides anything."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, text, tuple_

from troth.identity import canonical_json
from troth.ledger import keyed
from troth.ledger.portions import portions
from troth.ledger.records import from_record, to_record
from troth.ledger.schema import endings, furniture, reports, run_keys, stories, story_reports, tellings
from troth.types import DATELESS, Relation, Span, Story, Telling


@dataclass(frozen=True, slots=True)
class Place:
    """A report in the lineage: its place in the order of reports, where it appeared, and the story that it belongs to."""

    report: str
    rank: int
    published: str | None
    outlet: str | None
    credit: str | None
    url: str | None
    story: str | None


def enter_keys(db: Connection, rank: int, keys: Iterable[int]) -> None:
    """Let a report be found under these keys."""
    keyed.enter(db, run_keys, rank, keys)


def drop_keys(db: Connection, rank: int, keys: Iterable[int]) -> None:
    """Let a report be found under these keys no more."""
    keyed.drop(db, run_keys, rank, keys)


def heads(db: Connection, keys: Collection[int], count: int) -> dict[int, tuple[int, ...]]:
    """The ranks of the first reports, so many at most, under each of these keys."""
    return keyed.heads(db, run_keys, keys, count)


def holders(db: Connection, keys: Collection[int]) -> dict[int, list[int]]:
    """The ranks of all reports under each of these keys."""
    return keyed.holders(db, run_keys, keys)


def at_ranks(db: Connection, ranks: Collection[int]) -> dict[int, list[str]]:
    """The ids of the reports at these ranks (nearly always one)."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for some in portions(ranks):
        for rank, report in db.execute(select(reports.c.rank, reports.c.id).where(reports.c.rank.in_(some))):
            found[rank].append(report)
    return found


def places(db: Connection, ids: Collection[str]) -> dict[str, Place]:
    """These reports as they stand in the lineage."""
    told = select(reports.c.id, reports.c.rank, reports.c.published, reports.c.outlet, reports.c.credit, reports.c.url)
    in_story = told.add_columns(story_reports.c.story).outerjoin(story_reports, story_reports.c.report == reports.c.id)
    rows = (row for some in portions(ids) for row in db.execute(in_story.where(reports.c.id.in_(some))))
    return {row.id: Place(*row) for row in rows}


def enter_endings(db: Connection, rank: int, paragraphs: Collection[int]) -> None:
    """Note the last paragraphs of a report."""
    keyed.enter_new(db, endings, [{"paragraph": paragraph, "rank": rank} for paragraph in paragraphs])


def drop_endings(db: Connection, rank: int, paragraphs: Collection[int]) -> None:
    """Forget the last paragraphs of a report."""
    db.execute(delete(endings).where(endings.c.paragraph.in_(paragraphs), endings.c.rank == rank))


def pages_with(db: Connection, paragraphs: Collection[int]) -> dict[int, int]:
    """Under how many different pages each of these paragraphs stands."""
    beside = select(endings.c.paragraph, func.count(reports.c.page.distinct()).label("pages")).join(
        reports, reports.c.rank == endings.c.rank
    )
    counted = db.execute(beside.where(endings.c.paragraph.in_(paragraphs)).group_by(endings.c.paragraph))
    return {row.paragraph: row.pages for row in counted}


def reports_with(db: Connection, paragraphs: Collection[int]) -> set[str]:
    """The ids of the reports that have one of these among their last paragraphs."""
    beside = select(reports.c.id).join(endings, reports.c.rank == endings.c.rank)
    return {report for some in portions(paragraphs) for report in db.execute(beside.where(endings.c.paragraph.in_(some))).scalars()}


def furniture_among(db: Connection, paragraphs: Collection[int]) -> frozenset[int]:
    """Those of these paragraphs that are furniture by now."""
    return frozenset(db.execute(select(furniture.c.paragraph).where(furniture.c.paragraph.in_(paragraphs))).scalars())


def all_furniture(db: Connection) -> list[int]:
    """Every paragraph that is furniture by now, in ascending order."""
    return list(db.execute(select(furniture.c.paragraph).order_by(furniture.c.paragraph)).scalars())


def set_furniture(db: Connection, are: Collection[int], are_none: Collection[int]) -> None:
    """Make some paragraphs furniture that were none, and others none that were."""
    if are:
        db.execute(insert(furniture), [{"paragraph": paragraph} for paragraph in are])
    if are_none:
        db.execute(delete(furniture).where(furniture.c.paragraph.in_(are_none)))


def edges_of(db: Connection, ids: Collection[str], *, passages: bool = True) -> list[Telling]:
    """The edges that touch one of these reports; without `passages` only what they say of the reports as wholes, in a third of the time."""
    columns = tellings.c if passages else [column for column in tellings.c if column is not tellings.c.passages]
    rows = {
        (row.a, row.b): row
        for some in portions(ids)
        for row in db.execute(select(*columns).where(or_(tellings.c.a.in_(some), tellings.c.b.in_(some))))
    }
    return [_telling(*rows[pair]) for pair in sorted(rows)]


def edges_between(db: Connection, pairs: Collection[tuple[str, str]]) -> list[Telling]:
    """The edges between these pairs of reports, whichever of the two comes first."""
    both = [pair for one, other in pairs for pair in ((one, other), (other, one))]
    rows = (row for some in portions(both) for row in db.execute(select(tellings).where(tuple_(tellings.c.a, tellings.c.b).in_(some))))
    return [_telling(*row) for row in rows]


def all_edges(db: Connection) -> Iterator[Telling]:
    """Every edge, in order of the two reports' ids."""
    for row in db.execute(select(tellings).order_by(tellings.c.a, tellings.c.b).execution_options(yield_per=1000)):
        yield _telling(*row)


def put_edges(db: Connection, edges: Iterable[Telling]) -> None:
    """Enter these edges; none may be there."""
    if rows := [_row(edge) for edge in edges]:
        db.execute(insert(tellings), rows)


def drop_edges(db: Connection, edges: Iterable[Telling]) -> None:
    """Remove these edges."""
    for edge in edges:
        db.execute(delete(tellings).where(tellings.c.a == edge.a, tellings.c.b == edge.b))


def told_with(db: Connection, ids: Collection[str]) -> set[str]:
    """The ids of all reports that are in one story with one of these."""
    told = select(story_reports.c.report)
    wanted = (select(story_reports.c.story).where(story_reports.c.report.in_(some)) for some in portions(ids))
    return {report for theirs in wanted for report in db.execute(told.where(story_reports.c.story.in_(theirs))).scalars()}


def get_stories(db: Connection, ids: Collection[str]) -> dict[str, Story]:
    """The stories with these ids."""
    rows = db.execute(select(stories.c.id, stories.c.body).where(stories.c.id.in_(ids)))
    return {row.id: from_record(Story, row.body) for row in rows}


def all_stories(db: Connection) -> Iterator[Story]:
    """Every story, in order of their ids."""
    for body in db.execute(select(stories.c.body).order_by(stories.c.id).execution_options(yield_per=1000)).scalars():
        yield from_record(Story, body)


def count_stories(db: Connection) -> int:
    """How many stories there are."""
    return db.execute(select(func.count()).select_from(stories)).scalar_one()


def some_stories(db: Connection, *, largest: bool, skip: int, limit: int) -> list[Story]:
    """So many stories, after so many others: those with most tellings first, or those first told latest first."""
    first = (stories.c.size.desc(), stories.c.id) if largest else (stories.c.published.desc(), stories.c.id)
    return [from_record(Story, body) for body in db.execute(select(stories.c.body).order_by(*first).offset(skip).limit(limit)).scalars()]


def new_stories(db: Connection, since: int, limit: int) -> list[Story]:
    """Stories of which a telling came in after event number `since`, the last first."""
    came = select(story_reports.c.story, func.max(reports.c.seq).label("last")).join(reports, reports.c.id == story_reports.c.report)
    new = came.where(reports.c.seq > since).group_by(story_reports.c.story).order_by(text("last DESC")).limit(limit).subquery()
    rows = db.execute(select(stories.c.body).join(new, new.c.story == stories.c.id).order_by(new.c.last.desc(), stories.c.id))
    return [from_record(Story, body) for body in rows.scalars()]


def replace_stories(db: Connection, old: Collection[str], new: Collection[Story]) -> None:
    """Put new stories in the place of old ones."""
    db.execute(delete(stories).where(stories.c.id.in_(old)))
    db.execute(delete(story_reports).where(story_reports.c.story.in_(old)))
    if new:
        first = {place.report: place.published or DATELESS for place in places(db, {story.id for story in new}).values()}
        rows = [{"id": story.id, "published": first[story.id], "size": len(story.reports), "body": to_record(story)} for story in new]
        db.execute(insert(stories), rows)
        db.execute(insert(story_reports), [{"report": report, "story": story.id} for story in new for report in story.reports])


def _row(edge: Telling) -> Mapping[str, Any]:
    row = {name: getattr(edge, name) for name in ("a", "b", "share_a", "share_b", "shared")}
    bounds = [bound for passage in edge.passages for span in passage for bound in (span.start, span.end)]
    return row | {"relation": str(edge.relation), "passages": canonical_json(bounds)}


def _telling(a: str, b: str, relation: str, share_a: float, share_b: float, shared: int, passages: str = "[]") -> Telling:
    bounds = iter(json.loads(passages))
    places = tuple((Span(start, end), Span(*other)) for start, end, *other in zip(bounds, bounds, bounds, bounds, strict=True))
    return Telling(a, b, Relation(relation), share_a, share_b, shared, places)

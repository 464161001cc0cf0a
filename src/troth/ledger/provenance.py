"""Where reports come from: their newsroom (a copy's is its story's), the passages that they borrowed, their page's last revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, func, select

from troth.ledger import lineage
from troth.ledger.schema import reports
from troth.types import Provenance, Span, Story

Borrowed = tuple[tuple[Span, str | None], ...]


def provenance(db: Connection, ids: Collection[str]) -> dict[str, Provenance]:
    """Where and when these reports appeared, and who wrote them."""
    places = lineage.places(db, ids)
    latest = _latest_revisions(db, {place.url for place in places.values() if place.url})
    stories = lineage.get_stories(db, {place.story for place in places.values() if place.story})
    borrowed = _borrowed(db, {place.report: stories[place.story] for place in places.values() if place.story})
    return {
        place.report: Provenance(
            place.report,
            place.outlet,
            _newsroom(place, stories.get(place.story or "")),
            place.published,
            latest.get(place.url or "", place.report),
            borrowed.get(place.report, ()),
        )
        for place in places.values()
    }


def _newsroom(place: lineage.Place, story: Story | None) -> str | None:
    own = place.credit or place.outlet
    return own if story is None or place.report in story.excerpts else story.newsroom or own


def _borrowed(db: Connection, stories: Mapping[str, Story]) -> dict[str, Borrowed]:
    """The passages that reports with a text of their own hold of their story."""
    holding = {report for report, story in stories.items() if report in story.excerpts}
    found: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for edge in lineage.edges_of(db, holding) if holding else ():
        for report, other, side in ((edge.a, edge.b, 0), (edge.b, edge.a, 1)):
            if report in holding and other in stories[report].reports and other not in stories[report].excerpts:
                found[report].update((passage[side].start, passage[side].end) for passage in edge.passages)
    return {report: tuple((Span(*bounds), stories[report].newsroom) for bounds in sorted(spans)) for report, spans in found.items()}


def _latest_revisions(db: Connection, urls: Collection[str]) -> dict[str, str]:
    """The id of the last report at each url, by (published, id): an order that does not depend on when it came in."""
    wanted = select(reports.c.url, reports.c.id).where(reports.c.url.in_(urls))
    rows = db.execute(wanted.order_by(func.coalesce(reports.c.published, ""), reports.c.id))
    return {row.url: row.id for row in rows}

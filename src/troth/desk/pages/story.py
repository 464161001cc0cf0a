"""Stories: a list of them; and one, its tellings as a family and two of them side by side with every difference marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from troth.desk.app import desk_of, link, shown
from troth.desk.family import LEFT, family
from troth.desk.marked import Mark, Piece, pieces
from troth.errors import NoSuchThing
from troth.identity import digest, report_key
from troth.ledger import derived, queries, table
from troth.ledger import lineage as ledger_lineage
from troth.link import compare
from troth.pipeline.tellings import marked_report, story_of
from troth.publish.side_by_side import RELATIONS, Marked, named, rows
from troth.types import Comparison, DifferenceType, Quote, Reading, Report, Span

router = APIRouter()

STORIES: Final = 40  # on a page
MOST_TELLINGS: Final = 200  # of a story that are shown: the earliest
MOST_PLEDGES: Final = 12
KEPT: Final = 64  # comparisons kept at hand: looking at a pair again costs nothing


@dataclass(frozen=True, slots=True)
class Cell:
    """A sentence of one telling with its differences marked."""

    pieces: tuple[Piece, ...]


@router.get("/stories")
def stories(request: Request, sort: str = "", skip: int = 0) -> Response:
    """All stories: those with most tellings first, or (`sort=newest`) the latest."""
    skip = max(0, min(skip, 1_000_000))
    with desk_of(request).ledger.reading() as db:
        total = ledger_lineage.count_stories(db)
        some = ledger_lineage.some_stories(db, largest=sort != "newest", skip=skip, limit=STORIES)
        reports = derived.get_reports(db, {story.id for story in some})
    following = link("/stories", sort=sort, skip=skip + STORIES) if skip + STORIES < total else None
    return shown(request, "stories.html", stories=some, reports=reports, total=total, sort=sort, skip=skip, next=following)


@router.get("/story/{key}")
def story(request: Request, key: str, a: str = "", b: str = "") -> Response:
    """The story that the report with this key belongs to."""
    with desk_of(request).ledger.reading() as db:
        here = queries.report_with_key(db, key)
        found = story_of(db, here.id)
        if found is None:
            raise NoSuchThing(key, "no other report tells this text, so it is of no story", "look at the report itself")
        if report_key(found.id) != key:
            return RedirectResponse(link(f"/story/{report_key(found.id)}", a=a, b=b), 303)
        tellings = derived.get_reports(db, found.reports[:MOST_TELLINGS])
        ordered = [tellings[name] for name in found.reports[:MOST_TELLINGS]]
        edges = ledger_lineage.edges_of(db, set(tellings), passages=False)
        by_key = {report_key(report.id): report for report in ordered}
        first = by_key.get(a) or ordered[0]
        second = by_key.get(b) or next(report for report in ordered if report.id != first.id)
        pair = [(marked_report(db, report), derived.reading_of(db, report)) for report in (first, second)]
        shared = table.rows_in(db, list(found.reports[:MOST_TELLINGS]), MOST_PLEDGES)
    nodes = family(ordered, edges)
    comparison = _compared(*pair[0], *pair[1])
    marked = named(comparison.differences) if comparison else []
    return shown(
        request,
        "story.html",
        story=found,
        nodes=nodes,
        first=first,
        second=second,
        comparison=comparison,
        relation=RELATIONS[comparison.relation] if comparison else "",
        lines=list(_lines(pair[0][0], pair[1][0], comparison, marked)) if comparison else [],
        groups=[(kind, own) for kind in DifferenceType if (own := [one for one in marked if one.difference.type is kind])],
        shared=shared,
        wide=int(max(node.x for node in nodes)) + LEFT,
    )


def _compared(a: Report, read_a: Reading | None, b: Report, read_b: Reading | None) -> Comparison | None:
    if read_a is None or read_b is None or a.id == b.id:
        return None
    return _kept_comparison(_Told(a, read_a), _Told(b, read_b))


class _Told:
    """A report and its reading, the same as another when report and reader are."""

    def __init__(self, report: Report, reading: Reading) -> None:
        self.report, self.reading = report, reading
        self.key = (report.id, digest(report.text), report.furniture, reading.reader, reading.settings)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Told) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=KEPT)
def _kept_comparison(a: _Told, b: _Told) -> Comparison:
    return compare(a.report, a.reading, b.report, b.reading)


def _lines(a: Report, b: Report, comparison: Comparison, marked: Sequence[Marked]) -> Iterator[tuple[Cell | None, Cell | None, bool]]:
    """What stands side by side, and whether both say it in the same words."""
    of_a = [_mark(one, one.difference.a) for one in marked if one.difference.a]
    of_b = [_mark(one, one.difference.b) for one in marked if one.difference.b]
    for left, right in rows(a, b, comparison):
        same = left is not None and right is not None and a.text[left.start : left.end] == b.text[right.start : right.end]
        yield _cell(a, left, of_a), _cell(b, right, of_b), same


def _mark(one: Marked, place: Quote) -> Mark:
    return Mark(place.start, place.end, str(one.difference.type), one.name)


def _cell(report: Report, span: Span | None, marks: Sequence[Mark]) -> Cell | None:
    return Cell(pieces(report.text, span, marks)) if span else None

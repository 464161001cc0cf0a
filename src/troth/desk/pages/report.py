"""A report: its text with what was found in it, explained beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Connection

from troth.desk.app import desk_of, shown
from troth.desk.marked import Mark, in_paragraphs
from troth.errors import NoSuchThing
from troth.identity import mention_id, report_key
from troth.ledger import derived, queries
from troth.pipeline.tellings import marked_report, story_of, told_reading
from troth.types import Reading, Report

router = APIRouter()

KINDS: Final = {
    "pledges": "Pledges",
    "developments": "Developments",
    "statements": "Who said what",
    "figures": "Figures",
    "times": "Times",
    "furniture": "Page furniture",
}
SHOWN_FIRST: Final = frozenset({"pledges", "developments", "furniture"})
_PLACE: Final = re.compile(r"(\d{1,9})-(\d{1,9})")


@router.get("/report/{key}")
def report(request: Request, key: str) -> Response:
    """The page of a report, by the key of its id."""
    asked = request.query_params
    show = {name for name in asked.getlist("show") if name in KINDS} if "show" in asked or "chosen" in asked else set(SHOWN_FIRST)
    with desk_of(request).ledger.reading() as db:
        found = report_at(db, key)
        if report_key(found.id) != key:
            return RedirectResponse(f"/report/{report_key(found.id)}", 303)
        whole = marked_report(db, found)
        reading = told_reading(db, found)
        story = story_of(db, found.id)
        tellings = derived.get_reports(db, story.reports) if story else {}
        revisions = derived.get_reports(db, queries.revisions(db, found)) if found.url else {}
        pledges = queries.pledges_at(db, [mention_id(mention) for mention in reading.pledges]) if reading else {}
    marks = list(_marks(whole, reading, show)) + list(_here(found, asked.get("at", "")))
    paragraphs = in_paragraphs(found, marks)
    headed = bool(found.title) and found.text.split("\n\n", 1)[0] == found.title
    return shown(
        request,
        "report.html",
        report=found,
        headline=paragraphs[0] if headed else None,
        paragraphs=paragraphs[1:] if headed else paragraphs,
        kinds=KINDS,
        show=show,
        counts=_counts(whole, reading),
        reading=reading,
        story=story,
        tellings=[tellings[name] for name in story.reports if name != found.id] if story else [],
        revisions=[one for one in revisions.values() if one.id != found.id],
        pledges=pledges,
        mention_id=mention_id,
        at=asked.get("at", ""),
    )


def report_at(db: Connection, key: str) -> Report:
    """The report with this key.  Raises NoSuchThing."""
    found = queries.report_with_key(db, key)
    if found is None:
        raise NoSuchThing(key, "no report has this key", "look for it in search")
    return found


def _marks(report: Report, reading: Reading | None, show: set[str]) -> Iterator[Mark]:
    if "furniture" in show:
        yield from (Mark(one.start, one.end, "furniture", f"w{one.start}-{one.end}") for one in report.furniture)
    if reading is None:
        return
    places = (
        ("pledges", "pledge", "p", ((one.quote, one) for one in reading.pledges)),
        ("developments", "development", "d", ((one.quote, one) for one in reading.developments)),
        ("statements", "statement", "s", ((said, one) for one in reading.statements for said in one.content)),
        ("figures", "figure", "f", ((one.quote, one) for one in reading.figures)),
        ("times", "time", "t", ((one.quote, one) for one in reading.times)),
    )
    for wanted, kind, letter, found in places:
        if wanted in show:
            yield from (Mark(place.start, place.end, kind, f"{letter}{place.start}-{place.end}", one) for place, one in found)


def _here(report: Report, at: str) -> Iterator[Mark]:
    """The place that the address names."""
    place = _PLACE.fullmatch(at)
    if place and int(place[1]) < int(place[2]) <= len(report.text):
        yield Mark(int(place[1]), int(place[2]), "here", "here")


def _counts(report: Report, reading: Reading | None) -> dict[str, int]:
    found = {name: len(getattr(reading, name)) for name in KINDS if name != "furniture"} if reading else dict.fromkeys(KINDS, 0)
    return found | {"furniture": len(report.furniture)}

"""A report: its text with what was found in it, explained beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from troth import pipeline
from troth.desk.app import NAME, desk_of, keep, link, shown, signed
from troth.desk.guard import Acting
from troth.desk.marked import Mark, in_paragraphs
from troth.errors import BadAct
from troth.identity import mention_id, report_key
from troth.ledger import derived, log, queries
from troth.pipeline.judging import Mentioned
from troth.pipeline.tellings import marked_report, story_of, told_reading
from troth.types import Force, Polarity, Reading, Report

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


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person wrote into the form that adds a mention."""

    words: str = ""
    who: str = ""
    what: str = ""
    force: str = ""
    polarity: str = "do"
    checkable: str = "yes"
    source: str = ""


@router.get("/report/{key}")
def report(request: Request, key: str) -> Response:
    """The page of a report, by the key of its id."""
    return _page(request, key)


@router.post("/report/{key}/mention", dependencies=[Acting])
def add_mention(
    request: Request,
    key: str,
    words: Annotated[str, Form()] = "",
    who: Annotated[str, Form()] = "",
    what: Annotated[str, Form()] = "",
    force: Annotated[str, Form()] = "",
    polarity: Annotated[str, Form()] = "do",
    checkable: Annotated[str, Form()] = "yes",
    source: Annotated[str, Form()] = "",
    because: Annotated[str, Form()] = "",
    by: Annotated[str, Form()] = "",
) -> Response:
    """Add a mention that the reader missed: its words are pasted, or were marked in the text."""
    draft, desk, by = Draft(words, who, what, force, polarity, checkable, source), desk_of(request), by.strip()
    if force not in set(Force) or not by:
        return _page(request, key, draft, "Choose a force." if by else "Say who adds it.")
    told = Mentioned(
        words,
        tuple(who.split(";")),
        what,
        Force(force),
        Polarity.REFRAIN if polarity == "refrain" else Polarity.DO,
        checkable != "no",
        source,
    )
    try:
        with desk.ledger.reading() as db:
            found = queries.report_with_key(db, key)
        event = pipeline.add_mention(desk.ledger, found.id, told, because=because, by=by)
    except BadAct as refused:
        return _page(request, key, draft, f"{refused.reason[0].upper()}{refused.reason[1:]}: {refused.remedy}.")
    place = f"{event.body['start']}-{event.body['end']}"
    answer = RedirectResponse(link(f"/report/{key}", at=place) + "#here", 303)
    keep(answer, NAME, by)
    return answer


@router.post("/report/{key}/reject/{mention}", dependencies=[Acting])
def reject_mention(request: Request, key: str, mention: str, by: Annotated[str, Form()] = "") -> Response:
    """Say that a mention states no pledge."""
    pipeline.reject_mention(desk_of(request).ledger, mention, by=by.strip() or signed(request))
    return RedirectResponse(f"/report/{key}#judged", 303)


@router.post("/report/{key}/undo/{event}", dependencies=[Acting])
def undo(request: Request, key: str, event: int, by: Annotated[str, Form()] = "") -> Response:
    """Take back what somebody judged of a mention."""
    pipeline.undo(desk_of(request).ledger, event, because="taken back at the desk", by=by.strip() or signed(request))
    return RedirectResponse(f"/report/{key}#judged", 303)


def _page(request: Request, key: str, draft: Draft = Draft(), problem: str = "") -> Response:
    asked = request.query_params
    show = {name for name in asked.getlist("show") if name in KINDS} if "show" in asked or "chosen" in asked else set(SHOWN_FIRST)
    with desk_of(request).ledger.reading() as db:
        found = queries.report_with_key(db, key)
        if report_key(found.id) != key:
            return RedirectResponse(f"/report/{report_key(found.id)}", 303)
        whole = marked_report(db, found)
        reading = told_reading(db, found)
        story = story_of(db, found.id)
        tellings = derived.get_reports(db, story.reports) if story else {}
        revisions = derived.get_reports(db, queries.revisions(db, found)) if found.url else {}
        said = log.current(db, *log.MENTIONS_JUDGED, subject=found.id)
        pledges = queries.pledges_at(db, [mention_id(mention) for mention in reading.pledges]) if reading else {}
    marks = list(_marks(whole, reading, show)) + list(_here(found, asked.get("at", "")))
    paragraphs = in_paragraphs(found, marks)
    headed = bool(found.title) and found.text.split("\n\n", 1)[0] == found.title
    return shown(
        request,
        "report.html",
        status=409 if problem else 200,
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
        said=said,
        draft=draft,
        problem=problem,
    )


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

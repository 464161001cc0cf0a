"""Search: reports by their words, best first, with the sentences in which they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from troth.desk.app import desk_of, link, shown
from troth.desk.marked import Piece, at_offsets
from troth.identity import report_key
from troth.ledger import derived, table
from troth.ledger.queries import PledgeFilter
from troth.text import sentences
from troth.types import Report

router = APIRouter()

HITS: Final = 15  # reports on a page
SENTENCES: Final = 3  # of each
PLEDGES: Final = 5


@router.get("/search")
def search(request: Request, q: str = "", skip: int = 0) -> Response:
    """The reports that hold the words, and the first of the pledges."""
    query, skip = q.strip(), max(0, min(skip, 100_000))
    with desk_of(request).ledger.reading() as db:
        total, found = table.places_of_words(db, query, skip=skip, limit=HITS)
        hits = [(derived.get_report(db, hit.report), hit.places) for hit in found]
        wanted = PledgeFilter(words=query)
        pledges = table.page(db, wanted, limit=PLEDGES).rows if query and not skip else ()
        of_pledges = sum(table.by_status(db, wanted).values()) if pledges else 0
    return shown(
        request,
        "search.html",
        q=query,
        total=total,
        hits=[(report, list(_sentences(report, places))) for report, places in hits if report],
        pledges=pledges,
        of_pledges=of_pledges,
        skip=skip,
        next=link("/search", q=query, skip=skip + HITS) if skip + HITS < total else None,
    )


def _sentences(report: Report, places: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[Piece, ...], str]]:
    """The first sentences with hits, these marked, and their addresses."""
    shown_already = 0
    for span in sentences(report.text):
        here = [place for place in places if span.start <= place[0] < span.end]
        if here and shown_already < SENTENCES:
            shown_already += 1
            href = link(f"/report/{report_key(report.id)}", at=f"{span.start}-{span.end}") + "#here"
            yield at_offsets(report.text, span, here, "hit"), href

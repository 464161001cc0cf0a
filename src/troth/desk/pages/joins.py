"""Unsure joinings: pairs of pledges that may be one, and those of which people contradict one another; a person says which."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from troth import pipeline
from troth.desk.app import Desk, desk_of, keep_name, shown, signed
from troth.desk.guard import Acting
from troth.desk.marked import in_sentence
from troth.desk.pages.pledge import href_of
from troth.ledger import derived, log
from troth.pipeline import joins
from troth.pipeline.joins import Unsure
from troth.types import Judgement

router = APIRouter()

PAIRS: Final = 20  # on the page: the surest


@router.get("/joins")
def unsure(request: Request) -> Response:
    """The pairs, the most alike first."""
    pairs = unsure_joins(desk_of(request))
    with desk_of(request).ledger.reading() as db:
        told = derived.get_reports(db, {one.quote.report for pair in pairs[:PAIRS] for one in (pair.a, pair.b)})
    return shown(
        request,
        "joins.html",
        total=len(pairs),
        pairs=[
            (
                pair,
                [
                    (one, told[one.quote.report], in_sentence(told[one.quote.report], one.quote), href_of(one.quote))
                    for one in (pair.a, pair.b)
                ],
            )
            for pair in pairs[:PAIRS]
        ],
    )


@router.post("/joins", dependencies=[Acting])
def judge(
    request: Request, a: Annotated[str, Form()], b: Annotated[str, Form()], same: Annotated[str, Form()], by: Annotated[str, Form()] = ""
) -> Response:
    """Say that two mentions, by their ids, are of one pledge, or are not."""
    by = by.strip() or signed(request)
    pipeline.judge_pledges(desk_of(request).ledger, Judgement(a, b, same == "yes"), because="said at the desk", by=by)
    return keep_name(RedirectResponse("/joins", 303), by)


def unsure_joins(desk: Desk) -> list[Unsure]:
    """The pairs, looked for again only when something came to the ledger: in a large one that takes a while."""
    with desk.ledger.reading() as db:
        last = log.last_number(db)
        if desk.kept_joins.get("at") != last:
            desk.kept_joins.update(at=last, pairs=joins.unsure(db))
        return list(desk.kept_joins["pairs"])

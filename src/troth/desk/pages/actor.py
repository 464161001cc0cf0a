"""Actors: who has pledged most; and one, by any of its names: pledges by status and over time."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from troth import pipeline
from troth.desk.app import desk_of, keep_name, link, shown, signed
from troth.desk.guard import Acting
from troth.desk.pages.pledge import href_of
from troth.errors import BadAct, NoSuchThing
from troth.ledger import derived, log, table
from troth.ledger.queries import PledgeFilter
from troth.ledger.table import Order
from troth.pipeline.actors import keyed, names_of
from troth.types import Judgement

router = APIRouter()

ACTORS: Final = 60  # in the list
MENTIONS: Final = 300  # in which other names are looked for
PLEDGES: Final = 25  # on an actor's page; the ledger has all
TALLEST: Final = 80  # of the bars of years
BAR: Final = 34


@router.get("/actors")
def actors(request: Request, who: str = "") -> Response:
    """The names under which most pledges are entered."""
    with desk_of(request).ledger.reading() as db:
        found = table.counted_parties(db, who.strip(), ACTORS)
    return shown(request, "actors.html", actors=found, who=who, most=max((number for _, number in found), default=1))


@router.get("/actor")
def actor(request: Request, name: str) -> Response:
    """The pledges of the actor that goes by this name."""
    with desk_of(request).ledger.reading() as db:
        wanted = keyed(db, PledgeFilter(actor=name))
        statuses, years = table.by_status_and_year(db, wanted)
        rows = table.page(db, wanted, Order.SINCE, falling=True, limit=PLEDGES).rows
        aliases = names_of(db, name, MENTIONS)
        shown_by = derived.get_reports(db, {quote.report for alias in aliases for quote in alias.evidence})
        said = [event for event in log.current(db, log.ACTORS_JUDGED) if name in (event.body["a"], event.body["b"])]
    total = sum(statuses.values())
    if not total:
        raise NoSuchThing(name, "no pledge is entered under this name", "look for it among the actors")
    return shown(
        request,
        "actor.html",
        name=name,
        statuses=statuses,
        total=total,
        rows=rows,
        aliases=[alias for alias in aliases if alias.name != name],
        shown_by=shown_by,
        said=said,
        href_of=href_of,
        bars=_bars(years),
        all=link("/ledger", actor=name),
        tallest=TALLEST,
        bar=BAR,
    )


@router.post("/actor", dependencies=[Acting])
def judge(
    request: Request,
    name: Annotated[str, Form()],
    other: Annotated[str, Form()] = "",
    same: Annotated[str, Form()] = "yes",
    by: Annotated[str, Form()] = "",
) -> Response:
    """Say that two names are of one actor, or are not."""
    by, other = by.strip() or signed(request), other.strip()
    if not other:
        raise BadAct(f"actor {name}", "it needs another name to be joined with", "write one")
    pipeline.judge_actors(desk_of(request).ledger, Judgement(name, other, same == "yes"), because="said at the desk", by=by)
    with desk_of(request).ledger.reading() as db:
        entered = table.by_status(db, keyed(db, PledgeFilter(actor=name)))
    return keep_name(RedirectResponse(link("/actor", name=name if entered else other) + "#names", 303), by)


@router.post("/actor/undo/{event}", dependencies=[Acting])
def undo(request: Request, event: int, name: Annotated[str, Form()]) -> Response:
    """Take back what somebody said of two names."""
    pipeline.undo(desk_of(request).ledger, event, because="taken back at the desk", by=signed(request))
    return RedirectResponse(link("/actor", name=name) + "#names", 303)


def _bars(years: dict[str, int]) -> list[tuple[str, int, float, int]]:
    """A bar for every year from the first to the last: the year, its number, how tall it is and where it stands."""
    if not years:
        return []
    span, most = range(int(min(years)), int(max(years)) + 1), max(years.values())
    told = [(str(year), years.get(str(year), 0)) for year in span]
    return [(year, number, round(TALLEST * number / most, 1), BAR * at) for at, (year, number) in enumerate(told)]

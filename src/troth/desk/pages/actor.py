"""Actors: who has pledged most; and one, by the name that entries have: pledges by status and over time."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from troth.desk.app import desk_of, link, shown
from troth.errors import NoSuchThing
from troth.ledger import table
from troth.ledger.queries import PledgeFilter
from troth.ledger.table import Order

router = APIRouter()

ACTORS: Final = 60  # in the list
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
    """One name's pledges."""
    wanted = PledgeFilter(party=name)
    with desk_of(request).ledger.reading() as db:
        statuses = table.by_status(db, wanted)
        years = table.by_year(db, wanted)
        rows = table.page(db, wanted, Order.SINCE, falling=True, limit=PLEDGES).rows
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
        bars=_bars(years),
        all=link("/ledger", party=name),
        tallest=TALLEST,
        bar=BAR,
    )


def _bars(years: dict[str, int]) -> list[tuple[str, int, float, int]]:
    """A bar for every year from the first to the last: the year, its number, how tall it is and where it stands."""
    if not years:
        return []
    span, most = range(int(min(years)), int(max(years)) + 1), max(years.values())
    told = [(str(year), years.get(str(year), 0)) for year in span]
    return [(year, number, round(TALLEST * number / most, 1), BAR * at) for at, (year, number) in enumerate(told)]

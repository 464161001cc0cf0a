"""The ledger: every pledge in a table that filters and sorts; the address is the view."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from troth.desk.app import desk_of, link, shown
from troth.forms import pledge_form
from troth.ledger import queries, table
from troth.ledger.engine import Ledger
from troth.ledger.queries import PledgeFilter
from troth.ledger.table import Order
from troth.pipeline.actors import keyed
from troth.publish.table import write_csv
from troth.types import Force, Pledge, Status

E = TypeVar("E", bound=StrEnum)

router = APIRouter()

ROWS: Final = 50  # on a page
LATEST: Final = "-since"  # the order where none is asked for
SOON: Final = timedelta(days=30)  # a deadline within them is near
_FIELDS: Final = tuple("words who party actor outlet status proposed force checkable due since until origins".split())
_FALLING_FIRST: Final = frozenset({Order.SINCE, Order.ORIGINS, Order.OUTLETS, Order.FORCE})
HEADINGS: Final = {
    Order.WHO: "Who",
    Order.WHAT: "What",
    Order.FORCE: "Force",
    Order.SINCE: "Reported",
    Order.DUE: "Due",
    Order.ORIGINS: "Origins",
    Order.STATUS: "Status",
}


@dataclass(frozen=True, slots=True)
class View:
    """What an address asks for: the filter as its fields say it, the order, and where the page begins."""

    fields: Mapping[str, str]
    order: Order
    falling: bool
    after: tuple[str, str] | None

    @property
    def filter(self) -> PledgeFilter:
        """The filter, its actor by name; a value that is none of a field's is taken as if it were not there."""
        told = self.fields
        first, last = _due(told.get("due", ""))
        return PledgeFilter(
            words=told.get("words"),
            who=told.get("who"),
            party=told.get("party"),
            actor=told.get("actor"),
            outlet=told.get("outlet"),
            status=_one_of(Status, told.get("status")),
            proposed=_one_of(Status, told.get("proposed")),
            force=_one_of(Force, told.get("force")),
            checkable={"yes": True, "no": False}.get(told.get("checkable", "")),
            since=told.get("since"),
            until=told.get("until"),
            due_from=first,
            due_until=last,
            origins=int(told["origins"]) if told.get("origins", "").isdecimal() and len(told["origins"]) < 10 else None,
        )

    def address(self, **changed: object) -> str:
        """The address of this view with some of it changed; it begins at the first row."""
        sort = ("-" if self.falling else "") + self.order
        return link("/ledger", **{**self.fields, "sort": sort if sort != LATEST else None, **changed})

    def sorted_by(self, order: Order) -> str:
        """The address for this order, turned round when it is the present one."""
        falling = not self.falling if order is self.order else order in _FALLING_FIRST
        return self.address(sort=("-" if falling else "") + order)


@router.get("/ledger")
def ledger(request: Request) -> Response:
    """The table."""
    asked = request.query_params
    if any(not value.strip() for value in asked.values()):  # a form sends its empty fields too: the address is to say what is asked
        return RedirectResponse(link("/ledger", **{name: value for name, value in asked.items() if value.strip()}), 303)
    view = view_of(asked)
    with desk_of(request).ledger.reading() as db:
        wanted = keyed(db, view.filter)
        statuses = table.by_status(db, replace(wanted, status=None))
        page = table.page(db, wanted, view.order, falling=view.falling, after=view.after, limit=ROWS)
    chosen = view.filter.status
    return shown(
        request,
        "ledger.html",
        view=view,
        rows=page.rows,
        headings=HEADINGS,
        statuses=_bar(statuses),
        total=statuses.get(chosen, 0) if chosen else sum(statuses.values()),
        whole=sum(statuses.values()),
        next=view.address(after="~".join(page.after)) if page.after else None,
        query=asked,
    )


@router.get("/ledger.csv")
def ledger_csv(request: Request) -> Response:
    """The view for a spreadsheet."""
    lines = _csv(_pledges(desk_of(request).ledger, view_of(request.query_params).filter))
    return StreamingResponse(lines, media_type="text/csv", headers={"content-disposition": 'attachment; filename="pledges.csv"'})


@router.get("/ledger.json")
def ledger_json(request: Request) -> Response:
    """The view for programs: JSON Lines, as `troth pledges --json` writes them."""
    pledges = _pledges(desk_of(request).ledger, view_of(request.query_params).filter)
    lines = (json.dumps(pledge_form(pledge), ensure_ascii=False) + "\n" for pledge in pledges)
    return StreamingResponse(lines, media_type="application/jsonl")


def view_of(asked: Mapping[str, str]) -> View:
    """What an address asks for."""
    sort = asked.get("sort", LATEST)
    order = _one_of(Order, sort.removeprefix("-")) or Order.SINCE
    value, given, name = asked.get("after", "").rpartition("~")
    numeric = order in (Order.FORCE, Order.ORIGINS, Order.OUTLETS) and not value.removeprefix("-").isdecimal()
    fields = {name: asked[name].strip() for name in _FIELDS if asked.get(name, "").strip()}
    return View(fields, order, sort.startswith("-"), (value, name) if given and not numeric else None)


def _pledges(ledger: Ledger, wanted: PledgeFilter) -> Iterator[Pledge]:
    with ledger.reading() as db:
        yield from queries.find_pledges(db, keyed(db, wanted))


def _csv(pledges: Iterable[Pledge]) -> Iterator[str]:
    """The lines of a CSV file, the header first."""
    header = _written(())
    yield header
    for pledge in pledges:
        yield _written((pledge,)).removeprefix(header)


def _written(pledges: tuple[Pledge, ...]) -> str:
    out = io.StringIO()
    write_csv(pledges, out)
    return out.getvalue()


def _bar(counted: Mapping[Status, int]) -> list[tuple[Status, int, float, float]]:
    """The bar of statuses: each with its number, and where it begins and how wide it is in hundredths of the bar."""
    total, at, bar = sum(counted.values()), 0.0, []
    for status, number in counted.items():
        wide = 100 * number / total
        bar.append((status, number, round(at, 3), round(wide, 3)))
        at += wide
    return bar


def _due(told: str) -> tuple[str | None, str | None]:
    """The first and last day of a deadline that is asked for: `passed`, `soon`, `any`, or a day that it is not after."""
    today = date.today()
    named = {
        "passed": (None, str(today - timedelta(days=1))),
        "soon": (str(today), str(today + SOON)),
        "any": ("0000", None),
    }
    return named.get(told, (None, told or None))


def _one_of(kind: type[E], value: str | None) -> E | None:
    try:
        return kind(value) if value else None
    except ValueError:
        return None

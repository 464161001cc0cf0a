"""The ledger as a table: rows of pledges that a filter lets pass, in any order, a page at a time; and what can be counted of them.

A page is found by the key of the last row of the page before it, so the thousandth page takes no longer than the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from troth.ledger import words
from troth.ledger.queries import PledgeFilter, conditions
from troth.ledger.schema import mentions, pledge_parties, pledges, reports
from troth.types import DATELESS, Force, Polarity, Status

BEFORE_ALL: Final = "0000"  # stands for a day that is not known where days are put in falling order: after all others


class Order(StrEnum):
    """What the rows are sorted by; `falling` (below) turns each round."""

    SINCE = "since"
    MADE_ON = "made_on"
    DUE = "due"
    WHO = "who"
    WHAT = "what"
    FORCE = "force"
    STATUS = "status"
    ORIGINS = "origins"
    OUTLETS = "outlets"


@dataclass(frozen=True, slots=True)
class Row:
    """A pledge as a table shows it; see `troth.types.Pledge`. `due` is the last day that its deadline can mean, `due_words` its words."""

    id: str
    who: tuple[str, ...]
    what: str
    polarity: Polarity
    force: Force
    checkable: bool
    status: Status
    proposed: Status | None
    since: str | None
    made_on: str | None
    due: str | None
    due_words: str | None
    outlets: int
    origins: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the key by which the next page is found; None on the last page."""

    rows: tuple[Row, ...]
    after: tuple[str, str] | None


def page(
    db: Connection,
    wanted: PledgeFilter,
    order: Order = Order.SINCE,
    *,
    falling: bool = False,
    after: tuple[str, str] | None = None,
    limit: int = 50,
) -> Page:
    """The rows that pass the filter, from the one after the key `after` on."""
    key = _key(order, falling)
    question = select(*_COLUMNS, key.label("key")).where(*conditions(db, wanted))
    if after is not None:
        value: Any = int(after[0]) if order in _NUMBERS else after[0]
        beyond = key < value if falling else key > value
        question = question.where(or_(beyond, and_(key == value, pledges.c.id > after[1])))
    found = db.execute(question.order_by(key.desc() if falling else key, pledges.c.id).limit(limit + 1)).all()
    last = found[limit - 1] if len(found) > limit else None
    return Page(tuple(_row(row) for row in found[:limit]), (str(last.key), str(last.id)) if last else None)


def by_status(db: Connection, wanted: PledgeFilter) -> dict[Status, int]:
    """How many of the pledges that pass the filter have which status."""
    counted = select(pledges.c.status, func.count()).where(*conditions(db, wanted)).group_by(pledges.c.status)
    found = {Status(status): number for status, number in db.execute(counted)}
    return {status: found[status] for status in Status if status in found}


def by_status_and_year(db: Connection, wanted: PledgeFilter) -> tuple[dict[Status, int], dict[str, int]]:
    """`by_status`, and how many were first reported in which year (those without a date are left out), in one look at them all."""
    year = func.substr(pledges.c.since, 1, 4)
    counted = select(pledges.c.status, year, func.count()).where(*conditions(db, wanted)).group_by(pledges.c.status, year)
    statuses, years = Counter[Status](), Counter[str]()
    for status, first, number in db.execute(counted):
        statuses[Status(status)] += number
        if first is not None:
            years[str(first)] += number
    return {status: statuses[status] for status in Status if status in statuses}, dict(sorted(years.items()))


def by_proposal(db: Connection) -> dict[Status, int]:
    """For how many pledges a status is proposed that they do not have."""
    counted = select(pledges.c.proposed, func.count()).where(_PROPOSED).group_by(pledges.c.proposed)
    return {Status(status): number for status, number in db.execute(counted)}


def proposals(db: Connection, limit: int) -> list[Row]:
    """Pledges for which a status is proposed that they do not have: those told by most origins first."""
    wanted = select(*_COLUMNS).where(_PROPOSED).order_by(pledges.c.origins.desc(), pledges.c.id)
    return [_row(row) for row in db.execute(wanted.limit(limit))]


def counted_parties(db: Connection, part: str, limit: int) -> list[tuple[str, int]]:
    """The names under which pledges are entered that hold this part, with the number of their pledges: those with most first."""
    many = func.count()
    wanted = select(pledge_parties.c.name, many).group_by(pledge_parties.c.name)
    if part:
        wanted = wanted.where(pledge_parties.c.name.icontains(part, autoescape=True))
    return [(name, number) for name, number in db.execute(wanted.order_by(many.desc(), pledge_parties.c.name).limit(limit))]


def rows_of(db: Connection, ids: list[str]) -> list[Row]:
    """The rows of these pledges, in this order; those that are not there are left out."""
    found = {row.id: row for row in map(_row, db.execute(select(*_COLUMNS).where(pledges.c.id.in_(ids))))}
    return [found[name] for name in ids if name in found]


def rows_in(db: Connection, reports_in: list[str], limit: int) -> list[Row]:
    """The rows of pledges that these reports mention, those told by most origins first."""
    told = select(mentions.c.pledge).where(mentions.c.report.in_(reports_in))
    wanted = select(*_COLUMNS).where(pledges.c.id.in_(told)).order_by(pledges.c.origins.desc(), pledges.c.id)
    return [_row(row) for row in db.execute(wanted.limit(limit))]


def newest_reports(db: Connection, since: int, limit: int) -> list[str]:
    """The ids of the reports that came in after event number `since`, the last first."""
    return list(db.execute(select(reports.c.id).where(reports.c.seq > since).order_by(reports.c.seq.desc()).limit(limit)).scalars())


def count_reports(db: Connection, since: int = 0) -> int:
    """How many reports there are, or came in after event number `since`."""
    return db.execute(select(func.count()).select_from(reports).where(reports.c.seq > since)).scalar_one()


def places_of_words(db: Connection, query: str, *, skip: int, limit: int) -> tuple[int, Iterator[words.Hit]]:
    """How many reports hold the words, and some of them, best first."""
    return words.count(db, query), words.find(db, query, skip=skip, limit=limit)


_COLUMNS: Final = tuple(column for column in pledges.c if column.name not in ("n", "strength"))
_PROPOSED: Final = and_(pledges.c.proposed.is_not(None), pledges.c.proposed != pledges.c.status)
_NUMBERS: Final = frozenset({Order.FORCE, Order.ORIGINS, Order.OUTLETS})


def _key(order: Order, falling: bool) -> ColumnElement[Any]:
    if order is Order.FORCE:
        return pledges.c.strength
    column = pledges.c[str(order)]
    if order in (Order.SINCE, Order.MADE_ON, Order.DUE):
        return func.coalesce(column, BEFORE_ALL if falling else DATELESS)
    return column


def _row(row: Any) -> Row:
    return Row(
        id=row.id,
        who=tuple(row.who.split("\n")),
        what=row.what,
        polarity=Polarity(row.polarity),
        force=Force(row.force),
        checkable=bool(row.checkable),
        status=Status(row.status),
        proposed=Status(row.proposed) if row.proposed else None,
        since=row.since,
        made_on=row.made_on,
        due=row.due,
        due_words=row.due_words,
        outlets=row.outlets,
        origins=row.origins,
    )

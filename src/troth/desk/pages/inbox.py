"""The inbox: what moved since this browser last looked, and what waits for a person."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from troth.desk.app import desk_of, keep, shown
from troth.desk.guard import Acting
from troth.desk.pages.joins import unsure_joins
from troth.desk.pages.ledger import view_of
from troth.desk.pages.pledge import followed
from troth.desk.told import counted
from troth.ledger import derived, judged, judgements, log, queries, rulings, table
from troth.ledger import lineage as ledger_lineage
from troth.ledger.queries import PledgeFilter
from troth.ledger.table import Order
from troth.pipeline.moved import Came, came_since
from troth.types import Status

router = APIRouter()

SEEN: Final = "troth-seen"  # the cookie with the number of the last event that this browser was shown; nobody else is told
ROWS: Final = 6  # of each kind; the heading links to all
STORIES: Final = 6
MOST_MOVED: Final = 2_000  # pledges that are looked at for what came to them
SMALL: Final = 20_000  # pledges: in a larger ledger, unsure joinings are looked for on their own page only


@router.get("/")
def inbox(request: Request) -> Response:
    """What moved, and what waits."""
    seen = _seen(request)
    passed, soon = (view_of({"due": told, "status": Status.NOT_RATED}).filter for told in ("passed", "soon"))
    with desk_of(request).ledger.reading() as db:
        last = log.last_number(db)
        mine = table.rows_of(db, followed(request))
        moved = table.rows_of(db, queries.pledges_reported_since(db, seen)[:MOST_MOVED]) if seen else []
        moved = sorted(moved, key=lambda row: -row.origins)[:ROWS]
        came = came_since(db, {row.id for row in (*mine, *moved)}, seen)
        new = table.newest_reports(db, seen, ROWS)
        reports = derived.get_reports(db, new)
        waiting = {
            "passed": (queries.count_pledges(db, passed), table.page(db, passed, Order.DUE, falling=True, limit=ROWS).rows),
            "soon": (queries.count_pledges(db, soon), table.page(db, soon, Order.DUE, limit=ROWS).rows),
        }
        proposed = table.by_proposal(db)
        proposals = table.proposals(db, ROWS)
        conflicts = [*judgements.conflicts(db), *judged.conflicts(db), *rulings.conflicts(db)]
        latest = ledger_lineage.some_stories
        stories = ledger_lineage.new_stories(db, seen, STORIES) if seen else latest(db, largest=False, skip=0, limit=STORIES)
        story_heads = derived.get_reports(db, {story.id for story in stories})
        whole = table.count_reports(db)
        count_new = table.count_reports(db, seen)
        pledges = sum(table.by_status(db, PledgeFilter()).values())
    return shown(
        request,
        "inbox.html",
        seen=seen,
        last=last,
        mine=mine,
        moved=moved,
        came={name: _told(one) for name, one in came.items()} if seen else {},
        joins=unsure_joins(desk_of(request)) if pledges <= SMALL else None,
        reports=[reports[name] for name in new],
        count_new=count_new,
        waiting=waiting,
        proposed=proposed,
        proposals=proposals,
        conflicts=conflicts,
        stories=stories,
        story_heads=story_heads,
        whole=whole,
        pledges=pledges,
    )


@router.post("/looked", dependencies=[Acting])
def looked(request: Request) -> Response:
    """From now on only what comes after this is new."""
    with desk_of(request).ledger.reading() as db:
        last = log.last_number(db)
    answer = RedirectResponse("/", 303)
    keep(answer, SEEN, str(last))
    return answer


def _told(came: Came) -> str:
    """What came to a pledge, in words; nothing where nothing did."""
    new = (
        counted(len(came.mentions), "new mention") if came.mentions else "",
        counted(len(came.developments), "new development") if came.developments else "",
    )
    return ", ".join(filter(None, new))


def _seen(request: Request) -> int:
    told = request.cookies.get(SEEN, "")
    return int(told) if told.isdecimal() and len(told) < 10 else 0

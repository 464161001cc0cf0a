"""What moved since an event of the log: new pledges, new mentions and evidence, rulings, proposals; and the deadlines near a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection

from troth.forms import Form, bearing_form, due_form, mention_form, ruling_form
from troth.identity import mention_id
from troth.ledger import derived, log, queries, rulings
from troth.types import Bearing, Pledge, PledgeMention, Role, Ruling, Status

# A pledge with one of these is done with, and its deadline is no news.
ENDED: Final = frozenset({Status.KEPT, Status.COMPROMISE, Status.BROKEN, Status.REVERSED})

Proposed = Mapping[str, Status | None]


@dataclass(frozen=True, slots=True)
class Came:
    """What reports that came after an event say of a pledge: where they state it, and where they tell what became of it."""

    mentions: tuple[PledgeMention, ...]
    developments: tuple[Bearing, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved in one pledge: what came, and the rulings made since that hold.

    `new` when the pledge itself came; `joined` are the ids of the pledges it was before, when these were several; `was_proposed` is what
    troth proposed for it before (the same as now when that did not change, or when nobody remembers).
    """

    pledge: Pledge
    came: Came
    rulings: tuple[Ruling, ...] = ()
    new: bool = False
    joined: tuple[str, ...] = ()
    was_proposed: Status | None = None

    @property
    def reproposed(self) -> bool:
        """Whether troth proposes another status than before."""
        return self.pledge.proposed_status != self.was_proposed


@dataclass(frozen=True, slots=True)
class Deadline:
    """A pledge that no ruling ended, whose deadline is near: `days` until its last day (negative when that passed).

    `last_heard` is the day of the last report that bears on it.
    """

    pledge: Pledge
    day: str
    days: int
    last_heard: str | None


def what_came(db: Connection, pledge: Pledge, since: int) -> Came:
    """What reports say of a pledge that were admitted after the event with this number."""
    admitted = derived.admitted_by(db, derived.reports_of(pledge))
    mentions = tuple(mention for mention in pledge.mentions if admitted.get(mention.quote.report, 0) > since)
    told = (bearing for bearing in pledge.bearings if bearing.role is not Role.STATES)
    return Came(mentions, tuple(bearing for bearing in told if admitted.get(bearing.quote.report, 0) > since))


def came_since(db: Connection, pledges: Iterable[str], since: int) -> dict[str, Came]:
    """What came to each of these pledges, by their ids, after the event with this number."""
    return {name: what_came(db, pledge, since) for name, pledge in queries.get_pledges(db, pledges).items()}


def moved(db: Connection, since: int, before: Proposed | None = None) -> Iterator[Moved]:
    """The pledges in which something moved after the event with this number, in order of their ids.

    `before` is what was proposed then (`queries.proposed_statuses`); without it a changed proposal alone is not told.
    """
    ruled = _ruled_since(db, since)
    touched = {*queries.pledges_reported_since(db, since), *ruled}
    if before is not None:
        touched |= {name for name, status in queries.proposed_statuses(db).items() if before.get(name, status) != status}
    for pledge in queries.get_pledges_in_order(db, sorted(touched)):
        came = what_came(db, pledge, since)
        formerly = [name for name in map(mention_id, pledge.mentions) if before is not None and name in before]
        was = {before[name] for name in formerly} if before is not None else set()
        yield Moved(
            pledge,
            came,
            tuple(ruling for ruling in (pledge.ruling, *pledge.contested) if ruling and ruling.event > since),
            new=len(came.mentions) == len(pledge.mentions),
            joined=tuple(formerly) if len(formerly) > 1 else (),
            was_proposed=was.pop() if len(was) == 1 else pledge.proposed_status if before is None else None,
        )


def deadlines(db: Connection, today: date, near: int) -> Iterator[Deadline]:
    """The deadlines within so many days before and after a day, of pledges that no ruling ended; earliest first."""
    first, last = (today + timedelta(days=days) for days in (-near, near))
    for pledge in queries.find_due(db, first.isoformat(), last.isoformat()):
        if pledge.status not in ENDED and pledge.deadline:
            days = (date.fromisoformat(pledge.deadline) - today).days
            yield Deadline(pledge, pledge.deadline, days, _last_heard(db, pledge))


def moved_form(one: Moved) -> Form:
    """What moved in a pledge, as JSON."""
    return {
        **_about(one.pledge),
        "new": one.new,
        "joined": list(one.joined),
        "mentions": [mention_form(mention) | {"report": mention.quote.report} for mention in one.came.mentions],
        "developments": [bearing_form(bearing) for bearing in one.came.developments],
        "rulings": [ruling_form(ruling) for ruling in one.rulings],
        "was_proposed": str(one.was_proposed) if one.was_proposed else None,
    }


def deadline_form(one: Deadline) -> Form:
    """A deadline that is near or passed, as JSON."""
    return {**_about(one.pledge), "due": due_form(one.pledge.due), "days": one.days, "last_heard": one.last_heard}


def _about(pledge: Pledge) -> Form:
    proposed = pledge.proposed_status
    about = {"pledge": pledge.id, "who": list(pledge.who), "what": pledge.what, "force": str(pledge.force)}
    return about | {"status": str(pledge.status), "proposed_status": str(proposed) if proposed else None}


def _ruled_since(db: Connection, since: int) -> set[str]:
    events = log.events_since(db, since, log.RULED, log.UNDONE)
    undone = (log.event_named(db, event.supersedes[0]) for event in events if event.kind == log.UNDONE)
    about = [event for event in (*events, *undone) if event and event.kind == log.RULED]
    return {pledge for event in about for pledge in rulings.pledges_of(db, event)}


def _last_heard(db: Connection, pledge: Pledge) -> str | None:
    told = derived.published(db, derived.reports_of(pledge))
    return max((day[:10] for day in told.values() if day), default=None)

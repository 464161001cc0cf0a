"""Ruling on a pledge: from what a person says to the log, checked against what the person saw."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from troth.anchor import quote
from troth.errors import BadAct, BadAnchor, NoSuchThing
from troth.forms import Form, pledge_form, ruling_form
from troth.identity import canonical_json, digest
from troth.ledger import derived, log, queries, rulings
from troth.ledger.engine import Ledger
from troth.ledger.rulings import Past
from troth.pipeline import pledges
from troth.pipeline.moved import what_came
from troth.text import one_line
from troth.types import DATELESS, Pledge, Quote, Status

# Where the evidence of one newsroom is worth a word (DESIGN, rule 3).
FINAL: Final = frozenset({Status.KEPT, Status.COMPROMISE, Status.BROKEN, Status.REVERSED})

_PLACE: Final = re.compile(r"(?P<report>.+):(?P<start>\d+)-(?P<end>\d+)", re.DOTALL)
_VIEW: Final = re.compile(r"(?P<seq>\d+)-(?P<digest>[0-9a-f]{16})")
_SEEN: Final = ("mentions", "developments", "proposal", "ruling", "contested")  # of a pledge's form: what a ruler must have seen

_OTHERWISE: Final = "its mentions or what is proposed are others (joined, parted, redacted or read anew)"


@dataclass(frozen=True, slots=True)
class Docket:
    """A pledge as it stands for one who is to rule on it: all rulings ever made on it, oldest first, and the `view` to rule on.

    A view names the last event of the log and what was to be seen of the pledge then, so that a later ruling can tell what changed.
    """

    pledge: Pledge
    history: tuple[Past, ...]
    view: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling that was made: its event, the pledge as it stands now, and what the person should know (`notices`)."""

    event: log.Event
    pledge: Pledge
    notices: tuple[str, ...]


def docket(db: Connection, pledge: Pledge) -> Docket:
    """All that was ruled on a pledge, and the view of it as it stands."""
    return Docket(pledge, tuple(rulings.history(db, pledge.id)), f"{log.last_number(db)}-{_digest_of(pledge)}")


def docket_form(told: Docket) -> Form:
    """A pledge's form with the view to rule on, and its history: every ruling, and whether it holds."""
    history = [ruling_form(past.ruling) | {"holds": past.holds} for past in told.history]
    return pledge_form(told.pledge) | {"view": told.view, "history": history}


def rule(ledger: Ledger, name: str, status: Status, *, because: str, evidence: Sequence[str], by: str, seen: str | None = None) -> Ruled:
    """Rule on the pledge with this id.

    Each piece of evidence is the id of a mention or development, `REPORT:START-END`, or words that stand in one of the pledge's
    reports.  `seen` is the view that the person ruled on.  Raises BadAct when the pledge changed since, or evidence is not found;
    NoSuchThing when no pledge has this id.
    """
    with ledger.writing() as db:
        pledge = pledge_named(db, name)
        if seen is not None:
            _check_view(db, pledge, seen)
        quotes = [_quote_meant(db, pledge, told) for told in evidence]
        event = rulings.rule(db, pledge, status, because, quotes, by, seen=seen)
        pledges.settle(db, rulings.pledges_of(db, event) | {pledge.id})
        now = queries.get_pledges(db, [pledge.id])[pledge.id]
    return Ruled(event, now, tuple(_notices(event, now)))


def pledge_named(db: Connection, name: str) -> Pledge:
    """The pledge with this id, whole or shortened, or the id of any of its mentions.  Raises NoSuchThing."""
    thing = queries.find_thing(db, name)
    if not isinstance(thing, Pledge):
        raise NoSuchThing(name, "it is no pledge", "`troth pledges` lists their ids")
    return thing


def _notices(event: log.Event, pledge: Pledge) -> Iterator[str]:
    own = next((one for one in (pledge.ruling, *pledge.contested) if one and one.event == event.seq), None)
    if own and own.status in FINAL and own.origins < 2:
        yield f"{own.status} rests on evidence of one origin only, and will be shown so"
    for other in pledge.contested:
        if other.event != event.seq and own and other.status != own.status:
            yield f"{other.by} ruled {other.status} (event {other.event}): the two contradict each other, and none holds until you agree"


def _digest_of(pledge: Pledge) -> str:
    form = pledge_form(pledge)
    seen: dict[str, Any] = {name: form[name] for name in _SEEN}
    return digest(canonical_json(seen))[:16]


def _check_view(db: Connection, pledge: Pledge, seen: str) -> None:
    view = _VIEW.fullmatch(seen)
    if view is None:
        raise BadAct(f"view {seen!r}", "no view of a pledge is written so", "take it from `troth show ID --json`")
    if view["digest"] != _digest_of(pledge):
        told = "; ".join(_changes(db, pledge, int(view["seq"]))) or _OTHERWISE
        raise BadAct(f"pledge {pledge.id}", f"it changed since you saw it: {told}", f"look again: `troth show {pledge.id}`")


def _changes(db: Connection, pledge: Pledge, since: int) -> Iterator[str]:
    """What came to a pledge after the event of this number, in words."""
    came = what_came(db, pledge, since)
    if came.mentions:
        yield f"mentioned in {_reports({mention.quote.report for mention in came.mentions})} more"
    if came.developments:
        yield f"new evidence in {_reports({bearing.quote.report for bearing in came.developments})}"
    history = [past.ruling for past in rulings.history(db, pledge.id)]
    yield from (f"{ruling.by} ruled {ruling.status} (event {ruling.event})" for ruling in history if ruling.event > since)
    for undo in log.events_since(db, since, log.UNDONE):
        was = log.event_named(db, undo.supersedes[0])
        if was and was.seq in {ruling.event for ruling in history}:
            yield f"{undo.by} took back a ruling (event {undo.seq})"


def _reports(ids: set[str]) -> str:
    return f"report {min(ids)}" if len(ids) == 1 else f"{len(ids)} reports"


def _quote_meant(db: Connection, pledge: Pledge, told: str) -> Quote:
    """The quote that a person means by an id, by a place or by its words."""
    if named := queries.quote_named(db, told):
        return named
    if place := _PLACE.fullmatch(told):
        try:
            return quote(queries.find_report(db, place["report"]), int(place["start"]), int(place["end"]))
        except BadAnchor as outside:
            raise BadAct(f"evidence {told!r}", outside.reason, outside.remedy) from outside
        except (NoSuchThing, BadAct):
            pass  # words that only look like a place
    if found := _find_words(db, pledge, one_line(told)):
        return found
    raise BadAct(
        f"evidence {told!r}", "these words stand in none of the pledge's reports", "copy them from one, or give REPORT:START-END or an id"
    )


def _find_words(db: Connection, pledge: Pledge, words: str) -> Quote | None:
    """The first place of the words in the reports that bear on a pledge, earliest report first."""
    cited = [mention.quote for mention in pledge.mentions] + [bearing.quote for bearing in pledge.bearings]
    reports = derived.get_reports(db, {place.report for place in cited})
    for report in sorted(reports.values(), key=lambda report: (report.published or DATELESS, report.id)):
        if words and (at := report.text.find(words)) >= 0:
            return quote(report, at, at + len(words))
    return None

"""Mentions that people judged: those that a reader missed and a person added, and those that a person rejected.

The log holds places and digests; what a person wrote of a mention lies beside it, so that it goes when its report is redacted.
One's own later word on a place takes the place of the earlier one.  Where one person rejects what another added, both stand: that is
a conflict, and the place is read as if neither had spoken, until one of them is undone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from troth.errors import BadAct
from troth.ledger import blobs, log
from troth.ledger.judgements import Conflict
from troth.ledger.records import from_record, to_record
from troth.types import PledgeMention, Quote


@dataclass(frozen=True, slots=True)
class Judged:
    """What people said of the mentions in one report and do not contradict: mentions that are there, places where there is none."""

    added: tuple[PledgeMention, ...] = ()
    rejected: tuple[tuple[int, int], ...] = ()

    def rejects(self, place: Quote) -> bool:
        """Whether a person said that no pledge is stated here."""
        return any(is_at(place.start, place.end, *span) for span in self.rejected)

    def replaces(self, place: Quote) -> bool:
        """Whether a person's mention stands at this place."""
        return any(is_at(place.start, place.end, one.quote.start, one.quote.end) for one in self.added)


def is_at(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether two places are of one mention: the words that both have are at least half of the shorter one's."""
    common = min(end, other_end) - max(start, other_start)
    return common > 0 and 2 * common >= min(end - start, other_end - other_start)


def add_mention(db: Connection, mention: PledgeMention, because: str, by: str) -> log.Event:
    """Say that a pledge is stated here.  Raises BadAct when this person said the same already."""
    place = mention.quote
    body = {**_place(place), "record": blobs.put(db, to_record(mention).encode()), "because": because}
    return _say(db, log.MENTION_ADDED, body, f"a pledge at {place.start}-{place.end}", by)


def reject_mention(db: Connection, place: Quote, because: str, by: str) -> log.Event:
    """Say that no pledge is stated here.  Raises BadAct when this person said so already."""
    return _say(db, log.MENTION_REJECTED, {**_place(place), "because": because}, f"no pledge at {place.start}-{place.end}", by)


def judged(db: Connection, report: str) -> Judged:
    """What people said of the mentions in a report."""
    events = log.current(db, *log.MENTIONS_JUDGED, subject=report)
    contrary = {event.seq for conflict in _contradictions(events) for event in conflict}
    agreed = [event for event in events if event.seq not in contrary]
    added = [mention for event in agreed if (mention := _kept(db, event))]
    last = {(mention.quote.start, mention.quote.end): mention for mention in added}
    rejected = {_span(event) for event in agreed if event.kind == log.MENTION_REJECTED}
    return Judged(tuple(last[span] for span in sorted(last)), tuple(sorted(rejected)))


def conflicts(db: Connection) -> Iterator[Conflict]:
    """The places of which people contradict one another."""
    of_report: defaultdict[str, list[log.Event]] = defaultdict(list)
    for event in log.current(db, *log.MENTIONS_JUDGED):
        of_report[event.body["report"]].append(event)
    for report, events in of_report.items():
        for pair in _contradictions(events):
            yield Conflict(f"report {report}, {pair[0].body['start']}-{pair[0].body['end']}", pair)


def judged_reports(db: Connection) -> list[str]:
    """The ids of the reports of whose mentions anything was judged that holds, sorted."""
    return sorted({event.body["report"] for event in log.current(db, *log.MENTIONS_JUDGED)})


def records(db: Connection) -> dict[str, set[str]]:
    """The digests of what people wrote of mentions, by report."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for event in log.events(db, log.MENTION_ADDED):
        found[event.body["report"]].add(event.body["record"])
    return dict(found)


def remove_records(db: Connection, report: str) -> None:
    """Remove what people wrote of the mentions in a redacted report."""
    for event in log.events(db, log.MENTION_ADDED, subject=report):
        blobs.remove(db, event.body["record"])


def _say(db: Connection, kind: str, body: dict[str, Any], told: str, by: str) -> log.Event:
    own = [
        event
        for event in log.current(db, *log.MENTIONS_JUDGED, subject=body["report"])
        if event.by == by and is_at(*_span(event), body["start"], body["end"])
    ]
    for event in own:
        if event.kind == kind and _said(event.body) == _said(body):
            raise BadAct(f"report {body['report']}", f"{by} said already that there is {told} (event {event.seq})", "nothing is left to do")
    return log.append(db, kind, body, subject=body["report"], by=by, supersedes=[event.hash for event in own])


def _said(body: Mapping[str, Any]) -> tuple[Any, ...]:
    return body["start"], body["end"], body.get("record")


def _contradictions(events: Iterable[log.Event]) -> Iterator[tuple[log.Event, log.Event]]:
    events = list(events)
    rejecting = [event for event in events if event.kind == log.MENTION_REJECTED]
    adding = [event for event in events if event.kind == log.MENTION_ADDED]
    yield from ((one, other) for one in adding for other in rejecting if one.by != other.by and is_at(*_span(one), *_span(other)))


def _kept(db: Connection, event: log.Event) -> PledgeMention | None:
    """The mention that was added; None for a rejection, and where its report was redacted since."""
    record = blobs.get(db, event.body["record"]) if event.kind == log.MENTION_ADDED else None
    return None if record is None else from_record(PledgeMention, record)


def _span(event: log.Event) -> tuple[int, int]:
    return event.body["start"], event.body["end"]


def _place(place: Quote) -> dict[str, Any]:
    return {"report": place.report, "start": place.start, "end": place.end}

"""The log: what came in and what people did, append-only and hash-chained (DESIGN rule 4)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select

from troth.identity import canonical_json, digest
from troth.ledger.schema import log

ADMITTED: Final = "report_admitted"  # body: report (id), record (digest of its blob), source (digest of the bytes it came from)
READER: Final = "reader_activated"  # body: reader, settings
REDACTED: Final = "redaction"  # body: report (id), because
TELLINGS_JUDGED: Final = "tellings_judged"  # body: a, b (ids of reports, a the lesser), same, because
PARAGRAPH_JUDGED: Final = "paragraph_judged"  # body: paragraph (its id), furniture, because
PLEDGES_JUDGED: Final = "pledges_judged"  # body: a, b (ids of mentions, a the lesser), same, because
ACTORS_JUDGED: Final = "actors_judged"  # body: a, b (names, a the lesser), same, because
# subject: the id of the mention by which the pledge was known; body: status, because, seen (the view that was ruled on, or null),
# mentions (ids, by which the pledge is found again), evidence (a list of report, start, end, and words: the digest of the quote's blob)
RULED: Final = "ruled"
# body: report, start, end, because; and, of an added one, record: the digest of the blob that says what the mention states
MENTION_ADDED: Final = "mention_added"
MENTION_REJECTED: Final = "mention_rejected"
MENTIONS_JUDGED: Final = (MENTION_ADDED, MENTION_REJECTED)
UNDONE: Final = "undo"  # body: because; it supersedes what it undoes

NO_EVENT: Final = "0" * 64  # what the first event names as the one before it
EVENT_VERSION: Final = 1

# From an older version of an event to the next one.  Events are never rewritten; they are brought up when they are read.
UPCASTS: Final[Mapping[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]]] = {}


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the log.  `subject` is what it is about (a report's id), `by` the person whose act it is,
    `supersedes` the hashes of the events it takes the place of, `hash` its own name."""

    seq: int
    kind: str
    version: int
    at: str
    by: str | None
    subject: str | None
    supersedes: tuple[str, ...]
    body: dict[str, Any]
    prev: str
    hash: str = field(compare=False)


def append(
    db: Connection, kind: str, body: dict[str, Any], *, subject: str | None = None, by: str | None = None, supersedes: Iterable[str] = ()
) -> Event:
    """Add an event at the end of the chain."""
    last = db.execute(select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1)).first()
    seq, prev = (last.seq + 1, last.hash) if last else (1, NO_EVENT)
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    event = Event(seq, kind, EVENT_VERSION, at, by, subject, tuple(supersedes), body, prev, "")
    written = _written(event)
    named = digest(written)
    supersedes_column = canonical_json(list(event.supersedes)) if event.supersedes else None
    db.execute(insert(log).values(seq=seq, kind=kind, subject=subject, supersedes=supersedes_column, event=written, hash=named))
    return replace(event, hash=named)


def events(db: Connection, *kinds: str, subject: str | None = None) -> Iterator[Event]:
    """The events of these kinds (of all kinds, when none is named), about this subject, oldest first."""
    wanted = select(log.c.event, log.c.hash).order_by(log.c.seq)
    if kinds:
        wanted = wanted.where(log.c.kind.in_(kinds))
    if subject is not None:
        wanted = wanted.where(log.c.subject == subject)
    for row in db.execute(wanted.execution_options(yield_per=1000)):
        yield _read(row.event, row.hash)


def events_since(db: Connection, seq: int, *kinds: str) -> list[Event]:
    """The events of these kinds after the one with this number, oldest first."""
    wanted = select(log.c.event, log.c.hash).where(log.c.seq > seq, log.c.kind.in_(kinds)).order_by(log.c.seq)
    return [_read(row.event, row.hash) for row in db.execute(wanted)]


def last_number(db: Connection) -> int:
    """The number of the last event; 0 in an empty log."""
    return int(db.execute(select(func.coalesce(func.max(log.c.seq), 0))).scalar_one())


def event_numbered(db: Connection, seq: int) -> Event | None:
    """The event with this number."""
    row = db.execute(select(log.c.event, log.c.hash).where(log.c.seq == seq)).first()
    return _read(row.event, row.hash) if row else None


def event_named(db: Connection, named: str) -> Event | None:
    """The event with this hash."""
    row = db.execute(select(log.c.event, log.c.hash).where(log.c.hash == named)).first()
    return _read(row.event, row.hash) if row else None


def superseded(db: Connection) -> frozenset[str]:
    """The hashes of all events that a current event supersedes.

    An undo can itself be undone: what it took away then stands again.  Events only supersede earlier ones, so one pass from the
    last to the first decides.
    """
    gone: set[str] = set()
    wanted = select(log.c.hash, log.c.supersedes).where(log.c.supersedes.is_not(None)).order_by(log.c.seq.desc())
    for row in db.execute(wanted):
        if row.hash not in gone:
            gone.update(json.loads(row.supersedes))
    return frozenset(gone)


def current(db: Connection, *kinds: str, subject: str | None = None) -> list[Event]:
    """The events of these kinds that nothing current supersedes, oldest first."""
    found = list(events(db, *kinds, subject=subject))
    gone = superseded(db) if found else ()
    return [event for event in found if event.hash not in gone]


def last_current(db: Connection, *kinds: str, subject: str | None = None) -> Event | None:
    """The last of the events of these kinds that nothing current supersedes, or None."""
    return next(reversed(current(db, *kinds, subject=subject)), None)


def faults(db: Connection) -> Iterator[tuple[int, str]]:
    """Every place where the chain does not hold: the event's number, and what is wrong with it."""
    prev, expected = NO_EVENT, 1
    for row in db.execute(select(log).order_by(log.c.seq).execution_options(yield_per=1000)):
        if row.seq != expected:
            yield expected, f"the event is missing: the next one is {row.seq}"
        if digest(row.event) != row.hash:
            yield row.seq, "its content is not what its hash says"
        yield from ((row.seq, fault) for fault in _inner_faults(row, prev))
        prev, expected = row.hash, row.seq + 1


def _inner_faults(row: Any, prev: str) -> Iterator[str]:
    try:
        event = _read(row.event, row.hash)
    except (ValueError, TypeError, KeyError, AttributeError):
        yield "it cannot be read"
        return
    if event.prev != prev:
        yield "it does not follow the event before it"
    supersedes = canonical_json(list(event.supersedes)) if event.supersedes else None
    if (event.seq, event.kind, event.subject, supersedes) != (row.seq, row.kind, row.subject, row.supersedes):
        yield "its columns do not say what the event says"


def _written(event: Event) -> str:
    content = asdict(event)
    del content["hash"]
    return canonical_json(content)


def _read(written: str, named: str) -> Event:
    content = json.loads(written)
    while upcast := UPCASTS.get((content["kind"], content["version"])):
        content = upcast(content)
    content["supersedes"] = tuple(content["supersedes"])
    return Event(**content, hash=named)

"""The check of a whole ledger: chain, blobs, and that every derived quote holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select, text

from troth.anchor import verify
from troth.errors import BadAnchor
from troth.identity import digest
from troth.ledger import blobs, derived, engine, judged, judgements, lineage, log, rulings, words
from troth.ledger.records import report_record
from troth.ledger.schema import mentions, pledges
from troth.types import PledgeMention, Quote, Reading, Statement


class Grade(StrEnum):
    """How bad it is: a fault breaks a promise of the ledger, a notice is worth knowing."""

    FAULT = "fault"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the check found: where, what, and the remedy."""

    grade: Grade
    where: str
    what: str
    remedy: str


_RESTORE = "restore the ledger from a copy: log and blobs cannot be made again"
_REBUILD = "run `troth rebuild`"


def examine(db: Connection) -> Iterator[Finding]:
    """Everything that is wrong with the ledger, or worth knowing."""
    yield from _examine_storage(db)
    yield from (Finding(Grade.FAULT, f"event {seq}", fault, _RESTORE) for seq, fault in log.faults(db))
    yield from (Finding(Grade.FAULT, f"blob {name}", fault, _RESTORE) for name, fault in blobs.faults(db))
    yield from _examine_admissions(db)
    yield from _examine_readings(db)
    yield from _examine_pledges(db)
    yield from _examine_lineage(db)
    yield from _examine_rulings(db)


def _examine_storage(db: Connection) -> Iterator[Finding]:
    if db.dialect.name != "sqlite":
        return
    for fault in db.execute(text("PRAGMA quick_check")).scalars():
        if fault != "ok":
            yield Finding(Grade.FAULT, "database file", str(fault), _RESTORE)
    if fault := words.check(db):
        yield Finding(Grade.FAULT, "search index", fault, _REBUILD)
    if notice := engine.sqlite_notice(db):
        yield Finding(Grade.NOTICE, "SQLite", notice, "use a Python with a newer SQLite when you can")


def _examine_admissions(db: Connection) -> Iterator[Finding]:
    gone = log.superseded(db)
    redactions = list(log.events(db, log.REDACTED))
    redacted = {event.subject for event in redactions if event.hash not in gone}
    once_redacted = {event.subject for event in redactions}
    read, kept = derived.report_ids(db), blobs.names(db)
    written = [*rulings.kept_words(db).items(), *judged.records(db).items()]
    expected = {name for report, cited in written if report not in redacted for name in cited}
    for event in log.events(db, log.ADMITTED):
        report = str(event.subject)
        if report not in redacted:
            expected.update((event.body["record"], event.body["source"]))
        if event.hash in gone or report in redacted:
            continue
        if event.body["record"] in kept and event.body["source"] in kept:
            if report not in read:
                yield Finding(Grade.FAULT, f"report {report}", "it is in the log but has not been read", _REBUILD)
            read.discard(report)
        elif report in once_redacted:
            yield Finding(Grade.NOTICE, f"report {report}", "its redaction was undone but its text is gone", "add the report again")
        else:
            yield Finding(Grade.FAULT, f"report {report}", "its text or source is missing", _RESTORE)
    yield from (Finding(Grade.FAULT, f"report {report}", "it has been read but is not in the log", _REBUILD) for report in sorted(read))
    yield from (Finding(Grade.FAULT, f"blob {name}", "no report or ruling in the log has it", _RESTORE) for name in sorted(kept - expected))


def _examine_readings(db: Connection) -> Iterator[Finding]:
    admitted = {event.subject: event.body for event in log.current(db, log.ADMITTED)}
    for report in derived.all_reports(db):
        where = f"report {report.id}"
        kept = admitted.get(report.id)
        if kept and (digest(report_record(report)), report.digest) != (kept["record"], kept["source"]):
            yield Finding(Grade.FAULT, where, "what was read is not what the log admitted", _REBUILD)
        try:
            reading = derived.reading_of(db, report)
        except BadAnchor as bad:
            yield Finding(Grade.FAULT, where, bad.reason, _REBUILD)
            continue
        if reading is None:
            yield Finding(Grade.FAULT, where, "its reading is missing", _REBUILD)
            continue
        for quote in quotes_of(reading):
            try:
                verify(quote, report.text)
            except BadAnchor as bad:
                yield Finding(Grade.FAULT, where, bad.reason, _REBUILD)


def _examine_pledges(db: Connection) -> Iterator[Finding]:
    entries = set(db.execute(select(pledges.c.id)).scalars())
    with_furniture = lineage.reports_with(db, lineage.all_furniture(db))
    for row in db.execute(select(mentions.c.id, mentions.c.report, mentions.c.pledge)):
        in_furniture = row.pledge is None and row.report in with_furniture
        if row.pledge not in entries and not in_furniture:
            yield Finding(Grade.FAULT, f"mention {row.id}", "it belongs to no pledge", _REBUILD)
    led = set(db.execute(select(mentions.c.pledge).where(mentions.c.id == mentions.c.pledge)).scalars())
    yield from (Finding(Grade.FAULT, f"pledge {pledge}", "it has not the id of a mention of its own", _REBUILD) for pledge in entries - led)


def _examine_lineage(db: Connection) -> Iterator[Finding]:
    lengths = derived.lengths(db)
    for edge in lineage.all_edges(db):
        ends = (max((passage[side].end for passage in edge.passages), default=0) for side in (0, 1))
        if any(end > lengths.get(report, -1) for report, end in zip((edge.a, edge.b), ends, strict=True)):
            yield Finding(Grade.FAULT, f"reports {edge.a} and {edge.b}", "what they have in common is not in their texts", _REBUILD)
    told = {report for story in lineage.all_stories(db) for report in story.reports}
    yield from (
        Finding(Grade.FAULT, f"report {report}", "a story names it that is not in the ledger", _REBUILD) for report in told - lengths.keys()
    )
    for conflict in judgements.conflicts(db):
        said = ", ".join(f"event {event.seq} by {event.by}" for event in conflict.events)
        yield Finding(Grade.NOTICE, conflict.about, f"two people contradict each other ({said})", "agree, and `troth undo` the other event")


def _examine_rulings(db: Connection) -> Iterator[Finding]:
    kept = blobs.names(db)
    redacted = {event.subject for event in log.events(db, log.REDACTED)}
    for report, cited in rulings.kept_words(db).items():
        if report not in redacted and not cited <= kept:
            yield Finding(Grade.FAULT, f"report {report}", "words of it that a ruling rests on are missing", _RESTORE)
    for conflict in rulings.conflicts(db):
        said = ", ".join(f"event {event.seq} by {event.by}: {event.body['status']}" for event in conflict.events)
        remedy = "agree, and rule anew having seen both, or `troth undo` one event"
        yield Finding(Grade.NOTICE, conflict.about, f"its rulings contradict one another ({said})", remedy)
    for event in rulings.homeless(db):
        told = f"the pledge that {event.by} ruled {event.body['status']} is in the ledger no more"
        yield Finding(Grade.NOTICE, f"event {event.seq}", told, "rule on the pledge that took its place, or `troth undo` this event")


def quotes_of(reading: Reading) -> Iterator[Quote]:
    """Every quote in a reading."""
    for mention in reading.pledges:
        yield from _mention_quotes(mention)
    yield from (development.quote for development in reading.developments)
    yield from (figure.quote for figure in reading.figures)
    yield from (time.quote for time in reading.times)
    for statement in reading.statements:
        yield from _statement_quotes(statement)


def _mention_quotes(mention: PledgeMention) -> Iterator[Quote]:
    yield mention.quote
    if mention.due:
        yield mention.due.quote
    if mention.condition:
        yield mention.condition


def _statement_quotes(statement: Statement) -> Iterator[Quote]:
    yield from statement.content
    if statement.speaker:
        yield statement.speaker.quote
    if statement.cue:
        yield statement.cue

"""Human acts in the log: redaction and undo.  They say what holds; `troth.pipeline` brings the derived tables in line."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, select

from troth.errors import BadAct
from troth.ledger import admission, blobs, judged, log, rulings
from troth.ledger.schema import reports

HUMAN: Final = (
    log.REDACTED,
    log.TELLINGS_JUDGED,
    log.PARAGRAPH_JUDGED,
    log.PLEDGES_JUDGED,
    log.ACTORS_JUDGED,
    log.RULED,
    *log.MENTIONS_JUDGED,
    log.UNDONE,
)


def redact(db: Connection, report: str, because: str, by: str) -> log.Event:
    """Say in the log that a report's text is to be gone, who wants it and why.

    Raises BadAct when it is not in the ledger or already redacted, and when no reason is given.
    """
    if not because.strip():
        raise BadAct(f"report {report}", "a redaction needs a reason", "say why with --because")
    if earlier := admission.redaction_of(db, report):
        raise BadAct(f"report {report}", f"it was redacted already (event {earlier.seq})", "nothing is left to do")
    standing_admission(db, report)
    return log.append(db, log.REDACTED, {"report": report, "because": because}, subject=report, by=by)


def remove_text(db: Connection, report: str) -> None:
    """Remove what a redacted report said, also in the evidence of rulings, and the bytes it came from, unless another report did too."""
    rulings.remove_words(db, report)
    judged.remove_records(db, report)
    for admitted in log.events(db, log.ADMITTED, subject=report):
        blobs.remove(db, admitted.body["record"])
        shared = select(reports.c.id).where(reports.c.source == admitted.body["source"], reports.c.id != report)
        if db.execute(shared).first() is None:
            blobs.remove(db, admitted.body["source"])


def undo(db: Connection, seq: int, because: str, by: str) -> log.Event:
    """Take back an admission, a redaction, a judgement, a ruling or an undo: what it superseded stands again.

    A redacted text is gone: undoing its redaction lets it be added again.  Raises BadAct when there is no such event,
    when it no longer holds, or when it is none that can be undone.
    """
    event = log.event_numbered(db, seq)
    if event is None:
        raise BadAct(f"event {seq}", "the log has no such event", "`troth show ID` tells the events of a report")
    if event.kind not in (log.ADMITTED, *HUMAN):
        raise BadAct(f"event {seq}", f"a {event.kind} is not undone", "run `troth rebuild` to read everything with the present reader")
    if event.hash in log.superseded(db):
        raise BadAct(f"event {seq}", "it does not hold any more", "`troth show ID` tells what does")
    return log.append(db, log.UNDONE, {"because": because}, subject=event.subject, by=by, supersedes=[event.hash])


def undone(db: Connection, event: log.Event) -> log.Event:
    """What an undo is about in the end: the event that now holds or does not, however often its undoing was undone."""
    while event.kind == log.UNDONE:
        [earlier] = event.supersedes
        found = log.event_named(db, earlier)
        assert found is not None
        event = found
    return event


def last_act(db: Connection) -> log.Event | None:
    """The last human act that holds."""
    return log.last_current(db, *HUMAN)


def standing_admission(db: Connection, report: str) -> log.Event:
    """The event by which this report is in the ledger.  Raises BadAct when none holds."""
    admitted = admission.admission_of(db, report)
    if admitted is None:
        raise BadAct(f"report {report}", "it is not in the ledger", "look for it with `troth search`")
    return admitted

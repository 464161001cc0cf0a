"""Taking reports in: which are new, which are known, which claim another's id."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, select

from troth.errors import IdentityConflict
from troth.ledger import blobs, log
from troth.ledger.records import report_of_record, report_record
from troth.ledger.schema import reports
from troth.types import Report

# What may differ between two tellings of one id without making them two reports; the first told stays.
_DESCRIPTION: Final = ("title", "url", "byline", "credit", "published", "language")


class Outcome(StrEnum):
    """What became of a report that was to be added."""

    ADDED = "added"
    REVISION = "revision"
    KNOWN = "known"
    REDACTED = "redacted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Admission:
    """The answer to one report; `seq` is the number of the event that admits it, `notice` what the user should know."""

    outcome: Outcome
    seq: int | None
    notice: str | None = None


def admit(db: Connection, report: Report, source: bytes) -> Admission:
    """Enter a report in the log and keep its text and the bytes it came from; once only.

    Raises IdentityConflict when its id belongs to another text or outlet.
    """
    if redaction := redaction_of(db, report.id):
        return Admission(Outcome.REDACTED, redaction.seq, f"its text was redacted (event {redaction.seq}): it is not taken in again")
    record = report_record(report)
    if (present := admission_of(db, report.id)) is not None:
        kept = blobs.get(db, present.body["record"])
        if kept is not None:
            return _known(present, report_of_record(kept, report.digest), report)
    outcome = Outcome.REVISION if _other_text_at(db, report) else Outcome.ADDED
    kept_as = {"report": report.id, "record": blobs.put(db, record), "source": blobs.put(db, source)}
    if present is not None and present.body == kept_as:
        return Admission(outcome, present.seq)  # its redaction was undone: the text is back, the event still stands
    supersedes = [present.hash] if present else []
    return Admission(outcome, log.append(db, log.ADMITTED, kept_as, subject=report.id, supersedes=supersedes).seq)


def admission_of(db: Connection, report: str) -> log.Event | None:
    """The event by which a report is in the ledger, or None."""
    return log.last_current(db, log.ADMITTED, subject=report)


def redaction_of(db: Connection, report: str) -> log.Event | None:
    """The event by which a report's text was removed, or None."""
    return log.last_current(db, log.REDACTED, subject=report)


def report_with_source(db: Connection, source: str) -> str | None:
    """The id of the report that came from the bytes with this digest, or None."""
    return db.execute(select(reports.c.id).where(reports.c.source == source)).scalar()


def kept_report(db: Connection, admission: log.Event) -> Report | None:
    """The report that an event admitted, from its blob; None when its text was removed."""
    record = blobs.get(db, admission.body["record"])
    return None if record is None else report_of_record(record, admission.body["source"])


def _known(present: log.Event, kept: Report, report: Report) -> Admission:
    if (kept.text, kept.outlet) != (report.text, report.outlet):
        raise IdentityConflict(
            f"report {report.id}",
            f"this id is taken: {_told(kept)} has it, and now {_told(report)} claims it",
            "give one of them another id",
        )
    differing = [name for name in _DESCRIPTION if getattr(kept, name) != getattr(report, name)]
    told = f"it is known with another {' and '.join(differing)}, which stays" if differing else None
    return Admission(Outcome.KNOWN, present.seq, told)


def _told(report: Report) -> str:
    beginning = report.text[:60].replace("\n", " ")
    return f"“{beginning}…” ({report.outlet or 'no outlet'}, {report.published or 'no date'})"


def _other_text_at(db: Connection, report: Report) -> bool:
    if report.url is None:
        return False
    return db.execute(select(reports.c.id).where(reports.c.url == report.url, reports.c.text != report.text)).first() is not None

"""Where stages and ledger meet: reports into the ledger, once each, in the same form whatever their order and the number of processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from troth.errors import BadAct, IdentityConflict, LedgerUnusable, TrothError, UnreadableReport
from troth.find import LONGEST_READ, READER, FindSettings, find
from troth.identity import digest, mention_id, settings_digest
from troth.ledger import acts, admission, derived, engine, log
from troth.ledger.admission import Outcome
from troth.ledger.derived import Mark
from troth.ledger.engine import Ledger
from troth.link import Signature, entry, groups, same, signature
from troth.parallel import in_chunks
from troth.read import Given, Piece, gather, report_of
from troth.types import Reading, Report

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report that was to be added.

    It is in the ledger for good once this is told.  `where` names its file and row, `pledges` counts the mentions found in it,
    `notices` say what was mended or what the user should know, `error` why it failed.
    """

    where: str
    outcome: Outcome
    report: str | None = None
    pledges: int = 0
    notices: tuple[str, ...] = ()
    error: TrothError | None = None


@dataclass(frozen=True, slots=True)
class ReadAndFound:
    """A report that was read, what was found in it, and the piece it came from; `notices` say what was mended."""

    piece: Piece
    report: Report
    reading: Reading
    notices: tuple[str, ...]


def add(
    ledger: Ledger, sources: Iterable[str | Path], *, given: Given | None = None, settings: FindSettings | None = None, processes: int = 1
) -> Iterator[Added]:
    """Take reports into the ledger; each is told once it is there for good.

    Idempotent: bytes taken in before are not read again.  Resumable: what an interrupted run left undone is done by the next.
    One that cannot be read is told as failed and stops nothing.
    """
    given, settings = given or Given(), settings or FindSettings()
    with ledger.writing() as db:
        _activate_reader(db, ledger, settings)
    for _ in _read_unread(ledger, settings, processes):
        pass
    work = partial(_read_and_find, given=given, settings=settings)
    for found in in_chunks(work, _mark_known(ledger, gather(sources), given), processes):
        yield from _take_in(ledger, found)


def read_and_find(
    sources: Iterable[str | Path], *, given: Given | None = None, settings: FindSettings | None = None, processes: int = 1
) -> Iterator[ReadAndFound | TrothError]:
    """Reports and what is found in them, in order of input and without a ledger; an error stands where a report could not be read."""
    work = partial(_read_and_find, given=given or Given(), settings=settings or FindSettings())
    for chunk in in_chunks(work, gather(sources), processes):
        yield from chunk


def rebuild(
    ledger: Ledger, *, settings: FindSettings | None = None, processes: int = 1, progress: Callable[[int, int], None] | None = None
) -> int:
    """Make every derived table again from log and blobs, with the present reader; returns the number of reports read.

    `progress` is told how many of how many are done.  An interrupted rebuild is finished by the next `rebuild` or `add`.
    """
    settings = settings or FindSettings()
    with ledger.writing() as db:
        _activate_reader(db, ledger, settings, anew=True)
        engine.drop_derived(db)
        engine.create_derived(db)
    done = 0
    for done, total in _read_unread(ledger, settings, processes):
        if progress:
            progress(done, total)
    return done


def redact(ledger: Ledger, report: str, *, because: str, by: str) -> log.Event:
    """Remove a report's text and its quotes; a signed reason stays in the log, which still verifies."""
    with ledger.writing() as db:
        event = acts.redact(db, report, because, by)
        _take_out(db, report)
    ledger.shed_traces()
    return event


def undo(
    ledger: Ledger, what: int | str | None = None, *, because: str = "", by: str, settings: FindSettings | None = None, processes: int = 1
) -> log.Event:
    """Take back an event (by its number), a report's admission (by its id), or, with neither, the last human act that holds."""
    settings = settings or FindSettings()
    with ledger.writing() as db:
        _activate_reader(db, ledger, settings)
        event = acts.undo(db, _number_to_undo(db, what), because, by)
        redacted_again = event.subject is not None and _take_out(db, event.subject)
    if redacted_again:
        ledger.shed_traces()
    for _ in _read_unread(ledger, settings, processes):
        pass
    return event


def _take_out(db: Connection, report: str) -> bool:
    """Take out of the ledger what by its log is no longer in it; returns whether the report is redacted."""
    redacted = admission.redaction_of(db, report) is not None
    if redacted:
        acts.remove_text(db, report)
    if redacted or admission.admission_of(db, report) is None:
        _leave(db, report)
    return redacted


def _number_to_undo(db: Connection, what: int | str | None) -> int:
    if isinstance(what, int):
        return what
    if what is not None:
        return acts.standing_admission(db, what).seq
    last = acts.last_act(db)
    if last is None:
        raise BadAct("undo", "there is no human act in this ledger", "name an event's number or a report's id")
    return last.seq


def _activate_reader(db: Connection, ledger: Ledger, settings: FindSettings, *, anew: bool = False) -> None:
    """One reader for the whole ledger, so that it is a function of its reports: the first `add` says which, `rebuild` may change it."""
    present = {"reader": READER, "settings": settings_digest(asdict(settings))}
    active = log.current(db, log.READER)
    if [event.body for event in active] == [present]:
        return
    if active and not anew:
        was = active[-1].body["reader"]
        raise LedgerUnusable(ledger.name, f"it was read by {was} or other settings, not by {READER}", "run `troth rebuild`")
    log.append(db, log.READER, present, supersedes=[event.hash for event in active])


def _mark_known(ledger: Ledger, pieces: Iterable[Piece | TrothError], given: Given) -> Iterator[Piece | TrothError | Added]:
    """The pieces, but for those whose bytes were taken in before: in their place stands what is told of them."""
    for piece in pieces:
        report = None
        if isinstance(piece, Piece) and given == Given():
            with ledger.reading() as db:
                report = admission.report_with_source(db, digest(piece.data))
        yield piece if report is None else Added(piece.where, Outcome.KNOWN, report)


def _read_and_find(pieces: Sequence[Piece | T], *, given: Given, settings: FindSettings) -> list[ReadAndFound | TrothError | T]:
    """The pieces, read; whatever else stands among them passes through."""
    return [_read_and_find_one(piece, given, settings) if isinstance(piece, Piece) else piece for piece in pieces]


def _read_and_find_one(piece: Piece, given: Given, settings: FindSettings) -> ReadAndFound | TrothError:
    try:
        read = report_of(piece, given)
        return ReadAndFound(piece, read.report, find(read.report, settings), read.notices + _cut_short(read.report))
    except UnreadableReport as unreadable:
        return unreadable
    except TrothError:
        raise  # not this report's fault: a model that is missing would fail all of them
    except Exception as unforeseen:  # a fault of ours or of a library, on this report alone: it must not stop the others
        told = f"reading it failed: {type(unforeseen).__name__}: {unforeseen}"
        return UnreadableReport(piece.where, told, "please report this, with the file")


def _cut_short(report: Report) -> tuple[str, ...]:
    if len(report.text) <= LONGEST_READ:
        return ()
    return (f"it has {len(report.text):,} characters: pledges are looked for in the first {LONGEST_READ:,} only",)


def _take_in(ledger: Ledger, found: Sequence[ReadAndFound | TrothError | Added]) -> list[Added]:
    with ledger.writing() as db:
        touched: set[str] = set()
        added = [_take_in_one(db, one, touched) for one in found]
        _settle(db, touched)
    return added


def _take_in_one(db: Connection, found: ReadAndFound | TrothError | Added, touched: set[str]) -> Added:
    if isinstance(found, Added):
        return found
    if isinstance(found, TrothError):
        return Added(found.where, Outcome.FAILED, error=found)
    report, where = found.report, found.piece.where
    try:
        admitted = admission.admit(db, report, found.piece.data)
    except IdentityConflict as refused:
        return Added(where, Outcome.FAILED, report.id, error=refused)
    notices = found.notices + ((admitted.notice,) if admitted.notice else ())
    if admitted.outcome in (Outcome.ADDED, Outcome.REVISION) and admitted.seq is not None:
        touched |= _enter(db, report, found.reading, admitted.seq)
    return Added(where, admitted.outcome, report.id, len(found.reading.pledges), notices)


def _read_unread(ledger: Ledger, settings: FindSettings, processes: int) -> Iterator[tuple[int, int]]:
    """Read what the log admits and the derived tables lack; yields how many of how many are done."""
    with ledger.reading() as db:
        read = derived.report_ids(db)
        unread = [event for event in log.current(db, log.ADMITTED) if event.subject not in read]
    done = 0
    for chunk in in_chunks(partial(_find_all, settings=settings), _kept_reports(ledger, unread), processes):
        with ledger.writing() as db:
            touched: set[str] = set()
            for seq, report, reading in chunk:
                if derived.get_report(db, report.id) is None and admission.admission_of(db, report.id):
                    touched |= _enter(db, report, reading, seq)
            _settle(db, touched)
        done += len(chunk)
        yield done, len(unread)


def _kept_reports(ledger: Ledger, events: Iterable[log.Event]) -> Iterator[tuple[int, Report]]:
    for event in events:
        with ledger.reading() as db:
            report = admission.kept_report(db, event)
        if report is not None:
            yield event.seq, report


def _find_all(reports: list[tuple[int, Report]], *, settings: FindSettings) -> list[tuple[int, Report, Reading]]:
    return [(seq, report, find(report, settings)) for seq, report in reports]


def _enter(db: Connection, report: Report, reading: Reading, seq: int) -> set[str]:
    """Enter a report and join its mentions to the pledges they are of; returns the pledges that must be settled."""
    signed = {mention_id(mention): signature(mention) for mention in reading.pledges}
    derived.enter(db, report, reading, seq, {name: Mark(str(sign), sign.keys) for name, sign in signed.items()})
    touched = {_join(db, name, sign) for name, sign in signed.items()}
    return touched | (derived.pledges_at(db, report.url) if report.url else set())


def _join(db: Connection, mention: str, sign: Signature) -> str:
    """Make a new mention one with every pledge that has a mention the same as it; returns the pledge they now are."""
    near = derived.candidates(db, sign.keys)
    found = {candidate.pledge for candidate in near if same(sign, Signature.read(candidate.signature))}
    pledge = min(found, default=mention)
    derived.assign(db, {mention}, pledge)
    derived.merge(db, found - {pledge}, pledge)
    return pledge


def _leave(db: Connection, report: str) -> None:
    """Take a report out of the derived tables; pledges that it held together part."""
    url = (gone := derived.get_report(db, report)) and gone.url
    touched = derived.remove(db, report)
    for mentions in derived.mentions_of(db, touched).values():
        for part in groups(mentions):
            derived.assign(db, {mention_id(mention) for mention in part}, mention_id(part[0]))
            touched.add(mention_id(part[0]))
    _settle(db, touched | (derived.pledges_at(db, url) if url else set()))


def _settle(db: Connection, touched: set[str]) -> None:
    """Write anew the entries of pledges that gained or lost mentions."""
    members = derived.mentions_of(db, touched)
    reports = derived.provenance(db, {mention.quote.report for mentions in members.values() for mention in mentions})
    entries = {was: entry(mentions, reports) for was, mentions in members.items()}
    for was, pledge in entries.items():
        if was != pledge.id:
            derived.assign(db, {mention_id(mention) for mention in pledge.mentions}, pledge.id)
    derived.drop_pledges(db, touched | {pledge.id for pledge in entries.values()})
    derived.put_pledges(db, entries.values())

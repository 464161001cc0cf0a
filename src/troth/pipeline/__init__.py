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
from troth.identity import digest, settings_digest
from troth.ledger import acts, admission, bearings, derived, engine, judged, judgements, log, queries, rulings
from troth.ledger.admission import Outcome
from troth.ledger.engine import Ledger
from troth.ledger.judged import Judged
from troth.link.actors import Keys
from troth.link.body import rank
from troth.link.page_furniture import page
from troth.parallel import in_chunks
from troth.pipeline import actors, following, judging, lineage, pledges
from troth.pipeline.judging import Mentioned
from troth.pipeline.lineage import Bodies, Moved
from troth.read import Given, Piece, gather, report_of
from troth.types import Judgement, Reading, Report

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
    return add_pieces(ledger, gather(sources), given=given, settings=settings, processes=processes)


def add_pieces(
    ledger: Ledger,
    pieces: Iterable[Piece | TrothError],
    *,
    given: Given | None = None,
    settings: FindSettings | None = None,
    processes: int = 1,
) -> Iterator[Added]:
    """Take the reports of these pieces into the ledger, as `add` does."""
    given, settings = given or Given(), settings or FindSettings()
    with ledger.writing() as db:
        _activate_reader(db, ledger, settings)
    for _ in _read_unread(ledger, settings, processes):
        pass
    work, bodies = partial(_read_and_find, given=given, settings=settings), Bodies()
    for found in in_chunks(work, _mark_known(ledger, pieces, given), processes):
        yield from _take_in(ledger, bodies, found)


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


def judge_tellings(ledger: Ledger, judgement: Judgement, *, because: str, by: str) -> log.Event:
    """Say that two reports tell one text, or do not; stories and origins follow.  Raises BadAct when one of them is not in the ledger."""
    with ledger.writing() as db:
        for report in (judgement.a, judgement.b):
            acts.standing_admission(db, report)
        event = judgements.judge_pair(db, log.TELLINGS_JUDGED, judgement, because, by)
        _follow(db, event)
    return event


def judge_pledges(ledger: Ledger, judgement: Judgement, *, because: str, by: str) -> log.Event:
    """Say that two mentions, by their ids, are of one pledge, or are not; pledges follow."""
    with ledger.writing() as db:
        event = judgements.judge_pair(db, log.PLEDGES_JUDGED, judgement, because, by)
        _follow(db, event)
    return event


def judge_actors(ledger: Ledger, judgement: Judgement, *, because: str, by: str) -> log.Event:
    """Say that two names are of one actor, or are not; the mentions that have them are joined anew."""
    with ledger.writing() as db:
        before = actors.Names(db).keys
        event = judgements.judge_pair(db, log.ACTORS_JUDGED, judgement, because, by)
        _follow(db, event, before)
    return event


def judge_paragraph(ledger: Ledger, paragraph: int, *, furniture: bool, because: str, by: str) -> log.Event:
    """Say that a paragraph is furniture, or is none; copies and pledges follow."""
    with ledger.writing() as db:
        event = judgements.judge_paragraph(db, paragraph, furniture, because, by)
        _follow(db, event)
    return event


def add_mention(ledger: Ledger, report: str, told: Mentioned, *, because: str = "", by: str) -> log.Event:
    """Add a mention that the reader missed in a report, or correct one; pledges follow."""
    with ledger.writing() as db:
        event = judging.add_mention(db, queries.find_report(db, report), told, because=because, by=by)
        _follow(db, event)
    return event


def reject_mention(ledger: Ledger, mention: str, *, because: str = "", by: str) -> log.Event:
    """Say that the mention with this id states no pledge; pledges follow."""
    with ledger.writing() as db:
        event = judging.reject_mention(db, mention, because=because, by=by)
        _follow(db, event)
    return event


def undo(
    ledger: Ledger, what: int | str | None = None, *, because: str = "", by: str, settings: FindSettings | None = None, processes: int = 1
) -> log.Event:
    """Take back an event (by its number), a report's admission (by its id), or, with neither, the last human act that holds."""
    settings = settings or FindSettings()
    with ledger.writing() as db:
        _activate_reader(db, ledger, settings)
        before = actors.Names(db).keys
        event = acts.undo(db, _number_to_undo(db, what), because, by)
        _follow(db, acts.undone(db, event), before)
        redacted_again = event.subject is not None and _take_out(db, event.subject)
    if redacted_again:
        ledger.shed_traces()
    for _ in _read_unread(ledger, settings, processes):
        pass
    return event


def _follow(db: Connection, event: log.Event, before: Keys | None = None) -> None:
    """Bring the derived tables in line with a judgement or ruling that was made or taken back; `before` are the keys of names before it."""
    if event.kind == log.ACTORS_JUDGED and before is not None:
        pledges.settle(db, pledges.rename(db, actors.judged(db, before)))
    if event.kind == log.TELLINGS_JUDGED:
        origins = lineage.tell(db, {event.body["a"], event.body["b"]})
        pledges.settle(db, pledges.told_by(db, origins))
    if event.kind == log.PLEDGES_JUDGED:
        judged = judgements.judged_with(db, {event.body["a"], event.body["b"]})
        pledges.settle(db, pledges.rejoin(db, set(derived.mentions_at(db, judged).values())))
    if event.kind == log.PARAGRAPH_JUDGED:
        bodies = Bodies()
        moved = lineage.trace(db, bodies, recount={int(event.body["paragraph"], 16)})
        pledges.settle(db, _rejoin(db, bodies, moved, ()))
    if event.kind in log.MENTIONS_JUDGED and derived.get_report(db, event.body["report"]):
        pledges.settle(db, _judge_again(db, event.body["report"]))
    if event.kind == log.RULED:
        pledges.settle(db, rulings.pledges_of(db, event))


def _judge_again(db: Connection, report: str) -> set[str]:
    """Bring the mentions of a report in line with what people say of them now; returns the pledges to settle."""
    touched = pledges.take_out(db, derived.mentions_in(db, {report}, joined=True))
    judging.put_in(db, report)
    return touched | _rejoin(db, Bodies(), Moved(frozenset(), frozenset({report})), ())


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


def _take_in(ledger: Ledger, bodies: Bodies, found: Sequence[ReadAndFound | TrothError | Added]) -> list[Added]:
    with ledger.writing() as db:
        new: list[tuple[Report, Reading]] = []
        added = [_take_in_one(db, one, new) for one in found]
        _link(db, bodies, new)
    return added


def _take_in_one(db: Connection, found: ReadAndFound | TrothError | Added, new: list[tuple[Report, Reading]]) -> Added:
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
        _enter_reading(db, admitted.seq, report, found.reading)
        rulings.restore_words(db, report)
        new.append((report, found.reading))
    return Added(where, admitted.outcome, report.id, len(found.reading.pledges), notices)


def _read_unread(ledger: Ledger, settings: FindSettings, processes: int) -> Iterator[tuple[int, int]]:
    """Read what the log admits and the derived tables lack; yields how many of how many are done."""
    with ledger.reading() as db:
        read = derived.report_ids(db)
        unread = [event for event in log.current(db, log.ADMITTED) if event.subject not in read]
    done, bodies = 0, Bodies()
    for chunk in in_chunks(partial(_find_all, settings=settings), _kept_reports(ledger, unread), processes):
        with ledger.writing() as db:
            new = []
            for seq, report, reading in chunk:
                if derived.get_report(db, report.id) is None and admission.admission_of(db, report.id):
                    _enter_reading(db, seq, report, reading)
                    new.append((report, reading))
            _link(db, bodies, new)
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


def _enter_reading(db: Connection, seq: int, report: Report, reading: Reading) -> None:
    """Enter a report and its reading; what they have to do with others comes when the whole chunk is there."""
    derived.enter(db, report, reading, seq, rank=rank(report), page=page(report).body)
    if judged.judged(db, report.id) != Judged():
        judging.put_in(db, report.id)


def _link(db: Connection, bodies: Bodies, new: Sequence[tuple[Report, Reading]]) -> None:
    """Find the copies of new reports, and join their mentions to the pledges they are of."""
    if not new:
        return
    moved = lineage.trace(db, bodies, entered={report.id for report, _ in new})
    renamed = actors.enter(db, new)
    touched = _rejoin(db, bodies, moved, new) | pledges.rename(db, renamed) | rulings.pledges_naming(db, {report.id for report, _ in new})
    touched |= following.sight(db, (report for report, _ in new))
    for report, _ in new:
        touched |= derived.pledges_at(db, report.url) if report.url else set()
    pledges.settle(db, touched)


def _rejoin(db: Connection, bodies: Bodies, moved: Moved, new: Sequence[tuple[Report, Reading]]) -> set[str]:
    """Join the mentions of new reports and of those whose furniture changed, outside that furniture; returns the pledges to settle."""
    told = bodies.of(db, {report.id for report, _ in new} | moved.furniture)
    joined = derived.mentions_in(db, moved.furniture, joined=True)
    touched = pledges.take_out(db, [mention for mention in joined if told[mention.quote.report].furnished(mention.quote)])
    apart = derived.mentions_in(db, told, joined=False)
    touched |= pledges.join(db, [mention for mention in apart if not told[mention.quote.report].furnished(mention.quote)])
    return touched | pledges.told_by(db, moved.origins)


def _leave(db: Connection, report: str) -> None:
    """Take a report out of the derived tables; pledges and stories that it held together part."""
    gone = derived.get_report(db, report)
    if gone is None:
        pledges.settle(db, rulings.pledges_naming(db, {report}))
        return
    bodies = Bodies()
    moved = lineage.trace(db, bodies, leaving={report})
    touched = pledges.take_out(db, derived.mentions_in(db, {report}, joined=True)) | bearings.sighted_in(db, {report})
    renamed = actors.leave(db, report)
    derived.remove(db, report)
    touched |= pledges.rename(db, renamed)
    touched |= _rejoin(db, bodies, moved, ()) | rulings.pledges_naming(db, {report})
    pledges.settle(db, touched | (derived.pledges_at(db, gone.url) if gone.url else set()))

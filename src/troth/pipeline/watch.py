"""Watching: look after look, take in what is new at some sources, and tell what moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import sleep
from typing import Final

from troth.errors import BadAct, TrothError
from troth.find import FindSettings
from troth.ledger import log, queries
from troth.ledger.admission import Outcome
from troth.ledger.engine import Ledger
from troth.pipeline import Added, add_pieces
from troth.pipeline.moved import Deadline, Moved, Proposed, deadlines, moved
from troth.read import Given, Piece
from troth.read.growing import Growth, Unfinished

NEAR: Final = 7  # days before and after a deadline in which it is told: a weekly paper has one look at least


@dataclass(frozen=True, slots=True)
class Looked:
    """The end of a look: how many reports it took in, knew already, could not read, and the number of the log's last event.

    What moved after that event is what the next look tells; a watch that was broken off goes on from there (`since`).
    """

    new: int
    known: int
    failed: int
    event: int


News = Added | Unfinished | Moved | Deadline | Looked


@dataclass
class Watch:
    """Sources under watch, and what was seen of them so far.  All of it can be forgotten: what is known is not taken in again."""

    ledger: Ledger
    sources: Sequence[str | Path]
    given: Given = field(default_factory=Given)
    settings: FindSettings = field(default_factory=FindSettings)
    processes: int = 1
    near: int = NEAR
    since: int | None = None
    growth: Growth = field(default_factory=Growth)
    _told: set[tuple[str, str, bool]] = field(default_factory=set)

    def __post_init__(self) -> None:
        if "-" in map(str, self.sources):
            raise BadAct("watch", "standard input has an end", "use `troth add -`")

    def look(self, today: date) -> Iterator[News]:
        """What came since the last look, each report once it is in the ledger; then what moved, and the deadlines near this day.

        A report that cannot be read is told as failed and stops nothing.  What breaks a look off (a lost process, a full disk) is told
        likewise, and what it did not take in is taken in by the next.
        """
        with self.ledger.reading() as db:
            since = log.last_number(db) if self.since is None else self.since
        new = known = failed = 0
        news = _Arrivals(self.ledger, self.growth.new(self.sources))
        marks = dict(self.growth.marks)
        try:
            for added in add_pieces(self.ledger, news, given=self.given, settings=self.settings, processes=self.processes):
                new += added.outcome in (Outcome.ADDED, Outcome.REVISION)
                known += added.outcome in (Outcome.KNOWN, Outcome.REDACTED)
                failed += added.outcome is Outcome.FAILED
                if added.outcome is not Outcome.KNOWN:
                    yield added
        except TrothError as broke:
            self.growth.marks = marks
            failed += 1
            yield Added(broke.where, Outcome.FAILED, error=broke)
        yield from news.unfinished
        with self.ledger.reading() as db:
            told: list[News] = [*moved(db, since, news.proposed), *self._deadlines(deadlines(db, today, self.near))]
            self.since = log.last_number(db)
        yield from told
        yield Looked(new, known, failed, self.since)

    def _deadlines(self, near: Iterable[Deadline]) -> Iterator[Deadline]:
        """Those not told yet: a deadline is told when it comes near, and once more when it has passed."""
        for one in near:
            mark = (one.pledge.id, one.day, one.days < 0)
            if mark not in self._told:
                self._told.add(mark)
                yield one


def watch(watching: Watch, *, every: float | None = None, today: Callable[[], date] = date.today) -> Iterator[News]:
    """What one look at the sources gives, or, with `every`, that many seconds apart, look after look until interrupted.

    A single look waits until files that were just written rest.
    """
    if every is None:
        sleep(watching.growth.seconds_to_rest(watching.sources))
        yield from watching.look(today())
        return
    while True:
        yield from watching.look(today())
        sleep(every)


class _Arrivals:
    """The pieces to take in; notes what was proposed before the first of them, and sets aside what is still being written."""

    def __init__(self, ledger: Ledger, found: Iterator[Piece | TrothError | Unfinished]) -> None:
        self.ledger, self.found = ledger, found
        self.proposed: Proposed | None = None
        self.unfinished: list[Unfinished] = []

    def __iter__(self) -> Iterator[Piece | TrothError]:
        for one in self.found:
            if isinstance(one, Unfinished):
                self.unfinished.append(one)
                continue
            if self.proposed is None:
                with self.ledger.reading() as db:
                    self.proposed = queries.proposed_statuses(db)
            yield one

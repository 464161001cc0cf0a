"""The verbs, for programs: the same as on the command line, each on the ledger that it is given (default: the settings' one)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from troth import pipeline
from troth.config import load_settings
from troth.errors import BadAct
from troth.evaluate import EvalSettings, Score
from troth.evaluate import score as _score
from troth.find import find
from troth.forms import Form
from troth.ledger import doctor as _doctor
from troth.ledger import export as _export
from troth.ledger import log, queries
from troth.ledger.doctor import Finding
from troth.ledger.engine import Ledger, open_ledger
from troth.ledger.queries import Hit, PledgeFilter
from troth.link import compare as _compare
from troth.pipeline import Added
from troth.read import Given, read_one
from troth.types import Comparison, Pledge, Report

DEMO_LEDGER: Final = "troth-demo.db"

LedgerName = str | Path | None


def add(*sources: str | Path, ledger: LedgerName = None, given: Given | None = None, processes: int | None = None) -> Iterator[Added]:
    """Take reports into the ledger (made when there is none): files, folders, globs, or `-` for standard input.

    Each report is yielded once it is in the ledger for good.
    """
    settings = load_settings()
    with open_named(ledger, create=True) as opened:
        yield from pipeline.add(opened, sources, given=given, settings=settings.find, processes=processes or settings.processes)


def pledges(ledger: LedgerName = None, wanted: PledgeFilter | None = None) -> Iterator[Pledge]:
    """The pledges that pass the filter, those first reported earliest first."""
    with open_named(ledger) as opened, opened.reading() as db:
        yield from queries.find_pledges(db, wanted or PledgeFilter())


def compare(a: Report | str | Path, b: Report | str | Path, *, given: Given | None = None) -> Comparison:
    """How two reports are related and what `b` tells otherwise than `a`: reports, or files that hold one each (`-`: standard input)."""
    first, second = (one if isinstance(one, Report) else read_one(one, given=given or Given()) for one in (a, b))
    settings = load_settings().find
    return _compare(first, find(first, settings), second, find(second, settings))


def show(name: str, ledger: LedgerName = None) -> Pledge | Report | log.Event:
    """The report, pledge or event that this id means; shortened ids will do.  Raises NoSuchThing."""
    with open_named(ledger) as opened, opened.reading() as db:
        return queries.find_thing(db, name)


def search(query: str, ledger: LedgerName = None) -> Iterator[Hit]:
    """Reports that hold the words, best first: `"exact phrase"`, `-without`, `this OR that`."""
    with open_named(ledger) as opened, opened.reading() as db:
        yield from queries.search(db, query)


def export(ledger: LedgerName = None, *, text: bool = False) -> Iterator[Form]:
    """The whole ledger as sorted JSON forms; equal exports mean the same ledger."""
    with open_named(ledger) as opened, opened.reading() as db:
        yield from _export.lines(db, text=text)


def doctor(ledger: LedgerName = None) -> Iterator[Finding]:
    """Check log, texts and every quote; yields what is wrong or worth knowing."""
    with open_named(ledger) as opened, opened.reading() as db:
        yield from _doctor.examine(db)


def rebuild(ledger: LedgerName = None, *, processes: int | None = None, progress: Callable[[int, int], None] | None = None) -> int:
    """Make everything but log and texts again, with the present reader; returns the number of reports read."""
    settings = load_settings()
    with open_named(ledger) as opened:
        return pipeline.rebuild(opened, settings=settings.find, processes=processes or settings.processes, progress=progress)


def redact(report: str, ledger: LedgerName = None, *, because: str, by: str | None = None) -> log.Event:
    """Remove a report's text and quotes for good; the reason stays, signed.  The id may be shortened."""
    with open_named(ledger) as opened:
        return pipeline.redact(opened, _whole_id(opened, report), because=because, by=by or load_settings().user)


def undo(what: int | str | None = None, ledger: LedgerName = None, *, because: str = "", by: str | None = None) -> log.Event:
    """Take back an event (its number), an admission (the report's id), or the last human act."""
    settings = load_settings()
    with open_named(ledger) as opened:
        if isinstance(what, str):
            what = _whole_id(opened, what)
        return pipeline.undo(opened, what, because=because, by=by or settings.user, settings=settings.find, processes=settings.processes)


def demo(ledger: LedgerName = DEMO_LEDGER) -> Iterator[Added]:
    """Take the example reports into a ledger of their own."""
    with ExitStack() as stack:
        folder = stack.enter_context(as_file(files("troth") / "examples"))
        yield from add(folder, ledger=ledger or DEMO_LEDGER)


def score(*gold: str | Path, settings: EvalSettings | None = None) -> Iterator[Score]:
    """How well a reader reads, against labels (`troth eval`): troth's own, or the one whose predictions the settings name."""
    yield from _score(*gold, settings=settings)


def _whole_id(ledger: Ledger, report: str) -> str:
    with ledger.reading() as db:
        thing = queries.find_thing(db, report)
    if not isinstance(thing, Report):
        raise BadAct(report, "it is no report", "give the id of a report: `troth search` lists them")
    return thing.id


def open_named(ledger: LedgerName, *, create: bool = False) -> Ledger:
    """The ledger of this name, or the one of the settings."""
    return open_ledger(ledger or load_settings().ledger, create=create)

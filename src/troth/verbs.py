"""The verbs, for programs: the same as on the command line, each on the ledger that it is given (default: the settings' one)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from troth import pipeline
from troth.config import load_settings
from troth.errors import NoSuchThing
from troth.evaluate import EvalSettings, Score
from troth.evaluate import score as _score
from troth.find import find
from troth.follow import Followed
from troth.forms import Form
from troth.ledger import doctor as _doctor
from troth.ledger import export as _export
from troth.ledger import lineage as _lineage
from troth.ledger import log, queries
from troth.ledger.doctor import Finding
from troth.ledger.engine import Ledger, open_ledger
from troth.ledger.queries import Hit, PledgeFilter
from troth.link import compare as _compare
from troth.link.lineage import Lineage
from troth.link.lineage import lineage as lineage_of
from troth.pipeline import Added, ruling, tellings, tracking
from troth.pipeline.ruling import Docket, Ruled
from troth.pipeline.tellings import Why
from troth.read import Given, read, read_one
from troth.types import Comparison, Judgement, PageFurniture, Pledge, Polarity, Report, Status

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


def lineage(*sources: str | Path | Report, ledger: LedgerName = None, given: Given | None = None) -> Lineage:
    """Which reports copy or quote one another, and the stories that they make: of these reports and files, or, with none, of the ledger."""
    if not sources:
        with open_named(ledger) as opened, opened.reading() as db:
            return Lineage(tuple(_lineage.all_edges(db)), tuple(_lineage.all_stories(db)))
    reports = (report for one in sources for report in ([one] if isinstance(one, Report) else read(one, given=given or Given())))
    return lineage_of(list(reports))


def track(
    *sources: str | Path | Report,
    who: Sequence[str],
    what: str,
    since: str | None = None,
    polarity: Polarity = Polarity.DO,
    given: Given | None = None,
) -> Followed:
    """Follow one given pledge through reports and files: the passages that bear on it, by day, and the status that they speak for.

    `what` is the action as an infinitive, `since` the day it was made: earlier reports are left out.
    """
    reports = (report for one in sources for report in ([one] if isinstance(one, Report) else read(one, given=given or Given())))
    return tracking.track(who, what, reports, since=since, polarity=polarity)


def why(a: str, b: str, ledger: LedgerName = None) -> Why:
    """Why two reports of the ledger are of one story, or are not; ids may be shortened."""
    with open_named(ledger) as opened, opened.reading() as db:
        return tellings.why(db, *(queries.find_report(db, name) for name in (a, b)))


def furniture(ledger: LedgerName = None) -> list[PageFurniture]:
    """The paragraphs that outlets put under many reports, and those that people said are none."""
    with open_named(ledger) as opened, opened.reading() as db:
        return list(tellings.furniture(db))


def show(name: str, ledger: LedgerName = None) -> Pledge | Report | log.Event:
    """The report, pledge or event that this id means; shortened ids will do.  Raises NoSuchThing."""
    with open_named(ledger) as opened, opened.reading() as db:
        return queries.find_thing(db, name)


def docket(pledge: str, ledger: LedgerName = None) -> Docket:
    """A pledge with all that was ever ruled on it, and the view of it to rule on; its id may be shortened.  Raises NoSuchThing."""
    with open_named(ledger) as opened, opened.reading() as db:
        return ruling.docket(db, ruling.pledge_named(db, pledge))


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


def same(a: str, b: str, ledger: LedgerName = None, *, because: str = "", by: str | None = None) -> log.Event:
    """Say that two reports tell one text: their stories become one.  Ids may be shortened."""
    return _judge(a, b, ledger, True, because, by)


def different(a: str, b: str, ledger: LedgerName = None, *, because: str = "", by: str | None = None) -> log.Event:
    """Say that two reports do not tell one text: no story holds both.  Ids may be shortened."""
    return _judge(a, b, ledger, False, because, by)


def _judge(a: str, b: str, ledger: LedgerName, same: bool, because: str, by: str | None) -> log.Event:
    with open_named(ledger) as opened:
        judgement = Judgement(_whole_id(opened, a), _whole_id(opened, b), same)
        return pipeline.judge_tellings(opened, judgement, because=because, by=by or load_settings().user)


def judge_furniture(
    paragraph: str, is_furniture: bool, ledger: LedgerName = None, *, because: str = "", by: str | None = None
) -> log.Event:
    """Say that a paragraph (by its id, which `furniture` tells and which may be shortened) is the page's furniture, or is text."""
    with open_named(ledger) as opened:
        with opened.reading() as db:
            fitting = [one.id for one in tellings.furniture(db) if one.id.startswith(paragraph)]
        if len(fitting) != 1:
            told = f"{len(fitting)} paragraphs' ids begin so" if fitting else "no repeated paragraph has this id"
            raise NoSuchThing(paragraph, told, "`troth furniture` lists them")
        number = int(fitting[0], 16)
        return pipeline.judge_paragraph(opened, number, furniture=is_furniture, because=because, by=by or load_settings().user)


def rule(
    pledge: str,
    status: Status | str,
    ledger: LedgerName = None,
    *,
    because: str,
    evidence: Sequence[str] = (),
    by: str | None = None,
    seen: str | None = None,
) -> Ruled:
    """Decide what became of a pledge (its id may be shortened), why, and on which words.

    Each piece of evidence is the id of a mention or development, `REPORT:START-END`, or words of one of the pledge's reports.  `seen` is
    the view of the pledge that `docket` gave: the ruling is refused with what changed if it is no longer so, and takes the place of
    rulings that were seen.  Raises BadAct when it cannot be done as asked.
    """
    with open_named(ledger) as opened:
        signed = by or load_settings().user
        return ruling.rule(opened, pledge, Status(status), because=because, evidence=evidence, by=signed, seen=seen)


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
        return queries.find_report(db, report).id


def open_named(ledger: LedgerName, *, create: bool = False) -> Ledger:
    """The ledger of this name, or the one of the settings."""
    return open_ledger(ledger or load_settings().ledger, create=create)

"""The verbs, for programs: the same as on the command line, each on the ledger that it is given (default: the settings' one)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from troth import pipeline
from troth.coding.agreement import Codings, compare_codings
from troth.coding.sample import Sampling, draw
from troth.coding.sheets import read_sheet, write_sheet
from troth.config import load_settings
from troth.errors import NoSuchThing, TrothError
from troth.evaluate import EvalSettings, Score
from troth.evaluate import score as _score
from troth.evaluate.given import joined as _joined
from troth.find import find
from troth.follow import Followed
from troth.forms import Form, gold_form
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
from troth.pipeline import Added, joins, judging, ruling, tellings, tracking
from troth.pipeline import actors as _actors
from troth.pipeline.joins import Unsure, WhyOne
from troth.pipeline.judging import Mentioned
from troth.pipeline.ruling import Docket, Ruled
from troth.pipeline.tellings import Why
from troth.pipeline.watch import NEAR, News, Watch
from troth.pipeline.watch import watch as _watch
from troth.publish.scale import Scale, scale_named
from troth.read import Given, read, read_one
from troth.types import Actor, Comparison, Judgement, PageFurniture, Pledge, Polarity, Report, Status

DEMO_LEDGER: Final = "troth-demo.db"

LedgerName = str | Path | None


def add(*sources: str | Path, ledger: LedgerName = None, given: Given | None = None, processes: int | None = None) -> Iterator[Added]:
    """Take reports into the ledger (made when there is none): files, folders, globs, or `-` for standard input.

    Each report is yielded once it is in the ledger for good.
    """
    settings = load_settings()
    with open_named(ledger, create=True) as opened:
        yield from pipeline.add(opened, sources, given=given, settings=settings.find, processes=processes or settings.processes)


def watch(
    *sources: str | Path,
    ledger: LedgerName = None,
    given: Given | None = None,
    every: float | None = None,
    near: int = NEAR,
    since: int | None = None,
    today: date | None = None,
    processes: int | None = None,
) -> Iterator[News]:
    """Take in what is new in files and folders (a growing JSONL too) and tell what moved: once, or so many seconds apart for ever.

    Yields each report taken in, files still being written, what moved in pledges after the event `since` (default: in this look), pledges
    whose deadline is within `near` days of `today`, and at the end of each look how far it came.
    """
    settings = load_settings()
    with open_named(ledger, create=True) as opened:
        processes = processes or settings.processes
        watching = Watch(opened, sources, given or Given(), settings.find, processes=processes, near=near, since=since)
        yield from _watch(watching, every=every, today=lambda: today or date.today())


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
    due: str | None = None,
    polarity: Polarity = Polarity.DO,
    given: Given | None = None,
) -> Followed:
    """Follow one given pledge through reports and files: the passages that bear on it, by day, and the status that they speak for.

    `what` is the action as an infinitive ("not raise the fee" is to refrain from raising it), `since` the day it was made (earlier reports
    are left out) and `due` its deadline, both as 2009-04-16: nothing is broken before that.
    """
    reports = (report for one in sources for report in ([one] if isinstance(one, Report) else read(one, given=given or Given())))
    return tracking.track(who, what, reports, since=since, due=due, polarity=polarity)


def why(a: str, b: str, ledger: LedgerName = None) -> Why | WhyOne:
    """Why two reports of the ledger are of one story or are not, or two mentions of one pledge; ids may be shortened."""
    with open_named(ledger) as opened, opened.reading() as db:
        if joins.are_reports(db, a, b):
            return tellings.why(db, *(queries.find_report(db, name) for name in (a, b)))
        return joins.why(db, *(queries.find_mention(db, name) for name in (a, b)))


def unsure(ledger: LedgerName = None) -> list[Unsure]:
    """Pairs of pledges that may be one, surest first, and those of which people contradict one another: `same` and `different` decide."""
    with open_named(ledger) as opened, opened.reading() as db:
        return joins.unsure(db)


def actors(ledger: LedgerName = None) -> list[Actor]:
    """Who pledges or speaks in the reports, with all names, those that most reports name first."""
    with open_named(ledger) as opened, opened.reading() as db:
        return _actors.all_actors(db)


def pledges_by(actor: str, ledger: LedgerName = None) -> list[str]:
    """The ids of the pledges that an actor, by its key, has made."""
    with open_named(ledger) as opened, opened.reading() as db:
        return _actors.pledges_by(db, actor)


def furniture(ledger: LedgerName = None) -> list[PageFurniture]:
    """The paragraphs that outlets put under many reports, and those that people said are none."""
    with open_named(ledger) as opened, opened.reading() as db:
        return list(tellings.furniture(db))


def link(mentions: str | Path, failed: Callable[[TrothError], None] | None = None) -> list[Pledge]:
    """The pledges that the mentions in a file are of, without a ledger; rows are reports with `pledges`, as labels are.

    Raises on a faulty row, or tells it to `failed` and joins the rest.
    """

    def raise_it(error: TrothError) -> None:
        raise error

    return _joined(Path(mentions), failed or raise_it)


def show(name: str, ledger: LedgerName = None) -> Pledge | Report | log.Event | Actor:
    """The report, pledge or event that this id means (shortened ids will do), or the actor of this name.  Raises NoSuchThing."""
    with open_named(ledger) as opened, opened.reading() as db:
        try:
            return queries.find_thing(db, name)
        except NoSuchThing:
            if (actor := _actors.find_actor(db, name)) is None:
                raise
            return actor


def docket(pledge: str, ledger: LedgerName = None) -> Docket:
    """A pledge with all that was ever ruled on it, and the view of it to rule on; its id may be shortened.  Raises NoSuchThing."""
    with open_named(ledger) as opened, opened.reading() as db:
        return ruling.docket(db, ruling.pledge_named(db, pledge))


def search(query: str, ledger: LedgerName = None) -> Iterator[Hit]:
    """Reports that hold the words, best first: `"exact phrase"`, `-without`, `this OR that`."""
    with open_named(ledger) as opened, opened.reading() as db:
        yield from queries.search(db, query)


def scale(name: str | None = None) -> Scale:
    """The labels by which statuses are published: the settings' scale, one that comes with troth, or a file's.  Raises BadSettings."""
    return scale_named(name or load_settings().scale)


def export(ledger: LedgerName = None, *, text: bool = False) -> Iterator[Form]:
    """The whole ledger as sorted JSON forms; equal exports mean the same ledger."""
    with open_named(ledger) as opened, opened.reading() as db:
        yield from _export.lines(db, text=text)


def doctor(ledger: LedgerName = None) -> Iterator[Finding]:
    """Check log, texts and every quote; yields what is wrong or worth knowing."""
    with open_named(ledger) as opened, opened.reading() as db:
        yield from _doctor.examine(db)
        yield from joins.examine(db)


def rebuild(ledger: LedgerName = None, *, processes: int | None = None, progress: Callable[[int, int], None] | None = None) -> int:
    """Make everything but log and texts again, with the present reader; returns the number of reports read."""
    settings = load_settings()
    with open_named(ledger) as opened:
        return pipeline.rebuild(opened, settings=settings.find, processes=processes or settings.processes, progress=progress)


def redact(report: str, ledger: LedgerName = None, *, because: str, by: str | None = None) -> log.Event:
    """Remove a report's text and quotes for good; the reason stays, signed.  The id may be shortened."""
    with open_named(ledger) as opened:
        return pipeline.redact(opened, _whole_id(opened, report), because=because, by=by or load_settings().user)


def same(a: str, b: str, ledger: LedgerName = None, *, actors: bool = False, because: str = "", by: str | None = None) -> log.Event:
    """Say that two reports tell one text, that two pledges (or mentions) are one pledge, or, with `actors`, that two names are one actor.

    Ids may be shortened.
    """
    return (_judge_actors if actors else _judge)(a, b, ledger, True, because, by)


def different(a: str, b: str, ledger: LedgerName = None, *, actors: bool = False, because: str = "", by: str | None = None) -> log.Event:
    """Say that two reports do not tell one text, that two mentions are not of one pledge, or, with `actors`, that two names are two actors.

    Ids may be shortened.
    """
    return (_judge_actors if actors else _judge)(a, b, ledger, False, because, by)


def _judge_actors(a: str, b: str, ledger: LedgerName, same: bool, because: str, by: str | None) -> log.Event:
    with open_named(ledger) as opened:
        return pipeline.judge_actors(opened, Judgement(a, b, same), because=because, by=by or load_settings().user)


def _judge(a: str, b: str, ledger: LedgerName, same: bool, because: str, by: str | None) -> log.Event:
    with open_named(ledger) as opened:
        with opened.reading() as db:
            reports = joins.are_reports(db, a, b)
            first, second = (queries.find_report(db, name).id if reports else queries.find_mention(db, name) for name in (a, b))
        judgement = Judgement(first, second, same)
        judge = pipeline.judge_tellings if reports else pipeline.judge_pledges
        return judge(opened, judgement, because=because, by=by or load_settings().user)


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


def add_mention(report: str, told: Mentioned, ledger: LedgerName = None, *, because: str = "", by: str | None = None) -> log.Event:
    """Add a mention that the reader missed in a report (its id may be shortened), or correct one.  Raises BadAct when it cannot be."""
    with open_named(ledger) as opened:
        return pipeline.add_mention(opened, _whole_id(opened, report), told, because=because, by=by or load_settings().user)


def reject_mention(mention: str, ledger: LedgerName = None, *, because: str = "", by: str | None = None) -> log.Event:
    """Say that the mention with this id states no pledge.  Raises BadAct when it cannot be done."""
    with open_named(ledger) as opened:
        return pipeline.reject_mention(opened, mention, because=because, by=by or load_settings().user)


def gold(ledger: LedgerName = None) -> Iterator[Form]:
    """The reports whose mentions people judged, with the mentions that stand in them, as labels for `troth eval pledges`."""
    with open_named(ledger) as opened, opened.reading() as db:
        for report, labels in judging.gold(db):
            yield gold_form(report, labels)


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


def code(*sheets: str | Path, ledger: LedgerName = None, sampling: Sampling | None = None) -> int:
    """Draw a sample for blind coding and write it, empty, to each of these sheets (CSV), one a coder; returns how many rows it has."""
    drawn = sampling or Sampling()
    with open_named(ledger) as opened:
        rows = draw(opened, drawn)
    for sheet in sheets:
        write_sheet(rows, drawn.unit, Path(sheet))
    return len(rows)


def agreement(a: str | Path, b: str | Path) -> Codings:
    """How far two coders agree, by the sheets that they filled in: Krippendorff's alpha for each variable, and every disagreement."""
    return compare_codings(read_sheet(Path(a)), read_sheet(Path(b)))


def _whole_id(ledger: Ledger, report: str) -> str:
    with ledger.reading() as db:
        return queries.find_report(db, report).id


def open_named(ledger: LedgerName, *, create: bool = False) -> Ledger:
    """The ledger of this name, or the one of the settings."""
    return open_ledger(ledger or load_settings().ledger, create=create)

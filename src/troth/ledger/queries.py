"""Questions to the ledger: pledges by filter, one thing by its id, reports by their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, exists, func, select

from troth.anchor import quote
from troth.errors import BadAct, NoSuchThing
from troth.identity import place_of
from troth.ledger import derived, log, words
from troth.ledger.records import from_record
from troth.ledger.schema import developments, mention_actors, mentions, pledge_bodies, pledge_parties, pledges, reports
from troth.ledger.schema import log as log_table
from troth.text import sentences
from troth.types import DATELESS, Force, Pledge, Quote, Report, Status

BATCH: Final = 200  # pledges fetched with their mentions in one question
SHORTEST: Final = 6  # hexadecimal digits of a shortened id: 16 million reports' worth of keys, as git abbreviates
_SHORT_ID: Final = re.compile(r"(?P<kind>[a-z])(?P<key>[0-9a-f]{1,16})-(?P<start>\d+)(?:-(?P<end>\d+))?")


@dataclass(frozen=True, slots=True)
class PledgeFilter:
    """Which pledges are wanted; what is None does not matter.

    `who`, `text` and `outlet` are parts of names or words, in any case; `text` is looked for in what is pledged and in the words of the
    mentions; `since` and `until` are days, on which (or after, or before) the pledge was first reported.  `status` is what a person ruled,
    `proposed` what troth proposes, `contested` whether current rulings contradict one another.  `party` is a name as it stands in entries,
    `actor` the key of whoever goes by several;
    `words` are sought as `search` does, in names, in what is pledged and in the mentions; `due_from` and `due_until` are days between which
    the deadline lies; `origins` is how many independent origins there are at least.
    """

    who: str | None = None
    force: Force | None = None
    checkable: bool | None = None
    status: Status | None = None
    proposed: Status | None = None
    contested: bool | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    outlet: str | None = None
    party: str | None = None
    actor: str | None = None
    words: str | None = None
    due_from: str | None = None
    due_until: str | None = None
    origins: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that has the words sought, and its sentences in which they stand."""

    report: Report
    quotes: tuple[Quote, ...]


def find_pledges(db: Connection, wanted: PledgeFilter) -> Iterator[Pledge]:
    """The pledges that pass the filter, those first reported earliest first."""
    first_reported = func.coalesce(pledges.c.since, DATELESS)
    yield from _in_batches(db, select(pledges.c.id).where(*conditions(db, wanted)).order_by(first_reported, pledges.c.id))


def count_pledges(db: Connection, wanted: PledgeFilter) -> int:
    """How many pledges pass the filter."""
    return db.execute(select(func.count()).select_from(pledges).where(*conditions(db, wanted))).scalar_one()


def count_unread(db: Connection) -> int:
    """How many reports of the ledger its present reader has not read: after an upgrade, or while `rebuild` is at work."""
    admitted = select(log_table.c.hash, log_table.c.subject).where(log_table.c.kind == log.ADMITTED)
    rows = db.execute(admitted.where(log_table.c.subject.not_in(select(reports.c.id)))).all()
    gone = log.superseded(db) if rows else frozenset()
    redacted = {event.subject for event in log.current(db, log.REDACTED)} if rows else set()
    return len({row.subject for row in rows if row.hash not in gone and row.subject not in redacted})


@dataclass(frozen=True, slots=True)
class Drawable:
    """A mention or pledge that a sample can draw, with what it can be stratified by: the outlet and year of its first report, its force and
    status; "" where nobody tells."""

    id: str
    outlet: str
    year: str
    force: str
    status: str


def mentions_to_draw(db: Connection) -> Iterator[Drawable]:
    """Every mention of a pledge, in order of their ids."""
    yield from _drawable(db, mentions.c.id, mentions.c.pledge == pledges.c.id)


def pledges_to_draw(db: Connection) -> Iterator[Drawable]:
    """Every pledge, in order of their ids."""
    yield from _drawable(db, pledges.c.id, mentions.c.id == pledges.c.id)


def _drawable(db: Connection, name: ColumnElement[str], of: ColumnElement[bool]) -> Iterator[Drawable]:
    columns = select(name.label("id"), reports.c.outlet, reports.c.published, pledges.c.force, pledges.c.status)
    joined = columns.select_from(mentions).join(reports, reports.c.id == mentions.c.report).join(pledges, of)
    for row in db.execute(joined.order_by(name)):
        yield Drawable(row.id, row.outlet or "", (row.published or "")[:4], row.force, row.status)


def pledges_reported_since(db: Connection, seq: int) -> list[str]:
    """The ids of the pledges on which a report bears that was admitted after the event with this number."""
    return list(db.execute(select(pledges.c.id).where(pledges.c.seq > seq).order_by(pledges.c.id)).scalars())


def proposed_statuses(db: Connection) -> dict[str, Status | None]:
    """What troth proposes for each pledge, by its id."""
    rows = db.execute(select(pledges.c.id, pledges.c.proposed))
    return {row.id: Status(row.proposed) if row.proposed else None for row in rows}


def find_due(db: Connection, first: str, last: str) -> Iterator[Pledge]:
    """The pledges whose deadline ends between these days, both included, earliest first."""
    yield from _in_batches(db, select(pledges.c.id).where(pledges.c.due.between(first, last)).order_by(pledges.c.due, pledges.c.id))


def all_pledges(db: Connection) -> Iterator[Pledge]:
    """Every pledge, in order of their ids."""
    yield from _in_batches(db, select(pledges.c.id).order_by(pledges.c.id))


def get_pledges(db: Connection, ids: Iterable[str]) -> dict[str, Pledge]:
    """These pledges with their mentions."""
    ids = list(ids)
    members = derived.mentions_of(db, ids)
    rows = db.execute(select(pledge_bodies).where(pledge_bodies.c.pledge.in_(ids)))
    return {row.pledge: replace(from_record(Pledge, row.body), mentions=members.get(row.pledge, ())) for row in rows}


def find_thing(db: Connection, name: str) -> Pledge | Report | log.Event:
    """What this id means: a report, a pledge (also by the id of any mention it ever had), or an event by its number.

    Ids may be shortened as long as one thing alone fits.  Raises NoSuchThing when nothing does, or several do.
    """
    if name.isascii() and name.lstrip("#").isdigit() and (event := log.event_numbered(db, int(name.lstrip("#")))):
        return event
    if report := derived.get_report(db, name) or _report_with_mention(db, name):
        return report
    if pledge := _pledge_at(db, name):
        return get_pledges(db, [pledge])[pledge]
    if not (fitting := _report_ids_beginning(db, name)):
        raise NoSuchThing(name, "nothing in the ledger has this id", "`troth pledges` and `troth search` list ids")
    if len(fitting) > 1:
        raise NoSuchThing(name, f"{len(fitting)} reports' ids begin so", "give more of the id")
    report = derived.get_report(db, fitting[0])
    assert report is not None
    return report


def find_report(db: Connection, name: str) -> Report:
    """The report that this id means, whole or shortened.  Raises NoSuchThing when nothing does, BadAct when it is something else."""
    thing = find_thing(db, name)
    if not isinstance(thing, Report):
        raise BadAct(name, "it is no report", "give the id of a report: `troth search` lists them")
    return thing


def report_with_key(db: Connection, key: str) -> Report:
    """The report whose id has this key (`troth.identity.report_key`).  Raises NoSuchThing when none has."""
    found = db.execute(select(reports.c.id).where(reports.c.key == key)).scalar()
    report = derived.get_report(db, found) if found else None
    if report is None:
        raise NoSuchThing(key, "no report has this key", "look for it with `troth search`")
    return report


def pledges_at(db: Connection, names: Iterable[str]) -> dict[str, str]:
    """The ids of the pledges that these mentions, by their ids, are of; those of no pledge are left out."""
    wanted = select(mentions.c.id, mentions.c.pledge).where(mentions.c.id.in_(list(names)), mentions.c.pledge.is_not(None))
    return {row.id: str(row.pledge) for row in db.execute(wanted)}


def quote_named(db: Connection, name: str) -> Quote | None:
    """The quote of the mention or development with this id, whole or shortened; None when nothing has it.

    A whole id tells its place, so words are found under it that the present reader does not mark any more.
    """
    if place := place_of(name):
        report = db.execute(select(reports.c.id).where(reports.c.key == place.report_key)).scalar()
        told = derived.get_report(db, report) if report else None
        return quote(told, place.start, place.end) if told and place.start < place.end <= len(told.text) else None
    fitting = [row.id for row in _fitting(db, name, mentions) + _fitting(db, name, developments)]
    if len(fitting) > 1:
        raise NoSuchThing(name, f"{len(fitting)} ids fit", "give more of the id")
    return quote_named(db, fitting[0]) if fitting else None


def find_mention(db: Connection, name: str) -> str:
    """The id of the mention that this id means: of a mention or a pledge, whole, shortened, or of an earlier reader.

    Raises NoSuchThing when nothing has it, or several do.
    """
    fitting = [row.id for row in _mentions_fitting(db, name)]
    if len(fitting) > 1:
        raise NoSuchThing(name, f"{len(fitting)} pledge mentions fit", "give more of the id")
    found = fitting[0] if fitting else derived.mentions_at(db, [name]).get(name)
    if found is None:
        raise NoSuchThing(name, "no pledge and no mention of one has this id", "`troth pledges` lists them")
    return found


def search(db: Connection, query: str) -> Iterator[Hit]:
    """Reports that hold the words of the query, best first, with the sentences in which they stand."""
    for hit in words.find(db, query):
        report = derived.get_report(db, hit.report)
        if report is not None:
            yield Hit(report, tuple(_sentences_with(report, hit.places)))


def short_id(db: Connection, pledge: str) -> str:
    """The shortest form of a pledge's id that means it alone."""
    place = place_of(pledge)
    if place is None:
        return pledge
    for length in range(SHORTEST, len(place.report_key) + 1):
        short = f"{place.kind}{place.report_key[:length]}-{place.start}"
        if len(_mentions_fitting(db, short)) == 1:
            return short
    return pledge


def revisions(db: Connection, report: Report) -> list[str]:
    """The ids of all reports at this report's url, first to last."""
    if report.url is None:
        return [report.id]
    wanted = select(reports.c.id).where(reports.c.url == report.url)
    return list(db.execute(wanted.order_by(func.coalesce(reports.c.published, ""), reports.c.id)).scalars())


def get_pledges_in_order(db: Connection, ids: Iterable[str]) -> Iterator[Pledge]:
    """These pledges with their mentions, one after the other, however many they are; those that are not there are passed over."""
    left = iter(ids)
    while batch := list(islice(left, BATCH)):
        found = get_pledges(db, batch)
        yield from (found[pledge] for pledge in batch if pledge in found)


def _in_batches(db: Connection, wanted: Select[str]) -> Iterator[Pledge]:
    yield from get_pledges_in_order(db, db.execute(wanted).scalars().all())


def conditions(db: Connection, wanted: PledgeFilter) -> Iterator[ColumnElement[bool]]:
    """What a row of the table of pledges has to fulfil to pass the filter."""
    if wanted.who:
        yield pledges.c.who.icontains(wanted.who, autoescape=True)
    if wanted.force:
        yield pledges.c.force == str(wanted.force)
    if wanted.checkable is not None:
        yield pledges.c.checkable == int(wanted.checkable)
    if wanted.status:
        yield pledges.c.status == str(wanted.status)
    if wanted.proposed:
        yield pledges.c.proposed == str(wanted.proposed)
    if wanted.contested is not None:
        yield pledges.c.contested == int(wanted.contested)
    if wanted.since:
        yield pledges.c.since >= wanted.since
    if wanted.until:
        yield pledges.c.since <= wanted.until
    if wanted.text:
        in_mention = exists().where(mentions.c.pledge == pledges.c.id, mentions.c.exact.icontains(wanted.text, autoescape=True))
        yield pledges.c.what.icontains(wanted.text, autoescape=True) | in_mention
    if wanted.party:
        yield pledges.c.n.in_(select(pledge_parties.c.n).where(pledge_parties.c.name == wanted.party))
    if wanted.actor:
        theirs = select(mention_actors.c.mention).where(mention_actors.c.actor == wanted.actor)
        yield pledges.c.id.in_(select(mentions.c.pledge).where(mentions.c.id.in_(theirs), mentions.c.pledge.is_not(None)))
    if wanted.words and (with_words := words.pledges_with(db, wanted.words)) is not None:
        yield pledges.c.n.in_(with_words)
    if wanted.due_from:
        yield pledges.c.due >= wanted.due_from
    if wanted.due_until:
        yield pledges.c.due <= wanted.due_until
    if wanted.origins:
        yield pledges.c.origins >= wanted.origins
    if wanted.outlet:
        yield exists().where(
            mentions.c.pledge == pledges.c.id, reports.c.id == mentions.c.report, reports.c.outlet.icontains(wanted.outlet, autoescape=True)
        )


def _pledge_at(db: Connection, name: str) -> str | None:
    """The pledge of the mention with this id; of a mention that is no longer read, the pledge of the mention that overlaps it most."""
    fitting = _mentions_fitting(db, name)
    if len({row.pledge for row in fitting}) == 1:
        return str(fitting[0].pledge)
    if fitting:
        raise NoSuchThing(name, f"{len(fitting)} pledge mentions fit", "give more of the id")
    place = place_of(name)
    if place is None:
        return None
    in_report = select(mentions.c.pledge, mentions.c.start, mentions.c.end).join(reports, reports.c.id == mentions.c.report)
    overlapping = (mentions.c.start < place.end, mentions.c.end > place.start, mentions.c.pledge.is_not(None))
    near = db.execute(in_report.where(reports.c.key == place.report_key, *overlapping)).all()
    best = max(near, key=lambda row: min(row.end, place.end) - max(row.start, place.start), default=None)
    return None if best is None else str(best.pledge)


def _report_with_mention(db: Connection, name: str) -> Report | None:
    """The report that holds a mention of no pledge, since it stands in furniture."""
    wanted = select(mentions.c.report).where(mentions.c.id == name, mentions.c.pledge.is_(None))
    report = db.execute(wanted).scalar()
    return derived.get_report(db, report) if report else None


def _mentions_fitting(db: Connection, name: str) -> list[Row[str, str | None]]:
    """The mentions of pledges whose id is this, whole or shortened (`p` and some of the key, `-` and the start)."""
    return [row for row in _fitting(db, name, mentions) if row.pledge is not None]


def _fitting(db: Connection, name: str, table: Table) -> list[Any]:
    """The rows of a table whose id is this, whole or shortened."""
    short = _SHORT_ID.fullmatch(name)
    if short is None:
        return []
    beginning = short["kind"] + short["key"]
    rest = f"%-{short['start']}-{short['end'] or '%'}"
    within = and_(table.c.id >= beginning, table.c.id < beginning + "g")  # "g" sorts after every hexadecimal digit and "-"
    return list(db.execute(select(table).where(within, table.c.id.like(rest))).all())


def _report_ids_beginning(db: Connection, name: str) -> list[str]:
    wanted: Select[str] = select(reports.c.id).where(reports.c.id.startswith(name, autoescape=True)) if name else select(reports.c.id)
    return list(db.execute(wanted.limit(100)).scalars())


def _sentences_with(report: Report, places: Iterable[tuple[int, int]]) -> Iterator[Quote]:
    starts = [start for start, _ in places]
    for sentence in sentences(report.text):
        if any(sentence.start <= start < sentence.end for start in starts):
            yield quote(report, sentence.start, sentence.end)

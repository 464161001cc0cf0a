"""The derived tables: what was read in each report, and the pledges that came of it.  Nothing here decides anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection, Row, Table, and_, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.sql import Select

from troth.identity import mention_id, place_id, place_of, report_key
from troth.ledger import words
from troth.ledger.portions import portions
from troth.ledger.records import from_record, reading_of_rest, reading_rest, report_of_record, report_record, to_record
from troth.ledger.schema import developments, mentions, pledge_bodies, pledge_parties, pledges, readings, reports
from troth.types import DATELESS, Development, Pledge, PledgeMention, Reading, Report


@dataclass(frozen=True, slots=True)
class Standing:
    """A mention, what the reader read at its place (None: nothing), and what people said of it (None: nothing)."""

    mention: PledgeMention
    read: PledgeMention | None
    verdict: str | None


OUT: Final = ("rejected", "replaced")  # verdicts on mentions that count no more


def enter(db: Connection, report: Report, reading: Reading, seq: int, *, rank: int, page: int) -> None:
    """Enter a report, admitted by event `seq`, and its reading.  The mentions have no pledge yet.

    `rank` and `page` are what the lineage knows the report and its page by.
    """
    row = {
        "id": report.id,
        "key": report_key(report.id),
        "seq": seq,
        "source": report.digest,
        "outlet": report.outlet,
        "credit": report.credit,
        "rank": rank,
        "page": page,
        "url": report.url,
        "published": report.published,
        "title": report.title,
        "body": report_record(replace(report, text="")).decode(),
        "text": report.text,
    }
    inserted = db.execute(insert(reports).values(row).returning(reports.c.n)).scalar_one()
    words.note(db, inserted, report.text)
    db.execute(insert(readings).values(report=report.id, reader=reading.reader, settings=reading.settings, rest=reading_rest(reading)))
    _enter_all(db, mentions, [_mention_row(Standing(mention, mention, None)) for mention in reading.pledges])
    _enter_all(db, developments, [_development_row(development) for development in reading.developments])


def read_mentions(db: Connection, report: str) -> list[PledgeMention]:
    """The mentions in a report as the reader read them, whatever people said of them."""
    return [one.read for one in standing_mentions(db, report) if one.read]


def standing_mentions(db: Connection, report: str) -> list[Standing]:
    """The mentions in a report with what people said of them, in order of their places."""
    wanted = select(mentions.c.body, mentions.c.read, mentions.c.judged).where(mentions.c.report == report)
    return [_standing(row) for row in db.execute(wanted.order_by(mentions.c.start, mentions.c.end))]


def replace_mentions(db: Connection, report: str, found: Sequence[Standing]) -> None:
    """Put these mentions in the place of all that a report has; they have no pledge yet."""
    db.execute(delete(mentions).where(mentions.c.report == report))
    _enter_all(db, mentions, [_mention_row(one) for one in found])


def remove(db: Connection, report: str) -> None:
    """Remove a report and all that was read in it; its mentions belong to no pledge any more."""
    row = db.execute(select(reports.c.n, reports.c.text).where(reports.c.id == report)).first()
    if row is not None:
        words.forget(db, row.n, row.text)
        db.execute(delete(reports).where(reports.c.id == report))


def pledges_of(db: Connection, names: Collection[str]) -> set[str]:
    """The ids of the pledges that these mentions belong to."""
    wanted = select(mentions.c.pledge).where(mentions.c.id.in_(names), mentions.c.pledge.is_not(None))
    return set(db.execute(wanted.distinct()).scalars())


def pledges_in(db: Connection, ids: Collection[str]) -> set[str]:
    """The ids of the pledges that these reports mention."""
    wanted = select(mentions.c.pledge).where(mentions.c.report.in_(ids), mentions.c.pledge.is_not(None))
    return set(db.execute(wanted.distinct()).scalars())


def mentions_in(db: Connection, ids: Collection[str], *, joined: bool) -> list[PledgeMention]:
    """The mentions in these reports that belong to a pledge, or those that belong to none."""
    wanted = select(mentions.c.body).where(
        mentions.c.report.in_(ids), mentions.c.pledge.is_not(None) if joined else and_(mentions.c.pledge.is_(None), _COUNTS)
    )
    return [from_record(PledgeMention, body) for body in db.execute(wanted.order_by(mentions.c.id)).scalars()]


def assign(db: Connection, names: Collection[str], pledge: str) -> None:
    """Make these mentions belong to this pledge."""
    db.execute(update(mentions).where(mentions.c.id.in_(names)).values(pledge=pledge))


def house(db: Connection, homes: Mapping[str, str]) -> None:
    """Make each of these mentions belong to its pledge."""
    if rows := [{"named": mention, "home": pledge} for mention, pledge in sorted(homes.items())]:
        db.execute(update(mentions).where(mentions.c.id == bindparam("named")).values(pledge=bindparam("home")), rows)


def get_mentions(db: Connection, names: Collection[str]) -> list[PledgeMention]:
    """The mentions with these ids, in order of the ids."""
    wanted = select(mentions.c.body).order_by(mentions.c.id)
    rows = (body for some in portions(sorted(names)) for body in db.execute(wanted.where(mentions.c.id.in_(some))).scalars())
    return [from_record(PledgeMention, body) for body in rows]


def mentions_at(db: Connection, names: Collection[str]) -> dict[str, str]:
    """The mention that now stands where each of these ids says: itself, else, of those that overlap its place, the one that does most.

    An id of an earlier reader so leads on; one whose report or words are gone is left out.
    """
    places = {name: place for name in names if (place := place_of(name))}
    near: dict[str, list[Row[str, str, int, int]]] = {}
    in_report = select(mentions.c.id, reports.c.key, mentions.c.start, mentions.c.end).join(reports, reports.c.id == mentions.c.report)
    in_report = in_report.where(_COUNTS)
    for some in portions({place.report_key for place in places.values()}):
        for row in db.execute(in_report.where(reports.c.key.in_(some)).order_by(mentions.c.start, mentions.c.end, mentions.c.id)):
            near.setdefault(row.key, []).append(row)
    found = {}
    for name, place in places.items():
        shared = {row.id: min(row.end, place.end) - max(row.start, place.start) for row in near.get(place.report_key, ())}
        best = name if name in shared else max(shared, key=lambda other: shared[other], default=None)
        if best is not None and shared[best] > 0:
            found[name] = best
    return found


def ids_of(db: Connection, pledges: Collection[str]) -> dict[str, set[str]]:
    """The ids of the mentions of each of these pledges."""
    found: dict[str, set[str]] = {}
    for some in portions(pledges):
        for row in db.execute(select(mentions.c.pledge, mentions.c.id).where(mentions.c.pledge.in_(some))):
            found.setdefault(str(row.pledge), set()).add(row.id)
    return found


def mentions_of(db: Connection, ids: Collection[str]) -> dict[str, tuple[PledgeMention, ...]]:
    """The mentions of these pledges, each in order of (published, report, start)."""
    found: dict[str, list[PledgeMention]] = {}
    for row in db.execute(_in_order(select(mentions.c.pledge, mentions.c.body).where(mentions.c.pledge.in_(ids)))):
        found.setdefault(row.pledge, []).append(from_record(PledgeMention, row.body))
    return {pledge: tuple(members) for pledge, members in found.items()}


def pledges_at(db: Connection, url: str) -> set[str]:
    """The ids of the pledges that any revision of this page mentions."""
    at_url = select(reports.c.id).where(reports.c.url == url)
    wanted = select(mentions.c.pledge).where(mentions.c.report.in_(at_url), mentions.c.pledge.is_not(None)).distinct()
    return set(db.execute(wanted).scalars())


def put_pledges(db: Connection, entries: Iterable[Pledge]) -> None:
    """Enter these entries; none of their ids may be there."""
    entries = list(entries)
    seqs = admitted_by(db, {report for pledge in entries for report in reports_of(pledge)})
    for pledge in entries:
        row = _pledge_row(pledge, max(seqs.get(report, 0) for report in reports_of(pledge)))
        n = db.execute(insert(pledges).values(row).returning(pledges.c.n)).scalar_one()
        db.execute(insert(pledge_bodies).values(pledge=pledge.id, body=to_record(replace(pledge, mentions=()))))
        _enter_all(db, pledge_parties, [{"name": name, "n": n} for name in dict.fromkeys(pledge.who)])
        told = dict.fromkeys(mention.quote.exact for mention in pledge.mentions)
        words.note_pledge(db, n, "\n".join((*pledge.who, pledge.what, *told)))


def reports_of(pledge: Pledge) -> set[str]:
    """The ids of the reports with words that bear on a pledge."""
    return {mention.quote.report for mention in pledge.mentions} | {bearing.quote.report for bearing in pledge.bearings}


def drop_pledges(db: Connection, ids: Collection[str]) -> None:
    """Remove these entries; their mentions stay."""
    rows = [n for some in portions(ids) for n in db.execute(select(pledges.c.n).where(pledges.c.id.in_(some))).scalars()]
    words.forget_pledges(db, rows)
    for some in portions(rows):
        db.execute(delete(pledge_parties).where(pledge_parties.c.n.in_(some)))
        db.execute(delete(pledges).where(pledges.c.n.in_(some)))
    for portion in portions(ids):
        db.execute(delete(pledge_bodies).where(pledge_bodies.c.pledge.in_(portion)))


def report_ids(db: Connection) -> set[str]:
    """The ids of all reports that have been read."""
    return set(db.execute(select(reports.c.id)).scalars())


def admitted_by(db: Connection, ids: Collection[str]) -> dict[str, int]:
    """The number of the event that admitted each of these reports."""
    wanted = select(reports.c.id, reports.c.seq)
    return {row.id: row.seq for some in portions(ids) for row in db.execute(wanted.where(reports.c.id.in_(some)))}


def published(db: Connection, ids: Collection[str]) -> dict[str, str | None]:
    """When each of these reports was published, as far as it tells."""
    wanted = select(reports.c.id, reports.c.published)
    return {row.id: row.published for some in portions(ids) for row in db.execute(wanted.where(reports.c.id.in_(some)))}


def reports_since(db: Connection, day: str | None, most: int) -> set[str] | None:
    """The ids of the reports of this day or later, or of none; None where there are more than so many."""
    wanted = select(reports.c.id).where(or_(reports.c.published >= (day or "")[:10], reports.c.published.is_(None))).limit(most + 1)
    found = set(db.execute(wanted).scalars())
    return found if len(found) <= most else None


def get_report(db: Connection, report: str) -> Report | None:
    """The report with this id, whole."""
    return get_reports(db, {report}).get(report)


def get_reports(db: Connection, ids: Collection[str]) -> dict[str, Report]:
    """The reports with these ids, whole."""
    wanted = select(reports.c.body, reports.c.text, reports.c.source)
    rows = (row for some in portions(ids) for row in db.execute(wanted.where(reports.c.id.in_(some))))
    return {report.id: report for report in map(_report, rows)}


def reading_of(db: Connection, report: Report) -> Reading | None:
    """What was read in this report.  Raises BadAnchor when what is kept does not fit its text."""
    row = db.execute(select(readings).where(readings.c.report == report.id)).first()
    if row is None:
        return None
    here = select(mentions.c.body).where(mentions.c.report == report.id, _COUNTS)
    found = db.execute(here.order_by(mentions.c.start, mentions.c.end)).scalars()
    told = db.execute(select(developments.c.body).where(developments.c.report == report.id).order_by(developments.c.id)).scalars()
    return reading_of_rest(
        row.rest,
        report,
        reader=row.reader,
        settings=row.settings,
        pledges=tuple(from_record(PledgeMention, body) for body in found),
        developments=tuple(sorted((from_record(Development, body) for body in told), key=lambda it: (it.quote.start, it.quote.end))),
    )


def lengths(db: Connection) -> dict[str, int]:
    """How many characters the text of each report has."""
    return {row.id: row.length for row in db.execute(select(reports.c.id, func.length(reports.c.text).label("length")))}


def all_reports(db: Connection) -> Iterator[Report]:
    """Every report that has been read, whole, in order of their ids."""
    for row in db.execute(select(reports.c.body, reports.c.text, reports.c.source).order_by(reports.c.id).execution_options(yield_per=100)):
        yield _report(row)


def _report(row: Row[str, str, str]) -> Report:
    return replace(report_of_record(row.body.encode(), row.source), text=row.text)


def _in_order(wanted: Select[str, str]) -> Select[str, str]:
    published = func.coalesce(reports.c.published, DATELESS)
    return wanted.join(reports, reports.c.id == mentions.c.report).order_by(published, mentions.c.report, mentions.c.start, mentions.c.end)


_COUNTS: Final = or_(mentions.c.judged.is_(None), mentions.c.judged.not_in(OUT))


def _standing(row: Row[str, str | None, str | None]) -> Standing:
    mention = from_record(PledgeMention, row.body)
    read = mention if row.read is None else from_record(PledgeMention, row.read) if row.read else None
    return Standing(mention, read, row.judged)


def _mention_row(standing: Standing) -> dict[str, object]:
    mention, place = standing.mention, standing.mention.quote
    read = None if standing.read == mention else to_record(standing.read) if standing.read else ""
    return {
        "id": mention_id(mention),
        "report": place.report,
        "start": place.start,
        "end": place.end,
        "pledge": None,
        "exact": place.exact,
        "judged": standing.verdict,
        "read": read,
        "wording": None,
        "body": to_record(mention),
    }


def _pledge_row(pledge: Pledge, seq: int) -> dict[str, object]:
    return {
        "id": pledge.id,
        "who": "\n".join(pledge.who),
        "what": pledge.what,
        "polarity": str(pledge.polarity),
        "force": str(pledge.force),
        "strength": pledge.force.rank,
        "checkable": int(pledge.checkable),
        "status": str(pledge.status),
        "proposed": str(pledge.proposed_status) if pledge.proposed_status else None,
        "contested": int(bool(pledge.contested)),
        "since": pledge.since,
        "made_on": pledge.made_on,
        "due": (pledge.due.last or pledge.due.first) if pledge.due else None,
        "due_words": pledge.due.quote.exact if pledge.due else None,
        "seq": seq,
        "outlets": pledge.outlets,
        "origins": pledge.origins,
    }


def _development_row(development: Development) -> dict[str, object]:
    name = place_id("d", development.quote)
    return {"id": name, "report": development.quote.report, "body": to_record(development)}


def _enter_all(db: Connection, table: Table, rows: Iterable[dict[str, object]]) -> None:
    if entered := list(rows):
        db.execute(insert(table), entered)

"""Rulings in the log: what people decided of pledges, on which words, and which decision holds.

A ruling names the mentions by which its pledge was known, so that it finds it again when pledges are joined or parted, when a report leaves
or a newer reader marks the words otherwise.  The words of its evidence are blobs beside the log: they stand whatever is read later, and
a redaction can remove them.  One's own later ruling takes the place of the earlier one, and so does the ruling of one who had seen what
others ruled; contrary rulings that both hold decide nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, insert, select

from troth.anchor import quote
from troth.errors import BadAct
from troth.identity import digest, mention_id, place_of, report_key
from troth.ledger import blobs, log
from troth.ledger.judgements import Conflict
from troth.ledger.portions import portions
from troth.ledger.provenance import provenance
from troth.ledger.records import from_record, to_record
from troth.ledger.schema import mentions, reports, ruling_places
from troth.types import Pledge, Quote, Report, Ruling, Status

# Mentions that a ruling knows its pledge by, of those of a pledge that may have thousands.  One is enough as long as its report stays.
MOST_MENTIONS: Final = 20


@dataclass(frozen=True, slots=True)
class Past:
    """An entry in the history of a pledge: a ruling, and whether it holds (it was neither superseded nor undone)."""

    ruling: Ruling
    holds: bool


class _Home(NamedTuple):
    """A mention that a ruling is about, as it is read now, and the pledge it belongs to."""

    mention: str
    pledge: str


def rule(
    db: Connection, pledge: Pledge, status: Status, because: str, evidence: Sequence[Quote], by: str, *, seen: str | None = None
) -> log.Event:
    """Decide what became of a pledge.  `seen` is the view that the person had of it, if that is still how it stands.

    Takes the place of the person's own rulings on this pledge and, when they were seen, of everybody's.  Raises BadAct when it gives no
    reason, no evidence (which only `unclear` can be without), no status that can be ruled, or says what holds already.
    """
    about = f"pledge {pledge.id}"
    if status is Status.NOT_RATED:
        raise BadAct(about, "not_rated is what a pledge is without a ruling", "take the ruling back with `troth undo`")
    if not because.strip():
        why = "why it cannot be rated" if status is Status.UNCLEAR else "why"
        raise BadAct(about, "a ruling needs a reason", f"say {why} with --because")
    if not evidence and status is not Status.UNCLEAR:
        raise BadAct(about, f"{status} needs evidence", "give words of its reports with --evidence; only `unclear` can do without")
    made = of_pledge(db, pledge.id)
    standing = _current(db, made)
    taken = [event for event in made if event.by == by or (seen is not None and event in standing)]
    body = {"status": str(status), "because": because, "seen": seen, "mentions": _known_by(pledge), "evidence": _keep(db, evidence)}
    for event in standing:
        if event.by == by and _says(event) == _says_in(body) and len(standing) == 1:
            raise BadAct(about, f"{by} ruled so already (event {event.seq})", "nothing is left to do")
    # Those too that these had taken the place of: superseding a later ruling must not bring an earlier one back.
    supersedes = [event.hash for event in _and_replaced(db, taken)]
    event = log.append(db, log.RULED, body, subject=pledge.id, by=by, supersedes=supersedes)
    _note(db, event)
    return event


def of_pledge(db: Connection, pledge: str) -> list[log.Event]:
    """All rulings on a pledge, those too that hold no more, oldest first."""
    keys = select(reports.c.key).join(mentions, mentions.c.report == reports.c.id).where(mentions.c.pledge == pledge)
    events = _naming(db, set(db.execute(keys).scalars()))
    return [event for event, home in zip(events, _homes(db, events), strict=True) if home and home.pledge == pledge]


def history(db: Connection, pledge: str) -> list[Past]:
    """The rulings on a pledge, oldest first, with their evidence."""
    events = of_pledge(db, pledge)
    holding = {event.hash for event in _current(db, events)}
    return [Past(ruling, event.hash in holding) for ruling, event in zip(_rulings(db, events), events, strict=True)]


def with_rulings(db: Connection, entries: Mapping[str, Pledge]) -> dict[str, Pledge]:
    """The entries with what people ruled of them: the last ruling that holds, or those that contradict one another."""
    owners = {mention_id(mention): name for name, pledge in entries.items() for mention in pledge.mentions}
    events = _naming(db, {report_key(mention.quote.report) for pledge in entries.values() for mention in pledge.mentions})
    events = _current(db, events)
    said: defaultdict[str, list[Ruling]] = defaultdict(list)
    for ruling, home in zip(_rulings(db, events), _homes(db, events), strict=True):
        if home and home.mention in owners:
            said[owners[home.mention]].append(ruling)
    return {name: _ruled(pledge, said[name]) if name in said else pledge for name, pledge in entries.items()}


def pledges_naming(db: Connection, ids: Collection[str]) -> set[str]:
    """The pledges that rulings are about or could come to be about which name a place in these reports, as pledge or as evidence."""
    found = _by_key(db, _naming(db, {report_key(report) for report in ids}))
    return {home.pledge for homes in found.values() for home in homes.values()}


def pledges_of(db: Connection, event: log.Event) -> set[str]:
    """The pledges that a ruling, or one that it took the place of, could be about."""
    return {home.pledge for homes in _by_key(db, _and_replaced(db, [event])).values() for home in homes.values()}


def conflicts(db: Connection) -> Iterator[Conflict]:
    """The pledges whose current rulings contradict one another."""
    events = log.current(db, log.RULED)
    said: defaultdict[str, list[log.Event]] = defaultdict(list)
    for event, home in zip(events, _homes(db, events), strict=True):
        if home:
            said[home.pledge].append(event)
    for pledge, rulings in sorted(said.items()):
        if len({event.body["status"] for event in rulings}) > 1:
            yield Conflict(f"pledge {pledge}", tuple(rulings))


def homeless(db: Connection) -> list[log.Event]:
    """The current rulings whose pledge is not in the ledger: all reports by which they knew it are gone."""
    events = log.current(db, log.RULED)
    return [event for event, home in zip(events, _homes(db, events), strict=True) if home is None]


def kept_words(db: Connection) -> dict[str, set[str]]:
    """The digests of the words that rulings rest on, by the report that they are of."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for event in log.events(db, log.RULED):
        for place in event.body["evidence"]:
            found[place["report"]].add(place["words"])
    return dict(found)


def remove_words(db: Connection, report: str) -> None:
    """Remove the words of a redacted report from the evidence of all rulings."""
    for place in _evidence_in(db, report):
        blobs.remove(db, place["words"])


def restore_words(db: Connection, report: Report) -> None:
    """Keep the words of rulings again that a redaction removed, when it was undone and the same text came back."""
    for place in _evidence_in(db, report.id):
        if not blobs.has(db, place["words"]) and place["end"] <= len(report.text):
            words = to_record(quote(report, place["start"], place["end"])).encode()
            if digest(words) == place["words"]:
                blobs.put(db, words)


def note_places(db: Connection) -> None:
    """Make the index of the places that rulings name, from the log."""
    for event in log.events(db, log.RULED):
        _note(db, event)


def _ruled(pledge: Pledge, rulings: Sequence[Ruling]) -> Pledge:
    if len({ruling.status for ruling in rulings}) > 1:
        return replace(pledge, contested=tuple(rulings))
    return replace(pledge, status=rulings[-1].status, ruling=rulings[-1])


def _known_by(pledge: Pledge) -> list[str]:
    """The mentions that a ruling knows its pledge by: its own id, then those of other reports."""
    first_of_report: dict[str, str] = {}
    for mention in pledge.mentions:
        first_of_report.setdefault(mention.quote.report, mention_id(mention))
    return list(dict.fromkeys([pledge.id, *first_of_report.values()]))[:MOST_MENTIONS]


def _keep(db: Connection, evidence: Iterable[Quote]) -> list[dict[str, Any]]:
    """Keep the words beside the log; returns what the log says of them."""
    places = ({"report": it.report, "start": it.start, "end": it.end, "words": blobs.put(db, to_record(it).encode())} for it in evidence)
    return [dict(place) for place in {tuple(place.items()): place for place in places}.values()]


def _says(event: log.Event) -> tuple[Any, ...]:
    return _says_in(event.body)


def _says_in(body: Mapping[str, Any]) -> tuple[Any, ...]:
    return body["status"], body["because"], body["evidence"]


def _current(db: Connection, events: Sequence[log.Event]) -> list[log.Event]:
    gone = log.superseded(db) if events else frozenset()
    return [event for event in events if event.hash not in gone]


def _rulings(db: Connection, events: Sequence[log.Event]) -> list[Ruling]:
    cited = {place["report"] for event in events for place in event.body["evidence"]}
    told = provenance(db, cited) if cited else {}
    found = []
    for event in events:
        evidence = tuple(_quote(db, place) for place in event.body["evidence"])
        newsrooms = {told[one.report].origin(one) for one in evidence if one.report in told}
        origins = len(newsrooms - {None}) or min(len(evidence), 1)
        status, because = Status(event.body["status"]), event.body["because"]
        found.append(Ruling(str(event.subject), status, because, evidence, event.by or "", event.at, event.seq, origins))
    return found


def _and_replaced(db: Connection, events: Sequence[log.Event]) -> list[log.Event]:
    """These rulings and all whose place they took, one after the other; oldest first."""
    found, waiting = dict[int, log.Event](), list(events)
    while waiting:
        event = waiting.pop()
        if event.seq not in found:
            found[event.seq] = event
            waiting.extend(filter(None, (log.event_named(db, named) for named in event.supersedes)))
    return [found[seq] for seq in sorted(found)]


def _quote(db: Connection, place: Mapping[str, Any]) -> Quote:
    kept = blobs.get(db, place["words"])
    return Quote(place["report"], place["start"], place["end"], "") if kept is None else from_record(Quote, kept)


def _evidence_in(db: Connection, report: str) -> list[dict[str, Any]]:
    events = _naming(db, {report_key(report)})
    return [place for event in events for place in event.body["evidence"] if place["report"] == report]


def _naming(db: Connection, keys: Collection[str]) -> list[log.Event]:
    """The rulings that name a place in the reports with these keys, oldest first."""
    if db.execute(select(ruling_places.c.event).limit(1)).first() is None:
        return []
    numbers = (select(ruling_places.c.event).where(ruling_places.c.report_key.in_(some)) for some in portions(keys))
    found = {number for wanted in numbers for number in db.execute(wanted).scalars()}
    return [event for number in sorted(found) if (event := log.event_numbered(db, number))]


def _homes(db: Connection, events: Sequence[log.Event]) -> list[_Home | None]:
    """For each ruling the first of the mentions that it names which is still read, exactly there or overlapping, and its pledge."""
    found = _by_key(db, events)
    return [next(iter(found[event.seq].values()), None) for event in events]


def _by_key(db: Connection, events: Sequence[log.Event]) -> dict[int, dict[str, _Home]]:
    """For each ruling, by number, what the mentions that it names are now, in its order; those that nothing overlaps are not there."""
    named = {event.seq: [(name, place) for name in event.body["mentions"] if (place := place_of(name))] for event in events}
    read: defaultdict[str, list[Any]] = defaultdict(list)
    columns = select(mentions.c.id, mentions.c.pledge, mentions.c.start, mentions.c.end, reports.c.key)
    joined = columns.join(reports, reports.c.id == mentions.c.report).where(mentions.c.pledge.is_not(None))
    for some in portions({place.report_key for places in named.values() for _, place in places}):
        for row in db.execute(joined.where(reports.c.key.in_(some)).order_by(mentions.c.start, mentions.c.end)):
            read[row.key].append(row)
    found: dict[int, dict[str, _Home]] = {}
    for seq, places in named.items():
        now = ((name, _overlapping(read[place.report_key], place.start, place.end)) for name, place in places)
        found[seq] = {name: home for name, home in now if home}
    return found


def _overlapping(rows: Iterable[Any], start: int, end: int) -> _Home | None:
    """The mention at this place, else the one that overlaps it most, the first of equals."""
    near = [row for row in rows if row.start < end and row.end > start]
    fit = max(near, key=lambda row: ((row.start, row.end) == (start, end), min(row.end, end) - max(row.start, start)), default=None)
    return None if fit is None else _Home(fit.id, fit.pledge)


def _note(db: Connection, event: log.Event) -> None:
    keys = {place.report_key for name in event.body["mentions"] if (place := place_of(name))}
    keys |= {report_key(place["report"]) for place in event.body["evidence"]}
    db.execute(insert(ruling_places), [{"report_key": key, "event": event.seq} for key in sorted(keys)])

"""The lineage in the ledger: what `troth.link.lineage` says of all reports at once, kept true while reports come and go.

Each step looks only at reports that share a key, a page ending or a story with those that changed; a test compares the two.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from troth.ledger import derived, judgements
from troth.ledger import lineage as ledger
from troth.link.body import Body, body
from troth.link.candidates import HEADS
from troth.link.kinship import kinship
from troth.link.page_furniture import Page, is_furniture, page
from troth.link.stories import Member, is_joining, stories, with_passages
from troth.types import Judgement, Report, Story, Telling

KEPT: Final = 2_000  # bodies kept at once, at some 20 KB each


class Bodies:
    """Bodies of the ledger's reports, which are needed again and again while others come in; the longest unused are let go."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[Report, Page, Body | None]] = OrderedDict()

    def pages(self, db: Connection, ids: Collection[str]) -> dict[str, Page]:
        """The pages of these reports, which do not depend on what else is in the ledger."""
        for report in derived.get_reports(db, set(ids) - self._kept.keys()).values():
            self._kept[report.id] = report, page(report), None
        return {name: self._kept[name][1] for name in ids}

    def of(self, db: Connection, ids: Collection[str]) -> dict[str, Body]:
        """The bodies of these reports as the ledger is now."""
        pages = self.pages(db, ids)
        known = ledger.furniture_among(db, {ending.id for own in pages.values() for ending in own.endings})
        found = {}
        for name, own in pages.items():
            report, _, kept = self._kept.pop(name)
            spans = own.furniture(known)
            found[name] = kept if kept is not None and kept.furniture == spans else body(report, spans)
            self._kept[name] = report, own, found[name]
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return found

    def forget(self, report: str) -> None:
        """Let go of a report that leaves the ledger."""
        self._kept.pop(report, None)


@dataclass(frozen=True, slots=True)
class Moved:
    """What a change of the lineage means to pledges: reports whose origin may be another, and those whose furniture is."""

    origins: frozenset[str]
    furniture: frozenset[str]


def trace(
    db: Connection, bodies: Bodies, *, entered: Collection[str] = (), leaving: Collection[str] = (), recount: Collection[int] = ()
) -> Moved:
    """Bring the lineage up to date for reports that were entered or are about to leave, and for paragraphs that a person ruled on."""
    gone = bodies.of(db, leaving)
    pages = bodies.pages(db, {*entered, *leaving})
    for name, place in ledger.places(db, pages).items():
        note = ledger.drop_endings if name in gone else ledger.enter_endings
        note(db, place.rank, [ending.id for ending in pages[name].endings])
    paragraphs = {ending.id for own in pages.values() for ending in own.endings}
    are, are_none = _furniture_now(db, paragraphs, certain=not gone and not recount, recount=recount)
    changed = ledger.reports_with(db, are | are_none) - pages.keys()
    before = bodies.of(db, changed) | gone
    ledger.set_furniture(db, are, are_none)
    touched = _compare(db, bodies, before, bodies.of(db, changed | pages.keys() - gone.keys()))
    for report in gone:
        bodies.forget(report)
    return Moved(tell(db, touched | pages.keys(), leaving=gone.keys()), frozenset(changed))


def tell(db: Connection, touched: Collection[str], *, leaving: Collection[str] = ()) -> frozenset[str]:
    """Make the stories anew that these reports belong to or may belong to; returns the reports whose origin may be another."""
    judged = judgements.tellings(db)
    reports, edges = _around(db, touched, judged)
    places = ledger.places(db, reports)
    members = {name: Member(at.report, at.published, at.outlet, at.credit) for name, at in places.items() if name not in leaving}
    within = [one for one in judged if one.a in members and one.b in members]
    new = stories(members, edges, within)
    old = ledger.get_stories(db, {at.story for at in places.values() if at.story})
    ledger.replace_stories(db, old, new)
    was, now = _standings(old.values()), _standings(new)
    excerpts = {name for name in touched if now.get(name, ("", False))[1]}  # what they borrowed may be another passage
    return frozenset({name for name in members if was.get(name) != now.get(name)} | excerpts)


def _furniture_now(
    db: Connection, paragraphs: Collection[int], *, certain: bool, recount: Collection[int]
) -> tuple[frozenset[int], frozenset[int]]:
    """The paragraphs that become furniture, and those that are none any more.

    While reports only come in, what is furniture stays so (`certain`): a paragraph under thousands of reports is not counted each time.
    """
    looked_at = {*paragraphs, *recount}
    are = ledger.furniture_among(db, looked_at)
    doubtful = looked_at - are if certain else looked_at
    ruled, counted = judgements.furniture(db), ledger.pages_with(db, doubtful)
    now = frozenset(paragraph for paragraph in doubtful if is_furniture(paragraph, counted.get(paragraph, 0), ruled))
    return now - are, (are & doubtful) - now


def _compare(db: Connection, bodies: Bodies, before: Mapping[str, Body], after: Mapping[str, Body]) -> set[str]:
    """Find the edges of reports whose bodies changed, of new ones and those that leave; returns all reports that have other edges now."""
    old, new = _keys(before), _keys(after)
    keys = {key for own in (*old.values(), *new.values()) for key in own}
    heads_before = ledger.heads(db, keys, HEADS)
    for name, own in before.items():
        ledger.drop_keys(db, own.rank, old[name] - new.get(name, set()))
    for name, own in after.items():
        ledger.enter_keys(db, own.rank, new[name] - old.get(name, set()))
    heads = ledger.heads(db, keys, HEADS)
    dropped = ledger.edges_of(db, {*before, *after})
    ledger.drop_edges(db, dropped)
    remade = {own.rank for own in after.values()}  # as heads, too, they have lost their edges
    risen = {key: set(heads[key]) - (set(heads_before[key]) - remade) for key in keys}
    fallen = {rank for key in keys for rank in set(heads_before[key]) - set(heads[key])}
    dropped += _unsupported(db, bodies, fallen)
    found = [edge for one, other in _pairs(db, after, new, heads, risen, bodies) if (edge := kinship(one, other))]
    ledger.put_edges(db, found)
    return {report for edge in (*dropped, *found) for report in (edge.a, edge.b)}


def _keys(bodies: Mapping[str, Body]) -> dict[str, set[int]]:
    return {name: set(own.fingerprint.keys) for name, own in bodies.items()}


def _pairs(
    db: Connection,
    after: Mapping[str, Body],
    keys: Mapping[str, set[int]],
    heads: Mapping[int, Sequence[int]],
    risen: Mapping[int, set[int]],
    bodies: Bodies,
) -> Iterator[tuple[Body, Body]]:
    """The pairs that have to be compared now: each changed report with the heads of its keys, each new head with all under its key."""
    pairs = {(after[name].rank, head) for name, own in keys.items() for key in own for head in heads[key]}
    holders = ledger.holders(db, [key for key, ranks in risen.items() if ranks])
    pairs |= {(head, rank) for key, ranks in holders.items() for head in risen[key] for rank in ranks}
    names = ledger.at_ranks(db, {rank for pair in pairs for rank in pair})
    wanted = {
        (min(one, other), max(one, other)) for i, j in pairs for one in names.get(i, ()) for other in names.get(j, ()) if one != other
    }
    between = {pair for pair in wanted if not after.keys() & set(pair)}
    wanted -= {(min(edge.a, edge.b), max(edge.a, edge.b)) for edge in ledger.edges_between(db, between)}
    told = bodies.of(db, {name for pair in wanted for name in pair})
    return ((told[one], told[other]) for one, other in sorted(wanted))


def _unsupported(db: Connection, bodies: Bodies, fallen: Collection[int]) -> list[Telling]:
    """Drop the edges of reports that are no longer head of a key where no other key makes the pair one to compare; returns them."""
    names = {name for at in ledger.at_ranks(db, fallen).values() for name in at}
    edges = ledger.edges_of(db, names) if names else []
    told = bodies.of(db, {name for edge in edges for name in (edge.a, edge.b)})
    shared = {(edge.a, edge.b): told[edge.a].fingerprint.keys.keys() & told[edge.b].fingerprint.keys.keys() for edge in edges}
    heads = ledger.heads(db, set().union(*shared.values()), HEADS)
    lost = [edge for edge in edges if not any({told[edge.a].rank, told[edge.b].rank} & set(heads[key]) for key in shared[edge.a, edge.b])]
    ledger.drop_edges(db, lost)
    return lost


def _around(db: Connection, touched: Collection[str], judged: Sequence[Judgement]) -> tuple[set[str], list[Telling]]:
    """All reports that edges, stories and rulings connect with these, and the edges among them."""
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for one in judged:
        beside[one.a].add(one.b)
        beside[one.b].add(one.a)
    reports, edges = set[str](), dict[tuple[str, str], Telling]()
    new = set(touched)
    while new:
        reports |= new
        near = {(edge.a, edge.b): edge for edge in ledger.edges_of(db, new, passages=False) if is_joining(edge)}
        edges |= near
        found = {name for pair in near for name in pair} | {name for one in new for name in beside[one]}
        found |= ledger.told_with(db, new)
        new = found - reports
    wanted = {(edge.a, edge.b) for edge in with_passages(edges.values())}
    edges |= {(edge.a, edge.b): edge for edge in ledger.edges_between(db, wanted)}
    return reports, list(edges.values())


def _standings(told: Iterable[Story]) -> dict[str, tuple[str | None, bool]]:
    """What each report's story means to its origin: the newsroom, and whether it only holds a passage."""
    return {name: (story.newsroom, name in story.excerpts) for story in told for name in story.reports}

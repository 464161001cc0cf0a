"""Stories: reports that tell one text, brought together by the edges between them and by what people judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from troth.types import DATELESS, Judgement, Relation, Report, Span, Story, Telling

# Least share of *both* texts that makes two reports one core of a story.  More than half, so that no report makes a core with two that
# have nothing in common; on `lineage-dev` anything from 0.4 to 0.6 gives the same to a thousandth.
CORE: Final = 0.55
PART: Final = 0.3  # share of a report from which on something may be a story of its own; planted briefs hold less of what they cut short
COMPILED: Final = 0.7  # share of a report that copies of others make up, from which on it is a round-up
OVERLAPPING: Final = 0.5  # share of a passage that must lie in another for the two to be of one part


@dataclass(frozen=True, slots=True)
class Member:
    """What of a report matters to its story: its day, outlet and credited agency."""

    report: str
    published: str | None
    outlet: str | None
    credit: str | None

    @property
    def place(self) -> tuple[str, str]:
        """Its place in time."""
        return self.published or DATELESS, self.report


def member(report: Report) -> Member:
    """What of a report matters to its story."""
    return Member(report.id, report.published, report.outlet, report.credit)


def stories(members: Mapping[str, Member], tellings: Iterable[Telling], judged: Sequence[Judgement] = ()) -> list[Story]:
    """The stories of two and more reports, those with the earliest report first.

    Copies of one another make a core; every other report is put to the core or report of which it has most, and never brings two together.
    Pairs that a person judged one are one, and no story holds a pair that a person judged to be two.
    """
    groups = _Groups(members, [(one.a, one.b) for one in judged if not one.same])
    for a, b in sorted((min(one.a, one.b), max(one.a, one.b)) for one in judged if one.same):
        groups.join(a, b)
    joining = list(filter(is_joining, tellings))
    core = list(filter(is_core, joining))
    for edge in sorted(core, key=lambda edge: (-edge.shared, edge.a, edge.b)):
        groups.join(edge.a, edge.b)
    copies = groups.parted()
    told_apart = sorted(
        (edge for edge in joining if len(copies[edge.a]) == 1 or len(copies[edge.b]) == 1), key=lambda edge: (-edge.shared, edge.a, edge.b)
    )
    _put_to_others(groups, told_apart, _put_to_cores(groups, copies, core, told_apart))
    excerpts = _excerpts(groups, copies, told_apart)
    found = [_story([members[report] for report in group], excerpts) for group in groups.all() if len(group) > 1]
    return sorted(found, key=lambda story: members[story.reports[0]].place)


def is_joining(edge: Telling) -> bool:
    """Whether an edge can bring reports into one story."""
    return edge.relation in (Relation.COPY, Relation.EXCERPT)


def is_core(edge: Telling) -> bool:
    """Whether an edge makes two reports one core of a story."""
    return edge.relation is Relation.COPY and min(edge.share_a, edge.share_b) >= CORE


def with_passages(edges: Collection[Telling]) -> list[Telling]:
    """Those of the edges of which `stories` needs to know the passages: few, in a story told by many."""
    hosts = _hosts(edges)
    return [edge for edge in edges if not is_core(edge) or edge.a in hosts or edge.b in hosts]


def _hosts(edges: Iterable[Telling]) -> set[str]:
    """The reports that may hold a text of its own beside others."""
    return {report for edge in edges if not is_core(edge) for report in (edge.a, edge.b) if _is_large(edge, report)}


def _put_to_cores(groups: _Groups, copies: Mapping[str, Sequence[str]], core: Sequence[Telling], edges: Sequence[Telling]) -> set[str]:
    """Put each report that is alone to that core of which it has most; returns all that are in a core now, or were.

    A large part that only one report of the core has is alien to it: that report holds two texts.  And where copies of other reports make
    up a core, it is a round-up told more than once, to which only the first of these is put.
    """
    of_core = _common_places(core, _hosts(edges))
    of_single: defaultdict[str, list[Telling]] = defaultdict(list)
    compiled: defaultdict[str, float] = defaultdict(float)
    for edge in edges:
        for single, other in ((edge.a, edge.b), (edge.b, edge.a)):
            if len(copies[single]) == 1 and len(copies[other]) > 1:
                of_single[single].append(edge)
                compiled[other] += _share(edge, other) * _is_large(edge, other)
    taken: defaultdict[str, list[Span]] = defaultdict(list)
    placed = {report for report, group in copies.items() if len(group) > 1}
    for single, own in of_single.items():
        for edge in own:
            other = _other(edge, single)
            places = _places(edge, other)
            alien = _is_large(edge, other) and _is_apart(places, of_core[other])
            second = _is_large(edge, other) and compiled[other] >= COMPILED and _is_apart(places, taken[other])
            if not alien and not second and groups.join(single, other):
                placed.add(single)
                for beside in own:
                    taken[_other(beside, single)] = _united([*taken[_other(beside, single)], *_places(beside, _other(beside, single))])
                break
    return placed


def _is_large(edge: Telling, report: str) -> bool:
    """Whether the other is a copy of so much of this report that it may be a text of its own in it."""
    return edge.relation is Relation.COPY and _share(edge, report) >= PART


def _common_places(edges: Iterable[Telling], reports: Collection[str]) -> defaultdict[str, list[Span]]:
    """The places of each of these reports that another has too."""
    common: defaultdict[str, list[Span]] = defaultdict(list)
    for edge in edges:
        for report in {edge.a, edge.b}.intersection(reports):
            common[report] = _united([*common[report], *_places(edge, report)])
    return common


def _put_to_others(groups: _Groups, edges: Sequence[Telling], placed: set[str]) -> None:
    """Put each report that is in no core to the one among them that has most in common with others."""
    near: defaultdict[str, list[Telling]] = defaultdict(list)
    for edge in edges:
        if edge.a not in placed and edge.b not in placed:
            near[edge.a].append(edge)
            near[edge.b].append(edge)
    done: set[str] = set()
    for centre in sorted(near, key=lambda report: (-sum(edge.shared for edge in near[report]), report)):
        if centre not in done:
            beside = [edge for edge in near[centre] if _other(edge, centre) not in done]
            done.update(_other(edge, centre) for edge in _of_one_text(centre, beside) if groups.join(centre, _other(edge, centre)))
            done.add(centre)


def _of_one_text(centre: str, edges: Sequence[Telling]) -> Iterator[Telling]:
    """The edges, most words first, but for those that would bring two stories together through a report that holds parts of both.

    Excerpts have to be of the same part.  Copies too, where the report consists of them: then it is a round-up.
    """
    taken: dict[Relation, list[Span]] = {Relation.COPY: [], Relation.EXCERPT: []}
    compiled = sum(_share(edge, centre) for edge in edges if edge.relation is Relation.COPY) >= COMPILED
    for edge in edges:
        places = _places(edge, centre)
        if (edge.relation is Relation.EXCERPT or compiled) and _is_apart(places, taken[edge.relation]):
            continue
        taken[edge.relation] = _united([*taken[edge.relation], *places])
        yield edge


def _other(edge: Telling, report: str) -> str:
    return edge.b if report == edge.a else edge.a


def _share(edge: Telling, report: str) -> float:
    return edge.share_a if report == edge.a else edge.share_b


def _places(edge: Telling, report: str) -> list[Span]:
    return [passage[report != edge.a] for passage in edge.passages]


def _is_apart(places: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether places are mostly none of the others; not where there are no others."""
    common = sum(max(0, min(one.end, other.end) - max(one.start, other.start)) for one in places for other in others)
    return bool(others) and common < OVERLAPPING * sum(place.end - place.start for place in places)


def _united(places: Iterable[Span]) -> list[Span]:
    """The same places in order, those that touch made one."""
    united: list[Span] = []
    for place in sorted(places, key=lambda place: place.start):
        if united and place.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, place.end))
        else:
            united.append(place)
    return united


def _excerpts(groups: _Groups, copies: Mapping[str, Sequence[str]], edges: Sequence[Telling]) -> set[str]:
    """The reports that hold passages of their story but are no copy of any report in it."""
    within = [edge for edge in edges if groups.one(edge.a, edge.b)]
    copying = {report for edge in within if edge.relation is Relation.COPY for report in (edge.a, edge.b)}
    return {report for edge in within for report in (edge.a, edge.b) if len(copies[report]) == 1} - copying


def _story(members: Sequence[Member], excerpts: set[str]) -> Story:
    ordered = sorted(members, key=lambda one: one.place)
    copies = [one for one in ordered if one.report not in excerpts] or ordered[:1]
    newsroom = next((one.credit for one in copies if one.credit), None) or next((one.outlet for one in copies if one.outlet), None)
    told = {one.report for one in copies}
    borrowing = [one for one in ordered if one.report not in told]
    own = {one.credit or one.outlet for one in borrowing} - {None, newsroom}
    reports, holding = (tuple(one.report for one in some) for some in (ordered, borrowing))
    return Story(ordered[0].report, reports, 1 + len(own), newsroom, holding)


class _Groups:
    """Reports in groups that grow by pairs; no group ever holds two that were judged to be apart."""

    def __init__(self, reports: Iterable[str], apart: Iterable[tuple[str, str]]) -> None:
        self._group = {report: [report] for report in reports}
        self._apart: dict[str, set[str]] = {}
        for a, b in apart:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def join(self, a: str, b: str) -> bool:
        """Make the groups of two reports one, unless they may not be; returns whether they are one now."""
        one, other = self._group[a], self._group[b]
        if one is other:
            return True
        small, large = sorted((one, other), key=len)
        if self._apart and any(self._apart[report].intersection(large) for report in small if report in self._apart):
            return False
        large.extend(small)
        self._group |= dict.fromkeys(small, large)
        return True

    def one(self, a: str, b: str) -> bool:
        """Whether two reports are in one group."""
        return self._group[a] is self._group[b]

    def parted(self) -> dict[str, tuple[str, ...]]:
        """The group of each report as it is now."""
        return {report: now for now in map(tuple, self.all()) for report in now}

    def all(self) -> list[list[str]]:
        """Every group once."""
        return list({id(group): group for group in self._group.values()}.values())

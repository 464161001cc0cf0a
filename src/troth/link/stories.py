"""Stories: reports that tell one text, brought together by the edges between them and by what people ruled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from troth.types import DATELESS, Relation, Report, Span, Story, Telling

# Least share of *both* texts that makes two reports one core of a story.  Below, the longer one may hold several stories (a
# round-up), so that the shorter one is put to it alone.
CORE: Final = 0.4
COMPILED: Final = 0.7  # share of a report that copies of others make up, from which on it is a round-up
OVERLAPPING: Final = 0.5  # share of a passage that must lie in another for the two to be of one part


@dataclass(frozen=True, slots=True)
class Member:
    """What of a report matters to its story: its place in the order of reports, outlet and credited agency."""

    report: str
    rank: int
    published: str | None
    outlet: str | None
    credit: str | None

    @property
    def place(self) -> tuple[str, str]:
        """Its place in time."""
        return self.published or DATELESS, self.report


def member(report: Report, rank: int) -> Member:
    """What of a report matters to its story."""
    return Member(report.id, rank, report.published, report.outlet, report.credit)


@dataclass(frozen=True, slots=True)
class Ruled:
    """A person's word on two reports: that they tell one text (`same`) or not."""

    a: str
    b: str
    same: bool


def stories(members: Mapping[str, Member], tellings: Iterable[Telling], ruled: Sequence[Ruled] = ()) -> list[Story]:
    """The stories of two and more reports, those with the earliest report first.

    Copies of one another make a core; every other report is put to the core or report of which it has most, and never brings two together.
    Pairs that a person ruled one are one, and no story holds a pair that a person ruled to be two.
    """
    groups = _Groups(members, [(one.a, one.b) for one in ruled if not one.same])
    for one in sorted(ruled, key=lambda one: (one.a, one.b)):
        if one.same:
            groups.join(one.a, one.b)
    joining = [edge for edge in tellings if edge.relation in (Relation.COPY, Relation.EXCERPT)]
    core = [edge for edge in joining if edge.relation is Relation.COPY and min(edge.share_a, edge.share_b) >= CORE]
    for edge in sorted(core, key=lambda edge: (-edge.shared, edge.a, edge.b)):
        groups.join(edge.a, edge.b)
    copies = groups.parted()
    told_apart = [edge for edge in joining if len(copies[edge.a]) == 1 or len(copies[edge.b]) == 1]
    _put_to(groups, copies, sorted(told_apart, key=lambda edge: (-edge.shared, edge.a, edge.b)))
    excerpts = _excerpts(groups, copies, told_apart)
    found = [_story([members[report] for report in group], excerpts) for group in groups.all() if len(group) > 1]
    return sorted(found, key=lambda story: members[story.reports[0]].place)


def _put_to(groups: _Groups, copies: Mapping[str, Sequence[str]], edges: Sequence[Telling]) -> None:
    """Put each report that is alone to that core of which it has most; then those left to the one among them that has most in common."""
    placed: set[str] = set()
    near: defaultdict[str, list[Telling]] = defaultdict(list)
    for edge in edges:
        for single, other in ((edge.a, edge.b), (edge.b, edge.a)):
            if len(copies[single]) == 1 and len(copies[other]) > 1 and single not in placed and groups.join(single, other):
                placed.add(single)
        if len(copies[edge.a]) == len(copies[edge.b]) == 1:
            near[edge.a].append(edge)
            near[edge.b].append(edge)
    centres: set[str] = set()
    for centre in sorted(near, key=lambda report: (-sum(edge.shared for edge in near[report]), report)):
        if centre not in placed:
            beside = [edge for edge in near[centre] if _other(edge, centre) not in placed | centres]
            joined = [_other(edge, centre) for edge in _of_one_text(centre, beside) if groups.join(centre, _other(edge, centre))]
            placed.update(joined)
            centres.add(centre)


def _of_one_text(centre: str, edges: Sequence[Telling]) -> Iterator[Telling]:
    """The edges, most words first, but for those that would bring two stories together through a report that holds parts of both.

    Excerpts have to be of the same part.  Copies too, where the report consists of them: then it is a round-up.
    """
    taken: dict[Relation, list[Span]] = {Relation.COPY: [], Relation.EXCERPT: []}
    compiled = sum(_share(edge, centre) for edge in edges if edge.relation is Relation.COPY) >= COMPILED
    for edge in edges:
        places, before = _places(edge, centre), taken[edge.relation]
        apart = before and _overlap(places, before) < OVERLAPPING * sum(place.end - place.start for place in places)
        if apart and (edge.relation is Relation.EXCERPT or compiled):
            continue
        before.extend(places)
        yield edge


def _other(edge: Telling, report: str) -> str:
    return edge.b if report == edge.a else edge.a


def _share(edge: Telling, report: str) -> float:
    return edge.share_a if report == edge.a else edge.share_b


def _places(edge: Telling, report: str) -> list[Span]:
    return [passage[report != edge.a] for passage in edge.passages]


def _overlap(some: Sequence[Span], others: Sequence[Span]) -> int:
    """How many characters of some places lie in the others."""
    return sum(max(0, min(one.end, other.end) - max(one.start, other.start)) for one in some for other in others)


def _excerpts(groups: _Groups, copies: Mapping[str, Sequence[str]], edges: Sequence[Telling]) -> set[str]:
    """The reports that hold passages of their story but are no copy of any report in it."""
    within = [edge for edge in edges if groups.one(edge.a, edge.b)]
    copying = {report for edge in within if edge.relation is Relation.COPY for report in (edge.a, edge.b)}
    return {report for edge in within for report in (edge.a, edge.b) if len(copies[report]) == 1} - copying


def _story(members: Sequence[Member], excerpts: set[str]) -> Story:
    ordered = sorted(members, key=lambda one: one.place)
    copies = [one for one in ordered if one.report not in excerpts] or ordered[:1]
    newsroom = next((one.credit for one in copies if one.credit), copies[0].outlet)
    borrowing = tuple(one.report for one in ordered if one not in copies)
    own = {one.credit or one.outlet for one in ordered if one not in copies} - {None, newsroom}
    return Story(ordered[0].report, tuple(one.report for one in ordered), 1 + len(own), newsroom, borrowing)


class _Groups:
    """Reports in groups that grow by pairs; no group ever holds two that were ruled to be apart."""

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

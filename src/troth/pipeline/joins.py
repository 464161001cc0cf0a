"""Questions on the joining of mentions that need stages and ledger: why two are of one pledge, which joins are unsure."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from troth.errors import BadAct
from troth.ledger import derived, judgements, log, queries
from troth.ledger import wordings as ledger
from troth.ledger.doctor import Finding, Grade
from troth.link.joining import joining
from troth.link.likeness import likeness
from troth.link.linkage import Edge, said
from troth.link.same_pledge import Signature
from troth.pipeline.actors import Names
from troth.types import Likeness, Pledge, PledgeMention, Report


@dataclass(frozen=True, slots=True)
class WhyOne:
    """Why two mentions are of one pledge, or are not.

    `likeness` is how they compare; `way` leads from one to the other through other mentions of their pledge, where they are not alike
    enough by themselves: each with its likeness to the one before it.  `judged` are the events by which people decided.
    """

    a: PledgeMention
    b: PledgeMention
    one_pledge: bool
    likeness: Likeness
    way: tuple[tuple[PledgeMention, float], ...]
    judged: tuple[log.Event, ...]


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two pledges that may be one, by a mention of each: how like these are, and the events by which people contradict one another."""

    a: PledgeMention
    b: PledgeMention
    pledges: tuple[str, str]
    score: float
    judged: tuple[log.Event, ...] = ()


_KINDS: Final[dict[type, str]] = {Report: "a report", Pledge: "a pledge", log.Event: "an event"}


def are_reports(db: Connection, a: str, b: str) -> bool:
    """Whether these ids mean two reports; if not, they mean two pledges or mentions.  Raises BadAct for one of each, or anything else."""
    kinds = [_KINDS[type(queries.find_thing(db, name))] for name in (a, b)]
    if kinds[0] != kinds[1] or kinds[0] == "an event":
        told = " and ".join(f"{name} is {kind}" for name, kind in zip((a, b), kinds, strict=True))
        raise BadAct(f"{a} and {b}", told, "name two reports, or two pledges or mentions")
    return kinds[0] == "a report"


def why(db: Connection, a: str, b: str) -> WhyOne:
    """Why two mentions, by their ids, are of one pledge, or are not.  Raises BadAct when one of them is in furniture."""
    at, of = _mentions(db, {a, b}), ledger.wordings_of(db, [a, b])
    for name in sorted({a, b} - of.keys()):
        raise BadAct(f"mention {name}", "it stands in the furniture of its page, and is of no pledge", "name another")
    signs = {rank: Signature.read(one.signature) for rank, one in ledger.get(db, of.values()).items()}
    pledges = derived.pledges_of(db, [a, b])
    one = len(pledges) == 1
    way = _way(db, of[a], of[b], pledges.pop()) if one and of[a] != of[b] else ()
    judged = tuple(event for event in log.current(db, log.PLEDGES_JUDGED) if {event.body["a"], event.body["b"]} & {a, b})
    return WhyOne(at[a], at[b], one, likeness(signs[of[a]], signs[of[b]]), way, judged)


def unsure(db: Connection) -> list[Unsure]:
    """Pairs of pledges that may be one: first those of which people contradict one another, then the others, the most alike first."""
    contrary = list(_contrary(db))
    asked = {one.pledges for one in contrary} | _parted_by_people(db)
    found: dict[tuple[str, str], tuple[float, str, str]] = {}
    for (a, mention_a), (b, mention_b), score in ledger.edges_between_pledges(db):
        (a, mention_a), (b, mention_b) = sorted(((a, mention_a), (b, mention_b)))
        if (a, b) not in asked and found.get((a, b), (0.0,))[0] < score:
            found[a, b] = score, mention_a, mention_b
    at = _mentions(db, {name for _, *names in found.values() for name in names})
    alike = [Unsure(at[a], at[b], pair, score) for pair, (score, a, b) in found.items()]
    return [*contrary, *sorted(alike, key=lambda one: (-one.score, one.pledges))]


def examine(db: Connection) -> Iterator[Finding]:
    """What of people's judgements on pledges contradicts the rest, or is about words that are not in the ledger."""
    told = said(judgements.pledges(db))
    direct = {(event.body["a"], event.body["b"]) for event in log.current(db, log.PLEDGES_JUDGED) if not event.body["same"]}
    for one in told.conflicts:
        if (one.a, one.b) not in direct:  # those stand among the conflicts of two people already
            what = "that they are one pledge contradicts what was said of others that these were joined to"
            yield Finding(Grade.NOTICE, f"{one.a} and {one.b}", what, "`troth unsure` lists what was said; `troth undo` takes one back")
    named = judgements.actors(db)
    parted = {frozenset((one.a, one.b)) for one in named if not one.same}
    for verdict in Names(db).keys.conflicts:
        if frozenset((verdict.a, verdict.b)) not in parted:
            what = "that they are one actor contradicts what was said of other names"
            yield Finding(Grade.NOTICE, f"{verdict.a} and {verdict.b}", what, "`troth undo` what is wrong of it")
    names = judgements.judged_mentions(db)
    for lost in sorted(names - derived.mentions_at(db, names).keys()):
        yield Finding(
            Grade.NOTICE, f"mention {lost}", "people judged it, but nothing is read there now", "judge another mention of its pledge"
        )


def _contrary(db: Connection) -> Iterator[Unsure]:
    """The pairs of which it was said that they are one pledge against what was said of them, or of others, as well."""
    events = log.current(db, log.PLEDGES_JUDGED)
    conflicts = said(judgements.pledges(db)).conflicts
    at = derived.mentions_at(db, {name for one in conflicts for name in (one.a, one.b)})
    mentions = _mentions(db, set(at.values()))
    pledges = {name: min(derived.pledges_of(db, [mention]), default=None) for name, mention in at.items()}
    for one in conflicts:
        a, b = pledges.get(one.a), pledges.get(one.b)
        if a is not None and b is not None:
            judged = tuple(event for event in events if {event.body["a"], event.body["b"]} == {one.a, one.b})
            pair = sorted(((a, mentions[at[one.a]]), (b, mentions[at[one.b]])), key=lambda it: it[0])
            yield Unsure(pair[0][1], pair[1][1], (pair[0][0], pair[1][0]), 0.0, judged)


def _parted_by_people(db: Connection) -> set[tuple[str, str]]:
    """The pairs of pledges of which somebody said that they are two."""
    apart = said(judgements.pledges(db)).apart
    at = derived.mentions_at(db, {name for pair in apart for name in pair})
    pledges = {name: min(derived.pledges_of(db, [mention]), default="") for name, mention in at.items()}
    pairs = (sorted((pledges[a], pledges[b])) for a, b in apart if a in pledges and b in pledges)
    return {(a, b) for a, b in pairs}


def _way(db: Connection, start: int, end: int, pledge: str) -> tuple[tuple[PledgeMention, float], ...]:
    """The fewest likenesses within a pledge that lead from one wording to another; none where one alone does, or only people do."""
    within = ledger.of_pledge(db, pledge)
    beside: defaultdict[int, list[Edge]] = defaultdict(list)
    for edge in joining(ledger.edges_of(db, within)):
        if edge[0] in within and edge[1] in within:
            beside[edge[0]].append(edge)
            beside[edge[1]].append(edge)
    reached: dict[int, tuple[int, float] | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in reached:
        here = waiting.popleft()
        for a, b, score in beside[here]:
            other = b if a == here else a
            if other not in reached:
                reached[other] = here, score
                waiting.append(other)
    steps: list[tuple[int, float]] = []
    here = end
    while (step := reached.get(here)) is not None:
        steps.append((here, step[1]))
        here = step[0]
    if len(steps) < 2:
        return ()
    at = _mentions(db, {within[rank] for rank, _ in steps})
    return tuple((at[within[rank]], score) for rank, score in reversed(steps))


def _mentions(db: Connection, names: set[str]) -> dict[str, PledgeMention]:
    return dict(zip(sorted(names), derived.get_mentions(db, names), strict=True))

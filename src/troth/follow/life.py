"""The life of a pledge: what its passages, of all reports and in order of their days, make together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Final

from troth.follow.observing import days_between
from troth.follow.sightings import Sighting
from troth.identity import mention_id
from troth.types import DATELESS, Bearing, Force, PledgeMention, Provenance, Quote, Role, Status, Turn

# How much what was told before counts beside a passage's own words, in the strength of a cue near the pledge's words.
MEMORY: Final = 1.0
FADES: Final = 900.0  # days after which what was told counts half
FADING: Final = 0.85  # what is left of it after each later passage
TURNS: Final = {
    Status.IN_PROGRESS: Turn.BEGUN,
    Status.STALLED: Turn.STALLED,
    Status.KEPT: Turn.KEPT,
    Status.COMPROMISE: Turn.IN_PART,
    Status.BROKEN: Turn.BROKEN,
    Status.REVERSED: Turn.REVERSED,
}


def life(
    sightings: Iterable[Sighting],
    mentions: Collection[PledgeMention] = (),
    days: Mapping[str, str | None] | None = None,
    origins: Mapping[str, Provenance] | None = None,
    withdrawn: Collection[str] = (),
) -> tuple[Bearing, ...]:
    """The bearings of a pledge by day: its mentions, and the passages of reports in which it was sighted.

    `days` are those on which the mentions' reports were published, `origins` tells who wrote a passage of a report (by default the newsroom
    that the report itself tells); `withdrawn` are the ids of mentions that a later revision has no more.  A passage that holds a mention
    states the pledge, whatever else it does.
    """
    at = origins or {}
    stated = [_stated(mention, days or {}, at, mention_id(mention) in withdrawn) for mention in mentions]
    found = sorted((_attributed(one, at) for one in sightings), key=_place)
    beside = defaultdict[str, list[Quote]](list)  # what states the pledge, by report
    for bearing, _ in stated:
        beside[bearing.quote.report].append(bearing.quote)
    touched = {one.quote: [quote for quote in beside.get(one.quote.report, ()) if _touch(one.quote, quote)] for one in found}
    held = {quote for one in found if one.strengths for quote in touched[one.quote]}
    developing: list[Bearing] = []
    memory: dict[Status, float] = {}
    last: str | None = None
    for one in found:
        if not one.strengths:
            developing.append(Bearing(one.quote, Role.STATES, Turn.RESTATED, None, one.on, one.origin, one.bears))
            continue
        memory = _faded(memory, last, one.on)
        last = one.on or last
        status, certainty = _status(dict(one.strengths), memory)
        own = max(one.strengths, key=lambda told: told[1])[0]
        memory[own] = memory.get(own, 0.0) + _clearness(dict(one.strengths))
        states = one.states or bool(touched[one.quote])
        role = Role.BOTH if states else Role.DEVELOPS
        developing.append(Bearing(one.quote, role, TURNS[status], status, one.on, one.origin, round(one.develops * certainty, 3)))
    alone = [(bearing, force) for bearing, force in stated if bearing.quote not in held]
    restated = [bearing for bearing in developing if bearing.status is not None or held.issuperset(touched[bearing.quote])]
    return _turned(sorted([*alone, *((bearing, None) for bearing in restated)], key=lambda pair: _day(pair[0])))


def _attributed(one: Sighting, origins: Mapping[str, Provenance]) -> Sighting:
    told = origins.get(one.quote.report)
    return replace(one, origin=told.origin(one.quote)) if told else one


def _stated(
    mention: PledgeMention, days: Mapping[str, str | None], origins: Mapping[str, Provenance], withdrawn: bool
) -> tuple[Bearing, Force | None]:
    on = days.get(mention.quote.report)
    turn = Turn.WITHDRAWN if withdrawn else Turn.RESTATED
    told = origins.get(mention.quote.report)
    origin = told.origin(mention.quote) if told else None
    bearing = Bearing(mention.quote, Role.STATES, turn, None, on and on[:10], origin, mention.confidence)
    return bearing, None if withdrawn else mention.force


def _turned(ordered: Iterable[tuple[Bearing, Force | None]]) -> tuple[Bearing, ...]:
    """The first statement made the pledge; a mention with more or less force than the one before strengthened or weakened it."""
    turned: list[Bearing] = []
    force: Force | None = None
    made = False
    for bearing, stated in ordered:
        turn = bearing.turn
        if bearing.role is Role.STATES and turn is Turn.RESTATED:
            if not made:
                turn = Turn.MADE
            elif stated and force and stated.rank != force.rank and Force.THREAT not in (stated, force):
                turn = Turn.STRENGTHENED if stated.rank > force.rank else Turn.WEAKENED
            made = True
            force = stated or force
        turned.append(bearing if turn is bearing.turn else replace(bearing, turn=turn))
    return tuple(turned)


def _status(strengths: dict[Status, float], memory: dict[Status, float]) -> tuple[Status, float]:
    """What a passage tells, and how sure: by its own words and, the less these say, by what was told before."""
    remembered = sum(memory.values())
    total = {status: told + MEMORY * memory.get(status, 0.0) / (1 + remembered) for status, told in strengths.items()}
    best = max(total, key=lambda status: total[status])
    second = max((value for status, value in total.items() if status is not best), default=0.0)
    return best, min(1.0, 0.5 + (total[best] - second) / 2)


def _clearness(strengths: dict[Status, float]) -> float:
    ordered = sorted(strengths.values(), reverse=True)
    return 0.1 + min(1.0, ordered[0] - ordered[1])


def _faded(memory: dict[Status, float], last: str | None, on: str | None) -> dict[Status, float]:
    passed = days_between(last, on) or 0
    share = FADING * 0.5 ** (max(0, passed) / FADES)
    return {status: told * share for status, told in memory.items()}


def _place(one: Sighting) -> tuple[str, str, int]:
    return one.on or DATELESS, one.quote.report, one.quote.start


def _day(bearing: Bearing) -> tuple[str, str, int, str]:
    return bearing.on or DATELESS, bearing.quote.report, bearing.quote.start, str(bearing.turn)


def _touch(a: Quote, b: Quote) -> bool:
    return a.report == b.report and a.start < b.end and b.start < a.end

"""Proposals: which status the passages of a pledge speak for, why, and from how many independent newsrooms (DESIGN, rule 3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from math import log, prod
from operator import itemgetter
from typing import Final

from troth.follow.observing import days_between
from troth.types import Bearing, Proposal, Status

YEAR: Final = 365.0  # days after which a passage counts half beside a new one
DECISIVE: Final = frozenset({Status.KEPT, Status.COMPROMISE, Status.BROKEN, Status.REVERSED})
KEPT_SIDE: Final = frozenset({Status.KEPT, Status.COMPROMISE})
BROKEN_SIDE: Final = frozenset({Status.BROKEN, Status.REVERSED})
# Where passages say that it was kept and others that it was broken, and those of the weaker side weigh more than so much of the best, a
# person has to look: the status is unclear.
CONTESTED: Final = 0.5
LEAN: Final = 2.0  # how much more a decisive status counts: it is the end of a pledge, the others are on the way
UNDER_WAY: Final = 0.5  # how much less one that it is under way: every pledge of which anything is told has such
# What passages that nobody chose have to say together, in log odds beside a passage of the labelled pledges, of which 0.45 develop theirs,
# for a status to be proposed; that it is under way needs two newsrooms instead.  Read by eye, of 24 proposals drawn in 1,200 reports 1 was
# right without this, and of 22 drawn of those that it leaves (39 of 328) 8.
LEAST_SAID: Final = 0.8
USUAL_ODDS: Final = log(0.45 / 0.55)
MOST_EVIDENCE: Final = 8  # passages that a proposal names: the weightiest
_SAYS: Final = {
    Status.IN_PROGRESS: "that it is under way",
    Status.STALLED: "that it does not move",
    Status.KEPT: "that it was kept",
    Status.COMPROMISE: "that it was kept in part",
    Status.BROKEN: "that it was broken",
    Status.REVERSED: "that it was taken back",
    Status.UNCLEAR: "contrary things: some that it was kept, others that it was not",
}


def propose(bearings: Sequence[Bearing], deadline: str | None = None) -> Proposal | None:
    """The status that the passages of a pledge speak for; None where none of them tells what became of it.

    It is a function of the passages alone: what a deadline means today is `overdue`'s to say.
    """
    steps = ratings(bearings, deadline)
    return steps[-1] if steps else None


def ratings(bearings: Sequence[Bearing], deadline: str | None = None) -> tuple[Proposal, ...]:
    """How the proposal changed, by day: one for each day on which another status came to be spoken for."""
    told = [bearing for bearing in bearings if bearing.status is not None]
    steps: list[Proposal] = []
    for status, run in groupby(_leading(told, deadline), key=itemgetter(1)):
        first, *later = [number for number, _ in run]
        step = _proposal(told[: (later or [first])[-1] + 1], status, deadline)
        steps.append(replace(step, as_of=told[first].on))
    return tuple(steps)


def borne_out(proposal: Proposal, bearings: Iterable[Bearing], deadline: str | None = None) -> bool:
    """Whether passages say enough for a proposal that were found in whole reports, where most have nothing to do with the pledge."""
    if proposal.status is Status.IN_PROGRESS:
        return proposal.origins > 1
    sure = _surest(_speaking(bearings, proposal.status, deadline)).values()
    return sum(max(0.0, log(chance / (1 - chance)) - USUAL_ODDS) for chance in sure if 0 < chance < 1) >= LEAST_SAID


def overdue(deadline: str | None, bearings: Iterable[Bearing], today: str) -> str | None:
    """What is to be said today of a deadline: when it is or was, and the last day of which anything is told.  None without a deadline."""
    if (left := days_between(today, deadline)) is None:
        return None
    told = max((bearing.on for bearing in bearings if bearing.on), default=None)
    news = f"nothing found since {told}" if told else "nothing found"
    if left > 0:
        return f"due in {left} day{'s' * (left != 1)}, on {deadline}"
    if left == 0:
        return f"due today; {news}" if told != today else "due today"
    after = told is not None and told > str(deadline)
    return f"due {-left} day{'s' * (left != -1)} ago, {'last told of on ' + str(told) if after else news}"


def _leading(told: Sequence[Bearing], deadline: str | None) -> Iterator[tuple[int, Status]]:
    """The number of the last passage of each day, those without one at the end, and the status that all up to it speak for.

    What was told before fades as time goes on, so that each passage is looked at once, however many there are.
    """
    whole, faded = defaultdict[Status, float](float), defaultdict[Status, float](float)
    today: str | None = None
    for number, bearing in enumerate(told):
        share = _fading(today, bearing.on)
        faded.update({status: weight * share for status, weight in faded.items()})
        today = bearing.on or today
        for weights in (whole, faded):
            weights[_allowed(bearing, deadline)] += bearing.confidence
        if number + 1 == len(told) or told[number + 1].on != bearing.on:
            yield number, _best(_counted(faded if bearing.on else whole))


def _counted(weights: Mapping[Status, float]) -> dict[Status, float]:
    """What each status counts for, by the weights of the passages that speak for it."""
    return {
        status: weight * (LEAN if status in DECISIVE else UNDER_WAY if status is Status.IN_PROGRESS else 1.0)
        for status, weight in weights.items()
    }


def _best(counted: Mapping[Status, float]) -> Status:
    best = max(sorted(counted), key=lambda status: counted[status])
    if min(_sided(counted, KEPT_SIDE), _sided(counted, BROKEN_SIDE)) > CONTESTED * max(counted.values()) and best in DECISIVE:
        return Status.UNCLEAR
    return best


def _proposal(told: Sequence[Bearing], best: Status, deadline: str | None) -> Proposal:
    last = told[-1].on
    weights = defaultdict[Status, float](float)
    for bearing in told:
        weights[_allowed(bearing, deadline)] += _weight(bearing, last)
    counted = _counted(weights)
    speaking = _speaking(told, best, deadline)
    weightiest = sorted(speaking, key=lambda bearing: -_weight(bearing, last))[:MOST_EVIDENCE]
    evidence = tuple(sorted(weightiest, key=lambda bearing: (bearing.on or "", bearing.quote.report, bearing.quote.start)))
    origins = len({bearing.origin for bearing in speaking if bearing.origin}) or 1
    agreeing = counted.get(best, 0.0) / (sum(counted.values()) or 1.0)
    confidence = round(agreeing * (1 - prod(1 - sure for sure in _surest(speaking).values())), 3)
    return Proposal(best, _why(best, speaking, origins, len(told), deadline), last, evidence, origins, confidence)


def _speaking(bearings: Iterable[Bearing], status: Status, deadline: str | None) -> list[Bearing]:
    """The passages that speak for a status; for `unclear` all that tell what became of the pledge."""
    told = (bearing for bearing in bearings if bearing.status is not None)
    return [bearing for bearing in told if status in (Status.UNCLEAR, _allowed(bearing, deadline))]


def _surest(told: Iterable[Bearing]) -> dict[str, float]:
    """The confidence of each newsroom's surest passage."""
    sure: dict[str, float] = {}
    for bearing in told:
        by = bearing.origin or bearing.quote.report
        sure[by] = max(sure.get(by, 0.0), bearing.confidence)
    return sure


def _sided(counted: Mapping[Status, float], side: frozenset[Status]) -> float:
    return sum(weight for status, weight in counted.items() if status in side)


def _allowed(bearing: Bearing, deadline: str | None) -> Status:
    """What a passage counts for: nothing is broken before its deadline, so until then it is stalled."""
    assert bearing.status is not None
    early = deadline is not None and bearing.on is not None and bearing.on <= deadline
    return Status.STALLED if bearing.status is Status.BROKEN and early else bearing.status


def _weight(bearing: Bearing, last: str | None) -> float:
    return bearing.confidence * _fading(bearing.on, last)


def _fading(told: str | None, now: str | None) -> float:
    """What is left of the weight of something that was told on a day."""
    return float(0.5 ** (max(0, days_between(told, now) or 0) / YEAR))


def _why(status: Status, speaking: Sequence[Bearing], origins: int, told: int, deadline: str | None) -> str:
    count = len(speaking)
    passages = f"{count} of {told} passages" if told > 1 else "the one passage"
    say = "say" if count > 1 else "says"
    by = "of one origin only" if origins == 1 else f"of {origins} independent origins"
    latest = speaking[-1]
    on = f", the last on {latest.on}" if latest.on and count > 1 else f" on {latest.on}" if latest.on else ""
    until = f"; its deadline is {deadline}" if deadline else ""
    return (
        f"{passages[0].upper()}{passages[1:]} that tell{'' if told > 1 else 's'} what became of it {say} {_SAYS[status]}{on}, {by}{until}."
    )

"""Likeness: how sure it is that two wordings are of the same pledge, by a few features that are added up, so that it can be explained."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from troth import meaning
from troth.link.same_pledge import UNITS, Signature, weight
from troth.types import Likeness

Scores: TypeAlias = NDArray[np.float64]

FEATURES: Final = ("meaning", "of_either", "of_shorter", "shared", "shorter", "opposed")
DIGITS: Final = 6  # of a score
MOST: Final = 12.0  # weight of stems from which on more says nothing new


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature weighs, in log-odds, and the scores that decide: `join` makes one pledge, from `unsure` on a person is asked."""

    bias: float
    features: dict[str, float]
    join: float
    unsure: float


def likeness(a: Signature, b: Signature) -> Likeness:
    """How two mentions compare."""
    told = tuple((name, float(values[0, 0])) for name, values in features([a], [b]).items())
    return Likeness(tuple(sorted(a.common_actors(b))), tuple(sorted(a.stems & b.stems)), told, float(scores([a], [b])[0, 0]))


def scores(some: Sequence[Signature], others: Sequence[Signature]) -> Scores:
    """How sure it is of every one of these that it is of the same pledge as every other one."""
    known = weights()
    logits = np.full((len(some), len(others)), known.bias)
    for name, values in features(some, others).items():
        logits += known.features[name] * values
    return np.where(_comparable(some, others), np.round(1 / (1 + np.exp(-logits)), DIGITS), 0.0)


def features(some: Sequence[Signature], others: Sequence[Signature]) -> dict[str, Scores]:
    """What two wordings are weighed by, for every one of these with every other one.

    `meaning`: the cosine of their words' vectors; `of_either`, `of_shorter`: the share of their stems, by weight, that both have, of all
    and of those of the one that says less; `shared`, `shorter`: how much the stems of both, and those of the one that says less, say;
    `opposed`: whether one says the opposite of what the other says, as "raise" and "lower" do.
    """
    number = _numbered(one for sign in (*some, *others) for one in sign.stems)
    weighed = np.array([weight(one) for one in number] or [0], np.float64)
    a, b = (_table([sign.stems for sign in signs], number) for signs in (some, others))
    shared = (a * weighed) @ b.T  # whole numbers, so the same in any order
    own, other = (a * weighed).sum(1)[:, None], (b * weighed).sum(1)[None, :]
    shorter = np.minimum(own, other)
    return {
        "meaning": meaning.cosines([meaning.vector(one.text) for one in some], [meaning.vector(one.text) for one in others]),
        "of_either": _ratio(shared, own + other - shared),
        "of_shorter": _ratio(shared, shorter),
        "shared": np.minimum(shared / UNITS, MOST) / MOST,
        "shorter": np.minimum(shorter / UNITS, MOST) / MOST,
        "opposed": _opposed(some, others),
    }


@cache
def weights() -> Weights:
    """`likeness.toml`."""
    read = tomllib.loads(files("troth.link").joinpath("likeness.toml").read_text("utf-8"))
    return Weights(read["bias"], {name: read["weights"][name] for name in FEATURES}, read["join"], read["unsure"])


def _comparable(some: Sequence[Signature], others: Sequence[Signature]) -> NDArray[np.bool_]:
    """Whether two say which action they mean, go the same way, and have an actor in common (`Signature.common_actors`)."""
    number = _numbered(actor for sign in (*some, *others) for actor in (*sign.actors, *sign.loosely))
    a, b = (_table([sign.actors for sign in signs], number) for signs in (some, others))
    loosely_a, loosely_b = (_table([sign.loosely for sign in signs], number) for signs in (some, others))
    common = a @ b.T + a @ loosely_b.T + loosely_a @ b.T > 0
    ways = (np.array([sign.polarity for sign in signs], object) for signs in (some, others))
    bare = (np.array([sign.bare for sign in signs], bool) for signs in (some, others))
    found: NDArray[np.bool_] = common & np.equal.outer(*ways).astype(bool) & ~np.logical_or.outer(*bare)
    return found


def _opposed(some: Sequence[Signature], others: Sequence[Signature]) -> Scores:
    axes = 1 + max((axis for sign in (*some, *others) for axis, _ in sign.ways), default=0)
    a, b = (np.zeros((len(signs), axes)) for signs in (some, others))
    for table, signs in ((a, some), (b, others)):
        for row, sign in enumerate(signs):
            for axis, way in sign.ways:
                table[row, axis] = way
    against: Scores = (np.maximum(a, 0) @ np.maximum(-b, 0).T + np.maximum(-a, 0) @ np.maximum(b, 0).T > 0).astype(np.float64)
    return against


def _numbered(things: Iterable[str]) -> dict[str, int]:
    return {one: place for place, one in enumerate(sorted(set(things)))}


def _table(some: Sequence[Iterable[str]], number: dict[str, int]) -> Scores:
    """Which of the numbered things each has: 1 where it has one."""
    table = np.zeros((len(some), max(len(number), 1)))
    for row, things in enumerate(some):
        table[row, [number[one] for one in things]] = 1
    return table


def _ratio(part: Scores, whole: Scores) -> Scores:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)

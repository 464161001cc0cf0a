"""Weighing: how likely a passage bears on a pledge, tells what became of it, and what it tells, from its marks.

Two logistic regressions, one after the other: does it bear on the pledge at all; and if it does, does it tell what became of it.  Their
weights (`weights.toml`) are estimated by `training/rules/following.py`.  What it tells is read from the words near the pledge's own by
weights set by hand (`statuses.toml`): ten labelled pledges, most with one outcome each, are too few to learn that from.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

from troth.types import Polarity, Status


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of the marks (log odds) for `bears` and `develops`, and what a mark counts as where it is unknown."""

    bears: Mapping[str, float]
    develops: Mapping[str, float]
    usual: Mapping[str, float]
    least_bears: float
    least_develops: float


@dataclass(frozen=True, slots=True)
class Shares:
    """The estimated chance that a passage bears on a pledge, and that it tells what became of it, 0..1."""

    bears: float
    develops: float


def shares(marks: Mapping[str, float], weights: Weights | None = None) -> Shares:
    """The chances for a passage with these marks."""
    weights = weights or shipped()
    known = dict(weights.usual) | dict(marks)
    bears = _chance(known, weights.bears)
    return Shares(bears, bears * _chance(known, weights.develops))


def strengths(marks: Mapping[str, float], polarity: Polarity = Polarity.DO) -> dict[Status, float]:
    """How strongly the marks speak for each status, of a pledge to do it or to refrain from it."""
    told: dict[Status, float] = {}
    for status, weighed in _rules()[polarity].items():
        told[Status(status)] = sum(weight * marks.get(mark, 0.0) for mark, weight in weighed.items() if mark != "always") + weighed.get(
            "always", 0.0
        )
    return told


def _chance(marks: Mapping[str, float], weights: Mapping[str, float]) -> float:
    odds = weights["always"] + sum(weights.get(mark, 0.0) * value for mark, value in sorted(marks.items()))
    return 1 / (1 + exp(-max(-50.0, min(50.0, odds))))


@cache
def shipped() -> Weights:
    """The weights that lie beside this module."""
    return weights_of(tomllib.loads(files("troth.follow").joinpath("weights.toml").read_text("utf-8")))


def weights_of(form: Mapping[str, Any]) -> Weights:
    """Weights from their TOML form."""
    return Weights(form["bears"], form["develops"], form["usual"], form["least_bears"], form["least_develops"])


@cache
def _rules() -> dict[str, dict[str, dict[str, float]]]:
    return tomllib.loads(files("troth.follow").joinpath("statuses.toml").read_text("utf-8"))

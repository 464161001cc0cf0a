"""Confidence: how sure it is that a candidate commits somebody, from the weights of the cues around it.

A logistic model: the weights of all cues are added, and the sum is turned into a share in 0..1.  `training/rules/weigh.py` made them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from troth.find import lexicon


@dataclass(frozen=True, slots=True)
class Weights:
    """What `lexicon/weights.toml` holds.

    `without` is the sum where there is no cue, `cues` the weight of each cue, in log-odds.
    """

    without: float
    cues: dict[str, float]


@cache
def weights() -> Weights:
    """The weights that ship."""
    table = lexicon.table("weights")
    cues = {f"{group} {value}": weight for group, values in table["cues"].items() for value, weight in values.items()}
    return Weights(table["without"], cues)


def confidence(cues: Iterable[str]) -> float:
    """The share of candidates with these cues that are pledges, 0..1."""
    return 1 / (1 + math.exp(-log_odds(cues)))


def log_odds(cues: Iterable[str]) -> float:
    """The same in log-odds."""
    known = weights()
    # fsum is exact, so the order of the set does not matter.
    return math.fsum([known.without, *(known.cues.get(cue, 0.0) for cue in set(cues))])

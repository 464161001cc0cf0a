"""Sureness: how likely it is that a proposal is a pledge, by the encoder's sight and by the rules' weights.

A logistic model over few signals; `training/learned/combine.py` made its weights on reports that neither the encoder nor the rules
had learned from, so that a sureness is the share of right ones among proposals as sure.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from troth.find import lexicon


def sureness(signals: Mapping[str, float]) -> float:
    """0..1."""
    weights = lexicon.table("sureness")["pledge"]
    odds = math.fsum([weights["always"], *(weights.get(name, 0.0) * signal for name, signal in sorted(signals.items()))])
    return 1 / (1 + math.exp(-odds))

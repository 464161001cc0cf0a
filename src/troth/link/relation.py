"""How the texts of two reports are related: by the runs of words that both have."""

from __future__ import annotations

from typing import Final

from troth.link.tellings import Telling, tellings
from troth.types import Relation, Report

RUN: Final = 5  # words in a row that two texts seldom share by chance
COPY: Final = 0.3  # share of the shorter text's runs from which on it is the same text


def relation(a: Report, b: Report) -> tuple[Relation, float]:
    """How two texts are related, and the share of the shorter one's runs of words that stand in the other."""
    first, second = (_runs(telling) for telling in tellings(a, b))
    shorter = min(len(first), len(second))
    containment = len(first & second) / shorter if shorter else 0.0
    if containment >= COPY:
        return (Relation.COPY if 3 * shorter >= max(len(first), len(second)) else Relation.EXCERPT), containment
    return (Relation.SHARED_QUOTATION if len(first & second) >= RUN else Relation.NONE), containment


def _runs(telling: Telling) -> set[str]:
    return {telling.codes[at : at + RUN] for at in range(len(telling.codes) - RUN + 1)}

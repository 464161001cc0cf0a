"""Scores from counts, and how far they could be off: precision, recall, F1, shares, and intervals by resampling."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

RESAMPLES: Final = 200  # enough for the second digit of a 95 % interval, and done in a second on a thousand reports
SEED: Final = 1  # fixed: the same gold and predictions give the same interval
TAIL: Final = 0.025  # left out at either end: a 95 % interval

Counts = Mapping[str, float]
Scores = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Precision, recall and F1 of finding things: from the counts `NAME.right`, `NAME.found`, `NAME.gold`."""

    name: str

    def scores(self, counts: Counts) -> Scores:
        """The three; None where there is nothing to divide by."""
        right, found, gold = (counts.get(f"{self.name}.{part}", 0) for part in ("right", "found", "gold"))
        return {
            f"{self.name}_precision": ratio(right, found),
            f"{self.name}_recall": ratio(right, gold),
            f"{self.name}_f1": ratio(2 * right, found + gold),
        }


@dataclass(frozen=True, slots=True)
class Average:
    """Precision and recall that are averages over the same things, as B-cubed's: from `NAME.precision`, `NAME.recall`, `NAME.of`."""

    name: str

    def scores(self, counts: Counts) -> Scores:
        """The two and their harmonic mean."""
        precision, recall, of = (counts.get(f"{self.name}.{part}", 0) for part in ("precision", "recall", "of"))
        return {
            f"{self.name}_precision": ratio(precision, of),
            f"{self.name}_recall": ratio(recall, of),
            f"{self.name}_f1": ratio(2 * precision * recall, (precision + recall) * of),
        }


@dataclass(frozen=True, slots=True)
class Share:
    """So much of so much: from the counts `NAME.right` and `NAME.of`."""

    name: str

    def scores(self, counts: Counts) -> Scores:
        """The share; None of nothing."""
        return {self.name: ratio(counts.get(f"{self.name}.right", 0), counts.get(f"{self.name}.of", 0))}


@dataclass(frozen=True, slots=True)
class Number:
    """A plain count, where a share would say too little."""

    name: str

    def scores(self, counts: Counts) -> Scores:
        """The count."""
        return {self.name: counts.get(self.name, 0)}


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of things of several kinds, whichever there are: from the counts `NAME_KIND.right` and `NAME_KIND.of`."""

    name: str

    def scores(self, counts: Counts) -> Scores:
        """The share of each kind."""
        kinds = sorted(count.removesuffix(".of") for count in counts if count.startswith(f"{self.name}_") and count.endswith(".of"))
        return {name: score for kind in kinds for name, score in Share(kind).scores(counts).items()}


@dataclass(frozen=True, slots=True)
class AdjustedRand:
    """How alike two groupings of the same things are, 0 by chance and 1 when they are equal (Hubert and Arabie 1985).

    From the counts of pairs that are together in both (`NAME.both`), in gold, found, and of all pairs (`NAME.pairs`).
    """

    name: str

    def scores(self, counts: Counts) -> Scores:
        """The index; None when neither brings anything together."""
        both, gold, found, pairs = (counts.get(f"{self.name}.{part}", 0) for part in ("both", "gold", "found", "pairs"))
        by_chance = gold * found / pairs if pairs else 0
        return {self.name: ratio(both - by_chance, (gold + found) / 2 - by_chance)}


Measure = Retrieval | Average | Share | Number | Shares | AdjustedRand


def ratio(part: float, whole: float) -> float | None:
    """The quotient, or None of nothing."""
    return part / whole if whole else None


def all_scores(measures: Iterable[Measure], counts: Counts) -> Scores:
    """Every score of these measures on these counts, in order."""
    return {name: value for measure in measures for name, value in measure.scores(counts).items()}


def intervals(measures: Sequence[Measure], groups: Sequence[Counts]) -> dict[str, tuple[float, float]]:
    """The 95 % interval of every score: percentiles of the scores of groups drawn with replacement (bootstrap, Efron 1979).

    A score that some draw leaves undefined has an interval over the others; fewer than two groups give none.
    """
    if len(groups) < 2:
        return {}
    draw = random.Random(SEED)
    seen: dict[str, list[float]] = {}
    for _ in range(RESAMPLES):
        for name, value in all_scores(measures, total(draw.choices(groups, k=len(groups)))).items():
            if value is not None:
                seen.setdefault(name, []).append(value)
    return {name: _middle(sorted(values)) for name, values in seen.items()}


def total(counted: Iterable[Counts]) -> dict[str, float]:
    """The sum of counts."""
    summed: dict[str, float] = {}
    for counts in counted:
        for name, value in counts.items():
            summed[name] = summed.get(name, 0) + value
    return summed


def _middle(values: list[float]) -> tuple[float, float]:
    out = int(TAIL * len(values))
    return values[out], values[-1 - out]

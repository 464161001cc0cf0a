"""How far two coders agree: Krippendorff's alpha for each variable, with its interval, and every disagreement.

Alpha is 1 minus observed over expected disagreement (Krippendorff, Content Analysis, 4th ed. 2019, chapter 12): 1 is perfect, 0 is
chance.  What only one coder filled in does not count.  He takes 0.8 as the least for firm conclusions, and 0.667 for tentative ones.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from troth.coding.sheets import Coded, Disagreement, Sheet
from troth.coding.variables import STRENGTHS, VARIABLES, Level
from troth.errors import BadSheet

RESAMPLES: Final = 400  # enough for the second digit of a 95 % interval
SEED: Final = 1  # fixed: the same sheets give the same interval
TAIL: Final = 0.025

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the coders agree in one variable.

    `units` are the rows that both coded, `agreed` the share of them with the same value, `alpha` Krippendorff's, `low` and `high` its 95 %
    interval by resampling rows.  None where it says nothing: no rows, or one value alone.
    """

    variable: str
    level: Level
    units: int
    agreed: float | None
    alpha: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Codings:
    """Two coders' sheets compared; `faults` tells, by file and row, what was left out."""

    agreements: tuple[Agreement, ...]
    disagreements: tuple[Disagreement, ...]
    faults: tuple[str, ...]


def compare_codings(a: Sheet, b: Sheet) -> Codings:
    """How far two coders agree.  Raises BadSheet when their sheets are of different units."""
    if a.unit is not b.unit:
        raise BadSheet(f"{a.where} and {b.where}", f"one has {a.unit}, the other {b.unit}", "give two sheets of one sample")
    both = [(a.rows[item], b.rows[item]) for item in a.rows if item in b.rows]
    faults = (*a.faults, *b.faults, *_missing(a, b), *_missing(b, a))
    return Codings(tuple(_agreements(a, both)), tuple(_disagreements(a, both)), faults)


def _missing(a: Sheet, b: Sheet) -> Iterator[str]:
    if absent := [item for item in a.rows if item not in b.rows]:
        more = f" and {len(absent) - 1} more" if len(absent) > 1 else ""
        yield f"{b.where}: item {absent[0]}{more} of {a.where} is not there; left out"


def _agreements(sheet: Sheet, both: Sequence[tuple[Coded, Coded]]) -> Iterator[Agreement]:
    for variable in VARIABLES[sheet.unit]:
        pairs = _pairs(both, variable.name)
        yield _agreement(variable.name, Level.NOMINAL, pairs, sorted({value for pair in pairs for value in pair}))
        if variable.name == "force":
            ranked = [(x, y) for x, y in pairs if x in STRENGTHS and y in STRENGTHS]
            yield _agreement(variable.name, Level.ORDINAL, ranked, STRENGTHS)


def _pairs(both: Sequence[tuple[Coded, Coded]], variable: str) -> list[Pair]:
    told = ((x.values[variable], y.values[variable]) for x, y in both)
    return [(x, y) for x, y in told if x is not None and y is not None]


def _agreement(variable: str, level: Level, pairs: Sequence[Pair], values: Sequence[str]) -> Agreement:
    agreed = sum(x == y for x, y in pairs) / len(pairs) if pairs else None
    alpha = _alpha(pairs, level, values)
    low, high = _interval(pairs, level, values) if alpha is not None else (None, None)
    return Agreement(variable, level, len(pairs), agreed, alpha, low, high)


def _alpha(pairs: Sequence[Pair], level: Level, values: Sequence[str]) -> float | None:
    import krippendorff

    if len({value for pair in pairs for value in pair}) < 2:
        return None
    number = {value: place for place, value in enumerate(values)}
    data = [[float(number[pair[side]]) for pair in pairs] for side in (0, 1)]
    return float(
        krippendorff.alpha(reliability_data=data, value_domain=list(map(float, range(len(values)))), level_of_measurement=level.value)
    )


def _interval(pairs: Sequence[Pair], level: Level, values: Sequence[str]) -> tuple[float | None, float | None]:
    """Percentiles of alpha over rows drawn with replacement (bootstrap, Efron 1979)."""
    rng = random.Random(SEED)
    drawn = (_alpha(rng.choices(pairs, k=len(pairs)), level, values) for _ in range(RESAMPLES))
    alphas = sorted(alpha for alpha in drawn if alpha is not None)
    if not alphas:
        return None, None
    return alphas[int(TAIL * len(alphas))], alphas[min(len(alphas) - 1, int((1 - TAIL) * len(alphas)))]


def _disagreements(sheet: Sheet, both: Sequence[tuple[Coded, Coded]]) -> Iterator[Disagreement]:
    for x, y in both:
        for variable in VARIABLES[sheet.unit]:
            a, b = x.values[variable.name], y.values[variable.name]
            if a is not None and b is not None and a != b:
                yield Disagreement(x.item, variable.name, a, b, x.words)

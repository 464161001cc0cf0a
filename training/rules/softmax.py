"""Softmax: weights under which the right ones of several options are the likeliest, for the scripts beside this one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Example: TypeAlias = "tuple[Sequence[Sequence[str]], Sequence[bool]]"  # the marks of each option, and whether it is right


def fit(examples: Sequence[Example], least_seen: int, penalty: float) -> dict[str, float]:
    """The weights of all marks that so many options show: greatest likelihood of the right options, less an L2 penalty.

    Examples without a right option teach nothing and are left out.
    """
    counts = Counter(mark for options, _ in examples for marks in options for mark in set(marks))
    marks = sorted(mark for mark, count in counts.items() if count >= least_seen)
    place = {mark: at for at, mark in enumerate(marks)}
    learnt = [(options, right) for options, right in examples if any(right)]
    shown = [sorted({place[mark] for mark in option if mark in place}) for options, _ in learnt for option in options]
    columns = np.array([column for at in shown for column in at])
    table = csr_matrix((np.ones(len(columns)), columns, np.cumsum([0, *map(len, shown)])), shape=(len(shown), len(marks)))
    sizes = [len(options) for options, _ in learnt]
    starts, group = np.cumsum([0, *sizes])[:-1], np.repeat(np.arange(len(sizes)), sizes)
    right = np.array([one for _, rights in learnt for one in rights])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        sums = table @ weights
        raised = np.exp(sums - np.maximum.reduceat(sums, starts)[group])
        of_right = np.where(right, raised, 0.0)
        all_sums, right_sums = np.add.reduceat(raised, starts), np.add.reduceat(of_right, starts)
        slope = table.T @ (raised / all_sums[group] - of_right / right_sums[group]) + penalty * weights
        return float(np.sum(np.log(all_sums) - np.log(right_sums)) + penalty / 2 * weights @ weights), slope

    fitted: NDArray[np.float64] = minimize(loss, np.zeros(len(marks)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {mark: float(weight) for mark, weight in zip(marks, fitted, strict=True)}


def lines(weights: Mapping[str, float], least: float) -> list[str]:
    """A TOML table of the weights, without those nearer to 0 than `least`."""
    return [f"{json.dumps(mark, ensure_ascii=False)} = {weight:.2f}" for mark, weight in sorted(weights.items()) if abs(weight) >= least]

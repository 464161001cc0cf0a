"""Figures: the numbers that a sentence states, as a bag: which words carry them is not labelled."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from troth.evaluate.cases import Case, Mistake, Outcome, Passage, Task
from troth.evaluate.measures import Retrieval
from troth.forms import Form

DIGITS: Final = 9  # significant ones that must agree: 0.1 * 3 is 0.3

Value = tuple[float, float]


def compare_figures(case: Case, predicted: Form) -> Outcome:
    """Each value counts as often as it stands in both; with change, each pair of value and change."""
    gold, found = (Counter(map(_stated, figures)) for figures in (case.labels["figures"], predicted["figures"]))
    gold_values, found_values = _values(gold), _values(found)
    outcome = Outcome()
    outcome.tally("value", right=(gold_values & found_values).total(), found=found.total(), gold=gold.total())
    outcome.tally("value_and_change", right=(gold & found).total(), found=found.total(), gold=gold.total())
    at = Passage(0, len(case.text), "", case.text, "")
    for value in sorted((gold_values - found_values).elements()):
        outcome.mistakes.append(Mistake("missed", case.id, at, _written(value), None))
    for value in sorted((found_values - gold_values).elements()):
        outcome.mistakes.append(Mistake("spurious", case.id, at, None, _written(value)))
    for value in sorted(gold_values & found_values):
        lacking = sorted(change for at_value, change in (gold - found).elements() if at_value == value)
        instead = sorted(change for at_value, change in (found - gold).elements() if at_value == value)
        for change, other in zip(lacking, instead, strict=False):
            outcome.mistakes.append(Mistake("change", case.id, at, f"{change} {_written(value)}", f"{other} {_written(value)}"))
    return outcome


def _stated(figure: Form) -> tuple[Value, str]:
    low, high = sorted((_number(figure["low"]), _number(figure["high"])))
    return (low, high), str(figure["change"])


def _number(value: Any) -> float:
    return float(f"{float(value):.{DIGITS}g}")


def _values(stated: Counter[tuple[Value, str]]) -> Counter[Value]:
    values: Counter[Value] = Counter()
    for (value, _), count in stated.items():
        values[value] += count
    return values


def _written(value: Value) -> str:
    low, high = (f"{number:.{DIGITS}g}" for number in value)
    return low if low == high else f"{low} to {high}"


FIGURES: Final = Task(
    "figures",
    reader="find",
    needs="figures",
    headline="value_f1",
    measures=(Retrieval("value"), Retrieval("value_and_change")),
    kinds=("missed", "spurious", "change"),
    compare=compare_figures,
)

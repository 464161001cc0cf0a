"""Estimate the weights by which a passage bears on a pledge: `python training/rules/following.py CHAINS.jsonl PLEDGES.jsonl [--dry]`.

CHAINS are pledges with labelled passages; PLEDGES reports with labelled mentions and developments, which only help to tell statements from
developments.  Prints how well passages are told apart by weights that have not seen any passage of the same pledge (one is left out at a
time), as `troth eval` would score it, and writes `src/troth/follow/weights.toml` unless `--dry` is given.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from troth.evaluate.gold.chains import chain_case
from troth.evaluate.gold.rows import Row
from troth.evaluate.measures import all_scores, total
from troth.evaluate.tasks.chains import CHAINS
from troth.follow import follow
from troth.follow.observing import observe
from troth.follow.subject import subject
from troth.follow.weighing import Weights, weights_of
from troth.forms import track_forms
from troth.text import canonical, sentences
from troth.types import Report, Span

OWN: Final = Path(__file__).parents[2] / "src" / "troth" / "follow" / "weights.toml"
RIDGE_BEARS: Final = 33.0  # pull of the weights towards 0, on marks of variance 1; from 10 to 100 the average precision hardly moves
RIDGE_DEVELOPS: Final = 10.0
SHARE_OF_PLEDGES: Final = 0.1  # what a passage of PLEDGES counts beside one of CHAINS
LEAST_BEARS, LEAST_DEVELOPS = 0.4, 0.38
STEPS: Final = 15  # of Newton's method
HEAD: Final = """\
# What the marks of a passage (`troth.follow.observing`) weigh, in log odds: for bearing on a pledge at all, and, of those that do, for
# telling what became of it.  Estimated by training/rules/following.py on ten pledges with 36 passages each (all of chains-dev: scores of
# these weights on that file say nothing; the script prints those of weights that have not seen the pledge) and on the mentions and
# developments of 600 reports (pledges-train).
"""


@dataclass(frozen=True)
class Example:
    """The marks of a passage, the pledge it belongs to (None: of PLEDGES), and its labels."""

    group: int | None
    marks: dict[str, float]
    bears: bool
    develops: bool


def main() -> None:
    """Estimate, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("chains", type=Path)
    parser.add_argument("pledges", type=Path)
    parser.add_argument("--dry", action="store_true", help="print the figures and write nothing")
    options = parser.parse_args()
    chains = [json.loads(line) for line in options.chains.read_text("utf-8").splitlines()]
    own = [example for number, chain in enumerate(chains) for example in _of_chain(number, chain)]
    more = [example for line in options.pledges.read_text("utf-8").splitlines() for example in _of_report(json.loads(line))]
    outcomes = []
    for number, chain in enumerate(chains):
        weights = weights_of(_fit([one for one in own if one.group != number], more))
        outcome = CHAINS.compare(chain_case(Row(chain["chain"], number, chain)), _track(chain, weights))
        outcomes.append(outcome)
        scores = all_scores(CHAINS.measures, outcome.counts)
        print(chain["chain"], _told(scores), [f"{one.gold}->{one.found}" for one in outcome.mistakes if one.kind == "rating"])
    print("all", _told(all_scores(CHAINS.measures, total(outcome.counts for outcome in outcomes))))
    confused = Counter((one.gold, one.found) for outcome in outcomes for one in outcome.mistakes if one.kind == "status")
    print(confused.most_common(12))
    if not options.dry:
        OWN.write_text(_toml(_fit(own, more)), "utf-8")


def _track(chain: dict[str, Any], weights: Weights) -> dict[str, Any]:
    known = subject([chain["who"]], chain["what"], made_on=chain["made_on"])
    reports = [
        Report(id=passage["id"], text=canonical(passage["text"]), digest="", outlet=passage["outlet"], published=passage["published"])
        for passage in chain["passages"]
    ]
    found = follow(known, reports, weights=weights)
    *passages, rating = track_forms(found.bearings, found.ratings)
    return {"passages": passages, "rating": rating["rating"]}


def _told(scores: Any) -> str:
    wanted = ("develops_f1", "bears_f1", "status", "rating", "wrong_side")
    return " ".join(f"{name} {scores[name]:.3f}" for name in wanted if scores.get(name) is not None)


def _of_chain(number: int, chain: dict[str, Any]) -> Iterator[Example]:
    known = subject([chain["who"]], chain["what"], made_on=chain["made_on"])
    for passage in chain["passages"]:
        if passage["role"] is not None:
            text = canonical(passage["text"])
            sight = observe(known, text, Span(0, len(text)), passage["published"])
            if sight:
                yield Example(number, sight.marks, passage["role"] != "none", passage["role"] in ("develops", "both"))


def _of_report(row: dict[str, Any]) -> Iterator[Example]:
    """Passages around the mentions and developments of a pledge: they bear on it, and develop it where a development stands in them."""
    draw = random.Random(row["id"])
    text, spans = row["text"], sentences(row["text"])
    labels: dict[str, list[tuple[int, bool, dict[str, Any]]]] = {}
    for label, develops in [*((one, False) for one in row["pledges"]), *((one, True) for one in row["developments"])]:
        at = next((n for n, span in enumerate(spans) if span.start <= label["quote"]["start"] < span.end), None)
        if at is not None:
            labels.setdefault(str(label.get("pledge") or label["of"]), []).append((at, develops, label))
    for of_one in labels.values():
        if not any(develops for _, develops, _ in of_one) and draw.random() < 0.6:
            continue
        for at in sorted({at for at, _, _ in of_one}):
            elsewhere = [label for place, _, label in of_one if place != at] or [label for place, _, label in of_one if place == at][:1]
            told = draw.choice(elsewhere)
            first, last = max(0, at - draw.choice((0, 0, 1))), min(len(spans) - 1, at + draw.choice((0, 0, 1, 1)))
            develops = any(develops for place, develops, _ in of_one if first <= place <= last)
            sight = observe(subject(told["who"], told.get("what") or told["of"]), text, Span(spans[first].start, spans[last].end), None)
            if sight:
                yield Example(None, sight.marks, True, develops)


def _fit(own: Sequence[Example], more: Sequence[Example]) -> dict[str, Any]:
    names = sorted({name for example in own for name in example.marks})
    usual = {name: float(np.mean([example.marks[name] for example in own if name in example.marks])) for name in ("days", "early")}
    bearing = [example for example in own if example.bears]
    rate = sum(example.develops for example in bearing) / len(bearing)
    of_more = sum(example.develops for example in more) / len(more)
    counts = [SHARE_OF_PLEDGES * (rate / of_more if one.develops else (1 - rate) / (1 - of_more)) for one in more]
    bears = _ridge(names, usual, own, [one.bears for one in own], [1.0] * len(own), RIDGE_BEARS)
    told = [*(one.develops for one in bearing), *(one.develops for one in more)]
    develops = _ridge(names, usual, [*bearing, *more], told, [1.0] * len(bearing) + counts, RIDGE_DEVELOPS)
    return {"least_bears": LEAST_BEARS, "least_develops": LEAST_DEVELOPS, "usual": usual, "bears": bears, "develops": develops}


def _ridge(
    names: Sequence[str], usual: dict[str, float], examples: Sequence[Example], right: Sequence[bool], counts: Sequence[float], ridge: float
) -> dict[str, float]:
    """Logistic regression with a ridge on marks of mean 0 and variance 1, told as weights of the marks as they are."""
    table = np.array([[example.marks.get(name, usual.get(name, 0.0)) for name in names] for example in examples])
    count, told = np.array(counts), np.array(right, dtype=float)
    middle = np.average(table, axis=0, weights=count)
    spread = np.sqrt(np.average((table - middle) ** 2, axis=0, weights=count)) + 1e-6
    spread[spread < 0.02] = 1e6  # a mark that hardly varies teaches nothing
    scaled = np.hstack([np.ones((len(table), 1)), (table - middle) / spread])
    pull = np.full(scaled.shape[1], ridge)
    pull[0] = 1e-6
    weights: NDArray[np.float64] = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (count * (told - chance)) - pull * weights
        bend = (scaled * (count * chance * (1 - chance))[:, None]).T @ scaled + np.diag(pull)
        weights = weights + np.linalg.solve(bend, slope)
    raw = weights[1:] / spread
    return {"always": float(weights[0] - raw @ middle)} | {name: float(weight) for name, weight in zip(names, raw, strict=True)}


def _toml(form: dict[str, Any]) -> str:
    lines = [HEAD, "# The least chances at which a passage is told as bearing on a pledge, and as telling what became of it."]
    lines += [f"{name} = {form[name]}" for name in ("least_bears", "least_develops")]
    lines += [
        "",
        "# What a mark counts as where it is unknown.",
        "[usual]",
        *(f'"{name}" = {value:.3f}' for name, value in form["usual"].items()),
    ]
    for table in ("bears", "develops"):
        lines += ["", f"[{table}]"]
        lines += [f'"{name}" = {weight:.3f}' for name, weight in form[table].items() if name == "always" or abs(weight) >= 0.005]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()

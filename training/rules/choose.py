"""Weigh the marks of a pledge's actors: make `src/troth/find/lexicon/choice.toml` from labelled reports.

    pip install scipy
    python training/rules/choose.py GOLD.jsonl [--out src/troth/find/lexicon/choice.toml]

GOLD is of the form of `gold/pledges-train.jsonl`.  Every commitment that overlaps a labelled mention is an example, its options are those
of `find.pledges.choice`, and an option is right when it shares a last name with the label; where none is, "none" is.  The weights are
those under which a softmax over the options gives the right ones the greatest likelihood, less an L2 penalty.  Run it after weigh.py, whose
weights say which commitments there are.  Two minutes for 600 reports; the same file gives the same weights.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from troth.evaluate.names import last_names
from troth.find import FindSettings
from troth.find.actors import background
from troth.find.passages import passages
from troth.find.pledges.actions import extent
from troth.find.pledges.choice import Case, Option, options, tally
from troth.find.pledges.commitments import candidates
from troth.find.pledges.confidence import confidence
from troth.find.pledges.evidence import evidence
from troth.find.pledges.exclusions import is_none
from troth.find.statements import statements
from troth.find.syntax import parse
from troth.types import Report

OUT: Final = Path(__file__).resolve().parents[2] / "src/troth/find/lexicon/choice.toml"
LEAST_SEEN: Final = 20  # options that show a mark
PENALTY: Final = 10.0  # of the L2 penalty; 5 and 20 are no better over held-out reports
LEAST_WEIGHT: Final = 0.03  # a weight below changes no share by a hundredth
# Below this product of the confidence of a mention and the share of its actor it is dropped.  It costs 0.005 of F1 over sentences, and of
# what is left the actor is right in 0.74 instead of 0.71.
LEAST_SURE: Final = 0.16
LIKELY: Final = 0.28  # confidence of the rules alone from which a candidate is an example

HEAD: Final = """\
# How much each mark of somebody who may be a pledge's actor tells for (above 0) or against (below 0) it, in log-odds.
#
# Made by training/rules/choose.py from labelled reports; make it again rather than edit it.  `find.pledges.choice` says what each mark
# is: "way ..." by what the option was come to, "told ..." which share of the report's commitments the rules give it, "named ..." how
# often the report names it, against whom it names most.  A mention is dropped when the confidence that it is a commitment, times the share
# of its likeliest actor among the options, is below `least`.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """The options of one labelled commitment, and which of them are right."""

    options: list[Option]
    right: list[bool]


def main() -> None:
    """Weigh the marks of the file that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.gold.read_text("utf-8").splitlines()]
    examples = [example for row in rows for example in _examples(row)]
    counts = Counter(mark for example in examples for option in example.options for mark in set(option.marks))
    marks = sorted(mark for mark, count in counts.items() if count >= LEAST_SEEN)
    given.out.write_text(_written(dict(zip(marks, _fit(examples, marks), strict=True))), "utf-8")


def _examples(row: dict[str, Any]) -> Iterator[Example]:
    report = Report(id=row["id"], text=row["text"], digest="", published=row["published"], title=row["title"])
    spans = passages(report)
    parsed = list(parse(report, spans, FindSettings().model))
    known = background(report, spans)
    known = replace(known, statements=statements(report, parsed, known.people, known.bodies))
    proposed = [(span, one) for span, doc in parsed for one in candidates(doc) if confidence(evidence(one)) >= LIKELY]
    cases = [Case.of(span, one, known) for span, one in proposed if not is_none(one)]
    told = tally(cases)
    for case in cases:
        span, offset = extent(case.commitment), case.sentence.start
        over = [
            label for label in row["pledges"] if label["quote"]["start"] < offset + span.end and label["quote"]["end"] > offset + span.start
        ]
        if over:
            names = last_names(over[0]["who"])
            found = options(case, told, known)
            right = [bool(last_names(option.names) & names) for option in found]
            yield Example(found, [not any(right), *right[1:]])


def _fit(examples: list[Example], marks: list[str]) -> NDArray[np.float64]:
    place = {mark: at for at, mark in enumerate(marks)}
    shown = [
        (example, sorted({place[mark] for mark in option.marks if mark in place})) for example in examples for option in example.options
    ]
    counted = np.cumsum([0, *(len(at) for _, at in shown)])
    columns = np.array([column for _, at in shown for column in at])
    table = csr_matrix((np.ones(len(columns)), columns, counted), shape=(len(shown), len(marks)))
    starts = np.cumsum([0, *(len(example.options) for example in examples)])[:-1]
    group = np.repeat(np.arange(len(examples)), [len(example.options) for example in examples])
    right = np.array([one for example in examples for one in example.right])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        sums = table @ weights
        raised = np.exp(sums - np.maximum.reduceat(sums, starts)[group])
        of_right = np.where(right, raised, 0.0)
        all_sums, right_sums = np.add.reduceat(raised, starts), np.add.reduceat(of_right, starts)
        slope = table.T @ (raised / all_sums[group] - of_right / right_sums[group]) + PENALTY * weights
        return float(np.sum(np.log(all_sums) - np.log(right_sums)) + PENALTY / 2 * weights @ weights), slope

    fitted: NDArray[np.float64] = minimize(loss, np.zeros(len(marks)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return fitted


def _written(weights: dict[str, float]) -> str:
    lines = [HEAD, f"least = {LEAST_SURE}", "", "[marks]"]
    lines += [f"{json.dumps(mark)} = {weight:.2f}" for mark, weight in sorted(weights.items()) if abs(weight) >= LEAST_WEIGHT]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()

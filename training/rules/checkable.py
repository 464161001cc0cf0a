"""Fit the weights by which `find` tells what is checkable: `python training/rules/checkable.py TRAIN.jsonl [OUT.toml]`.

Needs scikit-learn (`pip install scikit-learn`) and labelled reports of the form of `gold/pledges-train.jsonl`.  Learns from
the labels' own `what`, and from what the reader by rule makes of the same mentions, since the reader's words are longer.
Prints the share judged right in cross-validation over reports, then writes `src/troth/find/lexicon/checkable.toml`, or OUT.
Fit again after the lists in `lexicon/vague.toml` or the reader's `what` have changed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline

import troth
from troth.find.pledges.checks import marks
from troth.types import Force, PledgeMention, Polarity, Report

LEAST: Final = 10  # times that a mark must occur: 25 judges as well on the labels' words and 0.01 worse on the reader's
REGULAR: Final = 0.1  # scikit-learn's C, best of 0.1, 0.2, 0.4 in cross-validation over the training reports
FOLDS: Final = 10
OUT: Final = Path(__file__).parents[2] / "src/troth/find/lexicon/checkable.toml"
HEADER: Final = """# How much each mark of an action speaks for its being checkable (above 0) or against (below), in log-odds: the action is
# checkable when `bias` and the weights of its marks add up to more than 0.  Written by `training/rules/checkable.py`, which fits a
# logistic regression on the training reports.  Marks are explained in `pledges/checks.py`; their words are in `vague.toml`.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled action: its report, its marks, whether the label says checkable, and whether the words are the reader's."""

    report: str
    marks: tuple[str, ...]
    checkable: bool
    read: bool


def main() -> None:
    """Fit, tell how well, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", nargs="?", type=Path, default=OUT)
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.gold.read_text("utf-8").splitlines()]
    examples = [example for row in rows for example in _examples(row)]
    _report_validation(examples)
    given.out.write_text(_toml(_fit(examples)), "utf-8")


def _examples(row: dict[str, Any]) -> Iterator[Example]:
    for label in row["pledges"]:
        found = marks(label["what"], Force(label["force"]), Polarity(label["polarity"]))
        yield Example(row["id"], found, label["checkable"], read=False)
    report = Report(id=row["id"], text=row["text"], digest="", published=row["published"], title=row["title"])
    for mention in troth.find(report).pledges:
        label = max(row["pledges"], key=lambda label: _overlap(label, mention), default=None)
        if label is not None and _overlap(label, mention) > 0:
            yield Example(row["id"], marks(mention.what, mention.force, mention.polarity), label["checkable"], read=True)


def _overlap(label: dict[str, Any], mention: PledgeMention) -> int:
    return int(min(label["quote"]["end"], mention.quote.end) - max(label["quote"]["start"], mention.quote.start))


def _model() -> Pipeline:
    # Each mention counts twice, by its label's words and by the reader's.
    counter = CountVectorizer(analyzer=list, binary=True, min_df=LEAST)
    return make_pipeline(counter, LogisticRegression(C=REGULAR, max_iter=2000))


def _report_validation(examples: list[Example]) -> None:
    truth = [example.checkable for example in examples]
    folds = GroupKFold(FOLDS, shuffle=True, random_state=0)
    judged = cross_val_predict(_model(), [e.marks for e in examples], truth, groups=[e.report for e in examples], cv=folds)
    for read, words in ((False, "the labels' words"), (True, "the reader's words")):
        right = Counter(bool(j) == e.checkable for e, j in zip(examples, judged, strict=True) if e.read is read)
        share = sum(e.checkable for e in examples if e.read is read) / right.total()
        sys.stdout.write(f"on {words}: {right[True] / right.total():.3f} of {right.total()} right; {share:.3f} are checkable\n")


def _fit(examples: list[Example]) -> dict[str, float]:
    model = _model().fit([example.marks for example in examples], [example.checkable for example in examples])
    counter, regression = model.named_steps["countvectorizer"], model.named_steps["logisticregression"]
    weights = dict(zip(counter.get_feature_names_out(), regression.coef_[0], strict=True))
    return {"bias": float(regression.intercept_[0]), **{str(mark): float(weight) for mark, weight in weights.items()}}


def _toml(weights: dict[str, float]) -> str:
    tables: dict[str, dict[str, float]] = {kind: {} for kind in ("mark", "force", "verb", "word")}
    for mark, weight in sorted(weights.items()):
        kind, _, word = mark.partition(": ")
        if mark != "bias" and abs(weight) >= 0.05:
            tables[kind if word else "mark"][word or mark] = weight
    lines = [HEADER, f"bias = {weights['bias']:.2f}"]
    for kind, entries in tables.items():
        lines += ["", f"[{kind}]", *(f"{json.dumps(word, ensure_ascii=False)} = {weight:.2f}" for word, weight in entries.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()

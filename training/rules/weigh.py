"""Weigh the cues of pledges: make `src/troth/find/lexicon/weights.toml` from labelled reports.

    pip install scikit-learn
    python training/rules/weigh.py GOLD.jsonl [--out src/troth/find/lexicon/weights.toml]

GOLD is of the form of `gold/pledges-train.jsonl`.  Every candidate that the lexicon proposes is an example; it is a pledge when it carries
a labelled mention.  A logistic regression weighs the cues that at least LEAST_SEEN candidates show.  Prints what
they reach by themselves, cross-validated over reports.  A minute for 600 reports; the same file gives the same weights.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from troth.find import FindSettings
from troth.find.actors import background
from troth.find.passages import LONGEST
from troth.find.pledges.actions import extent
from troth.find.pledges.bearers import bearers
from troth.find.pledges.commitments import candidates
from troth.find.pledges.evidence import evidence
from troth.find.pledges.exclusions import is_none, reasons
from troth.find.syntax import parse
from troth.text import sentences
from troth.types import Report, Span

OUT: Final = Path(__file__).resolve().parents[2] / "src/troth/find/lexicon/weights.toml"
LEAST_SEEN: Final = 20  # candidates: with 8 instead of 20 there are twice as many cues, and the F1 is the same
STRENGTH: Final = 0.2  # inverse strength of the L2 penalty; 0.1 and 0.4 are no better
LEAST_WEIGHT: Final = 0.05  # a weight below moves a confidence by a hundredth
FOLDS: Final = 5
FLAT: Final = 0.004  # F1 within which thresholds count as equally good
NEAR: Final = 25  # characters that a sign may stand before the label that it carries

HEAD: Final = """\
# How much each cue around a commissive word tells for (above 0) or against (below 0) a pledge, in log-odds.
#
# Made by training/rules/weigh.py from labelled reports; make it again rather than edit it.  `find.pledges.evidence` says what each cue is:
# [cues.action] holds the acts undertaken, [cues.actor] who undertakes them, by kind of sign, and so on.  The weights of all cues
# of a candidate and `without` are added; 1 / (1 + exp(-sum)) is what the rules alone think the share of pledges is among its like.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate: its report, its offsets there, its cues, whether it carries a label (None: another carries it better)."""

    report: int
    start: int
    end: int
    sign: int
    cues: frozenset[str]
    usable: bool
    pledge: bool | None = False


def main() -> None:
    """Weigh the cues of the file that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.gold.read_text("utf-8").splitlines()]
    examples = [example for number, row in enumerate(rows) for example in _labelled(row, list(_examples(number, row)))]
    counts = Counter(cue for example in examples for cue in example.cues)
    cues = sorted(cue for cue, count in counts.items() if count >= LEAST_SEEN)
    table = _table(examples, cues)
    _tell_f1(rows, examples, table)
    fitted = _fit(table, examples, np.arange(len(examples)))
    groups = _grouped(cues, fitted)
    without = round(float(fitted.intercept_[0]), 2)
    given.out.write_text(_written(groups, without), "utf-8")


def _examples(number: int, row: dict[str, Any]) -> Iterator[Example]:
    report = Report(id=row["id"], text=row["text"], digest="", published=row["published"], title=row["title"])
    spans = sentences(report.text)
    known = background(report, spans)
    for sentence, doc in parse(report, _readable(spans), FindSettings().model):
        for candidate in candidates(doc):
            span = extent(candidate)
            usable = bool(bearers(candidate, sentence.start, known)) and not is_none(candidate) and not reasons(candidate)
            start, end, sign = (sentence.start + at for at in (span.start, span.end, candidate.sign.idx))
            if start < end:
                yield Example(number, start, end, sign, frozenset(evidence(candidate)), usable)


def _readable(spans: list[Span]) -> list[Span]:
    """All sentences that a parser can take: the gate cannot choose, since it goes by the weights that are to be made."""
    return [span for span in spans if span.end - span.start <= LONGEST]


def _labelled(row: dict[str, Any], examples: list[Example]) -> list[Example]:
    """The candidates of a report with what the labels say: of several on one label the one that begins with it carries it."""
    carriers: set[int] = set()
    rivals: set[int] = set()
    for label in row["pledges"]:
        begin, end = label["quote"]["start"], label["quote"]["end"]
        over = [at for at, example in enumerate(examples) if example.start < end and example.end > begin]
        within = [at for at in over if begin - NEAR <= examples[at].sign < end] or over
        nearest = min((abs(examples[at].start - begin) for at in within), default=0)
        carriers.update(at for at in over if abs(examples[at].start - begin) <= nearest)
        rivals.update(over)
    said = [at in carriers or (None if at in rivals else False) for at in range(len(examples))]
    return [replace(example, pledge=pledge) for example, pledge in zip(examples, said, strict=True)]


def _table(examples: list[Example], cues: list[str]) -> csr_matrix:
    place = {cue: at for at, cue in enumerate(cues)}
    rows, columns = [], []
    for row, example in enumerate(examples):
        for cue in sorted(example.cues & place.keys()):
            rows.append(row)
            columns.append(place[cue])
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(examples), len(cues)))


def _fit(table: csr_matrix, examples: list[Example], chosen: Iterable[int]) -> LogisticRegression:
    use = np.array([at for at in chosen if examples[at].pledge is not None])
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    return model.fit(table[use], np.array([bool(examples[at].pledge) for at in use]))


def _tell_f1(rows: list[dict[str, Any]], examples: list[Example], table: csr_matrix) -> None:
    """Print the best F1 over sentences that the rules alone reach, by cross-validation over reports."""
    groups = [example.report for example in examples]
    sure = np.zeros(len(examples))
    for known, asked in GroupKFold(FOLDS).split(table, groups=groups):
        sure[asked] = _fit(table, examples, known).predict_proba(table[asked])[:, 1]
    scores = {at / 100: _f1(rows, examples, sure, at / 100) for at in range(10, 70)}
    best = max(scores.values())
    good = [least for least, score in scores.items() if score >= best - FLAT]
    print(f"{len(examples)} candidates, F1 over sentences {best:.3f} by cross-validation, from {good[0]} to {good[-1]}")


def _f1(rows: list[dict[str, Any]], examples: list[Example], sure: np.ndarray, least: float) -> float:
    found: dict[int, list[int]] = {}
    for example, confidence in zip(examples, sure, strict=True):
        if confidence >= least and example.usable:
            found.setdefault(example.report, []).append(example.start)
    right = wrong = 0
    for number, row in enumerate(rows):
        labels = [label["quote"]["start"] for label in row["pledges"]]
        for sentence in row["sentences"]:
            labelled, read = (
                any(sentence["start"] <= start < sentence["end"] for start in starts) for starts in (labels, found.get(number, []))
            )
            right += labelled and read
            wrong += labelled != read
    return 2 * right / (2 * right + wrong)


def _grouped(cues: list[str], fitted: LogisticRegression) -> dict[str, dict[str, float]]:
    groups: dict[str, dict[str, float]] = {}
    for cue, weight in zip(cues, fitted.coef_[0], strict=True):
        if abs(weight) >= LEAST_WEIGHT:
            group, _, value = cue.partition(" ")
            groups.setdefault(group, {})[value] = round(float(weight), 2)
    return groups


def _written(groups: dict[str, dict[str, float]], without: float) -> str:
    lines = [HEAD, f"without = {without}"]
    for group, values in sorted(groups.items()):
        lines += ["", f"[cues.{group}]"]
        lines += [f"{json.dumps(value, ensure_ascii=False)} = {weight}" for value, weight in sorted(values.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()

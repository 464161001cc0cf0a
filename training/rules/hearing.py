"""Weigh what speaks for and against a word's attributing where it stands: make `src/troth/find/lexicon/hearing.toml`.

    pip install scikit-learn
    python training/rules/hearing.py POLNEAR

POLNEAR is a folder or archive of PolNeAR's training part (brat standoff).  Every claim outside quotation marks is an example, right where a
person marked an attribution with that cue and enough of that content.  Prints precision and recall of the claims by weights made without
the fifth of the reports that they are of, at several confidences.  Run it after cues.py and before extents.py; two minutes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from cues import FIRST_PERSON, is_marked
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from softmax import lines

from troth.evaluate.cases import Case
from troth.evaluate.recognise import gold_set
from troth.find.passages import passages
from troth.find.statements import cues
from troth.find.statements.claims import claims
from troth.find.statements.hearing import marks
from troth.find.syntax import PINNED_MODEL, parse
from troth.marks import around, marked

OUT: Final = Path(__file__).resolve().parents[2] / "src/troth/find/lexicon/hearing.toml"
FOLDS: Final = 5
LEAST_SEEN: Final = 15  # claims that show a mark
STRENGTH: Final = 0.05  # inverse of the L2 penalty; 0.15 is no better over held-out reports
LEAST_WEIGHT: Final = 0.05
HEAD: Final = """\
# How much each mark of a word that may attribute tells for (above 0) or against (below 0) its attributing there, in log-odds.
#
# Made by training/rules/hearing.py from the training part of PolNeAR; make it again rather than edit it.  `find.statements.hearing` says
# what each mark is.
"""


def main() -> None:
    """Count, weigh, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    given = parser.parse_args()
    cases = gold_set(given.gold).cases
    found = [(number, *one) for number, case in enumerate(cases) for one in _examples(case)]
    shown = [one for _, _, one, _ in found]
    right = np.array([one for *_, one in found])
    counts = Counter(mark for one in shown for mark in one)
    kept = sorted(mark for mark, count in counts.items() if count >= LEAST_SEEN)
    table = _table(shown, kept)
    part = np.array([number % FOLDS for number, *_ in found])
    sure = np.zeros(len(right))
    for left in range(FOLDS):
        sure[part == left] = _model(table[part != left], right[part != left]).predict_proba(table[part == left])[:, 1]
    _tell([(number, cue) for number, cue, *_ in found], sure, right, sum(len(case.labels["attributions"]) for case in cases))
    model = _model(table, right)
    weights = {"always": float(model.intercept_[0]), **dict(zip(kept, map(float, model.coef_[0]), strict=True))}
    OUT.write_text("\n".join([HEAD, "[marks]", *lines(weights, LEAST_WEIGHT)]) + "\n", "utf-8")


def _examples(case: Case) -> list[tuple[int, tuple[str, ...], bool]]:
    """Where the cue of each claim stands, its marks, and whether a person marked it."""
    report = case.report
    if report is None:
        return []
    quoted = marked(report.text)
    found = []
    for sentence, doc in parse(report, passages(report), PINNED_MODEL):
        for claim in claims(doc, sentence.start, cues.base_form, cues.places(doc), cues.attributes):
            source = report.text[claim.source.start : claim.source.end].lower() if claim.source else ""
            if claim.content and source not in FIRST_PERSON and around(quoted, claim.cue.start) is None:
                found.append((claim.cue.start, marks(claim, doc, sentence.start), is_marked(claim, case)))
    return found


def _table(shown: Sequence[tuple[str, ...]], kept: Sequence[str]) -> csr_matrix:
    place = {mark: at for at, mark in enumerate(kept)}
    columns = [[place[mark] for mark in one if mark in place] for one in shown]
    flat = np.array([column for one in columns for column in one])
    return csr_matrix((np.ones(len(flat)), flat, np.cumsum([0, *map(len, columns)])), shape=(len(shown), len(kept)))


def _model(table: csr_matrix, right: NDArray[np.bool_]) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300, random_state=0).fit(table, right)


def _tell(places: Sequence[tuple[int, int]], sure: NDArray[np.float64], right: NDArray[np.bool_], gold: int) -> None:
    """Of each cue the likeliest construction counts."""
    best: dict[tuple[int, int], tuple[float, bool]] = {}
    for place, one, is_right in zip(places, sure, right, strict=True):
        best[place] = max(best.get(place, (0.0, False)), (float(one), bool(is_right)))
    for least in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
        heard = [is_right for one, is_right in best.values() if one >= least]
        precision, recall = sum(heard) / len(heard), sum(heard) / gold
        print(f"from {least}: precision {precision:.3f}, recall {recall:.3f}, F1 {2 * precision * recall / (precision + recall):.3f}")


if __name__ == "__main__":
    main()

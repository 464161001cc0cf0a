"""Make the gate: `python training/learned/gate.py REPORTS.jsonl.gz [--words 1500000]` writes `src/troth/find/learned/gate.bin`.

The encoder reads passages of unlabelled reports; a logistic regression on their words learns in which it sees anything.  Every tenth
report is kept apart to choose the cut: the share of passages that pass, and of what is seen in those that do not, are printed.
"""

from __future__ import annotations

import argparse
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

import troth
from troth.find.learned import gate
from troth.find.learned.sights import look, windows
from troth.find.passages import passages

SEEN: Final = -1.5  # log-odds of the likeliest sentence of a passage from which it counts as seen: a fifth
RARE: Final = 6.0  # weight of a passage in which something is seen beside one in which nothing is
STRENGTH: Final = 0.05
APART: Final = 10


def main() -> None:
    """Make the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports")
    parser.add_argument("--words", type=int, default=1_500_000)
    given = parser.parse_args()
    texts: list[str] = []
    seen: list[float] = []
    apart: list[bool] = []
    read = 0
    for number, report in enumerate(troth.read(given.reports)):
        if read >= given.words:
            break
        for window in islice(windows(report.text, passages(report)), 400):
            words = report.text[window[0].start : window[-1].end]
            texts.append(words)
            seen.append(max(max(sight.pledge, sight.outcome) for sight in look(words, window)))
            apart.append(number % APART == 0)
            read += len(words.split())
    odds, held = np.array(seen), np.array(apart)
    table = _table(texts)
    weight = np.where(odds > SEEN, RARE, 1.0)
    fitted = LogisticRegression(C=STRENGTH, solver="liblinear").fit(table[~held], odds[~held] > SEEN, sample_weight=weight[~held])
    weights = fitted.coef_[0]
    weights[0] += fitted.intercept_[0]
    whole = np.clip(np.round(weights * gate.SCALE), -128, 127).astype(np.int8)
    sums = np.asarray(table[held] @ whole.astype(float)).ravel() / gate.SCALE
    length = np.array([len(text.split()) for text, other in zip(texts, held, strict=True) if other])
    for cut in np.arange(-3, 2.01, 0.25):
        passes = sums >= cut
        lost = [1 - passes[odds[held] > least].mean() for least in (SEEN, -0.5, 0.5)]
        print(
            f"cut {cut:5.2f}: {length[passes].sum() / length.sum():.3f} of the words pass; lost {lost[0]:.3f} {lost[1]:.4f} {lost[2]:.4f}"
        )
    Path(gate.WEIGHTS).write_bytes(whole.tobytes())


def _table(texts: list[str]) -> csr_matrix:
    slots = [sorted(gate.slots(text)) for text in texts]
    rows = np.repeat(np.arange(len(texts)), [len(found) for found in slots])
    return csr_matrix((np.ones(len(rows)), (rows, np.concatenate(slots))), shape=(len(texts), gate.SLOTS))


if __name__ == "__main__":
    main()

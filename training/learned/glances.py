"""Choose the cut of what the lowest layer sees: `python training/learned/glances.py REPORTS.jsonl.gz [--words 200000]`.

The encoder reads sentences of unlabelled reports with all its layers.  For each cut the share of words that pass is printed, and the share
of the sentences in which all layers see a pledge (log-odds above -0.8 and above 0) or an outcome (above -1.5) that do not.
"""

from __future__ import annotations

import argparse
import random
from typing import Final

import numpy as np

import troth
from troth.find.learned import encoder
from troth.find.learned.wordpiece import CLOSING, OPENING, numbers, pieces
from troth.find.passages import passages

SHARE: Final = 0.05  # of the reports
SEED: Final = 11


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports")
    parser.add_argument("--words", type=int, default=200_000)
    given = parser.parse_args()
    found: list[tuple[float, float, float, int]] = []
    chance = random.Random(SEED)
    for report in troth.read(given.reports):
        if sum(row[3] for row in found) >= given.words:
            break
        if chance.random() <= SHARE:
            found += [_seen(report.text[span.start : span.end]) for span in passages(report)[:100]]
    glance, pledge, outcome, length = np.array(found).T
    for cut in np.arange(-5, 0.01, 0.25):
        passes = glance >= cut
        told = (pledge > -0.8, pledge > 0, outcome > -1.5)
        lost = (f"{1 - passes[seen].mean():.4f}" if seen.any() else "none seen" for seen in told)
        print(f"{cut:5.2f}: {length[passes].sum() / length.sum():.3f} of the words pass; lost", *lost)


def _seen(words: str) -> tuple[float, float, float, int]:
    """What the lower layer sees of a sentence at a glance, and all layers of a pledge and of an outcome; its words."""
    cut = pieces(words)[: encoder.MOST_PIECES]
    if not cut:
        return -9.0, -9.0, -9.0, 0
    row = [numbers()[OPENING], *(piece.number for piece in cut), numbers()[CLOSING]]
    state, glances = encoder._session("lower.onnx").run(None, {"pieces": np.array([row], dtype=np.int64)})
    rows = encoder._session("upper.onnx").run(None, {"state": state})[0][0, 1:-1]
    return encoder.glanced(glances[0, 1:-1]), encoder.summed(rows, 6), encoder.summed(rows, 8), len(words.split())


if __name__ == "__main__":
    main()

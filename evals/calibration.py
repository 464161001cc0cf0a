"""Whether confidence means what it says: `python evals/calibration.py GOLD.jsonl` compares it with the share of mentions that are right.

A mention is right when it stands for a labelled one, one to one, by shared characters.  Mentions are put in ten bins by their confidence;
the expected calibration error is the difference between the mean confidence and the share of right ones, averaged over the mentions.
Confidence was calibrated on the first half of the two-pass labels (by item), so the second half is told by itself.  Exits with 1 when its
error is above the most that is allowed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import troth
from troth.evaluate.matching import one_to_one, overlapping
from troth.types import Report, Span

BINS: Final = 10
MOST: Final = 0.05


def main() -> int:
    """Print the bins and the error of pledge mentions, of all and of the half that nothing was calibrated on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    rows = [json.loads(line) for line in parser.parse_args().gold.read_text("utf-8").splitlines()]
    judged = [(int(sha256(row["item"].encode()).hexdigest(), 16) % 2 == 0, pair) for row in rows for pair in _judged(row)]
    _error("all", [pair for _, pair in judged])
    return int(_error("second half", [pair for first, pair in judged if not first]) > MOST)


def _judged(row: dict[str, Any]) -> Iterator[tuple[float, bool]]:
    report = Report(id=row["id"], text=row["text"], digest="", published=row["published"], title=row["title"], outlet=row["outlet"])
    found = troth.find(report).pledges
    labels = [Span(one["quote"]["start"], one["quote"]["end"]) for one in row["pledges"]]
    right = {at for _, at in one_to_one(overlapping(labels, [Span(one.quote.start, one.quote.end) for one in found]))}
    for at, one in enumerate(found):
        yield one.confidence, at in right


def _error(name: str, pairs: list[tuple[float, bool]]) -> float:
    print(f"{name}: {len(pairs)} mentions found")
    total = 0.0
    for number in range(BINS):
        inside = [(sure, right) for sure, right in pairs if min(int(sure * BINS), BINS - 1) == number]
        if inside:
            mean, share = sum(sure for sure, _ in inside) / len(inside), sum(right for _, right in inside) / len(inside)
            total += abs(mean - share) * len(inside)
            print(f"  {number / BINS:.1f} to {(number + 1) / BINS:.1f}: {len(inside):4}, confidence {mean:.2f}, right {share:.2f}")
    error = total / max(1, len(pairs))
    print(f"  expected calibration error {error:.3f}, allowed {MOST}")
    return error


if __name__ == "__main__":
    sys.exit(main())

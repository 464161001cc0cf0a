"""Whether confidence means what it says: `python evals/calibration.py GOLD.jsonl` compares it with the share of mentions that are right.

A mention is right when it stands for a labelled one, one to one, by shared characters.  Mentions are put in ten bins by their confidence;
the expected calibration error is the difference between the mean confidence and the share of right ones, averaged over the mentions.
Exits with 1 when it is above the most that is allowed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import troth
from troth.evaluate.matching import one_to_one, overlapping
from troth.types import Report, Span

BINS: Final = 10
MOST: Final = 0.05


def main() -> int:
    """Print the bins and the error of each kind of thing that has a confidence and labels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    rows = [json.loads(line) for line in parser.parse_args().gold.read_text("utf-8").splitlines()]
    judged: dict[str, list[tuple[float, bool]]] = {"pledges": [], "developments": []}
    for row in rows:
        for kind, pairs in judged.items():
            pairs += _judged(row, kind)
    errors = {kind: _error(kind, pairs) for kind, pairs in judged.items()}
    return int(errors["pledges"] > MOST)


def _judged(row: dict[str, Any], kind: str) -> Iterator[tuple[float, bool]]:
    report = Report(id=row["id"], text=row["text"], digest="", published=row["published"], title=row["title"], outlet=row["outlet"])
    found = getattr(troth.find(report), kind)
    labels = [Span(one["quote"]["start"], one["quote"]["end"]) for one in row[kind]]
    right = {at for _, at in one_to_one(overlapping(labels, [Span(one.quote.start, one.quote.end) for one in found]))}
    for at, one in enumerate(found):
        yield one.confidence, at in right


def _error(kind: str, pairs: list[tuple[float, bool]]) -> float:
    print(f"{kind}: {len(pairs)} found")
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

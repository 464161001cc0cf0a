"""Pairs a second of aligning and comparing: `python bench/compare.py VERSIONS [--pairs N]`.

VERSIONS are pairs of versions as `troth eval` takes them.  One process held to one core; each figure is the median of the rounds.
Beginnings are the first five paragraphs of each text.  The readings that a comparison takes are made before.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from troth.evaluate.recognise import gold_set
from troth.find import find
from troth.link import align, compare
from troth.types import Report

ROUNDS = 5
SHORT = 5  # paragraphs


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("versions", type=Path)
    parser.add_argument("--pairs", dest="most", type=int, default=200, help="how many of them (default 200)")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pairs = list(islice((case.pair for case in gold_set(options.versions).cases if case.pair), options.most))
    short = [(_beginning(a), _beginning(b)) for a, b in pairs]
    read = [(a, find(a), b, find(b)) for a, b in pairs]
    _tell("align, whole reports", pairs, lambda: [align(a, b) for a, b in pairs])
    _tell("align, beginnings", short, lambda: [align(a, b) for a, b in short])
    _tell("compare, whole reports", pairs, lambda: [compare(*one) for one in read])


def _beginning(report: Report) -> Report:
    return replace(report, text="\n\n".join(report.text.split("\n\n")[:SHORT]), furniture=())


def _tell(name: str, pairs: list[tuple[Report, Report]], work: Callable[[], object]) -> None:
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    words = sum(len(report.text.split()) for pair in pairs for report in pair) / len(pairs) / 2
    print(f"{name}: {len(pairs) / statistics.median(taken):,.0f} pairs/s ({words:,.0f} words a report)")


if __name__ == "__main__":
    main()

"""Words a second of `troth.find` beside spaCy's small English pipeline with all its pipes: `python bench/find.py REPORTS [--reports N]`.

Both read the same texts in the same run, in turns, in one process held to one core; what is told is the median of the rounds.
Words are those between white space.  What is loaded once a process is loaded before the first round.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from importlib import import_module
from itertools import islice

import troth
from troth.find.learned.encoder import marks
from troth.find.syntax import PINNED_MODEL
from troth.types import Report

ROUNDS = 3
BATCH = 32  # texts at once for spaCy's pipe; its documentation's examples use 20 to 50


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="+")
    parser.add_argument("--reports", dest="most", type=int, default=200, help="how many of them to read (default 200)")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    reports = list(islice(troth.read(*options.reports), options.most))
    words = sum(len(report.text.split()) for report in reports)
    whole = import_module(PINNED_MODEL).load()

    def spacy() -> None:
        for _ in whole.pipe((report.text for report in reports), batch_size=BATCH):
            pass

    def find() -> None:
        marks.cache_clear()  # what an earlier round has read would not be read again
        for report in reports:
            troth.find(report)

    troth.find(Report(id="", text="She will close it.", digest=""))
    taken = {"spaCy, all pipes": list[float](), "troth find": list[float]()}
    for _ in range(ROUNDS):
        for (name, seconds), work in zip(taken.items(), (spacy, find), strict=True):
            seconds.append(_time(work))
            print(f"{name}: {words / seconds[-1]:,.0f} words/s", flush=True)
    peer, own = (words / statistics.median(seconds) for seconds in taken.values())
    print(f"{len(reports)} reports, {words:,} words: spaCy {peer:,.0f} words/s, find {own:,.0f} words/s, ratio {own / peer:.2f}")


def _time(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

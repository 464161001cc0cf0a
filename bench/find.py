"""Words a second of `troth.find` beside spaCy's small English pipeline with all its pipes: `python bench/find.py REPORTS [--reports N]`.

Both read the same texts in the same run, in turns, in one process held to one core; what is told is the median of the rounds, by
processor time, so that what else the machine does counts less.  Words are those between white space.  What is loaded once a process is
loaded before the first round.

Each report is then read once more right after the first time, its body under another headline in another outlet: what that costs, of
the time of the first reading.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from itertools import islice

import troth
from troth.find.syntax import PINNED_MODEL
from troth.text import BETWEEN, moved
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
        _forget()
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
    print(f"the same bodies elsewhere: {_again(reports):.3f} of the first reading's processor time")


def _forget() -> None:
    """Empty all that is kept of what was read; what is loaded once a process is kept without bounds, and stays."""
    for name, module in list(sys.modules.items()):
        for kept in list(vars(module).values()) if name.startswith("troth.") else ():
            if hasattr(kept, "cache_parameters") and kept.cache_parameters()["maxsize"] is not None:
                kept.cache_clear()


def _again(reports: Sequence[Report]) -> float:
    _forget()
    first = again = 0.0
    for number, report in enumerate(reports):
        other = _elsewhere(report, number)
        began = time.process_time()
        troth.find(report)
        between = time.process_time()
        troth.find(other)
        first, again = first + between - began, again + time.process_time() - between
    return again / first


def _elsewhere(report: Report, number: int) -> Report:
    """The report's body under another headline, in another outlet, on another day."""
    headline = f"What the council decided on item {number} of its list, and what it left for June"
    body = report.text.removeprefix(f"{report.title}{BETWEEN}")
    text = f"{headline}{BETWEEN}{body}"
    by = len(text) - len(report.text)
    furniture = tuple(moved(span, by) for span in report.furniture if span.start >= len(report.text) - len(body))
    return replace(report, text=text, title=headline, outlet="Gazette", url=None, published="2016-05-17", furniture=furniture)


def _time(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()

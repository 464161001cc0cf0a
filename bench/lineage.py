"""Reports a second of `troth.link.lineage` beside MinHash (rensa): `python bench/lineage.py REPORTS [--reports N] [--wide]`.

Both take the same texts in the same run, in turns, in one process held to one core; what is told is the median of the rounds, in seconds
of the processor.  rensa makes 128 permutations of the runs of five words, asks an index of 32 bands (threshold 0.5) and enters them.
troth does all that `lineage` does: furniture, fingerprints, candidates, exact passages, stories.  `--wide` tells instead how the cost
grows with the width of a story: copies of the first long report, each with a tenth of its sentences lost and a footer of its own.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import statistics
import time
from collections.abc import Callable, Sequence
from itertools import islice

import troth
from troth.link.body import bodies
from troth.link.lineage import lineage
from troth.text import sentences
from troth.types import Report

ROUNDS = 3
PERMUTATIONS, BANDS, THRESHOLD = 128, 32, 0.5
RUN = 5  # words in a shingle
WIDTHS = (40, 100, 400, 1600)
KEY_BYTES = 4  # a key has 31 bits


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="+")
    parser.add_argument("--reports", dest="most", type=int, help="how many of them to take (default: all)")
    parser.add_argument("--wide", action="store_true", help="measure copies of one report, by their number")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    reports = list(islice(troth.read(*options.reports), options.most))
    if options.wide:
        _measure_widths(reports)
    else:
        _measure_beside_rensa(reports)


def _measure_beside_rensa(reports: Sequence[Report]) -> None:
    from rensa import RMinHash, RMinHashLSH  # the extra `bench`

    def minhash() -> None:
        index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=BANDS)
        for number, report in enumerate(reports):
            words = report.text.lower().split()
            sketch = RMinHash(num_perm=PERMUTATIONS, seed=42)
            sketch.update([" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)])
            index.query(sketch)
            index.insert(number, sketch)

    taken = {"rensa": list[float](), "troth lineage": list[float]()}
    for _ in range(ROUNDS):
        for (name, seconds), work in zip(taken.items(), (minhash, lambda: lineage(reports)), strict=True):
            seconds.append(_time(work))
            print(f"{name}: {len(reports) / seconds[-1]:,.0f} reports/s", flush=True)
    peer, own = (len(reports) / statistics.median(seconds) for seconds in taken.values())
    words = sum(len(report.text.split()) for report in reports)
    keys = sum(len(body.fingerprint.keys) for body in bodies(reports, [()] * len(reports)))
    print(
        f"{len(reports):,} reports of {words / len(reports):,.0f} words: rensa {peer:,.0f} reports/s, lineage {own:,.0f} reports/s, "
        f"ratio {own / peer:.2f}; {keys / len(reports):.1f} keys a report, {KEY_BYTES * keys / len(reports):,.0f} bytes"
    )


def _measure_widths(reports: Sequence[Report]) -> None:
    original = next(report for report in reports if len(sentences(report.text)) >= 24)
    lineage(reports[:100])
    for width in WIDTHS:
        copies = list(_copies(original, width))
        seconds = statistics.median(_time(lambda copies=copies: lineage(copies)) for _ in range(ROUNDS))  # type: ignore[misc]
        found = lineage(copies)
        told = ", ".join(f"{len(story.reports):,} of them, {story.origins} origin(s)" for story in found.stories)
        print(f"{width:,} copies: {1000 * seconds / width:.2f} ms a copy, {len(found.tellings) / width:.1f} edges a copy; stories: {told}")


def _copies(report: Report, width: int) -> list[Report]:
    """Copies as edited by so many outlets: a tenth of 24 sentences lost, a third of the leads rewritten, a footer under each."""
    rng = random.Random(width)
    told = [report.text[span.start : span.end] for span in sentences(report.text)][:24]
    words = report.text.split()
    copies = []
    for number in range(width):
        kept = [one for i, one in enumerate(told) if i == 0 or rng.random() > 0.1]
        if rng.random() < 0.33:
            kept[0] = " ".join(word if rng.random() < 0.5 else rng.choice(words) for word in kept[0].split())
        footer = " ".join(rng.choice(words) for _ in range(50))
        text = "\n\n".join([*(" ".join(kept[i : i + 2]) for i in range(0, len(kept), 2)), f"Outlet {number}. {footer}"])
        copies.append(Report(str(number), text, "", outlet=f"Outlet {number}", published=report.published))
    return copies


def _time(work: Callable[[], object]) -> float:
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()

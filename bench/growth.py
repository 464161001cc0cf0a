"""What a report costs as a ledger grows: `python bench/growth.py REPORTS [--portion N] [--processes N] [--unread]`.

Reports go into a ledger in order of their days.  Told are processor milliseconds a report, for each portion of them: of reading, and of all
else that `add` does.  In the end the last portion is added to an empty ledger too, since later reports are not like the first ones: the
ratio of the two is what the size of the ledger costs.

With `--unread` all but the first and the last portion are entered with their lineage alone, which shows what lineage costs as a ledger
grows without the hours that reading all of them takes.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from troth import pipeline
from troth.find import READER, FindSettings
from troth.ledger.engine import Ledger, open_ledger
from troth.parallel import CHUNK, in_chunks
from troth.pipeline import Bodies, _enter_reading, _link
from troth.read import Given, Piece, gather, report_of
from troth.types import Reading

Read = tuple[float, Sequence[Any]]  # seconds of the processor, and what was found


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("reports")
    arguments.add_argument("--portion", type=int, default=320)
    arguments.add_argument("--processes", type=int, default=1, help="that read")
    arguments.add_argument("--unread", action="store_true")
    options = arguments.parse_args()
    pieces = [piece for piece in gather([options.reports]) if isinstance(piece, Piece)]
    pieces.sort(key=lambda piece: report_of(piece, Given()).report.published or "9999")
    (_unread if options.unread else _read_all)(pieces, options.portion, options.processes)


def _read_all(pieces: Sequence[Piece], portion: int, processes: int) -> None:
    kept: deque[Read] = deque(maxlen=-(-portion // CHUNK))
    with _ledger() as ledger, _ledger() as empty:
        chunks, bodies = in_chunks(_read, pieces, processes), Bodies()
        done = 0
        while some := list(islice(chunks, kept.maxlen)):
            kept.extend(some)
            done += sum(len(found) for _, found in some)
            reading, rest = _took(ledger, some, bodies)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{done:6}: reading {reading:.0f} ms, the rest {rest:.0f} ms a report; {memory:,.0f} MB at most", flush=True)
        alone = _took(empty, list(kept), Bodies())
        print(f"the last ones in an empty ledger: the rest {alone[1]:.0f} ms a report")
        print(f"ratio of the last portion {(reading + rest) / sum(alone):.2f}, without reading {rest / alone[1]:.2f}")


def _unread(pieces: Sequence[Piece], portion: int, processes: int) -> None:
    first, between, last = pieces[:portion], pieces[portion:-portion], pieces[-portion:]
    with _ledger() as ledger:
        reading, rest = _took(ledger, list(in_chunks(_read, first, processes)), Bodies())
        print(f"the first {len(first)}: {reading + rest:.1f} ms a report, {rest:.1f} without reading")
        _fill(ledger, between)
        later, later_rest = _took(ledger, list(in_chunks(_read, last, processes)), Bodies())
        print(f"the last {len(last)} of {len(pieces)}: {later + later_rest:.1f} ms a report, {later_rest:.1f} without reading")
        print(f"ratio {(later + later_rest) / (reading + rest):.2f} of the whole, {later_rest / rest:.2f} without reading")


@contextmanager
def _ledger() -> Iterator[Ledger]:
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "troth.db", create=True) as ledger:
        list(pipeline.add_pieces(ledger, []))  # says which reader reads it
        yield ledger


def _read(pieces: Sequence[Piece]) -> Read:
    start = time.process_time()
    found = pipeline._read_and_find(pieces, given=Given(), settings=FindSettings())
    return time.process_time() - start, found


def _took(ledger: Ledger, read: Sequence[Read], bodies: Bodies) -> tuple[float, float]:
    """Milliseconds a report, of reading and of all else."""
    count = sum(len(found) for _, found in read)
    start = time.process_time()
    for _, found in read:
        pipeline._take_in(ledger, bodies, found)
    rest = time.process_time() - start
    return 1000 * sum(spent for spent, _ in read) / count, 1000 * rest / count


def _fill(ledger: Ledger, pieces: Sequence[Piece]) -> None:
    bodies = Bodies()
    for first in range(0, len(pieces), CHUNK):
        reports = [report_of(piece, Given()).report for piece in pieces[first : first + CHUNK]]
        new = [(report, Reading(report.id, READER, "unread")) for report in reports]
        with ledger.writing() as db:
            for place, (report, reading) in enumerate(new):
                _enter_reading(db, first + place, report, reading)
            _link(db, bodies, new)


if __name__ == "__main__":
    main()

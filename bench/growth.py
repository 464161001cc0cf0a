"""What a report costs as a ledger grows: `python bench/growth.py REPORTS [--portion N]`, on one core.

The first portion of the reports is added to an empty ledger and the last one to a ledger that holds all reports between, entered with
their lineage but unread, since reading them would take most of an hour and its cost does not depend on the others.  Told are processor
milliseconds a report, of the whole `add` and of what is not reading.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from troth import pipeline
from troth.ledger.engine import Ledger, open_ledger
from troth.pipeline import Bodies, _enter_reading, _link
from troth.read import Given, Piece, gather, report_of
from troth.types import Reading

CHUNK = 16  # as many as `add` enters at once


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("reports")
    arguments.add_argument("--portion", type=int, default=1000)
    options = arguments.parse_args()
    pieces = [piece for piece in gather([options.reports]) if isinstance(piece, Piece)]
    pieces.sort(key=lambda piece: report_of(piece, Given()).report.published or "9999")
    first, between, last = pieces[: options.portion], pieces[options.portion : -options.portion], pieces[-options.portion :]
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "troth.db", create=True) as ledger:
        whole, rest = _costs(ledger, first)
        print(f"the first {len(first)}: {whole:.1f} ms a report, {rest:.1f} without reading")
        _fill(ledger, between)
        later, later_rest = _costs(ledger, last)
        print(f"the last {len(last)} of {len(pieces)}: {later:.1f} ms a report, {later_rest:.1f} without reading")
        print(f"ratio {later / whole:.2f} of the whole, {later_rest / rest:.2f} without reading")


def _costs(ledger: Ledger, pieces: Sequence[Piece]) -> tuple[float, float]:
    begin = time.process_time()
    bodies, reading = Bodies(), 0.0
    for portion in _portions(pieces):
        start = time.process_time()
        found = pipeline._read_and_find(portion, given=Given(), settings=pipeline.FindSettings())
        reading += time.process_time() - start
        pipeline._take_in(ledger, bodies, found)
    whole = time.process_time() - begin
    return 1000 * whole / len(pieces), 1000 * (whole - reading) / len(pieces)


def _fill(ledger: Ledger, pieces: Sequence[Piece]) -> None:
    bodies = Bodies()
    for number, portion in enumerate(_portions(pieces)):
        reports = [report_of(piece, Given()).report for piece in portion]
        new = [(report, Reading(report.id, pipeline.READER, "unread")) for report in reports]
        with ledger.writing() as db:
            for place, (report, reading) in enumerate(new):
                _enter_reading(db, CHUNK * number + place, report, reading)
            _link(db, bodies, new)


def _portions(pieces: Sequence[Piece]) -> Iterable[list[Piece]]:
    return (list(pieces[i : i + CHUNK]) for i in range(0, len(pieces), CHUNK))


if __name__ == "__main__":
    main()

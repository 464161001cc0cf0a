"""Bytes to reports: `gather` finds the pieces, `report_of` reads one, `read` and `read_one` do both.  Nothing here opens a socket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from troth.errors import TrothError, UnreadableReport
from troth.read.fields import NOTHING_GIVEN, Given
from troth.read.pieces import Kind, Piece
from troth.read.reports import Read, report_of
from troth.read.sources import gather
from troth.types import Report

__all__ = ["Given", "Kind", "Piece", "Read", "gather", "read", "read_one", "report_of"]


def read(
    *sources: str | Path,
    given: Given = NOTHING_GIVEN,
    failed: Callable[[TrothError], None] | None = None,
    notice: Callable[[str, str], None] | None = None,
) -> Iterator[Report]:
    """The reports of these files, folders, patterns and `-` (standard input), in that order.

    `given` names what reports lack themselves.  An input that cannot be read raises, or goes to `failed` and reading
    continues; what was mended in a report goes to `notice` as (where, what).
    """
    for piece in gather(sources):
        try:
            if isinstance(piece, TrothError):
                raise piece
            done = report_of(piece, given)
        except TrothError as error:
            if failed is None:
                raise
            failed(error)
            continue
        if notice is not None:
            for mended in done.notices:
                notice(piece.where, mended)
        yield done.report


def read_one(source: str | Path, *, given: Given = NOTHING_GIVEN, notice: Callable[[str, str], None] | None = None) -> Report:
    """The one report that a file, or `-` for standard input, holds.

    Raises UnreadableReport when it holds none or several; what was mended goes to `notice`, as in `read`.
    """
    found = list(islice(read(source, given=given, notice=notice), 2))
    if len(found) == 1:
        return found[0]
    reason = "it holds more than one report" if found else "it holds no report"
    raise UnreadableReport(str(source), reason, "give a file with one report (`troth read FILE --json` writes each on a line of its own)")

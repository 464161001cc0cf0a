"""Bytes to reports: `gather` finds the pieces, `report_of` reads one, `read` does both.  Nothing here opens a socket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from troth.errors import TrothError
from troth.read.fields import NOTHING_GIVEN, Given
from troth.read.pieces import Kind, Piece
from troth.read.reports import Read, report_of
from troth.read.sources import gather
from troth.types import Report

__all__ = ["Given", "Kind", "Piece", "Read", "gather", "read", "report_of"]


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

"""Speakers: who is speaking at a place of a report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from troth.types import Statement


@dataclass(frozen=True, slots=True)
class Speakers:
    """The statements of a report by the places of their content."""

    pieces: tuple[tuple[int, int, Statement], ...]
    reach: tuple[int, ...]

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> Speakers:
        """Index the statements of one report."""
        pieces = sorted(
            ((piece.start, piece.end, statement) for statement in statements for piece in statement.content),
            key=lambda piece: (piece[0], -piece[1]),
        )
        return cls(tuple(pieces), tuple(accumulate((end for _, end, _ in pieces), max)))

    def said_by(self, offset: int) -> list[Statement]:
        """The statements whose content holds the offset, outermost first."""
        at = bisect_right(self.pieces, offset, key=lambda piece: piece[0]) - 1
        held: list[Statement] = []
        while at >= 0 and self.reach[at] > offset:
            _, end, statement = self.pieces[at]
            if end > offset:
                held.append(statement)
            at -= 1
        return held[::-1]

    def speaker(self, offset: int) -> str | None:
        """The fullest name of the outermost speaker at the offset; None in the reporter's own words."""
        return next((statement.speaker.name for statement in self.said_by(offset) if statement.speaker is not None), None)

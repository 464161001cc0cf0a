"""Sights: what the encoder's marks come to for each sentence: how far it looks like a pledge or an outcome, and in which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING, Final

from troth.find.learned.encoder import KEPT, marks, summed
from troth.text import moved
from troth.types import Force, Report, Span, Status

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORCES: Final = tuple(Force)
STATUSES: Final = (Status.IN_PROGRESS, Status.STALLED, Status.KEPT, Status.COMPROMISE, Status.BROKEN, Status.REVERSED)
EVEN: Final = 0.5  # share from which a piece is likelier inside than outside
NEARLY: Final = 0.5  # share of the likeliest piece's share down to which its neighbours go with it, where none is likelier inside
# The columns of a row of marks.  Of each kind: begins, goes on, outside; then what a sentence's sum takes of the piece, and how much.
_PLEDGE, _OUTCOME = slice(0, 3), slice(3, 6)
_BEGINS, _GOES_ON, _OUTSIDE = 0, 1, 2
_PLEDGE_SUM, _OUTCOME_SUM = 6, 8
_FORCE, _REFRAIN, _CHECKABLE, _STATUS = slice(10, 16), 16, 17, slice(18, 24)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a sentence that may carry a pledge or an outcome, at offsets of the report.

    `share` is the greatest of their pieces' shares of being inside one, 0..1.
    """

    span: Span
    share: float


@dataclass(frozen=True, slots=True)
class PledgeStretch(Stretch):
    """Words that may carry a pledge: logits of its forces, in the order of `FORCES`, log-odds that it refrains and is checkable."""

    forces: tuple[float, ...]
    refrain: float
    checkable: float


@dataclass(frozen=True, slots=True)
class OutcomeStretch(Stretch):
    """Words that may tell an outcome: logits of its statuses, in the order of `STATUSES`."""

    statuses: tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What is seen of one sentence: log-odds that it states a pledge and that it tells an outcome, and its pieces.

    `places` are those of the pieces, at offsets in the sentence.
    """

    sentence: Span
    pledge: float
    outcome: float
    places: tuple[Span, ...] = ()
    rows: NDArray[np.float32] | None = None
    own: Sight | None = None  # the same at offsets in the sentence, one and the same wherever its words stand

    def moved(self, by: int) -> Sight:
        """The same of a sentence that starts so many characters later."""
        return Sight(moved(self.sentence, by), self.pledge, self.outcome, self.places, self.rows, self.own)

    @property
    def pledges(self) -> list[PledgeStretch]:
        """The words that may carry a pledge, in order."""
        return [self._pledge(first, last) for first, last in _stretches(self.rows, _PLEDGE, self.places)]

    @property
    def outcomes(self) -> list[OutcomeStretch]:
        """The words that may tell an outcome, in order."""
        return [self._outcome(first, last) for first, last in _stretches(self.rows, _OUTCOME, self.places)]

    def pledge_in(self, words: Span) -> PledgeStretch | None:
        """What is seen of given words as a pledge; None where the encoder has read none of them."""
        within = self._within(words)
        return self._pledge(within[0], within[-1] + 1) if within else None

    def _within(self, words: Span) -> list[int]:
        start, end = words.start - self.sentence.start, words.end - self.sentence.start
        return [at for at, place in enumerate(self.places) if place.start < end and start < place.end]

    def _pledge(self, first: int, last: int) -> PledgeStretch:
        rows = self._rows(first, last)
        signs = (float(rows[:, _REFRAIN].mean()), float(rows[:, _CHECKABLE].mean()))
        return PledgeStretch(self._span(first, last), _share(rows[:, _PLEDGE]), _floats(rows[:, _FORCE]), *signs)

    def _outcome(self, first: int, last: int) -> OutcomeStretch:
        rows = self._rows(first, last)
        return OutcomeStretch(self._span(first, last), _share(rows[:, _OUTCOME]), _floats(rows[:, _STATUS]))

    def _rows(self, first: int, last: int) -> NDArray[np.float32]:
        import numpy as np

        return self.rows[first:last] if self.rows is not None else np.empty((0, _STATUS.stop), dtype=np.float32)

    def _span(self, first: int, last: int) -> Span:
        return moved(Span(self.places[first].start, self.places[last - 1].end), self.sentence.start)


def sights(report: Report, passages: Sequence[Span]) -> list[Sight]:
    """What is seen of each passage of a report, in order."""
    return [look(report.text, passage) for passage in passages]


def look(text: str, sentence: Span) -> Sight:
    """What is seen of one sentence of a text; log-odds of minus infinity where there is nothing."""
    own = _look(text[sentence.start : sentence.end])
    return replace(own, own=own).moved(sentence.start) if own.places else Sight(sentence, -inf, -inf)


@lru_cache(maxsize=KEPT)
def _look(words: str) -> Sight:
    """What is seen of a sentence, at offsets in it."""
    seen = marks(words)
    if seen.rows is None:
        return Sight(Span(0, len(words)), -inf, -inf)
    places = tuple(Span(piece.start, piece.end) for piece in seen.pieces)
    return Sight(Span(0, len(words)), summed(seen.rows, _PLEDGE_SUM), summed(seen.rows, _OUTCOME_SUM), places, seen.rows)


def _share(logits: NDArray[np.float32]) -> float:
    """The greatest share of being inside that a piece has."""
    return float((1 - _softmax(logits)[:, _OUTSIDE]).max())


def _floats(logits: NDArray[np.float32]) -> tuple[float, ...]:
    return tuple(map(float, logits.mean(axis=0)))


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: NDArray[np.float32] = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def _stretches(rows: NDArray[np.float32] | None, columns: slice, places: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The words that are likelier inside than not, else those around the likeliest that come near to it, as bounds of their pieces."""
    if rows is None:
        return
    shares = _softmax(rows[:, columns])
    inside = 1 - shares[:, _OUTSIDE]
    best = int(inside.argmax())
    within = inside >= min(EVEN, NEARLY * float(inside[best]))
    runs = list(_runs(within.tolist(), (shares[:, _BEGINS] > shares[:, _GOES_ON]).tolist()))
    taken = 0
    for first, last in runs if inside[best] >= EVEN else [run for run in runs if run[0] <= best < run[1]]:
        first, last = _whole_words(first, last, places)
        first, taken = max(first, taken), last
        if first < last:
            yield first, last


def _whole_words(first: int, last: int, places: Sequence[Span]) -> tuple[int, int]:
    """The run with the rest of the words of which it has a part."""
    while first and places[first - 1].end == places[first].start:
        first -= 1
    while last < len(places) and places[last - 1].end == places[last].start:
        last += 1
    return first, last


def _runs(within: list[bool], begins: list[bool]) -> Iterator[tuple[int, int]]:
    """Where pieces stand within, as bounds of runs; one that begins another opens a run of its own."""
    start: int | None = None
    for at, (inside, opens) in enumerate(zip(within, begins, strict=True)):
        if start is not None and (not inside or (opens and not begins[at - 1])):
            yield start, at
            start = None
        if inside and start is None:
            start = at
    if start is not None:
        yield start, len(within)

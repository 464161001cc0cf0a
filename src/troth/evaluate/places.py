"""Places in two forms of one text: letters and digits are counted, and white space and punctuation may differ."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from troth.types import Span


class Letters:
    """The letters and digits of a text, numbered: what is compared where white space and punctuation do not count."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._before = [0, *accumulate(map(str.isalnum, text))]

    def numbers(self, span: Span) -> range:
        """The numbers of the letters and digits in a span."""
        return range(self._before[self._clip(span.start)], self._before[self._clip(span.end)])

    def numbers_of(self, spans: Iterable[Span]) -> set[int]:
        """The same of several spans together."""
        return {number for span in spans for number in self.numbers(span)}

    def span(self, numbers: range) -> Span | None:
        """The stretch from the first to the last of these letters; None of none."""
        if not numbers:
            return None
        return Span(self._place(numbers[0]), self._place(numbers[-1]) + 1)

    @property
    def written(self) -> str:
        """The letters and digits alone, without their accents: composed or not, a letter counts once."""
        return "".join(unicodedata.normalize("NFD", letter)[0] for letter in self.text if letter.isalnum())

    def _place(self, number: int) -> int:
        return bisect_right(self._before, number) - 1

    def _clip(self, offset: int) -> int:
        return min(max(offset, 0), len(self.text))


class Transfer:
    """From offsets into one form of a text to offsets into another, such as the canonical text with the headline put in front.

    Raises ValueError when the letters of the first are not those at the end of the second.
    """

    def __init__(self, source: str, target: str) -> None:
        self._same = source == target
        self._ahead = 0
        if self._same:
            return
        self._source, self._target = Letters(source), Letters(target)
        ours, theirs = self._source.written, self._target.written
        if not theirs.endswith(ours):
            raise ValueError("its letters are not those of the text that troth makes of it")
        self._ahead = len(theirs) - len(ours)

    def span(self, span: Span) -> Span | None:
        """The same letters and digits in the other text; None when the span has none."""
        if self._same:
            return span
        numbers = self._source.numbers(span)
        return self._target.span(range(numbers.start + self._ahead, numbers.stop + self._ahead))

"""Places: from offsets of a text to the numbers of its words, and back to quotes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Final

from troth.anchor import quote
from troth.link.words import Words
from troth.types import Quote

_CURRENCY: Final = re.compile(r"[$£€¥](?=\d)")


def words_in(telling: Words, start: int, end: int) -> range:
    """The numbers of the words that stand between two offsets, or reach over one of them."""
    return range(bisect_right(telling.ends, start), bisect_left(telling.starts, end))


def quote_of(telling: Words, words: range) -> Quote:
    """The words as a quote."""
    start, end = telling.starts[words[0]], telling.ends[words[-1]]
    if _CURRENCY.match(telling.report.text, start - 1):
        start -= 1
    return quote(telling.report, start, end)


def hull(words: Iterable[int]) -> range:
    """From the first of the words to the last."""
    numbers = sorted(words)
    return range(numbers[0], numbers[-1] + 1) if numbers else range(0)

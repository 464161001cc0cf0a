"""Datelines and credits before a sentence: "MEXICO CITY -", "REUTERS -", "LONDON (Reuters) -"."""

from __future__ import annotations

import re
from typing import Final

from troth.anchor import quote
from troth.link.words import Words
from troth.types import Quote

LONGEST: Final = 100  # characters from the beginning of a paragraph through the dash
_DATELINE: Final = re.compile(
    r"""(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’/-]+(?:[\s/,]+(?:[A-ZÀ-Þ][\w.'’/-]*|\d{1,2}|\d{4}|de|of|the))*[,\s]*)?   # a place in capitals, a region, a day
    (?:\([^()\n]{2,40}\)\s*)?                                                                          # an agency
    (?:—|–|―|--+|-(?=\s))""",
    re.VERBOSE,
)


def dateline_words(telling: Words, first: int) -> range:
    """The words of a dateline that the sentence with this first word begins with; none where there is no dateline."""
    found = _dateline(telling, first)
    if found is None:
        return range(0)
    last = first
    while last < len(telling.keys) and telling.ends[last] <= found.end():
        last += 1
    return range(first, last)


def with_dash(telling: Words, words: range) -> Quote:
    """The words of a dateline and the dash behind them."""
    found = _dateline(telling, words[0])
    start = telling.starts[words[0]]
    if found is None:
        return quote(telling.report, start, telling.ends[words[-1]])
    return quote(telling.report, found.start(), found.end())


def is_dateline(telling: Words, words: range) -> bool:
    """Whether these words and a dash behind them are a dateline."""
    found = dateline_words(telling, words[0]) if words else range(0)
    return len(found) > 0 and found[-1] == words[-1]


def _dateline(telling: Words, first: int) -> re.Match[str] | None:
    text, start = telling.report.text, telling.starts[first]
    start -= text[start - 1 : start] == "("
    if text[max(0, start - 2) : start] not in {"", "\n\n"}:
        return None
    found = _DATELINE.match(text, start, start + LONGEST)
    return found if found and found.end() > telling.ends[first] else None

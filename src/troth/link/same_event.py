"""Whether two reports that share no text tell of one happening: published within a few days, and about the same.

What a report is about is told by its rare words: names, places, figures, the things that are spoken of.  `common.toml` says which words are
common in any news; who shares those shares nothing.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from math import log, sqrt
from typing import Final

from troth.link.words import Words
from troth.rarity import shares
from troth.types import Report

# Of 24 stories told by three outlets each, all 72 pairs were published within 3 days.
DAYS: Final = 4
LEAD: Final = 400  # words from the beginning that tell what a report is about; the background that follows is of many stories
# Least cosine of two reports' words.  Of those 72 pairs 0.94 reach it, and of pairs from different stories 1 of 12,969
# (docs/measurements.md).
ALIKE: Final = 0.22
ALIKE_UNDATED: Final = 0.3  # where nothing tells when one was published: no two of different stories come as close
FEWEST: Final = 8  # words that both have, rare or not: a few lines can be alike by chance
RAREST: Final = 0.05  # share of reports that is taken for all words that are rarer than the listed ones


def same_event(a: Words, b: Words) -> bool:
    """Whether both tell the same happening, as far as their dates and words tell."""
    day_a, day_b = _day(a.report), _day(b.report)
    if day_a is not None and day_b is not None:
        return abs((day_a - day_b).days) <= DAYS and likeness(a, b) >= ALIKE
    return likeness(a, b) >= ALIKE_UNDATED


def likeness(a: Words, b: Words) -> float:
    """The cosine of what two reports are about, 0..1: words weigh more the more often they are told here and the more seldom elsewhere."""
    of_a, of_b = _weights(a), _weights(b)
    if len(of_a.keys() & of_b.keys()) < FEWEST:
        return 0.0
    size = sqrt(_square(of_a) * _square(of_b))
    return sum(weight * of_b[word] for word, weight in of_a.items() if word in of_b) / size if size else 0.0


def _weights(telling: Words) -> dict[str, float]:
    common = shares()
    told = Counter(telling.keys[:LEAD])
    weights = {word: (1 + log(count)) * -log(common.get(word, RAREST)) for word, count in told.items()}
    return {word: weight for word, weight in weights.items() if weight > 0}


def _square(weights: dict[str, float]) -> float:
    return sum(weight * weight for weight in weights.values())


def _day(report: Report) -> date | None:
    try:
        return date.fromisoformat((report.published or "")[:10])
    except ValueError:
        return None

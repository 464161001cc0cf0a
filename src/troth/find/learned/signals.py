"""Signals: log-odds within bounds, and words freed of the marks at their edges, for those who weigh what is seen."""

from __future__ import annotations

import math
from typing import Final

from troth.types import Span

FAINTEST: Final = -2.0  # log-odds of a sentence below which nothing in it is proposed: it would not reach the threshold
FAR: Final = 8.0  # log-odds beyond which all is as sure
_OPEN_A_WORD: Final = frozenset("$£€#’'")
_CLOSE_A_WORD: Final = frozenset("%")


def log_odds(share: float) -> float:
    """The log-odds of a share, 0..1."""
    return bounded(math.log(max(share, 1e-9) / max(1 - share, 1e-9)))


def bounded(odds: float) -> float:
    """Log-odds without the extremes."""
    return max(-FAR, min(FAR, odds))


def trimmed(text: str, span: Span) -> Span | None:
    """The words without marks at their edges; None where no word is left."""
    start, end = span.start, span.end
    while start < end and not text[start].isalnum() and text[start] not in _OPEN_A_WORD:
        start += 1
    while start < end and not text[end - 1].isalnum() and text[end - 1] not in _CLOSE_A_WORD:
        end -= 1
    return Span(start, end) if start < end else None

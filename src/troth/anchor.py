"""Quotes: make one, and find its words again later: exact, near, or orphaned; never silently wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from troth.errors import BadAnchor
from troth.types import Quote, Report

CONTEXT: Final = 32  # characters of prefix and suffix, as Hypothesis keeps with its annotations
NEAR: Final = 80.0  # least rapidfuzz partial ratio (0..100) at which changed words still count as the same passage


class Fit(StrEnum):
    """How well a quote's words were found again."""

    EXACT = "exact"
    NEAR = "near"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote's words stand in another text; `quote` is None when they are orphaned."""

    fit: Fit
    quote: Quote | None


def quote(report: Report, start: int, end: int) -> Quote:
    """The words of `report.text[start:end]` as evidence.

    Raises BadAnchor when the offsets do not lie in the text or hold no words.
    """
    return _cut(report.id, report.text, start, end)


def verify(anchor: Quote, text: str) -> None:
    """Raise BadAnchor unless the quote's exact words are at its place in this text."""
    if text[anchor.start : anchor.end] != anchor.exact or not 0 <= anchor.start < anchor.end:
        raise BadAnchor(
            f"report {anchor.report}, {anchor.start}-{anchor.end}",
            f"the text there is not {anchor.exact!r}",
            "run `troth doctor`, then `troth rebuild`",
        )


def find_again(anchor: Quote, report: Report) -> Found:
    """Find a quote's words in another text (a revision, a new extraction).

    Of several exact places the one wins whose surroundings agree best with prefix and suffix, then the one nearest to the old
    offset.  Without an exact place, the best fuzzy match counts as near; below the threshold the quote is orphaned.
    """
    places = _occurrences(anchor.exact, report.text)
    if places:
        best = max(places, key=lambda at: (_context_agreement(anchor, report.text, at), -abs(at - anchor.start)))
        return Found(Fit.EXACT, quote(report, best, best + len(anchor.exact)))
    return _find_near(anchor, report)


def _find_near(anchor: Quote, report: Report) -> Found:
    from rapidfuzz import fuzz

    if not report.text or len(anchor.exact) > len(report.text):
        return Found(Fit.ORPHANED, None)
    match = fuzz.partial_ratio_alignment(anchor.exact, report.text, score_cutoff=NEAR)
    if match is None or match.dest_start >= match.dest_end:
        return Found(Fit.ORPHANED, None)
    return Found(Fit.NEAR, quote(report, match.dest_start, match.dest_end))


def _cut(report: str, text: str, start: int, end: int) -> Quote:
    if not 0 <= start < end <= len(text):
        raise BadAnchor(f"report {report}, {start}-{end}", f"its text has {len(text)} characters", "use offsets inside it")
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Quote(report, start, end, text[start:end], prefix, suffix)


def _occurrences(words: str, text: str) -> list[int]:
    places, at = [], text.find(words) if words else -1
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return places


def _context_agreement(anchor: Quote, text: str, at: int) -> int:
    before, after = text[:at][-CONTEXT:], text[at + len(anchor.exact) :][:CONTEXT]
    return _shared(anchor.prefix[::-1], before[::-1]) + _shared(anchor.suffix, after)


def _shared(a: str, b: str) -> int:
    """Length of the common beginning."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))

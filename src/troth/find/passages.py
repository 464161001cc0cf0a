"""Passages: the sentences of a report that are worth reading, as a parser should see them."""

from __future__ import annotations

import re
from typing import Final

from troth.text import sentences
from troth.types import Quote, Report, Span

# The longest of 13,965 sentences of the training reports has 656 characters; beyond 1,500 it is a list, a table or a text
# without stops, of which a parser makes nothing, at a cost in memory that grows with its length.
LONGEST: Final = 1500  # characters
# What stands between a dateline's place and the sentence: a day, an agency, a dash.
_AFTER_DATELINE: Final = re.compile(r"(?:, [^()–—-]{1,20})?\s*(?:\([^()]{1,30}\)\s*)?(?:(?:--?|–|—|:)\s*)?")


def passages(report: Report) -> list[Span]:
    """The sentences of a report outside the page's furniture, but for those too long to be any.

    A dateline before a sentence is left off: a parser takes the place for its subject.
    """
    spans = (_without_dateline(report, sentence) for sentence in sentences(report.text))
    return [span for span in spans if span.end - span.start <= LONGEST and not furnished(report, span)]


def _without_dateline(report: Report, sentence: Span) -> Span:
    dateline = report.dateline
    if dateline is None or not report.text.startswith(dateline, sentence.start):
        return sentence
    after = _AFTER_DATELINE.match(report.text, sentence.start + len(dateline), sentence.end)
    return Span(after.end(), sentence.end) if after and after.end() < sentence.end else sentence


def furnished(report: Report, place: Span | Quote) -> bool:
    """Whether a place of the report touches the page's furniture."""
    return any(span.start < place.end and place.start < span.end for span in report.furniture)


def unfurnished(report: Report) -> str:
    """The text with the page's furniture blanked out, every other character at its place."""
    letters = list(report.text)
    for span in report.furniture:
        letters[span.start : span.end] = " " * len(letters[span.start : span.end])
    return "".join(letters)

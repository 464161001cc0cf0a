"""The gate of statements: which sentences are worth parsing for who says what in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from troth.find.statements import cues
from troth.find.statements.drafts import around
from troth.find.statements.marks import Marked, marked
from troth.types import Report, Span

_WORD: Final = re.compile(r"[A-Za-z]++")


def stating(report: Report, sentences: Sequence[Span]) -> list[Span]:
    """Those sentences that hold, outside quotation marks, a word that often attributes.

    Quotations elsewhere are found without a parse; beliefs and wishes that rarer words carry are let go.
    """
    marks = marked(report.text)
    return [sentence for sentence in sentences if may_state(report.text, sentence, marks)]


def may_state(text: str, sentence: Span, marks: Sequence[Marked]) -> bool:
    """Whether one sentence passes; `marks` are the quotations of the whole text."""
    opening = cues.opening()
    return any(
        word[0].lower() in opening and around(marks, word.start()) is None for word in _WORD.finditer(text, sentence.start, sentence.end)
    )

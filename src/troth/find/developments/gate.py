"""The gate of developments: which sentences may tell what became of a commitment.  Most cannot, and are not looked at closer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from troth.find.developments.cues import Cue, cues, words
from troth.find.developments.links import Known, stems
from troth.types import Report, Span

BESIDE: Final = 40  # characters between a cue and a word for a plan that it may bear on
OPENING: Final = 3  # sentences: the headline and the two that follow tell the news
_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)?")


def telling(report: Report, sentence: Span, place: int, pledges: Sequence[Known]) -> list[Cue]:
    """The cues of a sentence that may be about a commitment; `place` is the number of the sentence in the report."""
    text = report.text
    if text.endswith("?", sentence.start, sentence.end):
        return []
    found = list(cues(text, sentence))
    if not found:
        return []
    if not words("promises").isdisjoint(said := _said(text, sentence)) or not words("promising").isdisjoint(said):
        return found
    plain = [cue for cue in found if cue.group.bears == "itself" or _beside_plan(text, sentence, cue)]
    return found if plain or _shares(text, sentence, place, found, pledges) else []


def _said(text: str, sentence: Span) -> set[str]:
    return set(_WORD.findall(text[sentence.start : sentence.end].lower()))


def _beside_plan(text: str, sentence: Span, cue: Cue) -> bool:
    if cue.group.bears != "course":
        return False
    return _plan().search(text, max(sentence.start, cue.start - BESIDE), min(sentence.end, cue.end + BESIDE)) is not None


@cache
def _plan() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words('plans')))})\b", re.IGNORECASE)


def _shares(text: str, sentence: Span, place: int, found: Sequence[Cue], pledges: Sequence[Known]) -> bool:
    """Whether the sentence shares a word with a pledge; two, where its cues are faint and it does not open the report."""
    needed = 2 if place >= OPENING and all(cue.group.faint for cue in found) else 1
    about = stems(text[sentence.start : sentence.end]) if pledges else set()
    return any(len(about & pledge.stems) >= needed for pledge in pledges)

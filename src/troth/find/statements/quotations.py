"""Quotations: what stands between quotation marks in a report, and who is said to have said it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from troth.find import lexicon
from troth.text import paragraphs
from troth.types import Span

_MARKED: Final = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|''[^']*(?:''|$)")
# Who is said to speak stands before the cue, back to a mark or a conjunction, or after it, up to a mark or a preposition.
_LEFT: Final = re.compile(
    r"(?:^|[,;:.!?”\"—–]|\b(?:and|but|as|which|that)\b)\s*(?P<who>[^,;:!?”\"—–]{1,80}?)\s+(?:\w+ly |also |has |had |have |then )*$"
)
_RIGHT: Final = re.compile(
    r"\s*(?P<who>[^,;:!?“\"—–]{2,80}?)"
    r"(?:[,;:!?“\"—–]|\.(?:\s|$)|\s(?:in|on|at|to|during|after|while|who|when|last|this|as|about|that|of his|of her|of the|of a)\b|$)"
)
# A name, a pronoun, or a common noun with an article; "When", "If" and the like begin no speaker.
_WHO: Final = re.compile(r"(?:he|she|they|we|I|it)$|(?:the|a|an|one|his|her|its|their) \w", re.IGNORECASE)
FARTHER_BEFORE: Final = 2  # times: an utterance before a quotation counts as farther, for news names the speaker after the words
LONGEST_SPEAKER: Final = 7  # words: "White House deputy national security adviser Jane Smith"
NEXT_PARAGRAPH: Final = 400  # characters that a paragraph break adds: the speaker is mostly named in the paragraph of the quotation


@dataclass(frozen=True, slots=True)
class Utterance:
    """A place outside quotation marks that says who spoke: the offset and the words that name the speaker."""

    start: int
    who: str


@dataclass(frozen=True, slots=True)
class Quotations:
    """All quotations of a report, all utterances, and where its paragraphs start, in order."""

    marked: tuple[Span, ...]
    utterances: tuple[Utterance, ...]
    breaks: tuple[int, ...]

    def around(self, offset: int) -> Span | None:
        """The quotation that holds this offset."""
        at = bisect_right(self.marked, offset, key=lambda span: span.start) - 1
        return self.marked[at] if at >= 0 and offset < self.marked[at].end else None

    def speaker(self, quotation: Span) -> Utterance | None:
        """Who speaks there: the nearest utterance, by the distances above."""
        at = bisect_right(self.utterances, quotation.start, key=lambda said: said.start)
        near = self.utterances[max(0, at - 1) : at + 1]
        return min(near, key=lambda said: self._distance(said, quotation), default=None)

    def _distance(self, said: Utterance, quotation: Span) -> int:
        breaks = bisect_right(self.breaks, max(said.start, quotation.start)) - bisect_right(self.breaks, min(said.start, quotation.start))
        plain = said.start - quotation.end if said.start >= quotation.end else FARTHER_BEFORE * (quotation.start - said.start)
        return plain + NEXT_PARAGRAPH * breaks


def quotations(text: str) -> Quotations:
    """Find the quotations of a text and who is said to speak in it."""
    parts = paragraphs(text)
    marked = tuple(Span(found.start(), found.end()) for part in parts for found in _MARKED.finditer(text, part.start, part.end))
    silent = Quotations(marked, (), tuple(part.start for part in parts))
    return replace(silent, utterances=tuple(_utterances(text, silent)))


def _utterances(text: str, silent: Quotations) -> Iterator[Utterance]:
    for cue in _cue().finditer(text):
        if silent.around(cue.start()) is None and (said := _speaker(text, cue)):
            yield said


def _speaker(text: str, cue: re.Match[str]) -> Utterance | None:
    window = max(text.rfind("\n", 0, cue.start()) + 1, cue.start() - 120)
    left = _LEFT.search(text[window : cue.start()])
    if left and _names_somebody(left["who"]):
        return Utterance(window + left.start("who"), left["who"])
    right = _RIGHT.match(text[cue.end() : cue.end() + 100])
    if right and _names_somebody(right["who"]):
        return Utterance(cue.end() + right.start("who"), right["who"])
    return None


def _names_somebody(words: str) -> bool:
    first = words.split()[0] if 0 < len(words.split()) <= LONGEST_SPEAKER else ""
    if first.lower() in lexicon.words("names", "functions") and not _WHO.match(words):
        return False
    return first[:1].isupper() or _WHO.match(words) is not None


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(lexicon.words('speech', 'says')))})\b")

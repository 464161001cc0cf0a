"""Turns: who speaks where the page's layout alone tells: in a transcript ("RUIZ: We will") and under a quotation ("— Ada Ruiz")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from troth.find.statements.drafts import Draft
from troth.marks import Marked
from troth.text import paragraphs
from troth.types import Span

TURN: Final = 0.8  # confidence that words after "RUIZ:" are hers
SIGNED: Final = 0.7  # that who stands alone under a quotation said it
FEWEST_TURNS: Final = 2  # of one heading "ADA RUIZ:" can be a label, as "CORRECTION:" is
LONGEST_SIGNATURE: Final = 120  # characters
LONGEST_UNDASHED: Final = 8  # words of a signature without a dash: "Ada Ruiz, mayor of Norland City since May"

_TURN: Final = re.compile(r"[“\"]?(?P<who>[A-ZÀ-Þ](?:[A-ZÀ-Þ.’'-]|c(?=[A-Z])| (?=[A-ZÀ-Þ])){1,40}?)(?: \([^()\n]{1,30}\))?:\s")
_NAME: Final = r"(?:@|(?:The|the|A|a|an|An) )?[A-ZÀ-Þ][^“”\"\n]{1,118}"
_DASHED: Final = re.compile(rf"[.,]?\s?(?:[–—―~-]{{1,3}}|\()\s?(?P<who>{_NAME})")
_UNDASHED: Final = re.compile(r"[.,]?\s?(?P<who>[A-ZÀ-Þ][\w.’'-]{0,30}(?: [\w.’'&-]{1,30}){1,5}(?:, [^“”\"\n.]{1,60})?)[.)]?$")
_VERB: Final = re.compile(r"\b(?:\w{3,}(?:ed|ing)|is|was|are|were|has|had|have|will|said|says|told|wrote|writes|went|goes)\b")
_ENDS: Final = " .)]"


def transcript(text: str) -> list[Draft]:
    """The turns of a transcript: paragraphs headed by a name in capitals, with those up to the next such heading."""
    parts = paragraphs(text)
    headed = [(at, found) for at, part in enumerate(parts) if (found := _TURN.match(text, part.start, part.end))]
    if len({found["who"] for _, found in headed}) < FEWEST_TURNS:
        return []
    return [_turn(found, parts[at]) for at, found in headed]


def _turn(found: re.Match[str], part: Span) -> Draft:
    who = Span(found.start("who"), found.end("who"))
    return Draft(who, None, [Span(found.end(), part.end)], TURN, speech=True)


def signed(text: str, marks: Sequence[Marked]) -> Iterator[Draft]:
    """The quotations that open a paragraph and have their speaker under or after them, without a word of saying."""
    for mark in marks:
        if mark.first and (who := _signature(text, mark)) is not None:
            yield Draft(who, None, [mark.span], SIGNED, speech=True, quotations=[mark])


def _signature(text: str, mark: Marked) -> Span | None:
    end = text.find("\n", mark.span.end)
    rest = Span(mark.span.end, end if end >= 0 else len(text))
    if mark.last:
        start = rest.end + 2
        end = text.find("\n", start)
        rest = Span(start, end if end >= 0 else len(text))
    if not 0 < rest.end - rest.start <= LONGEST_SIGNATURE:
        return None
    words = text[rest.start : rest.end]
    found = _DASHED.fullmatch(words) or (None if mark.last else _UNDASHED.fullmatch(words))
    if found is None or _VERB.search(found["who"].split(",")[0]) or (found.re is _UNDASHED and len(words.split()) > LONGEST_UNDASHED):
        return None
    who = found["who"].rstrip(_ENDS)
    return Span(rest.start + found.start("who"), rest.start + found.start("who") + len(who))

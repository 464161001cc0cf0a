"""Beside: who speaks, by the words right before and after a quotation alone, where no parse tells."""

from __future__ import annotations

import re
from typing import Final

from troth.find.statements.drafts import Draft
from troth.marks import Marked
from troth.types import Span

WINDOW: Final = 120  # characters around a quotation in which its speaker is looked for
BESIDE: Final = 0.7  # confidence that "…," NAME VERB or NAME: "…" tells who speaks
LONGEST_HEADING: Final = 90  # characters before the colon of "Jane Smith: We will fight"

_CAPITAL: Final = r"[A-ZÀ-Þ][\w.’'&()-]{0,30}"
# A pronoun, a name with up to seven words of titles and additions, or a common noun with its article.
_WHO: Final = (
    r"(?P<who>(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e)(?![\w’'])"
    rf"|(?:{_CAPITAL} ){{0,4}}(?:[a-z][a-z-]{{1,20}} ){{0,3}}{_CAPITAL}(?: {_CAPITAL}){{0,4}}"
    r"|(?:[Tt]he|[Oo]ne|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir)(?: [\w’'-]{2,20}){1,4}?)"
)
_ADDED: Final = r"(?:, [^,.“”\"]{1,80},)?"  # what is said of a speaker between commas
_CUE: Final = (
    r"(?P<cue>went on|goes on|put it|puts it|(?:shot|fired|hit|fires|shoots|hits) back|chimed in"
    r"|said|says|told|wrote|writes|asked|[a-z]{2,14}(?:ed|es))(?![\w’'])"
)
_AFTER: Final = re.compile(rf"\s?(?:{_WHO}{_ADDED} (?:\w+ly |also |later |then |once )?{_CUE})")
_AFTER_INVERTED: Final = re.compile(rf"\s?(?:{_CUE} {_WHO})(?=[,.;:]|\s|$)")
_BEFORE: Final = re.compile(
    rf"(?:^|[.!?”\"’—–―-] ?|, |\band |\bbut )(?:{_WHO} (?:\w+ly |also |later |then |once )?{_CUE}[^.!?“”\"]{{0,50}}?(?: that)?[,:]?\s?)$"
)
_BEFORE_INVERTED: Final = re.compile(rf"(?:^|[.!?”\"’] )(?P<cue>Said|Says|Added|Wrote|Asked) {_WHO}(?:, [^.!?“”\"]{{1,80}})?[,:]\s?$")
_WHO_BEFORE: Final = re.compile(
    rf"(?:^|[,.!?”\"’:;] |['’]['’] |\band |\bbut )(?:{_WHO}{_ADDED} (?:\w+ly |also |later |then |has |had |have )?)$"
)
_NEXT_TO: Final = re.compile(rf"(?:[,;] (?:and )?(?:then )?)(?P<who>he|she|they|{_CAPITAL}(?: {_CAPITAL}){{0,2}}) (?:then |also |later )?$")
_WHO_AFTER: Final = re.compile(rf"\s?{_WHO}(?=[,.;:]|\s|$)")
_HEADING: Final = re.compile(r"(?P<who>[A-ZÀ-Þ][^:“”\"!?]{1,88}?):\s?")
_OPENERS: Final = frozenset(
    "the a an in on at as if when while but and for with what why how who here watch video exclusive report".split()
)
MOST_PLAIN: Final = 2  # words without a capital in it: "secretary", "state"
LONGEST_NAME: Final = 8  # words: "Former secretary of state Hillary Rodham Clinton"


def speaking_beside(text: str, mark: Marked) -> Draft | None:
    """The quotation as a statement of whom the words next to it make its speaker; None where they name nobody."""
    start, end = mark.span.start, mark.span.end
    paragraph = text.rfind("\n", 0, start) + 1
    closes = text[max(start, end - 2) : end].rstrip("”\"'’")[-1:] in {",", "?", "!", "—", "-"}
    if closes:
        for pattern in (_AFTER, _AFTER_INVERTED):
            if found := pattern.match(text, end, min(len(text), end + WINDOW)):
                return _draft(found, mark, 0)
    first = max(paragraph, start - WINDOW)
    before = text[first:start]
    if found := _BEFORE.search(before) or _BEFORE_INVERTED.search(before):
        return _draft(found, mark, first)
    heading = _HEADING.fullmatch(before) if first == paragraph else None
    if heading and _names(heading["who"]):
        return Draft(Span(first + heading.start("who"), first + heading.end("who")), None, [mark.span], BESIDE, True, quotations=[mark])
    return None


def _draft(found: re.Match[str], mark: Marked, base: int) -> Draft:
    who = Span(base + found.start("who"), base + found.end("who"))
    return Draft(who, Span(base + found.start("cue"), base + found.end("cue")), [mark.span], BESIDE, True, quotations=[mark])


def headline_statement(text: str) -> Draft | None:
    """What a headline of the form "Jane Smith: We will fight" lets somebody say."""
    end = text.find("\n") if "\n" in text else len(text)
    heading = _HEADING.match(text, 0, min(end, LONGEST_HEADING))
    if heading is None or not _names(heading["who"]) or heading.end() >= end:
        return None
    return Draft(Span(0, heading.end("who")), None, [Span(heading.end(), end)], BESIDE, True)


def _names(words: str) -> bool:
    """Whether the words before a colon look like a speaker: few of them, at most two without a capital, and no opener."""
    parts = words.split()
    plain = sum(not part[0].isupper() and len(part) > len("of") for part in parts)
    return len(parts) <= LONGEST_NAME and parts[0].lower() not in _OPENERS and plain <= MOST_PLAIN


def name_speakers(text: str, found: list[Draft]) -> None:
    """Give a word of saying whose speaker the parse lost the speaker that stands next to it."""
    for draft in found:
        if not draft.speech or draft.cue is None:
            continue
        if draft.source is not None:
            draft.source = _outside(text, draft.source, draft.quotations)
        if draft.source is None:
            draft.source = _beside_cue(text, draft.cue)
        elif draft.quotations and (nearer := _nearer(text, draft.source, draft.cue)) is not None:
            draft.source = nearer


def _outside(text: str, source: Span, quotations: list[Marked]) -> Span | None:
    """What is left of a source that reaches into quotation marks; None where that is nothing."""
    for mark in quotations:
        if mark.span.start < source.end and source.start < mark.span.end:
            behind = mark.span.end < source.end
            source = Span(mark.span.end, source.end) if behind else Span(source.start, max(source.start, mark.span.start))
    return source if any(map(str.isalnum, text[source.start : source.end])) else None


def _nearer(text: str, source: Span, cue: Span) -> Span | None:
    """A pronoun or name right before the cue, where the parse went for a source farther left ("The crowd cheers, and he goes on:")."""
    found = _NEXT_TO.search(text, max(source.start + 1, cue.start - WINDOW), cue.start)
    return Span(found.start("who"), found.end("who")) if found else None


def _beside_cue(text: str, cue: Span) -> Span | None:
    first = max(text.rfind("\n", 0, cue.start) + 1, cue.start - WINDOW)
    if before := _WHO_BEFORE.search(text[first : cue.start]):
        return Span(first + before.start("who"), first + before.end("who"))
    after = _WHO_AFTER.match(text, cue.end, min(len(text), cue.end + WINDOW))
    return Span(after.start("who"), after.end("who")) if after else None

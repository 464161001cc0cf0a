"""Drafts: the claims of a report's parsed sentences as statements to be, one a cue, each with the quotations that belong to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from troth.find.statements import cues
from troth.find.statements.claims import Claim, claims
from troth.find.statements.extents import fitted
from troth.find.statements.hearing import audible, confidence
from troth.find.syntax import kept
from troth.marks import Marked, around
from troth.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What may stand between a quotation and the speaker or cue that it belongs to.
_JOINT: Final = re.compile(r"[ ,;—–-]*(?::\s*)?(?:that |as )?")
# Least confidence of a claim; over held-out reports of PolNeAR's training part F1 is 0.73 from 0.25 to 0.45 (training/rules/hearing.py).
HEARD: Final = 0.3
NESTED: Final = 0.6  # of one inside somebody's words, which a person leaves to who says them
LONGEST_JOINT: Final = 12  # characters
FARTHEST_QUOTATION: Final = 60  # characters from a cue to a quotation that a comma or colon introduces
FEWEST_AFTER: Final = 4  # words after a word of saying that can be what is said
_SENTENCE_END: Final = re.compile(r"[.!?;] |\n(?!\n*$)")


@dataclass(slots=True)
class Draft:
    """A statement to be; `speech` tells that the cue is a word of saying, so that quotations around it are its content."""

    source: Span | None
    cue: Span | None
    content: list[Span]
    confidence: float
    speech: bool = False
    parenthetic: bool = False
    sentence: Span | None = None
    quotations: list[Marked] = field(default_factory=list)


def drafts(text: str, parsed: Sequence[tuple[Span, Doc]], marks: Sequence[Marked]) -> list[Draft]:
    """The drafts of the parsed sentences, in order of their cues.  What is said inside quotation marks is left to its speaker."""
    found = []
    for span, doc in parsed:
        outside = (claim for claim in _heard(doc) if around(marks, span.start + claim.cue.start) is None)
        for _, same in groupby(outside, key=attrgetter("cue.start")):
            draft = _draft(text, list(same), span, doc, marks)
            if draft is not None:
                found.append(draft)
    return _without_told(found)


@kept
def _heard(doc: Doc) -> tuple[Claim, ...]:
    """The claims of a sentence, at offsets in it."""
    return tuple(claims(doc, 0, cues.base_form, cues.places(doc), audible))


@kept
def _sure(doc: Doc, claim: Claim) -> float:
    return round(confidence(claim, doc, 0), 2)


def _without_told(found: list[Draft]) -> list[Draft]:
    """Without the weaker claims that stand inside what somebody says: "he said she backs the bill" is his word for it."""
    held = joined(span for draft in found for span in draft.content)
    return [draft for draft in found if draft.confidence >= NESTED or draft.cue is None or not holds(held, draft.cue.start)]


def joined(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """The stretches that spans hold, in order, made one where they overlap."""
    stretches: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], end))
        else:
            stretches.append((start, end))
    return stretches


def holds(stretches: list[tuple[int, int]], offset: int) -> bool:
    """Whether one of these stretches, made by `joined`, holds the offset."""
    at = bisect_right(stretches, (offset, 1 << 62)) - 1
    return at >= 0 and stretches[at][1] > offset


def _draft(text: str, same: list[Claim], sentence: Span, doc: Doc, marks: Sequence[Marked]) -> Draft | None:
    """The draft of the claims of one cue, at offsets in the sentence; None where none of them attributes."""
    bare = next((claim.moved(sentence.start) for claim in same if claim.construction == "bare"), None)
    if bare is not None and bare.source is not None and (draft := _beside_quotation(text, bare, sentence, marks)) is not None:
        return draft
    rated = [(_sure(doc, claim), claim) for claim in same if claim.content]
    if not rated:
        return None
    value, own = max(rated, key=lambda pair: pair[0])
    speech = own.part == "verb" and cues.says(own.lemma)
    if value < HEARD and not speech:
        return None
    best = own.moved(sentence.start)
    draft = Draft(best.source, best.cue, fitted(doc, sentence, own, marks), value, speech, best.construction in {"left", "para"}, sentence)
    if best.construction == "left" and (words := _introduced(text, best, marks)) is not None:
        draft.content[:] = [words]
    _complete(draft, marks)
    if speech:
        _take_quotations(text, draft, marks)
    if draft.quotations and speech:  # quotation marks beside a word of saying are surer than what else stands around it
        draft.confidence = max(value, cues.confidence(best.part, best.construction, best.lemma))
    return draft if draft.confidence >= HEARD else None


def _introduced(text: str, claim: Claim, marks: Sequence[Marked]) -> Span | None:
    """The quotation right before "he said" where a colon brings it in: what comes before the colon is the reporter's."""
    mark = around(marks, claim.content[-1].end - 1)
    if mark is None or mark.span.start <= claim.content[0].start or ":" not in text[mark.span.start - 2 : mark.span.start]:
        return None
    return mark.span


def _beside_quotation(text: str, bare: Claim, sentence: Span, marks: Sequence[Marked]) -> Draft | None:
    """A word of saying whose words the parse lost: the quotation next to it, else the words before it up to a comma."""
    value = cues.confidence(bare.part, bare.construction, bare.lemma)
    draft = Draft(bare.source, bare.cue, [], value, True, True, sentence)
    _take_quotations(text, draft, marks)
    if not draft.content and (following := _next_sentence(text, sentence, marks)) is not None:
        _add(draft, following)
    if not draft.content and cues.says(bare.lemma) and bare.source is not None and _beside(text, bare.source, bare.cue):
        draft.content.extend(_words_before(text, draft) or _words_after(text, draft))
    return draft if draft.content else None


def _next_sentence(text: str, sentence: Span, marks: Sequence[Marked]) -> Marked | None:
    """The quotation right after the sentence ("She said in a letter. “We …”"); one that ends in a comma has a speaker of its own."""
    at = bisect_right(marks, sentence.end, key=lambda mark: mark.span.start)
    if at == len(marks) or marks[at].span.start != sentence.end + 1 or text[marks[at].span.end - 2] not in ".!?":
        return None
    return marks[at]


def _take_quotations(text: str, draft: Draft, marks: Sequence[Marked]) -> None:
    """Add the quotations right before and after speaker and cue."""
    held = [span for span in (draft.source, draft.cue) if span is not None]
    first, last = min(span.start for span in held), max(span.end for span in held)
    at = bisect_right(marks, first, key=lambda mark: mark.span.start)
    if at and _JOINT.fullmatch(text[max(0, first - LONGEST_JOINT) : first][max(0, LONGEST_JOINT - (first - marks[at - 1].span.end)) :]):
        _add(draft, marks[at - 1])
    if at < len(marks) and marks[at].span.start < last:  # inside the speaker's description
        at = bisect_right(marks, last, key=lambda mark: mark.span.start)
    if at < len(marks) and _leads_to(text[last : min(marks[at].span.start, last + FARTHEST_QUOTATION + 1)]):
        _add(draft, marks[at])


def _beside(text: str, source: Span, cue: Span) -> bool:
    """Whether speaker and cue stand side by side: "Smith said", "said Smith", "Smith also said"."""
    between = text[source.end : cue.start] if source.end <= cue.start else text[cue.end : source.start]
    return len(between.split()) <= 1 and "," not in between


def _leads_to(between: str) -> bool:
    """Whether the words between a cue and a quotation introduce it: nothing but marks, or "on Sunday, " and the like."""
    if _JOINT.fullmatch(between):
        return True
    return len(between) <= FARTHEST_QUOTATION and between.rstrip().endswith((",", ":")) and not _SENTENCE_END.search(between)


def _complete(draft: Draft, marks: Sequence[Marked]) -> None:
    for span in list(draft.content):
        at = max(0, bisect_right(marks, span.start, key=lambda mark: mark.span.start) - 1)
        while at < len(marks) and marks[at].span.start < span.end:
            if marks[at].span.end > span.start:
                _add(draft, marks[at])
            at += 1


def _add(draft: Draft, mark: Marked) -> None:
    if mark not in draft.quotations:
        draft.quotations.append(mark)
        draft.content.append(mark.span)


def _words_before(text: str, draft: Draft) -> list[Span]:
    """The words of the sentence up to the comma before speaker and cue: what a broken parse did not join to them."""
    first = min(span.start for span in (draft.source, draft.cue) if span is not None)
    start = draft.sentence.start if draft.sentence else first
    words = text[start:first].rstrip()
    if words.endswith((",", "”", '"', "''", "?", "!")) and " " in words:
        return [Span(start, start + len(words))]
    return []


def _words_after(text: str, draft: Draft) -> list[Span]:
    """What follows the cue in its sentence; where a colon ends this, the next paragraph, a quotation set apart instead of marked."""
    if draft.sentence is None or draft.cue is None:
        return []
    if text[draft.sentence.end - 1] == ":":
        start = draft.sentence.end + 2
        end = text.find("\n", start)
        return [Span(start, end if end >= 0 else len(text))] if text.startswith("\n\n", draft.sentence.end) else []
    words = text[draft.cue.end : draft.sentence.end]
    return [Span(draft.cue.end, draft.sentence.end)] if len(words.split()) >= FEWEST_AFTER and words[:1] == " " else []

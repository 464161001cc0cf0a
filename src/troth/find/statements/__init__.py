"""Statements: who is said to have said, thought or wanted what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from troth.anchor import quote
from troth.find.names.authors import author
from troth.find.names.sources import Naming
from troth.find.names.subjects import subjects
from troth.find.statements.beside import name_speakers
from troth.find.statements.drafts import Draft, drafts, holds, joined
from troth.find.statements.introduced import introduced
from troth.find.statements.running import join_running
from troth.find.statements.speakers import Speakers
from troth.find.statements.turns import signed, transcript
from troth.marks import Marked, marked
from troth.types import Quote, Report, Span, Speaker, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from troth.find.names.bodies import Bodies
    from troth.find.names.people import People

__all__ = ["Speakers", "statements"]

UNMARKED: Final = 0.4  # confidence that words in the first person before "he said" are the speaker's own where no marks stand
_I: Final = frozenset({"i", "me", "my", "we", "us", "our"})
_FIRST_PERSON: Final = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|I['’]\w+)\b")


def statements(report: Report, parsed: Sequence[tuple[Span, Doc]], people: People, bodies: Bodies) -> list[Statement]:
    """The statements of a report, in order of their content.

    `parsed` are its parsed sentences; quotations elsewhere are found by their marks.
    """
    text = report.text
    marks = marked(text)
    claimed = drafts(text, parsed, marks)
    claimed.extend(introduced(text, parsed, marks, [mark for draft in claimed for mark in draft.quotations]))
    name_speakers(text, claimed)
    found = join_running(text, _with_turns(text, claimed, marks), marks)
    naming = Naming.of(text, people, bodies, [mark.span for mark in marks], subjects(parsed))
    told = [_statement(report, draft, naming) for draft in found if not _furnished(report, draft)]
    named = _with_first_persons(report, [statement for statement in told if statement is not None], people)
    return sorted(named, key=lambda said: (said.content[0].start, -said.content[-1].end))


def _with_turns(text: str, claimed: list[Draft], marks: Sequence[Marked]) -> list[Draft]:
    """The drafts with those that the layout tells; a quotation inside a turn, and one that a cue has claimed, adds none."""
    turns = transcript(text)
    taken = joined(span for draft in [*claimed, *turns] for span in draft.content)
    return [*claimed, *turns, *(draft for draft in signed(text, marks) if not holds(taken, draft.content[0].start))]


def _with_first_persons(report: Report, told: list[Statement], people: People) -> list[Statement]:
    """The statements with "I" and "we" named: by whose words they stand in, outside all others' words the author."""
    first = [said for said in told if said.speaker is not None and said.speaker.quote.exact.lower() in _I]
    if not first:
        return told
    unnamed = {id(said) for said in first}
    speakers = Speakers.of(said for said in told if id(said) not in unnamed)
    writer = author(report, people)
    named = {}
    for said in first:
        if said.speaker is not None and (name := speakers.speaker(said.speaker.quote.start) or writer) is not None:
            named[id(said)] = replace(said, speaker=Speaker(name, said.speaker.quote))
    return [named.get(id(said), said) for said in told]


def _statement(report: Report, draft: Draft, naming: Naming) -> Statement | None:
    content = _merged(report, draft)
    if not content:
        return None
    speaker = None
    if draft.source is not None and (words := _trimmed(report.text, draft.source)) is not None:
        speaker = Speaker(naming.fullest(words), quote(report, words.start, words.end))
    cue = quote(report, draft.cue.start, draft.cue.end) if draft.cue is not None else None
    kind, value = _kind(content, draft)
    return Statement(content=tuple(content), kind=kind, speaker=speaker, cue=cue, confidence=value)


def _furnished(report: Report, draft: Draft) -> bool:
    start = min(span.start for span in draft.content)
    return any(span.start <= start < span.end for span in report.furniture)


def _merged(report: Report, draft: Draft) -> list[Quote]:
    spans: list[Span] = []
    for span in sorted(draft.content, key=lambda span: (span.start, span.end)):
        if spans and span.start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, span.end))
        else:
            spans.append(span)
    trimmed = (_trimmed(report.text, span) for span in spans)
    return [quote(report, span.start, span.end) for span in trimmed if span is not None]


def _trimmed(text: str, span: Span) -> Span | None:
    """The span without white space and commas at its edges, None where no words are left."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(" \n,;:—–-"))
    end = span.start + len(words.rstrip(" \n,;:—–-"))
    return Span(start, end) if start < end and any(map(str.isalnum, text[start:end])) else None


def _kind(content: list[Quote], draft: Draft) -> tuple[str, float]:
    inside = sum(mark.span.end - mark.span.start for mark in draft.quotations)
    whole = sum(words.end - words.start for words in content)
    if inside >= 0.9 * whole:
        return "direct", draft.confidence
    if inside:
        return "mixed", draft.confidence
    if draft.parenthetic and any(_FIRST_PERSON.search(words.exact) for words in content):
        return "direct", min(draft.confidence, UNMARKED)
    return "indirect", draft.confidence

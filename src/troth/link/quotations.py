"""Lost quotation marks found again: where one telling has them, words are the speaker's own in the other telling too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from troth.anchor import quote
from troth.link.align import pairs
from troth.link.differences.changes import match_words
from troth.link.differences.places import words_in
from troth.link.differences.quoting import LostMarks, lost_marks, marks_of
from troth.link.words import Words, is_idle, words_of
from troth.types import Quote, Reading, Report, Span, Speaker, Statement

WHOLE: Final = 0.9  # share of a statement's characters within quotation marks from which on it is direct, as in `find`

FARTHEST: Final = 60  # words between a quotation and the name of its speaker: two long sentences
_FIRST_PERSON: Final = frozenset({"i", "we", "my", "our"})


def restore_quotations(report: Report, reading: Reading, other: Report, other_reading: Reading) -> tuple[Statement, ...]:
    """The statements of `report` that are quotations by the marks of `other`, a telling of the same text: `direct`, or `mixed`.

    Their content is the report's own words.  Each takes the place of the reading's statements with words in common; a quotation
    that the reading has no statement for becomes one, with the speaker that the other telling names where this one has those words too.
    """
    own, others = words_of(report, other)
    found = pairs(own, others)
    matching = match_words(own, others, found)
    lost = [one for one in lost_marks(own, others, matching, marks_of(own), marks_of(others)) if not one.marked_in_a]
    return restored(own, reading, others, other_reading, lost)


def restored(own: Words, reading: Reading, other: Words, other_reading: Reading, lost: Sequence[LostMarks]) -> tuple[Statement, ...]:
    """The statements with their kind as the other telling's marks have it, in order; those that none of `lost` touches are not told."""
    statements: dict[int, Statement] = {}
    marked: dict[int, list[Quote]] = {}
    fresh: list[Statement] = []
    for one in lost:
        there = next((said for said in other_reading.statements if _holds(said, one.b)), None)
        if there is None or _is_title(one.a.exact):
            continue  # marks that nobody is quoted by: "the so-called reform", "the Today show"
        number = _statement_at(reading.statements, one.a, there)
        if number is None:
            fresh.append(Statement((one.a,), "direct", _speaker(own, other, there, one.a), None, there.confidence))
            continue
        statements.setdefault(number, _spoken(own, other, reading.statements[number], there))
        marked.setdefault(number, []).append(one.a)
    changed = [_as_quotation(own.report, said, marked[number]) for number, said in statements.items()]
    return tuple(sorted([*changed, *fresh], key=lambda said: (said.content[0].start, -said.content[-1].end)))


def _holds(said: Statement, words: Quote) -> bool:
    return any(part.start < words.end and words.start < part.end for part in said.content)


def _is_title(words: str) -> bool:
    """Whether all words that tell something have capitals: the name of a book, a show, a bill."""
    return not any(word[:1].islower() and not is_idle(word.casefold()) for word in words.split())


def _statement_at(statements: Sequence[Statement], words: Quote, there: Statement) -> int | None:
    """The number of the statement that has the words or some of them: by the same speaker if there is one, and the narrowest."""
    touching = [number for number, said in enumerate(statements) if _holds(said, words)]
    return min(
        touching, key=lambda number: (_name(statements[number]) != _name(there), _size(statements[number].content), number), default=None
    )


def _name(said: Statement) -> str | None:
    return said.speaker.name if said.speaker else None


def _spoken(own: Words, other: Words, said: Statement, there: Statement) -> Statement:
    """The statement, which takes in its own speaker when that is "I": in a quotation without marks the narrator seems to be it."""
    if said.speaker is None or said.speaker.quote.exact.casefold() not in _FIRST_PERSON:
        return said
    start, end = min(said.speaker.quote.start, said.content[0].start), said.content[-1].end
    return replace(
        said, speaker=_speaker(own, other, there, said.content[0]), cue=None, content=(quote(own.report, start, end),), kind="direct"
    )


def _as_quotation(report: Report, said: Statement, marked: Sequence[Quote]) -> Statement:
    spans = _joined([*said.content, *marked])
    content = tuple(quote(report, span.start, span.end) for span in spans)
    kind = "direct" if said.kind == "direct" or _size(marked) >= WHOLE * _size(content) else "mixed"
    return replace(said, content=content, kind=kind)


def _joined(quotes: Sequence[Quote]) -> list[Span]:
    spans: list[Span] = []
    for one in sorted(quotes, key=lambda one: (one.start, one.end)):
        if spans and one.start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, one.end))
        else:
            spans.append(Span(one.start, one.end))
    return spans


def _size(quotes: Sequence[Quote]) -> int:
    return sum(one.end - one.start for one in quotes)


def _speaker(own: Words, other: Words, there: Statement, words: Quote) -> Speaker | None:
    """The other telling's speaker by the same words of this one, the nearest to the quotation."""
    if there.speaker is None:
        return None
    named = words_in(other, there.speaker.quote.start, there.speaker.quote.end)
    code = other.codes[named.start : named.stop]
    said = words_in(own, words.start, words.end)
    first, last = max(0, said.start - FARTHEST), min(len(own.codes), said.stop + FARTHEST)
    places = [at for at in range(first, last - len(code) + 1) if own.codes.startswith(code, at)] if code else []
    nearest = min(places, key=lambda at: (max(said.start - at, at - said.stop), at), default=None)
    if nearest is None:
        return None
    return Speaker(there.speaker.name, quote(own.report, own.starts[nearest], own.ends[nearest + len(code) - 1]))

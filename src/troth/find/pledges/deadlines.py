"""Deadlines: the words that say until when, and the days they mean."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from troth.anchor import quote
from troth.find import lexicon
from troth.find.clauses import PROPER, ancestors
from troth.find.pledges.commitments import Commitment
from troth.find.syntax import words_of
from troth.find.times import interval
from troth.types import Due, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def deadline(report: Report, offset: int, span: Span, commitment: Commitment) -> Due | None:
    """The deadline among the words of a commitment, or put before it; `offset` is where its sentence starts in the report."""
    doc = commitment.sign.doc
    inside = (Span(*found.span()) for found in _phrase().finditer(words_of(doc), span.start, span.end))
    when = next((place for place in inside if _times_the_act(place, commitment)), None) or _event(commitment, span) or _fronted(commitment)
    if when is None:
        return None
    words = words_of(doc)[when.start : when.end]
    first, last = interval(words, report.published)
    if last is not None and report.published is not None and last < report.published[:10]:
        return None  # what was over when it was reported is no deadline: "the treaty signed in 1997"
    return Due(quote(report, offset + when.start, offset + when.end), first, last)


@cache
def _phrase() -> re.Pattern[str]:
    prepositions, units, adverbs, days = (
        "|".join(sorted(lexicon.words("deadlines", name))) for name in ("prepositions", "units", "adverbs", "days")
    )
    number = r"(?: \d{1,2}(?:st|nd|rd|th)?\b)?(?:,? (?:19|20)\d\d\b)?"
    return re.compile(
        rf"\b(?:{prepositions}) (?:[\w’'-]+ ){{0,4}}?(?:(?:{units})\b\.?{number}|(?:19|20)\d\d\b)"
        rf"|\b(?:{adverbs})\b|\b(?:{days})\b(?! (?:night )?(?:that|to)\b)|\b(?:{'|'.join(MONTHS)})[a-z]*\.? \d{{1,2}}\b",
        re.IGNORECASE,
    )


def _times_the_act(place: Span, commitment: Commitment) -> bool:
    """Whether a time belongs to the act: not to the giving of the word ("pledged on Thursday"), nor to a thing of the act."""
    sign, words = commitment.sign, _tokens(commitment.sign, place)
    if sign.tag_ in {"VBD", "VBN"} and (words[0].lower_ == "on" or (words[0].head.i == sign.i and words[-1].i < commitment.action.i)):
        return False
    for below, head in ancestors(words[0]):
        if below.dep_ in {"relcl", "acl"} and below.i > commitment.action.i:
            return False
        if head.i == commitment.action.i:
            return True
        if head.i == sign.i and words[0].tag_ in PROPER:
            return False  # "pledged Thursday"
    return True


def _tokens(sign: Token, place: Span) -> list[Token]:
    """The words that stand at a place of the sign's sentence; at least one."""
    found = sign.doc.char_span(place.start, place.end, alignment_mode="expand")
    return list(found) if found is not None and len(found) else [sign]


def _event(commitment: Commitment, span: Span) -> Span | None:
    """A deadline told by an event: "until the primary", "before the Senate votes"."""
    for token in commitment.action.doc[commitment.action.i : commitment.action.right_edge.i + 1]:
        if token.lower_ in lexicon.words("deadlines", "events") and token.idx < span.end:
            head = token if token.dep_ == "prep" else token.head
            if head.dep_ in {"prep", "advcl"} and head.head.i == commitment.action.i:
                last = _last_word(head, token)
                return Span(token.idx, last.idx + len(last))
    return None


def _last_word(head: Token, opening: Token) -> Token:
    last = head.right_edge
    comma = next((token for token in head.doc[opening.i : last.i + 1] if token.text in {",", ";", "—", "–", ":", "”", '"'}), None)
    while comma is not None and last.i >= comma.i > opening.i + 1:
        last = last.nbor(-1)
    while last.i > opening.i and last.is_punct:
        last = last.nbor(-1)
    return last


def _fronted(commitment: Commitment) -> Span | None:
    """A time that opens the sentence of somebody who will: "On Tuesday, the board will", "Next month Oakes plans to"."""
    sign = commitment.sign
    told_later = sign.tag_ in {"VBD", "VBN"} or commitment.word.kind == "noun"
    if told_later or any(below.dep_ in {"ccomp", "relcl", "acl", "advcl"} for below, _ in ancestors(sign)):
        return None
    found = _phrase().match(words_of(sign.doc), len(words_of(sign.doc)) - len(words_of(sign.doc).lstrip("\"“'‘ ")))
    return Span(*found.span()) if found else None

"""Occasions: the day on which a commitment was made, where the report tells it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from troth.find.pledges.commitments import Commitment
from troth.find.syntax import words_of
from troth.find.times import times
from troth.types import Report, Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

_PAST: Final = frozenset({"VBD", "VBN"})


def made_on(report: Report, commitment: Commitment) -> str | None:
    """The ISO day of "vowed on Thursday" or "promised on May 4, 2008"; None where no single day is told, or none can be reckoned."""
    verb = commitment.sign
    if verb.tag_ not in _PAST or not (commitment.word.utters or commitment.word.kind == "verb"):
        return None
    beside = [place for kid in verb.children if (place := _time_beside(kid)) is not None]
    # Cut off after the time: the act that follows lies ahead and would draw "on May 4" there.
    told = times(replace(report, text=words_of(verb.doc)[: max(place.end for place in beside)], furniture=())) if beside else []
    days = (_over(time, report.published) for time in told if any(_within(time.quote.start, place) for place in beside))
    return next(filter(None, days), None)


def _time_beside(kid: Token) -> Span | None:
    """The words that may tell when, by the verb: "Thursday", "on May 4, 2008"."""
    if kid.dep_ == "npadvmod" or (kid.dep_ == "prep" and kid.lower_ == "on"):
        return Span(kid.left_edge.idx, kid.right_edge.idx + len(kid.right_edge))
    return None


def _over(time: TimeExpression, published: str | None) -> str | None:
    """The single day that a time means; of a date without a year that lies ahead of the report, the one of the year before."""
    day = time.first if time.first == time.last else None
    if day is None or published is None or day <= published[:10] or day[:4] in time.quote.exact:
        return day
    return f"{int(day[:4]) - 1:04}{day[4:]}" if not day.endswith("-02-29") else None


def _within(offset: int, place: Span) -> bool:
    return place.start <= offset < place.end

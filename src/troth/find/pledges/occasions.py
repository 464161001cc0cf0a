"""Occasions: the day on which a commitment was made, where the report tells it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from troth.find.pledges.commitments import Commitment
from troth.find.pledges.deadlines import MONTHS, WEEKDAYS
from troth.types import Report

if TYPE_CHECKING:
    from spacy.tokens import Token

_PAST: Final = frozenset({"VBD", "VBN"})
_DATE: Final = re.compile(
    rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>(?:19|20)\d\d))?\b", re.IGNORECASE
)


def made_on(report: Report, commitment: Commitment) -> str | None:
    """The ISO day of "vowed on Thursday" or "promised on May 4, 2008"; None where no day is told, or none can be reckoned."""
    verb = commitment.sign
    if verb.tag_ not in _PAST or not (commitment.word.utters or commitment.word.kind == "verb"):
        return None
    return next((day for kid in verb.children if (day := _day(_words(kid), report)) is not None), None)


def _words(kid: Token) -> str:
    """The words of a time that stands by the verb: "Thursday", "on May 4, 2008"."""
    if kid.dep_ == "npadvmod" or (kid.dep_ == "prep" and kid.lower_ == "on"):
        return kid.doc[kid.left_edge.i : kid.right_edge.i + 1].text
    return ""


def _day(words: str, report: Report) -> str | None:
    today = _published(report)
    found = _DATE.search(words)
    if found is not None:
        return _dated(found, today)
    last = words.lower().split(" ")[-1]
    if today is None or last not in WEEKDAYS:
        return None
    # What was said on a weekday was said on the last one of that name, the day of the report among them.
    return (today - timedelta(days=(today.weekday() - WEEKDAYS.index(last)) % 7)).isoformat()


def _dated(found: re.Match[str], today: date | None) -> str | None:
    month, day = MONTHS.index(found["month"].lower()) + 1, int(found["day"])
    if found["year"] is None and today is None:
        return None
    try:
        told = date(int(found["year"]) if found["year"] else today.year if today else 0, month, day)
        if not found["year"] and today is not None and told > today:
            told = date(today.year - 1, month, day)
    except ValueError:
        return None
    return told.isoformat()


def _published(report: Report) -> date | None:
    try:
        return date.fromisoformat((report.published or "")[:10])
    except ValueError:
        return None

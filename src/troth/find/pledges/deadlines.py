"""Deadlines and conditions: the words that say until when, and on what terms."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

from troth.anchor import quote
from troth.find import lexicon
from troth.find.clauses import ancestors, marker
from troth.find.pledges.commitments import Commitment
from troth.types import Due, Quote, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

CONDITIONS: Final = ("if", "unless", "provided", "once")
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH: Final = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)})[a-z]*\.?(?: (?P<day>\d{{1,2}})\b)?", re.IGNORECASE)
_UP_TO: Final = re.compile(r"(?:by|before|until|till|within)\b", re.IGNORECASE)


def deadline(report: Report, span: Span, commitment: Commitment) -> Due | None:
    """The deadline among these words of a report, or None."""
    found = _phrase().search(report.text, span.start, span.end)
    if found is None or (commitment.sign.tag_ in {"VBD", "VBN"} and found[0].lower().startswith("on ")):
        return None  # "pledged on Thursday" tells when the word was given
    first, last = _days(found[0], report.published)
    if last is not None and report.published is not None and last < report.published[:10]:
        return None  # what was over when it was reported is no deadline: "the treaty signed in 1997"
    return Due(quote(report, found.start(), found.end()), None if _UP_TO.match(found[0]) else first, last)


@cache
def _phrase() -> re.Pattern[str]:
    prepositions, units, adverbs = ("|".join(sorted(lexicon.words("deadlines", name))) for name in ("prepositions", "units", "adverbs"))
    number = r"(?: \d{1,2}(?:st|nd|rd|th)?\b)?(?:,? (?:19|20)\d\d\b)?"
    return re.compile(
        rf"\b(?:{prepositions}) (?:[\w’'-]+ ){{0,4}}?(?:(?:{units})\b\.?{number}|(?:19|20)\d\d\b)|\b(?:{adverbs})\b", re.IGNORECASE
    )


def _days(words: str, published: str | None) -> tuple[str | None, str | None]:
    """The first and last day that plain calendar words mean, read from the report's date; (None, None) for all other words."""
    year, month = _YEAR.search(words), _MONTH.search(words)
    today = _day(published)
    if month is None:
        return _year_days(year[0] if year else None) if year or today is None else _relative_days(words.lower(), today)
    number = MONTHS.index(month["month"].lower()) + 1
    if year is None and today is None:
        return None, None
    # Without a year, a month is the next of its name.
    which = int(year[0]) if year else today.year + (number < today.month) if today else 0
    length = monthrange(which, number)[1]
    first, last = (int(month["day"]),) * 2 if month["day"] else (1, length)
    return (date(which, number, first).isoformat(), date(which, number, last).isoformat()) if 1 <= first <= last <= length else (None, None)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _year_days(year: str | None) -> tuple[str | None, str | None]:
    return (f"{year}-01-01", f"{year}-12-31") if year else (None, None)


def _relative_days(words: str, today: date) -> tuple[str | None, str | None]:
    if words.endswith(("next year", "this year")):
        return _year_days(str(today.year + ("next" in words)))
    if words.endswith(("today", "tonight", "tomorrow")):
        day = today + timedelta(days=words.endswith("tomorrow"))
    elif words.split()[-1] in WEEKDAYS:
        day = today + timedelta(days=(WEEKDAYS.index(words.split()[-1]) - today.weekday()) % 7)
    else:
        return None, None
    return day.isoformat(), day.isoformat()


def condition(report: Report, offset: int, commitment: Commitment) -> Quote | None:
    """The clause that says on what terms: "if elected", "unless the Senate acts"."""
    for token in [commitment.action, commitment.sign, *(above for _, above in ancestors(commitment.sign))]:
        for kid in token.children:
            if kid.dep_ == "advcl" and marker(kid, *CONDITIONS):
                return _clause(report, offset, kid)
    return None


def _clause(report: Report, offset: int, verb: Token) -> Quote:
    first, last = verb.left_edge, verb.right_edge
    while last.i > first.i and last.is_punct:
        last = last.nbor(-1)
    return quote(report, offset + first.idx, offset + last.idx + len(last))

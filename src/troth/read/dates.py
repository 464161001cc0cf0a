"""Publication dates: a day or a moment as ISO 8601, with its own offset, or the reason why there is none.

Nothing here depends on the day of reading: relative dates ("yesterday") and incomplete ones ("May 2012") are refused, never completed.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

FIRST_YEAR: Final = 1600  # the first newspapers
LAST_YEAR: Final = 2200
LONGEST: Final = 100  # characters; no date is longer, and parsers are slow on long strings

_COMPACT: Final = re.compile(r"(?:1[6-9]|2[012])\d{6}")
_RFC_2822: Final = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}.*")
_YEAR: Final = re.compile(r"(?<!\d)(?:1[6-9]|2[012])\d\d(?!\d)")
_EITHER_WAY: Final = re.compile(r"(?<![\d/.-])(?P<first>0?[1-9]|1[0-2])(?P<mark>[/.-])(?P<second>0?[1-9]|1[0-2])(?P=mark)\d{4}(?!\d)")


def date_of(value: str | int) -> str:
    """The day (`2009-04-16`) or moment (`2009-04-16T14:30:00-05:00`) that a string, or a number of seconds since 1970, names.

    Raises ValueError with the reason as its message, put so that it follows the value in a sentence.
    """
    if isinstance(value, int) and not _COMPACT.fullmatch(str(value)):  # 20090416 as a number is a day too, not one in August 1970
        return _iso(_of_epoch(value))
    words = str(value).strip()
    if len(words) > LONGEST:
        raise ValueError("is no date")
    return _iso(_of_iso(words) or _of_rfc_2822(words) or _of_words(words))


def _iso(moment: date) -> str:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"is not between the years {FIRST_YEAR} and {LAST_YEAR}")
    return moment.isoformat(timespec="seconds") if isinstance(moment, datetime) else moment.isoformat()


def _of_epoch(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        raise ValueError(f"is not between the years {FIRST_YEAR} and {LAST_YEAR}") from None


def _of_iso(words: str) -> date | None:
    for form in (date, datetime):
        try:
            return form.fromisoformat(words)
        except ValueError:
            continue
    return None


def _of_rfc_2822(words: str) -> datetime | None:
    from email.utils import parsedate_to_datetime  # here, since it loads the modules of the net

    try:
        return parsedate_to_datetime(words) if _RFC_2822.fullmatch(words) else None
    except ValueError:
        return None


def _of_words(words: str) -> date:
    """A date in English words or in figures, with day, month and a year of four figures all written out."""
    either = _EITHER_WAY.search(words)
    if either and int(either["first"]) != int(either["second"]):
        raise ValueError("can be read day first or month first")
    found = _parser().get_date_data(words) if _YEAR.search(words) else None
    if found is None or found.date_obj is None:
        raise ValueError("is no date with day, month and year")
    moment: datetime = found.date_obj
    return moment if found.period == "time" else moment.date()


@cache
def _parser() -> DateDataParser:
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=["en"],
        settings={
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
            "RETURN_TIME_AS_PERIOD": True,
            "RELATIVE_BASE": datetime(2000, 1, 1),  # never today: nothing may depend on it, and this makes sure
        },
    )

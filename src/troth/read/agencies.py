"""Whom a report credits: the agency named in a byline, a copyright line or a last line; `agencies.toml` holds the names.

A report credits an agency when the words are the agency's.  "The Associated Press contributed to this report" says the contrary.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

LAST_LINES: Final = 5  # paragraphs at the end among which a copyright line stands; behind it come a footer or two
SIGNATURES: Final = 2  # of these, the last ones that may be no more than the agency's name

_THE: Final = re.compile(r"the ", re.IGNORECASE)
_SIGNED: Final = re.compile(r"(?:[—–―-]{1,2}|\()?\s*(?P<name>[^()]{2,40}?)\s*[.)]?")
_COPYRIGHT: Final = re.compile(r"(?:©|\(c\)|\bcopyright\b)[\W\d]*(?:(?:copyright|©)[\W\d]*)?(?:by )?(?:the )?(?P<rest>\S.*)", re.IGNORECASE)
# What stands between the writers' names and the agency: "Jane Doe, Associated Press", "Jane Doe | Reuters", "Jane Doe (AFP)".
_BEFORE_AGENCY: Final = re.compile(r"[,|/(]|\s[—–-]\s|\s(?:of|for)\s")


def agency_of(name: str) -> str | None:
    """The canonical name of an agency that goes by this name, or None."""
    return _agencies().get(_THE.sub("", name, count=1) if _THE.match(name) else name)


def agency_in_byline(byline: str) -> str | None:
    """The agency that a byline names alone or after the names of its writers; not one named beside the outlet's own staff."""
    return agency_of(_BEFORE_AGENCY.split(byline)[-1].strip(" )"))


def agency_at_end(paragraphs: list[str]) -> str | None:
    """The agency that holds the copyright, or whose name alone is the last line."""
    for paragraph in paragraphs[-LAST_LINES:]:
        if (notice := _COPYRIGHT.match(paragraph)) and (agency := _agency_first_in(notice["rest"])):
            return agency
    for paragraph in paragraphs[-SIGNATURES:]:
        if (signed := _SIGNED.fullmatch(paragraph)) and (agency := agency_of(signed["name"])):
            return agency
    return None


def _agency_first_in(words: str) -> str | None:
    """The agency that the words begin with."""
    return next((agency for length in range(4, 0, -1) if (agency := agency_of(_first(words, length)))), None)


def _first(words: str, length: int) -> str:
    return " ".join(words.split(" ", length)[:length]).strip(".,;")


@cache
def _agencies() -> Mapping[str, str]:
    table = tomllib.loads(files("troth.read").joinpath("agencies.toml").read_text("utf-8"))["agencies"]
    return dict(_forms(table))


def _forms(table: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    for name, others in table.items():
        for form in (name, *others):
            yield form, name
            yield form.upper(), name

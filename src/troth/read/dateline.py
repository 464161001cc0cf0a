"""Datelines: where a report was filed, and the agency named beside the place; `wire.toml` lists what looks like one and is not.

`MEXICO CITY, April 16 (Reuters) -`, `ST. LOUIS (AP)`, `BEIRUT, Lebanon —`, `LONDON/PARIS –`, `(Reuters) -`, `REUTERS -`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from troth.read.agencies import agency_of
from troth.read.tags import after_tags

FIRST_LINES: Final = 6  # paragraphs: headline, summary, byline and captions stand before the lead
# A place alone in capitals needs four letters: shorter words in capitals are nearly always abbreviations (GOP, NRA, U.S.).
PLACE_LETTERS: Final = 4
LONGEST: Final = 120  # characters from the beginning of the paragraph to its first word

_CAPITALS: Final = r"(?:(?:Mc|Mac|O['’]|D['’]|L['’])?[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]*[A-ZÀ-ÖØ-Þ'’.])"
_PARTICLE: Final = r"(?:de|del|della|la|le|les|al|el|en|on|upon|of|the|and|sur|am|an|der|&)"
_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|(?:Sept?|Nov|Dec)(?:ember)?|Oct(?:ober)?)\.?"
)
_WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATE: Final = rf"(?:,?\s(?:{_WEEKDAY},?\s?)?(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?|,\s{_WEEKDAY})"
_REGION: Final = rf"(?:,\s(?!{_MONTH}\s\d|{_WEEKDAY}\b)[A-ZÀ-Þ][\w.'’-]*(?:\s(?:of|and|the|[A-ZÀ-Þ][\w.'’-]*)){{0,3}})"
_AGENCY: Final = r"(?:(?:\s?--)?\s?\((?P<agency>[^()]{2,40})\)|\s/(?P<slashed>[A-Za-z][A-Za-z -]{1,30})/)"
_DASH: Final = r",?(?:\s?(?:—|–|―|--+)\s?|\s?-\s)"
_LEAD: Final = r"""(?=["'“”‘’«(\[¡¿$€£A-ZÀ-Þ0-9])"""  # a sentence follows: "OBAMA - the man" is no dateline

_IN_CAPITALS: Final = re.compile(
    rf"(?P<place>(?P<city>{_CAPITALS}(?:[ /](?:{_PARTICLE} )?{_CAPITALS}){{0,4}})(?P<region>{_REGION}{{0,2}}))"
    rf"(?P<date>{_DATE})?(?:{_AGENCY}(?:{_DASH}|\s){_LEAD}|{_DASH}{_LEAD})"
)
_MIXED_CASE: Final = re.compile(
    rf"(?P<place>[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+){{0,3}}{_REGION}{{0,2}}){_DATE}?{_AGENCY}(?:{_DASH}|\s){_LEAD}"
)
_AGENCY_ONLY: Final = re.compile(rf"(?:\((?P<agency>[^()]{{2,40}})\)(?:{_DASH}|\s)|(?P<bare>[A-Z][A-Z. /-]{{1,30}}?){_DASH}){_LEAD}")
_LIKE_AN_AGENCY: Final = re.compile(r"[A-Z][A-Za-z&.'’]+(?:[ /-][A-Z][\w&.'’]*){0,2}")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place as it is written, without the date, and the agency's name; either may be missing."""

    place: str | None = None
    agency: str | None = None


def find_dateline(paragraphs: list[str]) -> Dateline:
    """The dateline of a report, empty where it has none: the first of its first paragraphs that begins with one tells."""
    return next(filter(None, map(dateline_of, paragraphs[:FIRST_LINES])), Dateline())


def dateline_of(paragraph: str) -> Dateline | None:
    """The dateline that a paragraph begins with, behind the wire's marks."""
    start = after_tags(paragraph)[:LONGEST]
    if found := _IN_CAPITALS.match(start):
        return _in_capitals(found)
    if found := _AGENCY_ONLY.match(start):
        agency = agency_of((found["agency"] or found["bare"]).strip())
        behind = dateline_of(start[found.end() :])  # "(AP) MOSCOW - "
        return Dateline(behind.place if behind else None, agency) if agency else None
    if found := _MIXED_CASE.match(start):
        agency = agency_of(_named(found))
        return Dateline(found["place"], agency) if agency else None
    return None


def _in_capitals(found: re.Match[str]) -> Dateline | None:
    named = _named(found)
    if agency := _alone(found["city"]):
        return Dateline(None, agency)
    agency = _credited(named) if named else None
    return Dateline(found["place"], agency) if _is_place(found) and (agency or not named) else None


def _alone(name: str) -> str | None:
    """The agency that a name in capitals is, as in "REUTERS - In his first trip"."""
    words = name.split(" ")
    return agency_of(name) or (name.title() if len(words) > 1 and words[-1] in _words("agency_words") else None)


def _is_place(found: re.Match[str]) -> bool:
    if not _words("not_places").isdisjoint(re.split(r"[ /]", found["city"])):
        return False
    supported = found["region"] or found["date"] or found["agency"] or found["slashed"]
    return bool(supported) or sum(map(str.isalpha, found["city"])) >= PLACE_LETTERS


def _credited(name: str) -> str | None:
    """The agency in parentheses beside a place in capitals; an unknown one as it stands when it looks like a name."""
    known = next(filter(None, map(agency_of, (name, *name.split("/")))), None)
    return known or (name if _LIKE_AN_AGENCY.fullmatch(name) and name not in _words("not_agencies") else None)


def _named(found: re.Match[str]) -> str:
    return (found["agency"] or found["slashed"] or "").strip()


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(tomllib.loads(files("troth.read").joinpath("wire.toml").read_text("utf-8"))["dateline"][name])

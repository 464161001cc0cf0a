"""Plain text: what a text without metadata tells of itself by its first paragraphs, its headline and its byline."""

from __future__ import annotations

import re
from typing import Final

from troth.read.agencies import agency_of
from troth.read.dateline import dateline_of
from troth.read.decode import decode
from troth.read.fields import Fields
from troth.read.furniture import is_furniture

HEADLINE_MAX: Final = 150  # characters; of 18,000 headlines in the news 12 are longer
BYLINE_MAX: Final = 100
BYLINE_PLACES: Final = 3  # a byline stands among the first three paragraphs, under headline and summary

_SENTENCE_END: Final = re.compile(r"""[.!?…:;。！？؟।]["'”’»)\]]*$""")
_TWO_SENTENCES: Final = re.compile(r"""[a-z]{3}[.!]["'”’)]* ["'“‘(]?[A-Z]""")
_NAME: Final = r"(?:[A-ZÀ-Þ][\w.'’-]*)(?: (?:(?:de|del|la|van|von|der|den|bin|al|el|da|di|dos) )*[A-ZÀ-Þ][\w.'’-]*){1,3}"
_BYLINE: Final = re.compile(rf"(?:By|BY) (?P<names>{_NAME}(?:(?:, | and | & |, and ){_NAME})*(?:(?:,| \||/| [—–-]) ?\S.{{0,40}})?)")
_BY: Final = re.compile(r"by:?\s+", re.IGNORECASE)


def fields_of_plain(data: bytes, where: str) -> Fields:
    """The text alone: nothing in a plain file is marked as metadata."""
    decoded = decode(data, where)
    return Fields(decoded.text, notices=(decoded.notice,) if decoded.notice else ())


def headline_in(paragraphs: list[str]) -> str | None:
    """The first paragraph, if it looks like a headline over the rest."""
    first = paragraphs[0]
    if len(paragraphs) < 2 or len(first) > HEADLINE_MAX or _SENTENCE_END.search(first) or _TWO_SENTENCES.search(first):
        return None
    is_other = _BYLINE.fullmatch(first) or is_furniture(first) or dateline_of(first) is not None
    return None if is_other else first


def byline_in(paragraphs: list[str]) -> str | None:
    """The names after "By", or an agency's name, in a short paragraph of their own near the beginning."""
    for paragraph in paragraphs[:BYLINE_PLACES]:
        if len(paragraph) <= BYLINE_MAX and (byline := _BYLINE.fullmatch(paragraph)):
            return byline["names"]
        if agency_of(without_by(paragraph)):
            return without_by(paragraph)
    return None


def without_by(byline: str) -> str:
    """A byline as a field, without the word "By"."""
    return _BY.sub("", byline, count=1) if _BY.match(byline) else byline

"""When a page says it was published: its metadata, its linked data, its time elements, its address, its date line, in this order.

htmldate is not asked: it completes "2012-05" with the day of the month on which it is asked (dateutil's default), takes a bare
date from anywhere in the text, and gives only the day, so that neither the hour nor the offset of a moment survives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from troth.read.dates import date_of

LINE_MAX: Final = 100  # characters of an element that says when, and by whom

_META_NAMES: Final = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "citation_publication_date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "originalpublicationdate",
    "ptime",
    "date",
)
_LINKED: Final = re.compile(r'"datePublished"\s*:\s*"([^"]{6,60})"')
_IN_ADDRESS: Final = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:/|-|$)")
# Classes and ids such as "date", "post-date", "article__datetime", "byline"; not those of the last change.
_DATE_LINE: Final = re.compile(
    r"(?!.*(?:updat|modif))(?:.*[-_ ])?(?:pub|post|entry)?(?:date|datetime|timestamp|time|byline|dateline|published)(?:$|[-_ ])", re.I
)
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH: Final = r"[A-Z][a-z]{2,8}\.?"
_YEAR: Final = r"(?:19|20)\d\d"
_WRITTEN: Final = re.compile(rf"\b(?:{_MONTH} {_DAY},? {_YEAR}|{_DAY} {_MONTH},? {_YEAR}|{_YEAR}-\d\d-\d\d)\b")


def date_on_page(tree: Any) -> str | None:
    """The first of the page's own dates that is one, in the form of `date_of`."""
    for candidate in _candidates(tree):
        try:
            return date_of(" ".join(candidate.split()))
        except ValueError:
            continue
    return None


def _candidates(tree: Any) -> Iterator[str]:
    metas = {_meta_name(meta): meta.get("content") for meta in reversed(list(tree.iter("meta"))) if meta.get("content")}
    yield from (metas[name] for name in _META_NAMES if name in metas)
    for script in tree.iter("script"):
        if "json" in (script.get("type") or ""):
            yield from _LINKED.findall(script.text or "")
    for element in tree.iterfind(".//*[@itemprop='datePublished']"):
        yield element.get("datetime") or element.get("content") or element.text_content()
    for where in (".//time[@pubdate]", ".//article//time", ".//time"):
        yield from filter(None, (time.get("datetime") for time in tree.iterfind(where)))
    for link in tree.iterfind(".//link[@rel='canonical']"):
        if address := _IN_ADDRESS.search(link.get("href") or ""):
            yield f"{address[1]}-{int(address[2]):02}-{int(address[3]):02}"
    yield from _date_lines(tree)


def _meta_name(meta: Any) -> str:
    return (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()


def _date_lines(tree: Any) -> Iterator[str]:
    """Dates written out in short elements that are named after a date or a byline."""
    for element in tree.iter("p", "span", "div", "time", "li", "small", "em", "td"):
        if _DATE_LINE.match(element.get("class") or "") or _DATE_LINE.match(element.get("id") or ""):
            words = " ".join(element.text_content().split())
            if len(words) <= LINE_MAX:
                yield from _WRITTEN.findall(words)

"""A web page to the fields of a report: the article's paragraphs and what the page says of itself (trafilatura's work)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlsplit

from troth.errors import UnreadableReport
from troth.read.decode import decode
from troth.read.fields import Fields, line_or_none
from troth.read.furniture import is_furniture
from troth.read.layout import free_from_layout
from troth.read.page_date import date_on_page
from troth.text import REPLACEMENT

MAX_PAGE_BYTES: Final = 20_000_000  # trafilatura's own limit (MAX_FILE_SIZE); the tree of a page takes about ten times its bytes
MAX_ELEMENTS: Final = 50_000  # extraction of as many takes 5 to 11 s; the longest live blogs have under 20,000
LEAST_PROSE: Final = 20  # characters; a page without one sentence of that length has no article

_DECLARED: Final = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARED_WITHIN: Final = 4096  # bytes; HTML asks for the first 1024, pages keep to it roughly
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SENTENCE: Final = re.compile(r"""[.!?…。！？؟।]["'”’»)\]]*(?:\s|$)""")
_BLOCKS: Final = frozenset({"p", "head", "quote", "item", "list", "div", "row", "cell", "table", "code", "ab", "body", "dl", "dt", "dd"})
_DOCUMENT: Final = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_SPACES: Final = re.compile(r"\s+")
_HOST: Final = re.compile(r"^(?:www|w\d+)\.")
REMEDY: Final = "save the page's text as .txt, or the whole page again"


def fields_of_html(data: bytes, where: str) -> Fields:
    """The article of a page and its metadata; the paragraphs of the page stay paragraphs.

    Raises UnreadableReport when the page has no article, is too large, or cannot be parsed.
    """
    if len(data) > MAX_PAGE_BYTES:
        raise UnreadableReport(where, f"the page is longer than {MAX_PAGE_BYTES:,} bytes", REMEDY)
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    decoded = decode(data, where, declared[1].decode("ascii", "ignore") if declared else None)
    try:
        fields = _extracted(decoded.text, where)
    except UnreadableReport:
        raise
    except Exception as error:  # hostile markup makes lxml and trafilatura fail in many ways
        raise UnreadableReport(where, f"the page cannot be parsed ({type(error).__name__})", REMEDY) from error
    return replace(fields, notices=(decoded.notice,)) if decoded.notice else fields


def _extracted(page: str, where: str) -> Fields:
    tree = _parsed(page, where)
    published, language = date_on_page(tree), tree.get("lang")
    free_from_layout(tree)
    document = _article(tree)
    paragraphs = list(_paragraphs(document.body)) if document is not None else []
    if not any(map(_is_prose, paragraphs)):
        raise UnreadableReport(where, "no article text found", REMEDY)
    host = _HOST.sub("", urlsplit(document.url).hostname or "") if document.url else ""
    outlet = line_or_none(document.sitename)
    # The headline that readers saw, where it stands over the text; what the page gives to search engines often differs.
    shown = paragraphs[0] if len(document.body) and document.body[0].get("rend") == "h1" else None
    return Fields(
        "\n\n".join(paragraphs),
        outlet=None if outlet == host or _is_address(outlet) else outlet,
        url=line_or_none(document.url),
        title=line_or_none(shown or document.title),
        byline=line_or_none(document.author),
        published=published,
        language=line_or_none(language),
        host=host or None,
    )


def _parsed(page: str, where: str) -> Any:
    import trafilatura

    clean = _NOT_IN_XML.sub(REPLACEMENT, page)
    tree = trafilatura.load_html(clean if _DOCUMENT.search(clean) else f"<html><body>{clean}</body></html>")
    if tree is None:
        raise UnreadableReport(where, "no article text found", REMEDY)
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise UnreadableReport(where, f"the page has more than {MAX_ELEMENTS:,} elements", REMEDY)
    return tree


def _article(tree: Any) -> Any:
    import trafilatura

    return trafilatura.bare_extraction(
        tree,
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        deduplicate=False,  # it remembers what other pages said: the text would depend on them
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2199-12-31"},  # and is not used
    )


def _is_address(outlet: str | None) -> bool:
    return outlet is not None and "://" in outlet


def _paragraphs(body: Any) -> Iterator[str]:
    """The paragraphs of an extracted body: a new one at every block and every line break, white space folded as browsers do."""
    return filter(None, map(str.strip, "".join(_runs(body)).split("\n")))


def _runs(element: Any) -> Iterator[str]:
    """The runs of text in an element, with a newline wherever a paragraph begins or ends."""
    ends = "\n" if element.tag in _BLOCKS else ""
    yield "\n" if element.tag == "lb" else ends
    yield _SPACES.sub(" ", element.text or "")
    for child in element:
        yield from _runs(child)
        yield _SPACES.sub(" ", child.tail or "")
    yield ends


def _is_prose(paragraph: str) -> bool:
    return len(paragraph) >= LEAST_PROSE and _SENTENCE.search(paragraph) is not None and not is_furniture(paragraph)

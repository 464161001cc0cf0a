"""One piece to one report: format, canonical text, headline, dateline, credit, furniture, identity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from troth.errors import UnreadableReport
from troth.identity import digest, report_id
from troth.read.agencies import agency_at_end, agency_in_byline, agency_of
from troth.read.dateline import find_dateline
from troth.read.dates import date_of
from troth.read.fields import NOTHING_GIVEN, Fields, Given, completed
from troth.read.furniture import furniture
from troth.read.html import fields_of_html
from troth.read.jsonl import fields_of_json
from troth.read.pieces import Kind, Piece
from troth.read.plain import byline_in, fields_of_plain, headline_in, without_by
from troth.read.tags import tags_of
from troth.text import canonical
from troth.types import Report

_READERS: Final[dict[Kind, Callable[[bytes, str], Fields]]] = {
    Kind.PLAIN: fields_of_plain,
    Kind.HTML: fields_of_html,
    Kind.JSON: fields_of_json,
}


@dataclass(frozen=True, slots=True)
class Read:
    """A report, and what had to be mended or left out to read it."""

    report: Report
    notices: tuple[str, ...] = ()


def report_of(piece: Piece, given: Given = NOTHING_GIVEN) -> Read:
    """Read one piece.  `given` fills what the report lacks.

    Raises UnreadableReport when the bytes hold no report.
    """
    own = _READERS[piece.kind](piece.data, piece.where)
    published, odd_dates = _published(own.published, given.published)
    fields = completed(own, given)
    body = canonical(fields.text)
    if not body:
        raise UnreadableReport(piece.where, "it holds no text", "give a file that holds a report")
    title = fields.title or headline_in(body.split("\n\n", 2)[:2])
    text = _under_title(title, body)
    lines = text.split("\n\n")
    byline = without_by(fields.byline) if fields.byline else byline_in(lines)
    outlet = fields.outlet or fields.host
    filed = find_dateline(lines[1:] if title else lines)
    report = Report(
        id=fields.id or report_id(outlet, fields.url, published, text),
        text=text,
        digest=digest(piece.data),
        outlet=outlet,
        title=title,
        url=fields.url,
        byline=byline,
        credit=_credit(fields.credit, filed.agency, byline, lines, outlet),
        dateline=filed.place,
        published=published,
        language=fields.language,
        tags=tags_of(lines),
        furniture=furniture(text),
    )
    return Read(report, own.notices + odd_dates)


def _published(own: str | int | None, given: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The first of the two that is a date, and a notice for each that is none."""
    notices: tuple[str, ...] = ()
    for value in (own, given):
        if value is not None:
            try:
                return date_of(value), notices
            except ValueError as reason:
                notices += (f"published {value!r} {reason}: read without it",)
    return None, notices


def _under_title(title: str | None, body: str) -> str:
    return body if title is None or body.split("\n\n", 1)[0] == title else f"{title}\n\n{body}"


def _credit(named: str | None, filed: str | None, byline: str | None, lines: list[str], outlet: str | None) -> str | None:
    """The agency that a field names, or the dateline, the byline, the end; an agency's own report credits the agency."""
    if named:
        return agency_of(named) or named
    return filed or (byline and agency_in_byline(byline)) or agency_at_end(lines) or (outlet and agency_of(outlet)) or None

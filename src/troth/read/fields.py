"""What a piece says of itself before it becomes a report: its raw text and its metadata, as the format modules find them."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from troth.text import one_line


@dataclass(frozen=True, slots=True)
class Given:
    """Metadata that the user names for reports that lack it; a report's own value wins."""

    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    credit: str | None = None


_PLAIN_LINE: Final = re.compile(r"[!-~]+(?: [!-~]+)*")

NOTHING_GIVEN: Final = Given()


@dataclass(frozen=True, slots=True)
class Fields:
    """The raw text and the metadata of one piece, each on one line or None.

    `host` is the site that an outlet may be named after when nothing better is known; `notices` tell what was mended or left out.
    """

    text: str
    id: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | int | None = None
    language: str | None = None
    credit: str | None = None
    host: str | None = None
    notices: tuple[str, ...] = ()


def line_or_none(value: str | None) -> str | None:
    """A metadata string in canonical form on one line; None when nothing is left of it."""
    if not value:
        return None
    if _PLAIN_LINE.fullmatch(value):  # nearly all of them: eighteen thousand reports with six fields each need not be normalised
        return value
    return one_line(value) or None


def completed(own: Fields, given: Given) -> Fields:
    """The fields with what the user named where the report itself says nothing."""
    lacking: dict[str, Any] = {f.name: line_or_none(getattr(given, f.name)) for f in fields(Given) if getattr(own, f.name) is None}
    return replace(own, **lacking)

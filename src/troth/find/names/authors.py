"""Authors: who writes "I" in a report, by its byline or by the note about the author under it."""

from __future__ import annotations

import re
from typing import Final

from troth.find.names.people import People
from troth.text import paragraphs
from troth.types import Report

NOTE_WITHIN: Final = 3  # paragraphs from the end: the note, a link and a line of rights
HEAD_WITHIN: Final = 3  # paragraphs from the beginning: headline, subheading, byline
_NAME: Final = r"(?P<name>[A-ZÀ-Þ][\w.’'-]{0,30}(?: [A-ZÀ-Þ][\w.’'-]{0,30}){1,3})"
_NOTE: Final = re.compile(rf"{_NAME}(?:,|\s(?:is|was|teaches|writes|covers|works|served|serves|directs|chairs|hosts|blogs)\b)")
_HEAD: Final = re.compile(rf"(?:[Bb]y|BY) {_NAME}(?=[.,|\n]|$| and | \()")


def author(report: Report, people: People) -> str | None:
    """The fullest name of the report's author; None where it tells none."""
    if report.byline:
        return report.byline
    parts = paragraphs(report.text)
    for part in parts[:HEAD_WITHIN]:
        if found := _HEAD.match(report.text, part.start, part.end):
            return found["name"]
    for part in reversed(parts[-NOTE_WITHIN:]):
        found = _NOTE.match(report.text, part.start, part.end)
        if found and (name := people.full_name(found["name"])) is not None:
            return name
    return None

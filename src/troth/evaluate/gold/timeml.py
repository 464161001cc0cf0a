"""Times in TimeML, as TimeBank and AQUAINT have them: the text with TIMEX3 marks, and the day the document was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final
from xml.etree import ElementTree

from troth.errors import TrothError
from troth.evaluate.cases import Case, Unscorable
from troth.evaluate.gold.rows import Row, made_of, report_in
from troth.evaluate.places import Transfer
from troth.forms import Form
from troth.types import Span

_WRITTEN: Final = "CREATION_TIME"


def time_cases(files: Mapping[str, bytes], where: str) -> Iterator[Case | TrothError]:
    """Each document with its `times`: span and value.

    The time of its creation is the report's date, given to the reader and not scored, as in TempEval-3.
    """
    for name, data in files.items():
        if name.endswith(".tml"):
            yield made_of(Row(f"{where}, {name}", 1, {"id": PurePosixPath(name).stem, "data": data}), _case, "TimeML")


def _case(row: Row) -> Case:
    try:
        document = ElementTree.fromstring(row.form["data"])
    except ElementTree.ParseError as error:
        raise Unscorable(row.where, f"it is not XML ({error})", "mend it, or take it out") from None
    body = document.find("TEXT")
    if body is None:
        raise Unscorable(row.where, "it has no TEXT", "see docs/evaluate.md for the form of TimeML")
    pieces: list[str] = []
    marks: list[tuple[Span, str]] = []
    _collect(body, pieces, marks)
    text = "".join(pieces)
    report, transfer = report_in(row, {"id": row.form["id"], "text": text, "published": _written(document)})
    return Case(report.id, row.where, report.id, {"times": list(_times(marks, transfer))}, report)


def _collect(element: ElementTree.Element, pieces: list[str], marks: list[tuple[Span, str]]) -> None:
    """The text of an element in reading order, and the marks in it with their places."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _collect(child, pieces, marks)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3" and element.get("functionInDocument") != _WRITTEN:
        marks.append((Span(start, sum(map(len, pieces))), (element.get("value") or "").strip()))


def _times(marks: list[tuple[Span, str]], transfer: Transfer) -> Iterator[Form]:
    for span, value in marks:
        moved = transfer.span(span)
        if moved is not None:  # a time without words stands for one that is only implied
            yield {"quote": {"start": moved.start, "end": moved.end}, "value": value}


def _written(document: ElementTree.Element) -> str | None:
    return next((time.get("value") for time in document.iter("TIMEX3") if time.get("functionInDocument") == _WRITTEN), None)

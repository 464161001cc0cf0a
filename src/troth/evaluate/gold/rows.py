"""Rows of labels from JSON and JSON Lines, zipped or not, and reports made of them; every fault names file and row."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from troth.errors import TrothError, UnreadableReport
from troth.evaluate.cases import Unscorable
from troth.evaluate.places import Transfer
from troth.forms import Form
from troth.read import Kind, Piece, report_of
from troth.types import Report, Span

T = TypeVar("T")

_GZIP: Final = b"\x1f\x8b"
_OF_A_REPORT: Final = ("id", "outlet", "url", "published", "title", "byline", "credit", "language", "text")


@dataclass(frozen=True, slots=True)
class Row:
    """One JSON object of a file, and where it stands: "gold.jsonl, line 7"."""

    where: str
    number: int
    form: Form


def bytes_of(path: Path) -> bytes:
    """What a file holds, or for `-` what comes on standard input."""
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise Unscorable(str(path), f"it cannot be read ({error.strerror})", "check the name and the folder you are in") from None


def unzipped(data: bytes, where: str) -> bytes:
    """The bytes, unzipped when they are gzip's."""
    try:
        return gzip.decompress(data) if data.startswith(_GZIP) else data
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Unscorable(where, f"its gzip data are damaged ({error})", "get the file again, or compress it again") from None


def rows(data: bytes, where: str) -> Iterator[Row | TrothError]:
    """The objects of a JSON list, of JSON Lines, or a single object; an error stands where there is none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unscorable(where, f"it is not in UTF-8 ({error.reason} at byte {error.start})", "save it as UTF-8") from None
    if text.lstrip().startswith("["):
        try:
            items = [(f"{where}, item {n}", n, item) for n, item in enumerate(json.loads(text), 1)]
        except (ValueError, RecursionError) as error:
            raise Unscorable(where, f"it is not JSON ({error})", "mend it, or write one JSON object a line") from None
        yield from (_row(*item) for item in items)
        return
    for number, line in enumerate(text.split("\n"), 1):  # not splitlines: U+2028 may stand inside a JSON string
        if line.strip():
            yield _parsed(f"{where}, line {number}", number, line)


def _parsed(where: str, number: int, line: str) -> Row | TrothError:
    try:
        return _row(where, number, json.loads(line))
    except (ValueError, RecursionError) as error:
        return Unscorable(where, f"it is not JSON ({error})", "write one JSON object a line")


def _row(where: str, number: int, item: Any) -> Row | TrothError:
    return Row(where, number, item) if isinstance(item, dict) else Unscorable(where, "it is not a JSON object", "write one a line")


def made_of(row: Row, make: Callable[[Row], T], form: str) -> T | TrothError:
    """What is made of one row, or an error that names the row when it lacks what it needs."""
    try:
        return make(row)
    except TrothError as error:
        return error
    except KeyError as missing:
        return Unscorable(row.where, f"it has no {missing.args[0]!r}", f"see docs/evaluate.md for the form of {form}")
    except (AttributeError, IndexError, OverflowError, RecursionError, TypeError, ValueError) as odd:
        return Unscorable(row.where, f"it has another form ({odd})", f"see docs/evaluate.md for the form of {form}")


def report_in(row: Row, own: Form | None = None) -> tuple[Report, Transfer]:
    """The report that a row gives, as troth reads it, and the way from the row's offsets to the report's.

    `own` are its fields where they do not stand in the row itself.
    """
    fields = {name: value for name in _OF_A_REPORT if (value := (own or row.form).get(name)) is not None}
    if not isinstance(fields.get("text"), str):
        raise Unscorable(row.where, 'it has no "text"', "give the text that the labels point into")
    try:
        report = report_of(Piece(row.where, json.dumps(fields).encode(), Kind.JSON)).report
    except UnreadableReport as error:
        raise Unscorable(row.where, error.reason, error.remedy) from None
    return report, Transfer(fields["text"], report.text)


def span_in(quote: Form, row: Row, text: str, transfer: Transfer) -> Span:
    """Where a label's words stand in the report: by its offsets, or, when it has none, where its exact words stand once.

    Raises Unscorable when offsets and words disagree, or words without offsets are not there exactly once.
    """
    exact = quote.get("exact")
    if quote.get("start") is None:
        if not isinstance(exact, str) or text.count(exact) != 1:
            count = text.count(exact) if isinstance(exact, str) and exact else 0
            raise Unscorable(row.where, f"the words {exact!r} stand {count} times in its text", 'give "start" and "end" as well')
        quote = {"start": text.index(exact), "end": text.index(exact) + len(exact)}
    start, end = quote["start"], quote["end"]
    if not 0 <= start < end <= len(text) or (exact is not None and _letters(text[start:end]) != _letters(exact)):
        raise Unscorable(row.where, f"at {start}-{end} its text does not have {exact!r}", "count characters of its text from 0")
    span = transfer.span(Span(start, end))
    if span is None:
        raise Unscorable(row.where, f"the words at {start}-{end} have no letter", "mark words")
    return span


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))

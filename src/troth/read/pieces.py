"""One file or stream to its pieces: the bytes of one report each, unzipped, a line of JSON Lines at a time.

A file of JSON Lines of any size is streamed; of everything else one report is held in memory, up to `MAX_REPORT_BYTES`.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path, PurePath
from typing import BinaryIO, Final, cast

from troth.errors import UnreadableReport
from troth.read.decode import decode
from troth.text import one_line

MAX_REPORT_BYTES: Final = 200_000_000  # unzipped; a hundred novels, and little enough for a laptop (a gzip bomb holds far more)
CHUNK: Final = 1 << 20  # bytes read at once where a whole file is wanted
UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")

_GZIP: Final = b"\x1f\x8b"
_HTML: Final = re.compile(rb"\s*<(?:!doctype\s+html|(?:[^>]{0,500}>\s*<){0,5}html\b)", re.IGNORECASE)  # after <?xml ...>, comments
_JSON: Final = re.compile(rb'\s*(?:\{\s*"|\[\s*\{)')
_SNIFFED: Final = 4096  # bytes at the beginning in which a page or document must show that it is one
_UTF8_MARK: Final = b"\xef\xbb\xbf"


class Kind(StrEnum):
    """What the bytes of a piece are."""

    PLAIN = "plain"
    HTML = "html"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one report, and where a person finds them: "a.txt", "reports.jsonl, line 7"."""

    where: str
    data: bytes
    kind: Kind


Found = Piece | UnreadableReport
Splitter = Callable[[BinaryIO, str], Iterator[Found]]


def splitter_of(name: str) -> Splitter | None:
    """How a file of this name splits into pieces, or None when its suffix says nothing."""
    return _SPLITTERS.get(PurePath(name.lower().removesuffix(".gz")).suffix)


def pieces_of_file(path: Path) -> Iterator[Found]:
    """The pieces of one file, and what cannot be read of it; never raises for the file's sake."""
    where = one_line(str(path))
    try:
        with path.open("rb") as stream:
            yield from pieces_of(stream, where, splitter_of(path.name))
    except OSError as error:
        yield unopened(where, error)


def pieces_of(stream: BinaryIO, where: str, splitter: Splitter | None = None) -> Iterator[Found]:
    """The pieces of a stream; without a splitter its content says what it is."""
    try:
        yield from (splitter or _sniffed)(_unzipped(stream), where)
    except UnreadableReport as error:
        yield error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield UnreadableReport(where, f"its gzip data are damaged ({error})", "get the file again, or compress it again")
    except OSError as error:
        yield unopened(where, error)


def unopened(where: str, error: OSError) -> UnreadableReport:
    """The error that a file cannot be opened or read, with what to do."""
    match error:
        case FileNotFoundError():
            return UnreadableReport(where, "there is no such file", "check the name and the folder you are in")
        case PermissionError():
            return UnreadableReport(where, "you may not read it", "ask its owner, or change its permissions")
        case _:
            return UnreadableReport(where, f"it cannot be read ({error})", "check that it is an ordinary file")


def _unzipped(stream: BinaryIO) -> BinaryIO:
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    return cast(BinaryIO, gzip.GzipFile(fileobj=buffered) if buffered.peek(2).startswith(_GZIP) else buffered)


def _plain(stream: BinaryIO, where: str) -> Iterator[Found]:
    yield Piece(where, _whole(stream, where), Kind.PLAIN)


def _html(stream: BinaryIO, where: str) -> Iterator[Found]:
    yield Piece(where, _whole(stream, where), Kind.HTML)


def _whole(stream: BinaryIO, where: str, begun: bytes = b"") -> bytes:
    """All that is left of the stream, after what was read of it already."""
    chunks, size = [begun], len(begun)
    while size <= MAX_REPORT_BYTES and (chunk := stream.read(CHUNK)):
        chunks.append(chunk)
        size += len(chunk)
    if size > MAX_REPORT_BYTES:
        raise too_long(where)
    data = b"".join(chunks)
    if not data.strip():
        raise _empty(where)
    return data


def _empty(where: str) -> UnreadableReport:
    return UnreadableReport(where, "it is empty", "give a file that holds a report")


def in_utf16(where: str) -> UnreadableReport:
    """The error that JSON Lines are in UTF-16."""
    return UnreadableReport(where, "it is in UTF-16, but JSON Lines are in UTF-8", "convert it: iconv -f UTF-16 -t UTF-8")


def too_long(where: str) -> UnreadableReport:
    """The error that one report is longer than troth reads."""
    return UnreadableReport(where, f"one report in it is longer than {MAX_REPORT_BYTES:,} bytes", "split it, or write JSON Lines")


def _json_lines(stream: BinaryIO, where: str) -> Iterator[Found]:
    return _numbered(_lines(stream), where)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; of a line that is too long, only its beginning."""
    while line := stream.readline(MAX_REPORT_BYTES + 1):
        rest = line
        while len(line) > MAX_REPORT_BYTES and not rest.endswith(b"\n") and (rest := stream.readline(CHUNK)):
            pass
        yield line


def _numbered(lines: Iterable[bytes], where: str) -> Iterator[Found]:
    any_found = False
    for number, line in enumerate(lines, 1):
        if number == 1 and line.startswith(UTF16_MARKS):
            raise in_utf16(where)
        if not line.strip():
            continue
        any_found, here = True, f"{where}, line {number}"
        yield too_long(here) if len(line) > MAX_REPORT_BYTES else Piece(here, line.rstrip(b"\r\n"), Kind.JSON)
    if not any_found:
        raise _empty(where)


def _json_document(stream: BinaryIO, where: str) -> Iterator[Found]:
    return _documents(_whole(stream, where), where)


def _documents(data: bytes, where: str) -> Iterator[Found]:
    """The reports of a JSON document: of an object, of a list of objects, or of JSON Lines under another name."""
    try:
        document = json.loads(decode(data, where).text)
    except (ValueError, RecursionError):
        lines = data.splitlines(keepends=True)
        first_two = islice(filter(bytes.strip, lines), 2)  # two, since the first may be the broken one
        return _numbered(lines, where) if any(map(_is_object, first_two)) else iter([Piece(where, data, Kind.JSON)])
    if not isinstance(document, list):
        return iter([Piece(where, data, Kind.JSON)])
    if not document:
        raise _empty(where)
    return (Piece(f"{where}, item {number}", json.dumps(item).encode(), Kind.JSON) for number, item in enumerate(document, 1))


def _sniffed(stream: BinaryIO, where: str) -> Iterator[Found]:
    """The pieces of a stream that has no name, or none that says what it is."""
    lines = _lines(stream)
    head = list(_up_to_first_words(lines))
    if head and _is_object(head[-1]):
        yield from _numbered(chain(head, lines), where)
        return
    data = _whole(stream, where, b"".join(head))
    beginning = data[:_SNIFFED].replace(b"\0", b"").removeprefix(_UTF8_MARK).lstrip(b"\xff\xfe")
    if _JSON.match(beginning):
        yield from _documents(data, where)
    else:
        yield Piece(where, data, Kind.HTML if _HTML.match(beginning) else Kind.PLAIN)


def _up_to_first_words(lines: Iterator[bytes]) -> Iterator[bytes]:
    for line in lines:
        yield line
        if line.strip():
            return


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line.removeprefix(_UTF8_MARK)), dict)
    except (ValueError, RecursionError):
        return False


_SPLITTERS: Final[dict[str, Splitter]] = {
    ".txt": _plain,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".json": _json_document,
}

"""What is new at sources that grow: files that come into a folder or change, lines at the end of a file of JSON Lines.

A file that is still being written is left for the next look: a line of JSON Lines until it is whole, any other file until it rests.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from troth.errors import TrothError
from troth.read.pieces import CHUNK, MAX_REPORT_BYTES, UTF16_MARKS, Kind, Piece, in_utf16, pieces_of_file, too_long, unopened
from troth.read.sources import files
from troth.text import one_line

RESTS: Final = 2.0  # seconds without a change after which a file counts as written (some file systems tell times in steps of two)

_LINES: Final = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A file whose end is still being written; `where` names it, and the line."""

    where: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """How far a file was read: which file it was (`inode`), its `size` and `changed` time; of JSON Lines the bytes and lines taken."""

    inode: int
    size: int
    changed: int
    taken: bool = True
    offset: int = 0
    lines: int = 0


@dataclass
class Growth:
    """How far the files of some sources were read, from look to look.  Forgetting it costs time only: what is known is known."""

    marks: dict[str, _Mark] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)

    def new(self, sources: Iterable[str | Path]) -> Iterator[Piece | TrothError | Unfinished]:
        """The pieces that came since the last look; errors are told once, until the file changes."""
        for found in files(sources):
            if isinstance(found, TrothError):
                if str(found) not in self._told:
                    self._told.add(str(found))
                    yield found
                continue
            try:
                yield from self._new_in(found)
            except OSError as error:
                yield unopened(one_line(str(found)), error)

    def seconds_to_rest(self, sources: Iterable[str | Path]) -> float:
        """How long to wait until the files that were written last rest, if nobody writes on."""
        now, wait = time.time(), 0.0
        for found in files(sources):
            if isinstance(found, Path) and found.suffix.lower() not in _LINES and found.exists():
                age = now - found.stat().st_mtime
                wait = max(wait, RESTS - age if age >= 0 else 0.0)
        return wait

    def _new_in(self, path: Path) -> Iterator[Piece | TrothError | Unfinished]:
        name, state = os.path.realpath(path), path.stat()
        before = self.marks.get(name)
        now = _Mark(state.st_ino, state.st_size, state.st_mtime_ns)
        if before and before.taken and (before.inode, before.size, before.changed) == (now.inode, now.size, now.changed):
            return
        if path.suffix.lower() in _LINES:
            yield from self._new_lines(path, name, now, before)
            return
        rests = time.time() - state.st_mtime >= RESTS or before == _Mark(now.inode, now.size, now.changed, taken=False)
        self.marks[name] = now if rests else _Mark(now.inode, now.size, now.changed, taken=False)
        yield from pieces_of_file(path) if rests else [Unfinished(one_line(str(path)))]

    def _new_lines(self, path: Path, name: str, now: _Mark, before: _Mark | None) -> Iterator[Piece | TrothError | Unfinished]:
        goes_on = before is not None and before.inode == now.inode and before.offset <= now.size
        offset, number = (before.offset, before.lines) if before and goes_on else (0, 0)
        where = one_line(str(path))
        with path.open("rb") as stream:
            stream.seek(offset)
            while line := stream.readline(MAX_REPORT_BYTES + 1):
                here = f"{where}, line {number + 1}"
                if number == 0 and offset == 0 and line.startswith(UTF16_MARKS):
                    self.marks[name] = now
                    yield in_utf16(where)
                    return
                whole = line.endswith(b"\n")
                if len(line) > MAX_REPORT_BYTES:
                    offset += len(line) + _skip_line(stream, whole)
                    number += 1
                    yield too_long(here)
                    continue
                if not whole and not _is_json(line):
                    yield Unfinished(here)
                    break
                offset += len(line)
                number += whole  # a line is counted when it ends: what comes next may only be its end
                if line.strip():
                    yield Piece(here, line.rstrip(b"\r\n"), Kind.JSON)
        self.marks[name] = _Mark(now.inode, now.size, now.changed, offset=offset, lines=number)


def _skip_line(stream: BinaryIO, whole: bool) -> int:
    """Pass over the rest of a line; returns how many bytes that were."""
    passed = 0
    while not whole and (rest := stream.readline(CHUNK)):
        passed += len(rest)
        whole = rest.endswith(b"\n")
    return passed


def _is_json(line: bytes) -> bool:
    """Whether a line without its end is a whole object all the same: no object is the beginning of another."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False

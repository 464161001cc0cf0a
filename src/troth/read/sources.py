"""Which files the user means: paths, folders, patterns and standard input to pieces, in a fixed order, each file once."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from troth.errors import TrothError, UnreadableReport
from troth.read.pieces import Piece, pieces_of, pieces_of_file, splitter_of
from troth.text import one_line

STANDARD_INPUT: Final = "standard input"

_URL: Final = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def gather(sources: Iterable[str | Path]) -> Iterator[Piece | TrothError]:
    """The pieces of these sources; what cannot be read is yielded as an error in its place, never raised.

    A source is a file, a folder (all below it with a suffix that troth reads, hidden ones left out), a pattern (`**` too), or
    `-` for standard input.
    """
    seen: set[str] = set()
    for source in [sources] if isinstance(sources, str | Path) else sources:
        if str(source) == "-":
            if "-" not in seen:
                yield from pieces_of(sys.stdin.buffer, STANDARD_INPUT)
            seen.add("-")
            continue
        for found in _files(str(source)):
            if isinstance(found, TrothError):
                yield found
            elif (real := os.path.realpath(found)) not in seen:
                seen.add(real)
                yield from pieces_of_file(found)


def files(sources: Iterable[str | Path]) -> Iterator[Path | TrothError]:
    """The files that these sources name at present, each once; a folder or a pattern may have none yet."""
    seen: set[str] = set()
    for source in map(str, sources):
        for found in _below(source) if os.path.isdir(source) else _files(source):  # noqa: PTH112
            if isinstance(found, TrothError):
                if not glob.has_magic(source):
                    yield found
            elif (real := os.path.realpath(found)) not in seen:
                seen.add(real)
                yield found


def _files(source: str) -> Iterator[Path | TrothError]:
    if not _can_be_a_name(source):
        yield _nothing(source, "no file can have this name")
    elif _URL.match(source):
        yield UnreadableReport(one_line(source), "troth does not fetch pages here", "save the page and name the file")
    elif os.path.isdir(source):  # noqa: PTH112 (Path.is_dir raises where a folder above may not be entered)
        yield from _or_else(
            _below(source), _nothing(source, "it holds no file that troth reads (.txt, .html, .jsonl, .json, .gz of these)")
        )
    elif glob.has_magic(source) and not os.path.lexists(source):
        names = sorted(glob.glob(source, recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
        matches = (path for path in map(Path, names) if not path.is_dir())
        yield from _or_else(matches, _nothing(source, "no file matches this pattern"))
    else:
        yield Path(source)


def _can_be_a_name(source: str) -> bool:
    try:
        return b"\0" not in os.fsencode(source)
    except UnicodeEncodeError:
        return False


def _nothing(source: str, reason: str) -> UnreadableReport:
    return UnreadableReport(one_line(source), reason, "check the name and the folder you are in")


def _or_else(found: Iterator[Path | TrothError], nothing: TrothError) -> Iterator[Path | TrothError]:
    """What was found, or the error that nothing was."""
    yield next(found, nothing)
    yield from found


def _below(folder: str) -> Iterator[Path | TrothError]:
    """The files below a folder that troth reads, sorted by name at every level."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield UnreadableReport(one_line(folder), f"the folder cannot be opened ({error.strerror})", "change its permissions")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        elif splitter_of(entry.name) is not None and entry.is_file():  # no pipes: opening one would wait forever
            yield Path(entry.path)

"""The files of a folder or of a tar archive, by name; nothing is unpacked to disk."""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from troth.evaluate.cases import Unscorable

LARGEST: Final = 50_000_000  # bytes of one file; a report of news has a ten-thousandth of it


def is_archive(path: Path) -> bool:
    """Whether it holds files."""
    if not path.is_file():
        return path.is_dir()
    try:
        return tarfile.is_tarfile(path)
    except (OSError, EOFError, zlib.error):  # damaged gzip data: what is wrong is told where the file is read
        return False


def files_in(path: Path, suffixes: tuple[str, ...]) -> dict[str, bytes]:
    """The files with one of these suffixes, by their names in the folder or archive, in order of name."""
    try:
        found = dict(_in_folder(path, suffixes) if path.is_dir() else _in_tar(path, suffixes))
    except (OSError, EOFError, zlib.error, tarfile.TarError) as error:
        raise Unscorable(str(path), f"it cannot be read ({error})", "get it again, or unpack it and name the folder") from None
    return dict(sorted(found.items()))


def _in_folder(path: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for file in path.rglob("*"):
        if file.suffix in suffixes and file.is_file() and file.stat().st_size <= LARGEST:
            yield file.relative_to(path).as_posix(), file.read_bytes()


def _in_tar(path: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(path) as archive:
        for member in archive:
            if member.isfile() and PurePosixPath(member.name).suffix in suffixes and member.size <= LARGEST:
                content = archive.extractfile(member)
                if content is not None:
                    yield member.name, content.read()

"""Bytes to text: marks, declarations and the evidence of the bytes themselves decide the encoding; binary is refused."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from troth.errors import UnreadableReport
from troth.text import REPLACEMENT

SAMPLE: Final = 65_536  # bytes looked at where a sample is as good as the whole
# Random bytes are 10 % control characters; text has next to none, but short text with a few stray NULs is still text.
CONTROLS_MIN: Final = 10
CONTROLS_SHARE: Final = 0.03
# ASCII in UTF-16 has a NUL in every second byte; a third leaves room for other letters, a tenth for stray NULs on the other side.
UTF16_SHARE: Final = 0.33
UTF16_STRAY: Final = 0.1
UTF16_MIN: Final = 8  # bytes; below that a few NULs are no pattern
# French, the most accented of the languages written in Windows-1252, has 4 % accented letters; Cyrillic or Greek text over 60 %.
ACCENTED_SHARE: Final = 0.25

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY: Final = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"PK\x03\x04", "a zip archive (or a Word, OpenDocument or EPUB file)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh91AY&SY", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
)
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1b"))  # the escape character belongs to ISO-2022 encodings
_ACCENTED: Final = bytes(range(0xC0, 0x100))
# What a page may declare, by Python's codec names: never UTF-16 (its declaration could not be read) or one of Python's transforms.
_DECLARABLE: Final = re.compile(
    r"utf-8|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|tis-620|gb2312|gbk|gb18030|big5(?:hkscs)?|euc_(?:jp|kr)|shift_jis|iso2022_jp|hz"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and, when its encoding had to be guessed or mended, what was done."""

    text: str
    notice: str | None = None


def decode(data: bytes, where: str, declared: str | None = None) -> Decoded:
    """The text of these bytes; `declared` is the encoding that the document names itself.

    Raises UnreadableReport for binary data, saying what they seem to be.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict_or_mended(data, encoding)
    if utf16 := _utf16_without_mark(data):
        return _strict_or_mended(data, utf16)
    _refuse_binary(data, where)
    named = _declarable(declared)
    if data.isascii():
        return Decoded(data.decode(named if named == "iso2022_jp" else "ascii"))
    # UTF-8 before the declaration: long text in another encoding is never valid UTF-8 by chance, but declarations are often wrong.
    for likely in filter(None, ("utf-8", named)):
        try:
            return Decoded(data.decode(likely))
        except UnicodeDecodeError:
            continue
    return _broken_utf8(data) or _legacy(data)


def _strict_or_mended(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError:
        return Decoded(data.decode(encoding, "replace"), f"it has bytes that are no {encoding}: they became U+FFFD")


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:SAMPLE]
    half = len(sample) // 2
    if len(data) < UTF16_MIN or b"\0" not in sample:
        return None
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > UTF16_SHARE and even < UTF16_STRAY:
        return "utf-16-le"
    return "utf-16-be" if even > UTF16_SHARE and odd < UTF16_STRAY else None


def _refuse_binary(data: bytes, where: str) -> None:
    seems = next((name for magic, name in _BINARY if data.startswith(magic)), None)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if seems is None and controls > max(CONTROLS_MIN, CONTROLS_SHARE * len(data)):
        seems = "binary data"
    if seems is not None:
        raise UnreadableReport(where, f"it seems to be {seems}, not text", "save its text as .txt, .html or .jsonl")


def _declarable(declared: str | None) -> str | None:
    """Python's name for a declared encoding, as browsers take it: Latin-1 and ASCII mean Windows-1252."""
    try:
        name = codecs.lookup((declared or "").strip()).name
    except (LookupError, ValueError):
        return None
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return name if _DECLARABLE.fullmatch(name) else None


def _broken_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes: more of its many-byte characters are whole than broken."""
    text = data.decode("utf-8", "replace")
    broken = text.count(REPLACEMENT) - data.count(REPLACEMENT.encode())
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    return Decoded(text, f"it has {broken} bytes that are no UTF-8: they became U+FFFD") if whole >= broken else None


def _legacy(data: bytes) -> Decoded:
    accented = len(data) - len(data.translate(None, _ACCENTED))
    encoding = _guessed(data) if accented > ACCENTED_SHARE * len(data) else "cp1252"
    return Decoded(data.decode(encoding, "replace"), f"it is not UTF-8: read as {'Windows-1252' if encoding == 'cp1252' else encoding}")


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    return best.encoding if best is not None else "cp1252"

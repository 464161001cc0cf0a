from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import UnreadableReport
from troth.read.decode import decode

PROSE = "“We’ll keep our word,” the mayor said — and the café owners cheered. " * 3


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("report.txt", "The board met.")
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_with_and_without_its_mark(encoding: str) -> None:
    decoded = decode(PROSE.encode(encoding), "a.txt")
    assert (decoded.text, decoded.notice) == (PROSE, None)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_nuls(encoding: str) -> None:
    assert decode(PROSE.encode(encoding), "a.txt").text == PROSE


@pytest.mark.parametrize("mark", ["\ufeff".encode("utf-16-le"), "\ufeff".encode("utf-16-be")])
def test_broken_utf_16_is_mended_with_a_notice(mark: bytes) -> None:
    decoded = decode(mark + b"\xd8\x00\xd8", "a.txt")
    assert "\N{REPLACEMENT CHARACTER}" in decoded.text
    assert decoded.notice is not None


@pytest.mark.parametrize(
    "declared", [None, "utf-8", "UTF8", "utf-16", "rot13", "no such encoding", "iso-8859-1", "us-ascii", "windows-1252"]
)
def test_windows_1252_keeps_its_curly_quotes_whatever_is_declared(declared: str | None) -> None:
    assert decode(PROSE.encode("cp1252"), "a.html", declared).text == PROSE


def test_a_guessed_encoding_is_told() -> None:
    assert decode(PROSE.encode("cp1252"), "a.txt").notice == "it is not UTF-8: read as Windows-1252"


def test_a_declared_encoding_is_believed_when_the_bytes_agree() -> None:
    assert decode("Зал був повний.".encode("koi8-u"), "a.html", "koi8-u").text == "Зал був повний."
    assert decode("橋は開通した。".encode("iso2022_jp"), "a.html", "iso-2022-jp").text == "橋は開通した。"


def test_utf_8_is_not_taken_for_the_latin_1_that_is_declared() -> None:
    assert decode(PROSE.encode(), "a.html", "iso-8859-1").text == PROSE


def test_text_in_another_alphabet_is_recognised() -> None:
    prose = "Мэр города обещал открыть новый мост до конца года и сдержал своё слово. " * 5
    assert decode(prose.encode("cp1251"), "a.txt").text == prose


def test_a_few_broken_bytes_in_utf_8_are_replaced_with_a_notice() -> None:
    decoded = decode(PROSE.encode() + b" \xff\xfe end", "a.txt")
    assert decoded.text == PROSE + " \N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER} end"
    assert decoded.notice == "it has 2 bytes that are no UTF-8: they became U+FFFD"


def test_utf_8_cut_in_the_middle_of_a_character_stays_utf_8() -> None:
    assert decode(PROSE.encode()[:-2] + "€".encode()[:2], "a.txt").text.startswith(PROSE[:-2])


def test_a_text_with_a_few_nuls_is_text() -> None:
    assert decode(b"The board\0 met\0.", "a.txt").text == "The board\0 met\0."


@pytest.mark.parametrize(
    ("data", "seems"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (zipped(), "a zip archive"),
        (b"{\\rtf1\\ansi The board met.}", "an RTF document"),
        (b"\x1f\x8b\x08\0", "a gzip file"),
        (bytes(range(256)) * 4, "binary data"),
        (b"\0" * 5000, "binary data"),
    ],
)
def test_binary_is_refused_and_says_what_it_seems_to_be(data: bytes, seems: str) -> None:
    with pytest.raises(UnreadableReport) as raised:
        decode(data, "a.txt")
    assert f"seems to be {seems}" in raised.value.reason
    assert raised.value.where == "a.txt"


@given(st.binary(max_size=500), st.none() | st.text(max_size=12))
def test_any_bytes_are_text_or_refused(data: bytes, declared: str | None) -> None:
    with suppress(UnreadableReport):
        assert isinstance(decode(data, "a.txt", declared).text, str)


@given(st.text(min_size=1).filter(lambda text: not text.startswith("\ufeff")))
def test_ordinary_utf_8_comes_through_unchanged(text: str) -> None:
    try:
        assert decode(text.encode(), "a.txt").text == text
    except UnreadableReport:
        assert any(ord(character) < 32 for character in text) or text.startswith("%PDF-")

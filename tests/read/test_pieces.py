from __future__ import annotations

import gzip
import io
import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import UnreadableReport
from troth.read import Kind, Piece, pieces
from troth.read.pieces import pieces_of, pieces_of_file, splitter_of

LINES = b'{"text": "First."}\n\n  \n{"text": "Second."}\r\n{"text": "Third."}'


def found_in(tmp_path: Path, name: str, data: bytes) -> list[Any]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(pieces_of_file(path))


def sniffed(data: bytes) -> list[Any]:
    return list(pieces_of(io.BytesIO(data), "standard input"))


def test_a_text_file_is_one_piece(tmp_path: Path) -> None:
    assert found_in(tmp_path, "a.txt", b"The board met.") == [Piece(str(tmp_path / "a.txt"), b"The board met.", Kind.PLAIN)]


@pytest.mark.parametrize("name", ["a.html", "a.htm", "A.HTML", "a.xhtml"])
def test_a_page_is_one_piece(tmp_path: Path, name: str) -> None:
    assert found_in(tmp_path, name, b"<p>The board met.</p>")[0].kind is Kind.HTML


@pytest.mark.parametrize("name", ["r.jsonl", "r.ndjson", "r.JSONL"])
def test_a_line_of_json_lines_is_a_piece_named_by_its_number(tmp_path: Path, name: str) -> None:
    found = found_in(tmp_path, name, LINES)
    assert [piece.where.removeprefix(f"{tmp_path}/") for piece in found] == [f"{name}, line {n}" for n in (1, 4, 5)]
    assert [piece.data for piece in found] == [b'{"text": "First."}', b'{"text": "Second."}', b'{"text": "Third."}']


@pytest.mark.parametrize("name", ["r.jsonl.gz", "r.jsonl"])
def test_gzip_is_known_by_its_content_and_not_by_its_name(tmp_path: Path, name: str) -> None:
    assert len(found_in(tmp_path, name, gzip.compress(LINES))) == 3


def test_a_name_that_ends_in_gz_may_hold_plain_bytes(tmp_path: Path) -> None:
    assert found_in(tmp_path, "a.txt.gz", b"Not zipped at all.")[0].data == b"Not zipped at all."


def test_a_zipped_page_is_unzipped(tmp_path: Path) -> None:
    assert found_in(tmp_path, "a.html.gz", gzip.compress(b"<p>Zipped.</p>"))[0].data == b"<p>Zipped.</p>"


def test_json_lines_are_streamed_and_not_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            line = b'{"text": "Again."}\n'
            size = len(buffer) // len(line) * len(line)
            buffer[:size] = line * (size // len(line))
            self.given += size
            return size

    stream = Endless()
    some = list(islice(pieces_of(io.BufferedReader(stream), "endless.jsonl", splitter_of("endless.jsonl")), 1000))
    assert len(some) == 1000
    assert stream.given < 1_000_000


def test_of_truncated_gzip_the_lines_before_the_damage_are_read(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(b'{"text": "Report number %d."}\n' % n for n in range(5000)))
    *read, error = found_in(tmp_path, "cut.jsonl.gz", whole[: len(whole) // 2])
    assert len(read) > 100
    assert all(isinstance(piece, Piece) and json.loads(piece.data) for piece in read)
    assert isinstance(error, UnreadableReport)
    assert error.where.endswith("cut.jsonl.gz")
    assert "damaged" in error.reason


def test_corrupt_gzip_of_a_text_is_an_error(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(b"The board met on Monday. " * 100))
    data[20] ^= 0xFF
    [error] = found_in(tmp_path, "a.txt.gz", bytes(data))
    assert isinstance(error, UnreadableReport)
    assert "damaged" in error.reason


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.json", "a"])
@pytest.mark.parametrize("data", [b"", b" \n\n\t\r\n", gzip.compress(b"")])
def test_an_empty_file_says_so(tmp_path: Path, name: str, data: bytes) -> None:
    [error] = found_in(tmp_path, name, data)
    assert isinstance(error, UnreadableReport)
    assert error.reason == "it is empty"


def test_a_folder_in_the_place_of_a_file_is_an_error(tmp_path: Path) -> None:
    [error] = pieces_of_file(tmp_path)
    assert isinstance(error, UnreadableReport)


def test_a_json_file_may_hold_one_object_on_many_lines(tmp_path: Path) -> None:
    data = json.dumps({"text": "The board met."}, indent=2).encode()
    assert found_in(tmp_path, "a.json", data) == [Piece(str(tmp_path / "a.json"), data, Kind.JSON)]


def test_a_json_file_may_hold_a_list(tmp_path: Path) -> None:
    found = found_in(tmp_path, "a.json", b'[{"text": "First."},\n {"text": "\\ud800"}]')
    assert [piece.where.removeprefix(f"{tmp_path}/") for piece in found] == ["a.json, item 1", "a.json, item 2"]
    assert json.loads(found[1].data) == {"text": "\ud800"}


def test_a_json_file_may_hold_json_lines(tmp_path: Path) -> None:
    assert [piece.where[-6:] for piece in found_in(tmp_path, "a.json", LINES)] == ["line 1", "line 4", "line 5"]


def test_a_broken_json_file_is_one_piece_and_not_as_many_as_its_lines(tmp_path: Path) -> None:
    data = json.dumps({"text": "The board met.", "outlet": "Post"}, indent=2).encode()[:-5]
    assert found_in(tmp_path, "a.json", data) == [Piece(str(tmp_path / "a.json"), data, Kind.JSON)]


def test_an_empty_list_is_empty(tmp_path: Path) -> None:
    [error] = found_in(tmp_path, "a.json", b"[]")
    assert error.reason == "it is empty"


def test_json_lines_in_utf_16_say_how_to_convert_them(tmp_path: Path) -> None:
    [error] = found_in(tmp_path, "a.jsonl", LINES.decode().encode("utf-16"))
    assert "iconv" in error.remedy


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"The board met.", Kind.PLAIN),
        (b"  \n<!DOCTYPE html><p>The board met.</p>", Kind.HTML),
        (b"\xef\xbb\xbf<html lang=en><p>The board met.</p>", Kind.HTML),
        ('<!doctype html>\n<p>"We met."</p>'.encode("utf-16"), Kind.HTML),
        (b'<?xml version="1.0"?>\n<!-- saved --><html><p>The board met.</p></html>', Kind.HTML),
        (b"<3 is what the board wrote under its html page.", Kind.PLAIN),
        (b'{"text": "The board met."}', Kind.JSON),
        (b'\xef\xbb\xbf{"text": "The board met."}', Kind.JSON),
        (b'{\n"text": "The board met."}', Kind.JSON),
        (b'{"text":\n "The board met."}', Kind.JSON),
        (b'[{"text": "The board met."}', Kind.JSON),
        (b'{"text": "The board met.', Kind.JSON),
        (b"{curly} brackets open this text.", Kind.PLAIN),
        (b"[Editor: square brackets open this one.]", Kind.PLAIN),
    ],
)
def test_what_has_no_name_is_known_by_its_content(data: bytes, kind: Kind) -> None:
    assert [piece.kind for piece in sniffed(data)] == [kind]
    assert sniffed(data)[0].data == data


def test_json_lines_are_known_even_when_the_first_is_broken() -> None:
    assert [piece.where for piece in sniffed(b'{"text": "Fir\n{"text": "Second."}')] == ["standard input, line 1", "standard input, line 2"]


@pytest.fixture
def little_room(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(pieces, "MAX_REPORT_BYTES", 1000)
    monkeypatch.setattr(pieces, "CHUNK", 100)
    return 1000


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a"])
def test_a_report_that_is_too_long_is_an_error(tmp_path: Path, name: str, little_room: int) -> None:
    for data in (b"x" * (little_room + 1), gzip.compress(b"x" * 100_000)):
        [error] = found_in(tmp_path, name, data)
        assert "longer than 1,000 bytes" in error.reason


def test_a_report_of_just_the_length_allowed_is_read(tmp_path: Path, little_room: int) -> None:
    assert len(found_in(tmp_path, "a.txt", b"x" * little_room)[0].data) == little_room


def test_one_line_that_is_too_long_does_not_stop_the_others(tmp_path: Path, little_room: int) -> None:
    lines = [b'{"text": "First."}', b'{"text": "' + b"x" * (5 * little_room) + b'"}', b'{"text": "Third."}']
    first, error, third = found_in(tmp_path, "a.jsonl", b"\n".join(lines))
    assert isinstance(error, UnreadableReport)
    assert error.where.endswith("line 2")
    assert (first.data, third.data) == (lines[0], lines[2])


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.json", "a", "a.jsonl.gz"]))
def test_any_bytes_give_pieces_or_errors_and_nothing_is_raised(data: bytes, name: str) -> None:
    for found in pieces_of(io.BytesIO(data), name, splitter_of(name)):
        assert isinstance(found, Piece | UnreadableReport)

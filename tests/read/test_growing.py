from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import TrothError
from troth.read import Piece
from troth.read.growing import Growth, Unfinished


def rest(path: Path) -> None:
    """Make a file look as if nobody had written to it for a minute."""
    state = path.stat()
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns - 60_000_000_000))


def told(found: Iterator[Piece | TrothError | Unfinished]) -> list[str]:
    return [
        one.data.decode() if isinstance(one, Piece) else f"unfinished {one.where}" if isinstance(one, Unfinished) else str(one)
        for one in found
    ]


@given(texts=st.lists(st.text(st.characters(codec="utf-8"), max_size=8), max_size=6), cuts=st.lists(st.integers(0, 400), max_size=8))
def test_a_file_that_grows_gives_every_line_once_however_its_writing_is_cut(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], cuts: list[int]
) -> None:
    path = tmp_path_factory.mktemp("grows") / "a.jsonl"
    lines = [json.dumps({"text": text}) for text in texts]
    whole = "".join(line + "\n" for line in lines).encode()
    growth, found, places = Growth(), list[str](), list[str]()
    path.touch()
    for end in [*sorted(cut for cut in cuts if cut < len(whole)), len(whole)]:
        with path.open("r+b") as stream:
            stream.seek(0, os.SEEK_END)
            stream.write(whole[stream.tell() : end])
        for one in growth.new([path]):
            if isinstance(one, Piece):
                found.append(one.data.decode())
                places.append(one.where)
    assert found == lines
    assert places == [f"{path}, line {number}" for number in range(1, len(lines) + 1)]


def test_a_half_written_line_waits_for_its_end(tmp_path: Path) -> None:
    path, growth = tmp_path / "a.jsonl", Growth()
    path.write_text('{"text": "one"}\n{"text": "tw')
    assert told(growth.new([path])) == ['{"text": "one"}', f"unfinished {path}, line 2"]
    assert told(growth.new([path])) == []
    with path.open("a") as stream:
        stream.write('o"}')
    assert told(growth.new([path])) == ['{"text": "two"}']  # a whole object, though no line yet
    with path.open("a") as stream:
        stream.write('\nnothing\n{"text": "three"}\n')
    assert told(growth.new([path])) == ["nothing", '{"text": "three"}']


def test_a_file_that_starts_anew_is_read_anew(tmp_path: Path) -> None:
    path, growth = tmp_path / "a.jsonl", Growth()
    path.write_text('{"text": "one"}\n{"text": "two"}\n')
    assert len(told(growth.new([path]))) == 2
    path.write_text('{"text": "three"}\n')
    assert told(growth.new([path])) == ['{"text": "three"}']


def test_a_file_is_taken_when_it_rests(tmp_path: Path) -> None:
    path, growth = tmp_path / "a.txt", Growth()
    path.write_text("Half of")
    assert told(growth.new([tmp_path])) == [f"unfinished {path}"]
    path.write_text("Half of it was written.")
    assert told(growth.new([tmp_path])) == [f"unfinished {path}"]
    assert told(growth.new([tmp_path])) == ["Half of it was written."]
    assert told(growth.new([tmp_path])) == []
    path.write_text("And changed.")
    rest(path)
    assert told(growth.new([tmp_path])) == ["And changed."]


def test_an_empty_folder_is_no_error_and_others_are_told_once(tmp_path: Path) -> None:
    growth = Growth()
    assert told(growth.new([tmp_path, str(tmp_path / "*.txt")])) == []
    bad = tmp_path / "bad.json"
    bad.write_text("")
    rest(bad)
    first = told(growth.new([tmp_path]))
    assert len(first) == 1
    assert "it is empty" in first[0]
    assert told(growth.new([tmp_path])) == []
    assert ["no file" in one or "no such" in one for one in told(growth.new([tmp_path / "none.txt", "https://a.example/"]))]

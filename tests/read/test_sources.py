from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import UnreadableReport
from troth.read import Kind, Piece, gather
from troth.text import one_line

NOBODY = 65534


def names(*sources: str | Path) -> list[str]:
    return [Path(found.where).name for found in gather(sources)]


def only_error(*sources: str | Path) -> UnreadableReport:
    [error] = gather(sources)
    assert isinstance(error, UnreadableReport)
    return error


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with reports at two levels, a hidden one, and a file of another kind."""
    for name in ("b.txt", "a.html", "sub/c.TXT", "sub/d.htm", ".hidden.txt", ".git/e.txt", "notes.md", "photo.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"<p>This is {name}.</p>", "utf-8")
    return tmp_path


@contextmanager
def as_nobody() -> Iterator[None]:
    """The rights of a user whom no file belongs to; root may read everything, so a test of permissions must not run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_gives_its_reports_sorted_and_nothing_hidden_or_unknown(folder: Path) -> None:
    assert names(folder) == ["a.html", "b.txt", "c.TXT", "d.htm"]


def test_a_path_may_be_a_string_or_a_path(folder: Path) -> None:
    assert names(str(folder / "b.txt"), folder / "a.html") == ["b.txt", "a.html"]


def test_a_single_string_is_one_source_and_not_its_letters(folder: Path) -> None:
    assert len(list(gather(str(folder / "b.txt")))) == 1


def test_a_pattern_that_the_shell_left_alone_is_expanded_and_sorted(folder: Path) -> None:
    assert names(f"{folder}/*.txt") == ["b.txt"]
    assert names(f"{folder}/**/*.[tT]*") == ["b.txt", "c.TXT"]


def test_a_pattern_that_ends_in_two_stars_gives_files_only(folder: Path) -> None:
    assert names(f"{folder}/sub/**") == ["c.TXT", "d.htm"]


def test_a_name_with_brackets_in_it_is_a_name_first(tmp_path: Path) -> None:
    (tmp_path / "vote[1].txt").write_text("The vote was close.", "utf-8")
    assert names(tmp_path / "vote[1].txt") == ["vote[1].txt"]


def test_a_file_named_twice_is_gathered_once(folder: Path) -> None:
    (folder / "again.txt").symlink_to(folder / "b.txt")
    assert names(folder / "b.txt", folder, f"{folder}/*.txt") == ["b.txt", "a.html", "c.TXT", "d.htm"]


def test_pipes_in_a_folder_are_left_alone(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert "pipe.txt" not in names(folder)


def test_standard_input_is_named_so_and_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The board met.")))
    assert list(gather(["-", "-"])) == [Piece("standard input", b"The board met.", Kind.PLAIN)]


def test_standard_input_may_hold_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'\n{"text": "One."}\n\n{"text": "Two."}\n')))
    assert [found.where for found in gather(["-"])] == ["standard input, line 2", "standard input, line 4"]


def test_a_missing_file_is_an_error_in_its_place_and_the_rest_is_read(folder: Path) -> None:
    first, error, last = gather([folder / "b.txt", folder / "gone.txt", folder / "a.html"])
    assert isinstance(error, UnreadableReport)
    assert (error.where, error.reason) == (str(folder / "gone.txt"), "there is no such file")
    assert isinstance(first, Piece)
    assert isinstance(last, Piece)


def test_a_pattern_without_files_says_so(tmp_path: Path) -> None:
    assert only_error(f"{tmp_path}/*.txt").reason == "no file matches this pattern"


def test_a_folder_without_reports_says_so(tmp_path: Path) -> None:
    (tmp_path / "notes.md").touch()
    assert "holds no file that troth reads" in only_error(tmp_path).reason


def test_an_address_is_not_fetched() -> None:
    error = only_error("https://news.example/story")
    assert error.remedy == "save the page and name the file"
    assert error.where == "https://news.example/story"


def test_a_file_without_permission_is_an_error() -> None:
    with tempfile.TemporaryDirectory() as name:
        closed = Path(name) / "closed.txt"
        closed.write_text("The board met in private.", "utf-8")
        Path(name).chmod(0o755)
        closed.chmod(0)
        with as_nobody():
            assert only_error(closed).reason == "you may not read it"


def test_a_folder_without_permission_is_an_error_and_the_rest_is_read() -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        (Path(name) / "b.txt").write_text("The board met in public.", "utf-8")
        (Path(name) / "a").mkdir(mode=0o700)
        (Path(name) / "a").chmod(0)
        with as_nobody():
            error, piece = gather([name])
        assert isinstance(error, UnreadableReport)
        assert "cannot be opened" in error.reason
        assert isinstance(piece, Piece)
        (Path(name) / "a").chmod(0o700)


@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=20), max_size=3))
def test_gathering_yields_its_errors_and_raises_none(sources: list[str]) -> None:
    for found in gather([source for source in sources if source.strip("./ ~*?") and source != "-"]):
        assert isinstance(found, Piece | UnreadableReport)
        assert found.where == one_line(found.where)

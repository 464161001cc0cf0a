from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from troth.errors import TrothError, UnreadableReport
from troth.read import Given, read


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("The board met on Monday.", "utf-8")
    (tmp_path / "b.jsonl").write_text(
        '{"text": "First."}\nbroken\n{"title": "No text"}\n{"text": "Fourth.", "published": "soon"}\n', "utf-8"
    )
    (tmp_path / "c.html").write_text("<html><body></body></html>", "utf-8")
    (tmp_path / "d.txt").write_bytes(b"\x89PNG\r\n")
    return tmp_path


def test_reading_goes_on_after_what_cannot_be_read(mixed: Path) -> None:
    failed: list[TrothError] = []
    reports = list(read(mixed, failed=failed.append))
    assert [report.text for report in reports] == ["The board met on Monday.", "First.", "Fourth."]
    assert [error.where.removeprefix(f"{mixed}/") for error in failed] == ["b.jsonl, line 2", "b.jsonl, line 3", "c.html", "d.txt"]
    assert all(error.reason and error.remedy for error in failed)


def test_what_was_mended_is_told_with_its_place(mixed: Path) -> None:
    told: list[tuple[str, str]] = []
    list(read(mixed, failed=lambda _: None, notice=lambda where, what: told.append((where, what))))
    assert [(where.removeprefix(f"{mixed}/"), what[:16]) for where, what in told] == [("b.jsonl, line 4", "published 'soon'")]


def test_without_somebody_to_tell_the_first_error_is_raised(mixed: Path) -> None:
    reports = read(mixed / "b.jsonl")
    assert next(reports).text == "First."
    with pytest.raises(UnreadableReport, match=r"b\.jsonl, line 2: it is not JSON"):
        next(reports)


def test_given_metadata_go_to_every_report(mixed: Path) -> None:
    assert {report.outlet for report in read(mixed, given=Given(outlet="Post"), failed=lambda _: None)} == {"Post"}


def test_reports_come_as_they_are_read(mixed: Path) -> None:
    assert next(read(mixed / "a.txt", "https://never.example/reached")).text == "The board met on Monday."


def test_importing_the_stage_loads_no_library() -> None:
    heavy = "trafilatura lxml htmldate dateparser charset_normalizer socket asyncio".split()
    code = f"import sys, troth.read; print(*[name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []

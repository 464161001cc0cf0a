from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

import troth as library
from samples import write_jsonl
from tellers import STORY, compared, told
from troth.cli import main
from troth.forms import comparison_form
from troth.publish.side_by_side import listed, side_by_side, summary
from troth.types import Report, Span

RETOLD = STORY.replace("140", "180").replace("Whitlock said.", "a spokesman said.").replace("welcomed", "[bold]greeted[/bold] :smile:")


def troth(*arguments: object, **options: Any) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], **options)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    a, b = tmp_path / "a.txt", tmp_path / "b.txt"
    a.write_text(STORY, "utf-8")
    b.write_text(RETOLD, "utf-8")
    return a, b


def shown(a: str | Report, b: str | Report, width: int) -> list[str]:
    first, second = (one if isinstance(one, Report) else told(one, id=name) for one, name in ((a, "a"), (b, "b")))
    out = Console(file=io.StringIO(), width=width, markup=False, highlight=False, emoji=False)
    comparison = compared(first, second)
    for part in (*summary(first, second, comparison), side_by_side(first, second, comparison), *listed(comparison)):
        out.print(part)
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue().splitlines()


def test_the_terminal_tells_relation_differences_and_what_their_marks_mean(files: tuple[Path, Path]) -> None:
    done = troth("compare", *files)
    assert done.exit_code == 0, done.output
    assert "copy: two tellings of one text" in done.output
    assert "one independent origin" in done.output
    for line in ("figure (1)  numbers that cannot both be right", "140 → 180", "Whitlock → a spokesman"):
        assert line in done.output
    assert "[F1 140]" in done.output
    assert "[F1 180]" in done.output


def test_words_of_reports_are_never_taken_for_markup(files: tuple[Path, Path]) -> None:
    assert "bold]greeted[/bold] :smile" in troth("compare", *files).output


def test_json_has_the_documented_form(files: tuple[Path, Path]) -> None:
    done = troth("compare", *files, "--json")
    [form] = map(json.loads, done.stdout.splitlines())
    assert list(form) == ["relation", "containment", "origins", "aligned", "differences"]
    assert (form["relation"], form["origins"]) == ("copy", 1)
    for a, b, similarity in form["aligned"]:
        assert STORY[a["start"] : a["end"]] == a["exact"]
        assert RETOLD[b["start"] : b["end"]] == b["exact"]
        assert 0 < similarity <= 1
    [figure] = [one for one in form["differences"] if one["type"] == "figure"]
    assert (figure["a"]["exact"], figure["b"]["exact"]) == ("140", "180")


def test_the_library_says_the_same(files: tuple[Path, Path]) -> None:
    [a], [b] = (list(library.read(path)) for path in files)
    form = json.loads(troth("compare", *files, "--json").stdout)
    assert json.loads(json.dumps(comparison_form(library.compare(a, b)))) == form
    assert comparison_form(library.compare(*files)) == comparison_form(library.compare(a, b))


def test_one_of_the_two_may_come_on_standard_input(files: tuple[Path, Path]) -> None:
    assert troth("compare", files[0], "-", "--json", input=RETOLD).stdout == troth("compare", *files, "--json").stdout
    done = troth("compare", "-", "-", input=RETOLD)
    assert done.exit_code == 2
    assert "name a file for the other" in done.output


def test_a_file_without_a_report_or_with_several_is_refused_with_what_to_do(files: tuple[Path, Path], tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    assert troth("compare", files[0], empty).exit_code == 2
    several = write_jsonl(tmp_path / "several.jsonl", [{"text": "The ferry was late."}, {"text": "A clinic opened."}])
    done = troth("compare", several, files[0])
    assert done.exit_code == 2
    assert "holds more than one report; give a file with one report" in done.output
    assert troth("compare", files[0], tmp_path / "absent.txt").exit_code == 2


def test_what_is_known_of_both_can_be_said(files: tuple[Path, Path]) -> None:
    shown = troth("compare", *files, "--outlet", "The Courier", "--published", "2009-04-16").output
    assert "A  The Courier · Valley Wire · 2009-04-16 · The north pier" in shown


@pytest.mark.parametrize("width", [40, 80, 120])
def test_it_reads_in_a_narrow_terminal(width: int) -> None:
    lines = shown(STORY, RETOLD, width)
    assert max(map(len, lines)) <= width
    assert [line for line in lines if "[F1 140]" in line or "[F1 180]" in line or "140 → 180" in line]


def test_every_word_of_both_stands_in_it_once() -> None:
    a, b = told("One was here.\n\nTwo was there. Three ran.", id="a"), told("Four sat.\n\nTwo was there. Five slept.\n\nSix.", id="b")
    text = " ".join(shown(a, b, 120)).split("added (")[0].split("independent origins")[1]
    for word in ("One", "Three", "Four", "Five", "Six"):
        assert text.count(word) == 1
    assert text.count("Two was") == 2
    assert text.index("Two") < text.index("Five") < text.index("Six")


def test_furniture_is_not_shown() -> None:
    line = "Sign up for our newsletter."
    a = Report("a", f"The ferry was late.\n\n{line}", "", furniture=(Span(21, 21 + len(line)),))
    assert "newsletter" not in "\n".join(shown(a, "The ferry was late.", 80))
    assert "No differences." in shown(a, "The ferry was late.", 80)

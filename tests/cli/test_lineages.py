from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from retold import FOOTERS, story_text
from samples import write_jsonl
from troth.cli import main


def row(name: str, story: int, outlet: str, **more: Any) -> dict[str, Any]:
    told = [*more.pop("before", []), *story_text(story), FOOTERS[outlet]]
    return {"id": name, "outlet": outlet, "published": "2011-03-01", "title": f"Notes, {name}", "text": "\n\n".join(told), **more}


ROWS = [
    row("wire", 0, "Courier", credit="Meridian Wire"),
    row("copy", 0, "Evening Post", published="2011-03-02"),
    row("other", 1, "Courier"),
    row("third", 2, "Courier"),
    row("fourth", 3, "Courier"),
]


def troth(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def lines(*arguments: str) -> list[dict[str, Any]]:
    result = troth(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("lineages")
    assert troth("add", str(write_jsonl(folder / "a.jsonl", ROWS)), "--ledger", str(folder / "troth.db"), "--processes", "1").exit_code == 0
    return str(folder / "troth.db")


def test_files_have_a_lineage_without_a_ledger(tmp_path: Path) -> None:
    reports = str(write_jsonl(tmp_path / "a.jsonl", ROWS))
    edge, story = lines("lineage", reports)
    assert (edge["a"], edge["b"], edge["relation"]) == ("wire", "copy", "copy")
    assert story == {"story": "wire", "reports": ["wire", "copy"], "origins": 1, "newsroom": "Meridian Wire", "excerpts": []}
    first, second = (next(row["text"] for row in ROWS if row["id"] == name) for name in ("wire", "copy"))
    for a, b in edge["passages"]:
        offset = len("Notes, wire\n\n")  # the headline is the first paragraph
        assert first[a["start"] - offset : a["end"] - offset] == second[b["start"] - offset : b["end"] - offset]
    told = troth("lineage", reports).output
    assert "2 reports of 1 independent origin, by Meridian Wire" in told
    assert "2011-03-02  Evening Post  Notes, copy" in told


def test_what_cannot_be_read_is_told_and_the_rest_is_done(tmp_path: Path) -> None:
    contrary = {**ROWS[0], "text": "Another text."}
    reports = str(write_jsonl(tmp_path / "a.jsonl", [*ROWS, ROWS[1], contrary]))
    result = troth("lineage", reports, str(tmp_path / "nothing.txt"))
    assert result.exit_code == 3
    assert "two different reports have this id" in result.stderr
    assert "nothing.txt" in result.stderr
    assert troth("lineage", str(tmp_path / "nothing.txt")).exit_code == 2


def test_reports_that_share_no_text_are_no_story(tmp_path: Path) -> None:
    result = troth("lineage", str(write_jsonl(tmp_path / "a.jsonl", ROWS[1:3])))
    assert (result.exit_code, "No two of these reports tell one text." in result.output) == (0, True)
    assert lines("lineage", str(tmp_path / "a.jsonl")) == []


def test_a_ledger_tells_its_stories_and_a_report_its_other_tellings(ledger: str) -> None:
    assert [line.get("story") for line in lines("lineage", "--ledger", ledger)] == [None, "wire"]
    assert "2 reports of 1 independent origin" in troth("lineage", "--ledger", ledger).output
    [shown] = lines("show", "copy", "--ledger", ledger)
    assert shown["story"]["reports"] == ["wire", "copy"]
    assert "Evening Post" in troth("show", "wire", "--ledger", ledger).output


def test_why_shows_the_words_in_common_and_what_people_said(ledger: str) -> None:
    told = troth("why", "wire", "copy", "--ledger", ledger).output
    assert "They are of one story." in told
    assert story_text(0)[0].rstrip(".") in " ".join(told.split())
    assert "They are not of one story." in troth("why", "wire", "other", "--ledger", ledger).output
    acted = troth("different", "copy", "wire", "--because", "written anew", "--by", "Ana", "--ledger", ledger)
    assert "no story holds both; `troth undo" in acted.output
    [found] = lines("why", "copy", "wire", "--ledger", ledger)
    assert (found["one_story"], found["telling"]["relation"], found["judged"][0]["by"]) == (False, "copy", "Ana")
    assert "Ana said that they do not tell one text (event" in troth("why", "copy", "wire", "--ledger", ledger).output
    [undone] = lines("undo", "--by", "Ana", "--ledger", ledger)
    assert undone["kind"] == "undo"
    assert troth("why", "wire", "nobody", "--ledger", ledger).exit_code == 2


def test_furniture_is_listed_and_judged(ledger: str) -> None:
    [found] = lines("furniture", "--ledger", ledger)
    assert (found["outlet"], found["quote"]["exact"], found["reports"]) == ("Courier", FOOTERS["Courier"], 4)
    assert (found["furniture"], found["judged"]) == (True, None)
    assert troth("furniture", found["id"][:8], "--reject", "--by", "Ana", "--ledger", ledger).exit_code == 0
    assert "rejected" in troth("furniture", "--ledger", ledger).output
    assert troth("furniture", found["id"][:8], "--confirm", "--by", "Ana", "--ledger", ledger).exit_code == 0
    assert "confirmed" in troth("furniture", "--ledger", ledger).output
    for wrong in (["--reject"], [found["id"]], ["f00d", "--confirm"]):
        assert troth("furniture", *wrong, "--ledger", ledger).exit_code == 2

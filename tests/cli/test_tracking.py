from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from outcomes import PIER, told
from samples import write_jsonl
from troth.cli import main

BROKEN = told(
    "2012-06-01", "Evening Post", "Whitlock broke her promise to rebuild the north pier: the work was abandoned, the council said."
)


def track(folder: Path, *arguments: str) -> Result:
    reports = write_jsonl(folder / "a.jsonl", [BROKEN])
    return CliRunner().invoke(main, ["track", str(reports), "--who", PIER[0], "--what", PIER[1], *arguments])


def test_a_pledge_is_told_with_its_passages_and_the_status_they_speak_for(tmp_path: Path) -> None:
    result = track(tmp_path)
    assert result.exit_code == 0, result.output
    assert "2012-06-01  broken" in result.stdout
    assert "broken, proposed" in result.stdout


def test_before_its_deadline_it_is_not_broken_and_the_deadline_is_told(tmp_path: Path) -> None:
    result = track(tmp_path, "--due", "2012-12-31")
    assert "broken, proposed" not in result.stdout
    assert "stalled, proposed" in result.stdout
    assert "days ago, nothing found since 2012-06-01" in result.stdout


def test_with_json_each_passage_is_a_line_and_the_rating_the_last(tmp_path: Path) -> None:
    *passages, rating = map(json.loads, track(tmp_path, "--json").stdout.splitlines())
    assert [passage["status"] for passage in passages] == ["broken"]
    assert [step["status"] for step in rating["rating"]] == ["broken"]


def test_a_day_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    result = track(tmp_path, "--due", "2012-02-30")
    assert result.exit_code == 2
    assert "--due" in result.output
    assert "2012-02-30" in result.output

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from samples import reports, write_jsonl
from troth.cli import main

TEXT = "Mayor Ana Whitlock promised to rebuild the north pier.\n\nThe Harbor Board plans to plant trees."
GOLD = {
    "id": "pier",
    "text": TEXT,
    "pledges": [
        {"quote": {"exact": "promised to rebuild the north pier"}, "who": ["Ana Whitlock"], "force": "promise"},
        {"quote": {"exact": "plans to plant trees"}, "who": ["Harbor Board"], "force": "aim"},
    ],
}


def troth(*arguments: object, **options: Any) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], **options)


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write_jsonl(tmp_path / "gold.jsonl", [GOLD])


@pytest.fixture
def found(tmp_path: Path) -> Path:
    mention = {"quote": {"start": 19, "end": 53}, "who": ["Whitlock"], "force": "promise"}
    other = {"quote": {"start": 73, "end": 93}, "who": ["Lena Oakes"], "force": "plan"}
    return write_jsonl(tmp_path / "found.jsonl", [{"report": {"id": "pier"}, "pledges": [mention, other]}])


def test_a_table_names_every_score_and_counts_the_mistakes(gold: Path, found: Path) -> None:
    shown = troth("eval", gold, "--predicted", found)
    assert shown.exit_code == 0, shown.output
    assert "pledges: " in shown.output
    assert [row.split()[1] for row in shown.output.splitlines() if row.split()[:1] in (["mention_f1"], ["force"])] == ["1.000", "0.500"]
    assert "mistakes: who 1, force 1" in shown.output


def test_json_has_counts_scores_and_errors_under_stable_names(gold: Path, found: Path) -> None:
    [row] = lines(troth("eval", gold, "--predicted", found, "--json", "--errors", "force"))
    assert set(row) == {
        *("task", "gold", "sha256", "part", "cases", "unread"),
        *("scores", "intervals", "counts", "errors", "confusions", "examples"),
    }
    assert (row["task"], row["cases"], row["unread"], row["scores"]["who"]) == ("pledges", 1, 0, 0.5)
    assert row["counts"]["mention.gold"] == 2
    assert row["errors"] == {"who": 1, "force": 1}
    assert row["confusions"] == [{"kind": "force", "gold": "aim", "found": "plan", "count": 1}]
    [example] = row["examples"]
    assert (example["report"], example["gold"], example["found"]) == ("pier", "aim", "plan")
    assert TEXT[example["quote"]["start"] : example["quote"]["end"]] == example["quote"]["exact"] == "plans to plant trees"


def test_mistakes_are_shown_in_their_sentence_with_both_values(gold: Path, found: Path) -> None:
    shown = troth("eval", gold, "--predicted", found, "--errors", "who").output
    assert "pier, 73-93" in shown
    assert "The Harbor Board [[plans to plant trees]]." in shown
    assert "gold: Harbor Board\n    found: Lena Oakes" in shown
    assert "gold: aim" not in shown


def test_predictions_may_come_on_standard_input(gold: Path, found: Path) -> None:
    piped = lines(troth("eval", gold, "--predicted", "-", "--json", input=found.read_text("utf-8")))
    assert piped == lines(troth("eval", gold, "--predicted", found, "--json"))


def test_what_a_limit_leaves_is_spread_over_the_reports(tmp_path: Path) -> None:
    gold = write_jsonl(tmp_path / "gold.jsonl", [{**GOLD, "id": f"r{n}"} for n in range(6)])
    found = write_jsonl(tmp_path / "found.jsonl", [{"report": {"id": f"r{n}"}, "pledges": []} for n in range(6)])
    [row] = lines(troth("eval", gold, "--predicted", found, "--json", "--errors", "all", "--limit", 3))
    assert [example["report"] for example in row["examples"]] == ["r0", "r2", "r4"]


def test_what_is_printed_for_another_reader_is_read_to_the_same_scores_as_troth_gets_itself(tmp_path: Path) -> None:
    rows = [{**row, "pledges": [{"quote": {"start": 0, "end": 20}}]} for row in reports(12)]
    gold, given, found = write_jsonl(tmp_path / "gold.jsonl", rows), tmp_path / "given.jsonl", tmp_path / "found.jsonl"
    given.write_text(troth("eval", gold, "--reports").stdout, "utf-8")
    assert "pledges" not in json.loads(given.read_text("utf-8").splitlines()[0])
    found.write_text(troth("find", given, "--json").stdout, "utf-8")
    own, same = lines(troth("eval", gold, "--json")), lines(troth("eval", gold, "--predicted", found, "--json"))
    assert own == same
    assert own[0]["counts"]["mention.found"] > 0


def test_a_bad_row_is_told_and_makes_it_partly_done(gold: Path, found: Path) -> None:
    gold.write_text(gold.read_text("utf-8") + '{"text": "x"}\n', "utf-8")
    done = troth("eval", gold, "--predicted", found)
    assert done.exit_code == 3
    assert "gold.jsonl, line 2: it has no 'pledges'; see docs/evaluate.md" in done.stderr
    assert "mention_f1" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nothing.jsonl"], "check the name"),
        (["{gold}", "--part", "5/4"], "as 1/4"),
        (["{gold}", "--part", "x"], "as 1/4"),
        (["{gold}", "--task", "figures"], "ask for pledges"),
        (["{gold}", "--errors", "typos"], "no mistakes of kind 'typos'"),
        (["{gold}", "--predicted", "nothing.jsonl"], "check the name"),
        (["{gold}", "--predicted", "{gold}"], "none of its 1 cases"),
    ],
)
def test_what_cannot_be_scored_is_bad_usage_and_says_what_to_do(gold: Path, arguments: list[str], told: str) -> None:
    done = troth("eval", *(argument.format(gold=gold) for argument in arguments))
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stdout == ""

"""`unsure`, `why`, `same`, `different`, `actors` and `link` on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from samples import write_jsonl
from troth.cli import main

TOLD = (
    "President Ana Whitlock promised to cut the ferry fare by a tenth.",
    "President Ana Whitlock vowed to lower the ferry fare for pupils.",
    "The White House plans to open a second clinic in Eastfield. President Ana Whitlock spoke.",
    "President Ana Whitlock promised to open a second clinic in Eastfield.",
)


def run(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == code, result.output
    return result


def forms(*arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*arguments, "--json").output.splitlines()]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("joins")
    rows = [{"id": f"r{at}", "outlet": f"Paper {at}", "published": f"2031-05-0{at + 1}", "text": text} for at, text in enumerate(TOLD)]
    run("add", str(write_jsonl(folder / "a.jsonl", rows)), "--ledger", str(folder / "troth.db"))
    return str(folder / "troth.db")


def test_what_is_unsure_is_listed_and_a_person_decides(ledger: str) -> None:
    [asked] = forms("unsure", "--ledger", ledger)
    assert 0.35 <= asked["score"] < 0.6
    a, b = asked["pledges"]
    assert a[:7] in run("unsure", "--ledger", ledger).output
    act = forms("same", a, b, "--ledger", ledger, "--by", "Ana")[0]
    assert forms("unsure", "--ledger", ledger) == []
    assert any({a, b} <= {mention["id"] for mention in pledge["mentions"]} for pledge in forms("pledges", "--ledger", ledger))
    forms("different", a, b, "--ledger", ledger, "--by", "Bo")
    [contrary] = forms("unsure", "--ledger", ledger)
    assert [event["by"] for event in contrary["judged"]] == ["Ana", "Bo"]
    assert "contradict" in run("doctor", "--ledger", ledger).output
    run("undo", "--ledger", ledger)
    run("undo", str(act["seq"]), "--ledger", ledger)
    assert forms("unsure", "--ledger", ledger) == [asked]


def test_why_tells_the_words_and_actors_of_both_and_the_likeness(ledger: str) -> None:
    a, b = forms("unsure", "--ledger", ledger)[0]["pledges"]
    told = forms("why", a, b, "--ledger", ledger)[0]
    assert not told["one_pledge"]
    assert told["likeness"]["actors"] == ["ana whitlock"]
    assert {"fare", "ferri"} <= set(told["likeness"]["stems"])
    assert f"{told['likeness']['score']:.2f}" in run("why", a, b, "--ledger", ledger).output


def test_a_report_and_a_pledge_are_not_judged_together(ledger: str) -> None:
    pledge = forms("pledges", "--ledger", ledger)[0]["id"]
    for verb in ("same", "different", "why"):
        assert "is a report" in run(verb, pledge, "r1", "--ledger", ledger, code=2).output


def test_a_seat_is_whose_the_reports_say_until_a_person_says_otherwise(ledger: str) -> None:
    [clinic] = [pledge for pledge in forms("pledges", "--ledger", ledger) if "clinic" in pledge["what"]]
    assert len(clinic["mentions"]) == 2
    shown = forms("show", "White House", "--ledger", ledger)[0]
    assert shown["name"] == "Ana Whitlock"
    assert clinic["id"] in shown["pledges"]
    assert "Ana Whitlock" in run("actors", "--ledger", ledger).output
    run("different", "--actors", "White House", "Ana Whitlock", "--ledger", ledger, "--by", "Ana")
    assert len([pledge for pledge in forms("pledges", "--ledger", ledger) if "clinic" in pledge["what"]]) == 2
    run("undo", "--ledger", ledger)
    assert clinic in forms("pledges", "--ledger", ledger)


def test_given_mentions_are_joined_without_a_ledger(tmp_path: Path) -> None:
    rows = []
    for at, text in enumerate(TOLD[2:]):
        start = text.index("open")
        quote = {"start": start, "end": start + len("open a second clinic in Eastfield"), "exact": "open a second clinic in Eastfield"}
        rows.append({"id": f"r{at}", "text": text, "pledges": [{"quote": quote, "who": ["Ana Whitlock"], "what": quote["exact"]}]})
    rows.append({"id": "r9", "text": "Nothing.", "pledges": [{"quote": {"start": 0, "end": 4}}]})
    result = CliRunner().invoke(main, ["link", "--json", "--mentions", str(write_jsonl(tmp_path / "given.jsonl", rows))])
    assert result.exit_code == 3
    [pledge] = [json.loads(line) for line in result.stdout.splitlines()]
    assert [mention["report"] for mention in pledge["mentions"]] == ["r0", "r1"]
    assert "has no 'who'" in result.stderr

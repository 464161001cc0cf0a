from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from samples import write_jsonl
from troth.cli import main

PIER = {
    "id": "pier",
    "outlet": "The Courier",
    "published": "2011-05-02",
    "title": "Harbor notes",
    "text": "PORT ALDER - Mayor Ana Whitlock promised on Monday to rebuild the north pier.",
}
AGAIN = {
    **PIER,
    "id": "again",
    "outlet": "Evening Post",
    "published": "2011-06-02",
    "text": "Mayor Ana Whitlock vowed to rebuild the north pier.",
}
DONE = {
    "id": "done",
    "outlet": "Evening Post",
    "published": "2012-05-03",
    "title": "Notes",
    "text": "The last plank of the north pier was laid on Thursday, and the band played.",
}
CLINIC = {**PIER, "id": "clinic", "text": "Governor Tomas Birch promised to open a second clinic in Eastfield."}


def troth(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def lines(*arguments: object) -> list[dict[str, Any]]:
    result = troth(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    add(tmp_path / "troth.db", PIER, DONE, CLINIC)
    return tmp_path / "troth.db"


def add(ledger: Path, *rows: dict[str, Any]) -> None:
    assert troth("add", write_jsonl(ledger.parent / "a.jsonl", list(rows)), "--ledger", ledger, "--processes", 1).exit_code == 0


def pier(ledger: Path) -> str:
    [pledge] = lines("pledges", "--text", "pier", "--ledger", ledger)
    return str(pledge["id"])


def rule(ledger: Path, *more: object, status: str = "kept", by: str = "Ana") -> Result:
    return troth("rule", pier(ledger), status, "--because", "It stands.", "--by", by, "--ledger", ledger, *more)


def test_a_ruling_is_what_the_ledger_says_with_its_reason_and_words(ledger: Path) -> None:
    result = rule(ledger, "--evidence", "done:7-46", "--evidence", pier(ledger))
    assert result.exit_code == 0, result.output
    assert "is kept" in result.output
    [pledge] = lines("pledges", "--status", "kept", "--ledger", ledger)
    assert pledge["ruling"]["because"] == "It stands."
    assert [(it["report"], it["exact"]) for it in pledge["ruling"]["evidence"]] == [
        ("done", "The last plank of the north pier was la"),
        ("pier", "promised on Monday to rebuild the north pier"),
    ]
    assert pledge["ruling"]["origins"] == 2
    shown = troth("show", pledge["id"], "--ledger", ledger).output
    assert "Ana: kept" in shown
    assert "It stands." in shown
    assert not lines("pledges", "--status", "broken", "--ledger", ledger)


def test_words_are_evidence_when_they_stand_in_a_report_of_the_pledge(ledger: Path) -> None:
    assert rule(ledger, "--evidence", "rebuild  the north pier", status="stalled").exit_code == 0
    refused = rule(ledger, "--evidence", "open a second clinic", status="stalled")
    assert refused.exit_code == 2
    assert "stand in none of the pledge's reports" in refused.output
    assert rule(ledger, "--evidence", "done:10-9999", status="stalled").exit_code == 2


def test_evidence_of_one_origin_is_allowed_and_told(ledger: Path) -> None:
    assert "evidence of one origin only" in rule(ledger, "--evidence", pier(ledger)).stderr
    assert "origin" not in rule(ledger, "--evidence", pier(ledger), "--evidence", "done:0-20").stderr
    assert "origin" not in rule(ledger, "--evidence", pier(ledger), status="in_progress").stderr


def test_a_ruling_needs_reason_and_evidence_and_unclear_a_reason_only(ledger: Path) -> None:
    assert "needs evidence" in rule(ledger).output
    named = pier(ledger)
    assert "needs a reason" in troth("rule", named, "kept", "--because", " ", "--evidence", named, "--ledger", ledger).output
    assert "why it cannot be rated" in troth("rule", named, "unclear", "--because", "", "--ledger", ledger).output
    assert rule(ledger, status="unclear").exit_code == 0
    assert rule(ledger, status="not_rated").exit_code == 2
    assert "it is no pledge" in troth("rule", "pier", "kept", "--because", "x", "--evidence", named, "--ledger", ledger).output


def test_a_person_may_change_its_mind_and_the_history_stays(ledger: Path) -> None:
    for status in ("stalled", "in_progress", "kept"):
        assert rule(ledger, "--evidence", pier(ledger), status=status).exit_code == 0
    assert "ruled so already" in rule(ledger, "--evidence", pier(ledger)).output
    [shown] = lines("show", pier(ledger), "--ledger", ledger)
    assert [(it["status"], it["holds"]) for it in shown["history"]] == [("stalled", False), ("in_progress", False), ("kept", True)]
    troth("undo", "--ledger", ledger)
    [shown] = lines("show", pier(ledger), "--ledger", ledger)
    assert [it["holds"] for it in shown["history"]] == [False, True, False]
    assert shown["status"] == "in_progress"


def test_contrary_rulings_hold_none_until_one_who_saw_both_rules(ledger: Path) -> None:
    rule(ledger, "--evidence", pier(ledger), status="broken")
    rule(ledger, "--evidence", pier(ledger), status="stalled")
    told = rule(ledger, "--evidence", "done:0-20", by="Bo")
    assert "contradict each other" in told.stderr
    assert "contested: stalled or kept" in troth("pledges", "--contested", "--ledger", ledger).output
    assert "its rulings contradict one another" in troth("doctor", "--ledger", ledger).output
    [shown] = lines("show", pier(ledger), "--ledger", ledger)
    assert (shown["status"], shown["ruling"], len(shown["contested"])) == ("not_rated", None, 2)
    assert rule(ledger, "--evidence", "done:0-20", "--seen", shown["view"], by="Cleo").exit_code == 0
    [shown] = lines("show", pier(ledger), "--ledger", ledger)
    assert [it["by"] for it in shown["history"] if it["holds"]] == ["Cleo"]  # and not what Ana had changed her mind about
    assert not lines("pledges", "--contested", "--ledger", ledger)


def test_a_ruling_on_a_view_that_is_no_more_is_refused_with_what_changed(ledger: Path) -> None:
    [shown] = lines("show", pier(ledger), "--ledger", ledger)
    add(ledger, {**CLINIC, "id": "other", "outlet": "Post"})
    seen = ("--evidence", pier(ledger), "--seen", shown["view"])
    assert rule(ledger, *seen, status="in_progress").exit_code == 0, "what does not concern the pledge does not matter"
    refused = rule(ledger, *seen, status="stalled", by="Bo")
    assert refused.exit_code == 2
    assert "Ana ruled in_progress (event" in refused.output
    [shown] = lines("show", pier(ledger), "--ledger", ledger)
    add(ledger, AGAIN)
    refused = rule(ledger, "--evidence", pier(ledger), "--seen", shown["view"], by="Bo")
    assert "mentioned in report again more" in refused.output
    assert "no view of a pledge" in rule(ledger, "--evidence", pier(ledger), "--seen", "yesterday").output


def test_a_ruling_outlives_the_report_by_which_its_pledge_was_known(ledger: Path) -> None:
    add(ledger, AGAIN)
    rule(ledger, "--evidence", pier(ledger), "--evidence", "done:0-20")
    troth("undo", "pier", "--ledger", ledger)
    [pledge] = lines("pledges", "--text", "pier", "--ledger", ledger)
    assert (pledge["mentions"][0]["report"], pledge["status"]) == ("again", "kept")
    assert pledge["ruling"]["evidence"][0]["exact"] == "promised on Monday to rebuild the north pier"
    troth("undo", "again", "--ledger", ledger)
    assert "in the ledger no more" in troth("doctor", "--ledger", ledger).output


def test_a_redaction_removes_the_words_from_rulings_and_not_the_rulings(ledger: Path) -> None:
    rule(ledger, "--evidence", "done:0-46", "--evidence", pier(ledger))
    redaction = lines("redact", "done", "--because", "the court asked", "--ledger", ledger)
    held = b"".join(path.read_bytes() for path in ledger.parent.glob("troth.db*")).lower()
    assert b"last plank" not in held
    [pledge] = lines("pledges", "--status", "kept", "--ledger", ledger)
    assert [it["exact"] for it in pledge["ruling"]["evidence"]] == ["", "promised on Monday to rebuild the north pier"]
    assert "words redacted (done:0-46)" in troth("show", pledge["id"], "--ledger", ledger).output
    assert troth("doctor", "--ledger", ledger).exit_code == 0
    troth("undo", redaction[0]["seq"], "--ledger", ledger)
    add(ledger, DONE)
    [pledge] = lines("pledges", "--status", "kept", "--ledger", ledger)
    assert pledge["ruling"]["evidence"][0]["exact"].startswith("Notes")
    assert troth("doctor", "--ledger", ledger).exit_code == 0


def test_a_desk_sees_its_own_labels(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule(ledger, "--evidence", pier(ledger))
    monkeypatch.setenv("TROTH_SCALE", "politifact")
    assert "Promise Kept" in troth("pledges", "--ledger", ledger).output
    assert "Promise Kept" in troth("show", pier(ledger), "--ledger", ledger).output
    assert ",kept,Promise Kept," in troth("pledges", "--csv", "--ledger", ledger).output
    assert {(it["status"], it["label"]) for it in lines("pledges", "--ledger", ledger)} == {
        ("kept", "Promise Kept"),
        ("not_rated", "Not Yet Rated"),
    }
    monkeypatch.setenv("TROTH_SCALE", "nobody")
    assert "'nobody'" in troth("pledges", "--ledger", ledger).output

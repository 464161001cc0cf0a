from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import troth
from samples import reports
from troth.cli import main

PROMISE = {
    "id": "pier",
    "outlet": "The Courier",
    "published": "2011-05-02",
    "text": "Mayor Ana Whitlock promised on Monday to rebuild the north pier by June 1, 2012.",
}
AGAIN = {**PROMISE, "id": "again", "outlet": "Evening Post", "published": "2011-06-02"}


def watch(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["watch", *map(str, arguments), "--processes", "1"])


def told(*arguments: object, code: int = 0) -> list[dict[str, Any]]:
    result = watch(*arguments, "--json")
    assert result.exit_code == code, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def kinds(lines: list[dict[str, Any]]) -> list[str]:
    return [next(iter(line)) for line in lines]


def append(path: Path, *rows: dict[str, Any] | str) -> Path:
    with path.open("a") as stream:
        stream.writelines(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows)
    return path


def test_each_look_tells_what_came_and_what_it_moved(tmp_path: Path) -> None:
    wire, ledger = append(tmp_path / "wire.jsonl", PROMISE, '{"id": "half", "te'), ("--ledger", tmp_path / "troth.db")
    first = told(wire, *ledger, "--today", "2012-05-01")
    assert kinds(first) == ["where", "unfinished", "moved", "looked"]
    assert (first[2]["moved"]["new"], len(first[2]["moved"]["mentions"])) == (True, 1)
    assert kinds(told(wire, *ledger, "--today", "2012-05-01")) == ["unfinished", "looked"]
    append(wire, 'xt": "Nothing new."}\n', AGAIN)
    second = told(wire, *ledger, "--today", "2012-05-01")
    assert kinds(second) == ["where", "where", "moved", "looked"]
    assert second[2]["moved"]["pledge"] == first[2]["moved"]["pledge"]
    assert (second[2]["moved"]["new"], [it["report"] for it in second[2]["moved"]["mentions"]]) == (False, ["again"])
    missed = told(wire, *ledger, "--since", 0, "--today", "2012-05-01")
    assert [len(line["moved"]["mentions"]) for line in missed[:-1]] == [2]


def test_rulings_are_told_since_an_event(tmp_path: Path) -> None:
    wire, ledger = append(tmp_path / "wire.jsonl", PROMISE), tmp_path / "troth.db"
    first = told(wire, "--ledger", ledger)
    pledge = first[1]["moved"]["pledge"]
    troth.rule(pledge, "kept", ledger, because="It stands.", evidence=[pledge], by="Ana")
    [moved, _] = told(wire, "--ledger", ledger, "--since", first[-1]["looked"]["event"])
    assert [it["by"] for it in moved["moved"]["rulings"]] == ["Ana"]
    assert "Ana ruled kept" in watch(wire, "--ledger", ledger, "--since", first[-1]["looked"]["event"]).output


@pytest.mark.parametrize(
    ("today", "days"), [("2012-05-20", None), ("2012-05-30", 2), ("2012-06-01", 0), ("2012-06-04", -3), ("2012-06-20", None)]
)
def test_a_deadline_is_told_when_it_is_near(tmp_path: Path, today: str, days: int | None) -> None:
    lines = told(append(tmp_path / "wire.jsonl", PROMISE), "--ledger", tmp_path / "troth.db", "--today", today)
    assert [(line["deadline"]["days"], line["deadline"]["last_heard"]) for line in lines if "deadline" in line] == (
        [] if days is None else [(days, "2011-05-02")]
    )


def test_a_deadline_that_passed_is_told_in_words_and_no_more_when_a_ruling_ended_the_pledge(tmp_path: Path) -> None:
    wire, ledger = append(tmp_path / "wire.jsonl", PROMISE), tmp_path / "troth.db"
    output = " ".join(watch(wire, "--ledger", ledger, "--today", "2012-06-04").output.split())
    assert "due 3 days ago" in output
    assert "nothing found since 2011-05-02" in output
    [pledge] = troth.pledges(ledger)
    troth.rule(pledge.id, "broken", ledger, because="Nothing was built.", evidence=[pledge.id], by="Ana")
    assert "deadline" not in kinds(told(wire, "--ledger", ledger, "--today", "2012-06-04"))


def test_a_report_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    lines = told(append(tmp_path / "wire.jsonl", "no json\n", PROMISE), "--ledger", tmp_path / "troth.db", code=3)
    assert [line["outcome"] for line in lines if "outcome" in line] == ["failed", "added"]
    assert watch("-", "--ledger", tmp_path / "troth.db").exit_code == 2


def test_a_watch_goes_on_until_it_is_interrupted_and_loses_nothing_when_killed(tmp_path: Path) -> None:
    wire, ledger = append(tmp_path / "wire.jsonl", *reports(20)), tmp_path / "troth.db"
    for end in (signal.SIGKILL, signal.SIGINT):
        command = [sys.executable, "-m", "troth", "watch", wire, "--every", "1", "--json", "--processes", "1", "--ledger", ledger]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as run:
            assert run.stdout is not None
            if end is signal.SIGKILL:
                run.stdout.readline()
            else:
                append(wire, AGAIN)
                while (line := json.loads(run.stdout.readline())).get("report") != "again":
                    assert line
            run.send_signal(end)
            run.stdout.read()
        assert run.returncode == (-signal.SIGKILL if end is signal.SIGKILL else 0)
        time.sleep(0.1)
    straight = list(troth.add(wire, ledger=tmp_path / "straight.db", processes=1))
    assert len(straight) == 21
    assert list(troth.export(ledger)) == list(troth.export(tmp_path / "straight.db"))

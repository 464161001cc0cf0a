"""`kill -9` at any moment loses nothing acknowledged, and running again finishes the job (the program itself, as users run it)."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import troth
from samples import reports, write_jsonl
from troth.ledger import derived
from troth.ledger.engine import open_ledger

KILLS = 50 if os.environ.get("CI") else 15  # a kill takes two seconds, and a second for the program to start again
REPORTS = 150
TROTH = [sys.executable, "-m", "troth"]


def test_killed_at_random_moments_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    rng = random.Random(20090416)
    source = write_jsonl(tmp_path / "reports.jsonl", reports(REPORTS))
    whole_run = time.monotonic()
    run_to_the_end(source, tmp_path / "reference.db")
    whole_run = time.monotonic() - whole_run
    reference = list(troth.export(tmp_path / "reference.db", text=True))
    kills = midway = round_ = 0
    while kills < KILLS:
        round_ += 1
        ledger, acknowledged = tmp_path / f"{round_}.db", set[str]()
        for _ in range(5):
            acknowledged |= killed_run(source, ledger, rng.choice([1, 2]), rng.uniform(0, whole_run))
            kills += 1
            if ledger.exists():
                assert acknowledged <= reports_in(ledger)
                midway += 0 < len(acknowledged) < REPORTS
        run_to_the_end(source, ledger)
        assert list(troth.export(ledger, text=True)) == reference
        assert not [finding for finding in troth.doctor(ledger) if finding.grade == "fault"]
    assert midway >= KILLS // 10, "the kills did not hit the work: let them come later"


def killed_run(source: Path, ledger: Path, processes: int, seconds: float) -> set[str]:
    """Run `troth add`, kill it after so many seconds; returns the ids it had acknowledged."""
    command = [*TROTH, "add", "--json", "--processes", str(processes), "--ledger", str(ledger), str(source)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True) as run:
        try:
            output, _ = run.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            output, _ = run.communicate()
    wait_until_gone(run.pid)
    lines = [line for line in output.split(b"\n")[:-1] if line]
    return {json.loads(line)["report"] for line in lines}


def wait_until_gone(group: int) -> None:
    """Every process of the run must end by itself soon after its parent was killed."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise AssertionError("a reading process outlived its parent by ten seconds")


def run_to_the_end(source: Path, ledger: Path) -> None:
    subprocess.run([*TROTH, "add", "--ledger", str(ledger), str(source)], check=True, capture_output=True)


def reports_in(ledger: Path) -> set[str]:
    with open_ledger(ledger) as opened, opened.reading() as db:
        return derived.report_ids(db)

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

import pytest

import troth
from samples import reports, write_jsonl
from troth.ledger import derived
from troth.ledger.engine import open_ledger

ROUNDS = 10 if os.environ.get("CI") else 3  # a round takes fifteen seconds
KILLS = 5  # in a round: fifty on CI
REPORTS = 150
TROTH = [sys.executable, "-m", "troth"]

Work = tuple[Path, float, list[object]]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Work:
    """The reports, the seconds that an undisturbed run over them takes, and the ledger that it makes."""
    folder = tmp_path_factory.mktemp("work")
    source = write_jsonl(folder / "reports.jsonl", reports(REPORTS))
    began = time.monotonic()
    run_to_the_end(source, folder / "reference.db")
    return source, time.monotonic() - began, list(troth.export(folder / "reference.db", text=True))


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_killed_at_random_moments_nothing_acknowledged_is_lost(tmp_path: Path, work: Work, round_: int) -> None:
    source, seconds, reference = work
    rng, ledger, acknowledged = random.Random(round_), tmp_path / "troth.db", set[str]()
    acknowledged |= run_killed_at_work(source, ledger, rng.choice([1, 2]))
    assert 0 < len(acknowledged) < REPORTS, "the kill did not hit the work"
    assert acknowledged <= reports_in(ledger)
    for _ in range(KILLS - 1):
        acknowledged |= killed_run(source, ledger, rng.choice([1, 2]), rng.uniform(0, seconds))
        if ledger.exists():
            assert acknowledged <= reports_in(ledger)
    run_to_the_end(source, ledger)
    assert list(troth.export(ledger, text=True)) == reference
    assert not [finding for finding in troth.doctor(ledger) if finding.grade == "fault"]


def killed_run(source: Path, ledger: Path, processes: int, seconds: float) -> set[str]:
    """Run `troth add`, kill it after so many seconds; returns the ids it had acknowledged."""
    with start(source, ledger, processes) as run:
        try:
            output, _ = run.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            output, _ = run.communicate()
    wait_until_gone(run.pid)
    return acknowledged_in(output)


def run_killed_at_work(source: Path, ledger: Path, processes: int) -> set[str]:
    """Run `troth add`, kill it as soon as it acknowledges a report; returns the ids it had acknowledged."""
    with start(source, ledger, processes) as run:
        assert run.stdout is not None
        output = run.stdout.readline()
        run.send_signal(signal.SIGKILL)
        output += run.stdout.read()
    wait_until_gone(run.pid)
    return acknowledged_in(output)


def start(source: Path, ledger: Path, processes: int) -> subprocess.Popen[bytes]:
    command = [*TROTH, "add", "--json", "--processes", str(processes), "--ledger", str(ledger), str(source)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)


def acknowledged_in(output: bytes) -> set[str]:
    return {json.loads(line)["report"] for line in output.split(b"\n")[:-1] if line}


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

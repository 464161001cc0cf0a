"""Time and memory of `troth add` on a pile of reports: `python bench/add.py REPORTS [--processes N] [--keep LEDGER]`.

Memory is the sum over all processes of what each holds alone plus its share of what it holds with others (PSS), sampled twice a second.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import psutil

MARKS = (2_000, 4_000, 8_000, 16_000)  # reports after which the state is told


class Memory:
    """The most memory that a process and its children held together so far, in bytes."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self._pid = pid
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            try:
                parent = psutil.Process(self._pid)
                held = sum(process.memory_full_info().pss for process in (parent, *parent.children(recursive=True)))
                self.peak = max(self.peak, held)
            except psutil.NoSuchProcess:
                if not psutil.pid_exists(self._pid):
                    return
            time.sleep(0.5)


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="+")
    parser.add_argument("--processes", default=str(psutil.cpu_count()))
    parser.add_argument("--keep", type=Path, help="keep the ledger here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ledger = options.keep or Path(folder) / "troth.db"
        program = [sys.executable, "-m", "troth", "add", "--json"]
        command = [*program, "--processes", options.processes, "--ledger", str(ledger), *options.reports]
        _run(command, ledger)


def _run(command: list[str], ledger: Path) -> None:
    began, counted = time.monotonic(), Counter[str]()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        memory = Memory(run.pid)
        for line in run.stdout or ():
            told = json.loads(line)
            counted[told["outcome"]] += 1
            counted["mentions"] += told["pledges"]
            done = counted.total() - counted["mentions"]
            if done in MARKS:
                _tell(done, began, memory)
    _tell(counted.total() - counted["mentions"], began, memory)
    print(f"{dict(counted)}; ledger {ledger.stat().st_size / 1e6:.0f} MB; exit code {run.returncode}")


def _tell(done: int, began: float, memory: Memory) -> None:
    seconds = time.monotonic() - began
    print(f"{done:6} reports  {seconds:7.1f} s  {done / seconds:6.1f} reports/s  peak {memory.peak / 1e6:5.0f} MB", flush=True)


if __name__ == "__main__":
    main()

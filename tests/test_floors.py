"""Reading does not get worse: the scores on the labels beside the checkout stand above their floors."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_troth_reads_no_worse_than_it_did(shared: Path) -> None:
    command = [sys.executable, "evals/check.py", str(shared / "gold")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=os.environ)
    assert run.returncode == 0, run.stdout + run.stderr

"""Several programs on one ledger: nothing is lost, and readers do not wait for writers."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import troth
from samples import report, reports, write_jsonl
from troth.errors import LedgerFull
from troth.ledger import blobs, derived
from troth.ledger.engine import Ledger, open_ledger

TROTH = [sys.executable, "-m", "troth"]


def test_two_writers_and_a_reader_at_once_lose_nothing(tmp_path: Path) -> None:
    first = write_jsonl(tmp_path / "first.jsonl", reports(120))
    second = write_jsonl(tmp_path / "second.jsonl", [report(n) for n in range(200, 60, -1)])
    both = write_jsonl(tmp_path / "both.jsonl", [report(n) for n in range(201)])
    ledger = tmp_path / "troth.db"
    writers = [
        subprocess.Popen([*TROTH, "add", "--processes", "1", "--ledger", str(ledger), str(source)], stdout=subprocess.DEVNULL)
        for source in (first, second)
    ]
    counts: list[int] = []
    while any(writer.poll() is None for writer in writers):
        if ledger.exists():
            counts.append(count_reports(ledger))
        time.sleep(0.05)
    assert [writer.wait() for writer in writers] == [0, 0]
    assert counts == sorted(counts)
    assert list(troth.export(ledger, text=True)) == export_of(both, tmp_path / "alone.db")
    assert not [finding for finding in troth.doctor(ledger) if finding.grade == "fault"]


def test_a_reader_does_not_wait_while_a_writer_holds_the_ledger(tmp_path: Path) -> None:
    ledger = tmp_path / "troth.db"
    list(troth.add(write_jsonl(tmp_path / "a.jsonl", reports(20)), ledger=ledger, processes=1))
    answered: list[int] = []
    with open_ledger(ledger) as opened, opened.writing() as db:
        derived.remove(db, next(iter(derived.report_ids(db))))
        reader = threading.Thread(target=lambda: answered.append(len(list(troth.pledges(ledger)))))
        reader.start()
        reader.join(timeout=30)
        assert answered, "the reader waited for the writer"
    assert answered[0] > 0


def test_a_writer_does_not_wait_for_a_reader(tmp_path: Path) -> None:
    ledger = tmp_path / "troth.db"
    list(troth.add(write_jsonl(tmp_path / "a.jsonl", reports(20)), ledger=ledger, processes=1))
    reading = troth.pledges(ledger)
    next(reading)
    added = list(troth.add(write_jsonl(tmp_path / "b.jsonl", [report(30)]), ledger=ledger, processes=1))
    assert [one.outcome for one in added] == ["added"]
    reading.close()


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
from troth.cli import main
main(sys.argv[2:])
"""


def test_a_full_disk_is_told_and_the_ledger_stays_whole(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="this system has no file size limits")
    source, ledger = write_jsonl(tmp_path / "a.jsonl", reports(400)), tmp_path / "troth.db"
    arguments = ["add", "--json", "--processes", "1", "--ledger", str(ledger), str(source)]
    full = subprocess.run([sys.executable, "-c", LIMITED, "1000000", *arguments], capture_output=True, text=True)
    assert full.returncode == 3, full.stderr
    assert "no space left" in full.stderr
    assert "Traceback" not in full.stderr
    acknowledged = full.stdout.count('"outcome": "added"')
    assert 0 < acknowledged < 400
    assert count_reports(ledger) >= acknowledged
    assert not [finding for finding in troth.doctor(ledger) if finding.grade == "fault"]
    assert list(export_of(source, ledger)) == export_of(source, tmp_path / "alone.db")


def test_no_room_for_even_an_empty_ledger_is_told(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="this system has no file size limits")
    source = write_jsonl(tmp_path / "a.jsonl", reports(3))
    arguments = ["add", "--ledger", str(tmp_path / "troth.db"), str(source)]
    full = subprocess.run([sys.executable, "-c", LIMITED, "2000", *arguments], capture_output=True, text=True)
    assert full.returncode == 2
    assert "no space left" in full.stderr
    assert "Traceback" not in full.stderr


def test_a_full_ledger_is_an_error_of_its_own(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "troth.db", create=True) as opened:
        with opened.writing() as db:
            pages = db.exec_driver_sql("PRAGMA page_count").scalar_one()
            db.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(LedgerFull, match=r"troth\.db.*nothing acknowledged is lost"):
            fill(opened)


def fill(ledger: Ledger) -> None:
    with ledger.writing() as db:
        for n in range(200):
            blobs.put(db, b"%d some text that needs room" % n * n)


def count_reports(ledger: Path) -> int:
    with open_ledger(ledger) as opened, opened.reading() as db:
        return len(derived.report_ids(db))


def export_of(source: Path, ledger: Path) -> list[object]:
    assert all(added.error is None for added in troth.add(source, ledger=ledger, processes=1))
    return list(troth.export(ledger, text=True))

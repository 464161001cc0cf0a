"""Reports taken in while people read on: a process of its own for each batch, one after the other, and what it has told so far."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from troth.errors import TrothError
from troth.pipeline import Added
from troth.read import Given
from troth.types import Report

KEPT: Final = 20  # batches whose outcome is still told
NICE: Final = 10  # how far reading stands back behind the pages, where both want one processor


@dataclass(slots=True)
class Job:
    """A batch: its files, what became of each report so far, and whether it has ended (`failed` says why it could not go on)."""

    number: int
    folder: Path
    given: Given
    names: tuple[str, ...]
    added: list[Added] = field(default_factory=list)
    started: bool = False
    ended: bool = False
    failed: str | None = None


class Jobs:
    """The batches of one desk.  The ledger has one writer at a time, so they wait for one another."""

    def __init__(self, ledger: str) -> None:
        self._ledger = ledger
        self._kept: OrderedDict[int, Job] = OrderedDict()
        self._waiting: SimpleQueue[Job] = SimpleQueue()
        self._lock = threading.Lock()
        self._number = 0
        self._thread: threading.Thread | None = None
        self._worker: _Worker | None = None

    def take(self, files: Sequence[tuple[str, bytes]], given: Given) -> Job:
        """Take these files (name, content) in as soon as it is their turn."""
        folder = Path(tempfile.mkdtemp(prefix="troth-desk-"))
        for number, (name, content) in enumerate(files):
            (folder / f"{number:04d}-{_safe(name)}").write_bytes(content)
        with self._lock:
            self._number += 1
            job = Job(self._number, folder, given, tuple(name for name, _ in files))
            self._kept[job.number] = job
            while len(self._kept) > KEPT and next(iter(self._kept.values())).ended:
                self._kept.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="troth-add", daemon=True)
                self._thread.start()
        self._waiting.put(job)
        return job

    def make_ready(self) -> None:
        """Load what reading needs, before it is needed."""
        with self._lock:
            if self._worker is None:
                self._worker = _Worker(self._ledger)

    def job(self, number: int) -> Job | None:
        """The batch with this number, if it is still known."""
        return self._kept.get(number)

    def all(self) -> list[Job]:
        """The batches that are still known, the last first."""
        return list(reversed(self._kept.values()))

    def _work(self) -> None:
        while True:
            job = self._waiting.get()
            job.started = True
            try:
                self._run(job)
            except Exception as unforeseen:  # the next batch must not suffer for it
                job.failed = f"{type(unforeseen).__name__}: {unforeseen}"
            finally:
                job.ended = True
                shutil.rmtree(job.folder, ignore_errors=True)

    def _run(self, job: Job) -> None:
        worker = self._worker or _Worker(self._ledger)
        self._worker = worker
        try:
            worker.conversation.send((str(job.folder), job.given))
            while (told := worker.conversation.recv()) is not None:
                if isinstance(told, str):
                    job.failed = told
                else:
                    job.added.append(told)
        except (EOFError, OSError):
            self._worker = None
            job.failed = "The process that reads was ended before it was done. What it had told is in the ledger; send the rest again."


class _Worker:
    """A process that reads: kept between batches, since it takes seconds to load what reading needs."""

    def __init__(self, ledger: str) -> None:
        context = get_context("spawn")
        self.conversation, there = context.Pipe()
        self.process = context.Process(target=_take_in_each, args=(there, ledger), daemon=True)
        self.process.start()
        there.close()


def _take_in_each(there: Connection, ledger: str) -> None:
    """In a process of its own: take one folder in after the other, tell of each report, and None at the end of a folder."""
    from troth import verbs
    from troth.find import find

    os.nice(NICE)
    find(Report("", "Warm words. The mayor promised to load the model.", ""))
    while True:
        try:
            folder, given = there.recv()
        except EOFError:  # the desk has ended
            return
        try:
            for added in verbs.add(*sorted(Path(folder).iterdir()), ledger=ledger, given=given, processes=1):
                there.send(added)
        except TrothError as stopped:
            there.send(str(stopped))
        there.send(None)


def _safe(name: str) -> str:
    """The end of a file's name, which tells what kind it is; nothing of it leads elsewhere."""
    return "".join(character if character.isalnum() or character in ".-_" else "_" for character in name.replace("\\", "/").split("/")[-1])[
        -80:
    ]

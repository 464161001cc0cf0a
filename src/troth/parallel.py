"""Work on many things with several processes, in the order they came, and never leave a process behind."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import connection, get_context, parent_process
from typing import Final, TypeVar

from troth.errors import WorkerLost

T = TypeVar("T")
R = TypeVar("R")

CHUNK: Final = 16  # things a process takes at once: enough to hide the cost of passing them, few enough for short transactions
WORTH_STARTING: Final = 2 * CHUNK  # fewer things are done here: a process needs about a second to load its model
AHEAD: Final = 3  # chunks waiting per process: keeps them busy while the results are written, and memory bounded


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_chunks(work: Callable[[list[T]], R], things: Iterable[T], processes: int) -> Iterator[R]:
    """`work` on each chunk of `things`, results in the order of the things whatever the number of processes.

    `things` is drawn only as fast as the work goes.  Raises WorkerLost when a process dies.
    """
    remaining = iter(things)
    first = list(islice(remaining, WORTH_STARTING))
    chunks = _chunks(chain(first, remaining))
    if processes <= 1 or len(first) < WORTH_STARTING:
        yield from map(work, chunks)
        return
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_follow_parent)
    try:
        yield from _in_order(pool, work, chunks, processes * AHEAD)
    except BrokenProcessPool as lost:
        raise WorkerLost() from lost
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, work: Callable[[list[T]], R], chunks: Iterator[list[T]], ahead: int) -> Iterator[R]:
    waiting: deque[Future[R]] = deque()
    for chunk in chunks:
        waiting.append(pool.submit(work, chunk))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _chunks(things: Iterator[T]) -> Iterator[list[T]]:
    while chunk := list(islice(things, CHUNK)):
        yield chunk


def _follow_parent() -> None:
    """End this process when its parent is gone, even by `kill -9`: the pool's queue alone would keep it waiting for ever.

    An interrupt from the keyboard reaches every process of a terminal; the parent alone acts on it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from chores import die_at_100, double, process_of
from troth.errors import WorkerLost
from troth.parallel import AHEAD, CHUNK, in_chunks


@pytest.mark.parametrize("processes", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 31, 32, 33, 200])
def test_results_come_in_the_order_of_the_things(processes: int, count: int) -> None:
    assert [number for chunk in in_chunks(double, range(count), processes) for number in chunk] == list(range(0, 2 * count, 2))


def test_a_few_things_are_done_here_and_many_elsewhere() -> None:
    assert set(in_chunks(process_of, range(20), 2)) == {os.getpid()}
    assert os.getpid() not in set(in_chunks(process_of, range(200), 2))


def test_things_are_drawn_only_as_fast_as_the_work_goes() -> None:
    drawn = 0

    def things() -> Iterator[int]:
        nonlocal drawn
        for number in range(10_000):
            drawn += 1
            yield number

    results = in_chunks(double, things(), 2)
    next(results)
    assert drawn <= CHUNK * (2 * AHEAD + 1)
    results.close()


def test_a_lost_process_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(WorkerLost, match="--processes 1"):
        list(in_chunks(die_at_100, range(300), 2))

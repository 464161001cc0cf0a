"""Work for other processes, which import it by name."""

from __future__ import annotations

import os


def double(numbers: list[int]) -> list[int]:
    return [2 * number for number in numbers]


def process_of(numbers: list[int]) -> int:
    return os.getpid()


def die_at_100(numbers: list[int]) -> list[int]:
    if 100 in numbers:
        os._exit(9)
    return numbers

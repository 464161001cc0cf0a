"""Questions about many things, asked in portions: a statement takes only so many values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

T = TypeVar("T")

MOST: Final = 10_000  # values in one statement; SQLite takes 32,766, and some of ours name each value twice


def portions(things: Iterable[T]) -> Iterator[list[T]]:
    """The things, so many at a time."""
    left = iter(things)
    while portion := list(islice(left, MOST)):
        yield portion

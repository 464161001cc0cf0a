"""Meaning: what words mean as a vector of whole numbers, so that two processors, and one text alone or among others, give the same."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    Vector: TypeAlias = NDArray[np.float32]

SIZE: Final = 256  # numbers of a vector: the widest that lies in wordllama's wheel
LARGEST: Final = 127  # of a number; products of two such vectors are whole numbers below 2 ** 24, which float32 adds up exactly
KEPT: Final = 50_000  # vectors kept at once, at 1 KB each
TABLES: Final = 4  # keys of one vector
BITS: Final = 8  # of one key: vectors at a cosine of 0.8 share at least one of four such keys in half of all cases


@lru_cache(maxsize=KEPT)
def vector(words: str) -> Vector:
    """The direction in which words point, as whole numbers; all 0 where there are none."""
    if not words:
        return np.zeros(SIZE, np.float32)
    found = _model().embed([words])[0]
    largest = float(np.abs(found).max())
    return np.rint(found * (LARGEST / largest)).astype(np.float32) if largest else np.zeros(SIZE, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Directions:
    """Vectors that are compared with others more than once: a row each, and the squares of their lengths."""

    rows: NDArray[np.float32]
    squares: NDArray[np.float64]


def directions(vectors: Sequence[Vector]) -> Directions:
    """Some vectors, ready to be compared."""
    rows = np.stack(vectors)
    return Directions(rows, (rows * rows).sum(1, dtype=np.float64))


def cosines(some: Sequence[Vector], others: Sequence[Vector]) -> NDArray[np.float64]:
    """The cosine of every one of these with every other one; 0 where a vector is 0."""
    return between(directions(some), directions(others))


def between(some: Directions, others: Directions) -> NDArray[np.float64]:
    """`cosines` of what is ready."""
    products = (some.rows @ others.rows.T).astype(np.float64)
    lengths = np.sqrt(np.outer(some.squares, others.squares))
    return np.divide(products, lengths, out=np.zeros_like(products), where=lengths > 0)


def keys(words: str) -> tuple[int, ...]:
    """Numbers that words of a like meaning have in common more often than others: the signs of a few of a vector's numbers each."""
    signs = vector(words)[: TABLES * BITS] > 0
    return tuple(int(key) for key in np.packbits(signs.reshape(TABLES, BITS), axis=1)[:, 0])


@cache
def _model() -> Any:
    """The vectors that lie in wordllama's wheel: nothing is fetched.  Its import sets up logging for the whole program, which is undone."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    import wordllama

    root.handlers[:] = handlers
    root.setLevel(level)
    return wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)

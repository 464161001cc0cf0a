"""The passages that two texts have in common, from their fingerprints: which words, and which stretch answers to which."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from troth.link.fingerprint import RUN, Fingerprint, Places

LEAST: Final = 15  # words of a passage under a key of both texts: stock phrases and names with titles are shorter
_WORD: Final = 4  # bytes of a word's hash


@dataclass(frozen=True, eq=False)
class Passages:
    """What two texts have in common: passages by the numbers of their first words in `a` and `b` and their `lengths` in words.

    They are in the order of `a`; `in_a` and `in_b` mark the words of each text that stand in one.
    """

    a: Places
    b: Places
    lengths: Places
    words_a: int
    words_b: int

    @cached_property
    def in_a(self) -> NDArray[np.bool_]:
        """Which words of the first text are in a passage."""
        return _covered(self.a, self.lengths, self.words_a)

    @cached_property
    def in_b(self) -> NDArray[np.bool_]:
        """Which words of the second text are in a passage."""
        return _covered(self.b, self.lengths, self.words_b)

    @cached_property
    def words(self) -> int:
        """How many words, in the text that has fewer of them."""
        return int(min(np.count_nonzero(self.in_a), np.count_nonzero(self.in_b)))

    @cached_property
    def shares(self) -> tuple[float, float]:
        """The share of each text's words."""
        return np.count_nonzero(self.in_a) / max(self.words_a, 1), np.count_nonzero(self.in_b) / max(self.words_b, 1)


def meet(a: Fingerprint, b: Fingerprint) -> bool:
    """Whether a passage of LEAST words goes through a run that stands for both texts: a quick look before `passages`."""
    words_a, words_b = a.word_bytes, b.word_bytes
    for key in a.keys.keys() & b.keys.keys():
        i, j = a.keys[key], b.keys[key]
        for back in range(min(i, j, LEAST - RUN) + 1):
            stretch = words_a[_WORD * (i - back) : _WORD * (i - back + LEAST)]
            if len(stretch) == _WORD * LEAST and stretch == words_b[_WORD * (j - back) : _WORD * (j - back + LEAST)]:
                return True
    return False


def passages(a: Fingerprint, b: Fingerprint) -> Passages:
    """The passages that two texts have in common; a run that stands in the second more than once is taken where it stands first."""
    if not len(a) or not len(b):
        empty = np.zeros(0, np.int64)
        return Passages(empty, empty, empty, len(a), len(b))
    (runs_a, places_a), (runs_b, places_b) = a.ordered, b.ordered
    at = np.searchsorted(runs_b, runs_a)
    at[at == len(b)] = 0
    found = np.flatnonzero((runs_b[at] == runs_a) & (runs_a != 0))
    in_order = np.argsort(places_a[found])
    found = found[in_order]
    from_a, from_b = places_a[found], places_b[at[found]]
    begins = np.ones(len(from_a), bool)
    begins[1:] = (from_a[1:] != from_a[:-1] + 1) | (from_b[1:] != from_b[:-1] + 1)
    first = np.flatnonzero(begins)
    lengths = np.diff(np.append(first, len(from_a))) + RUN - 1
    return Passages(from_a[first], from_b[first], lengths, len(a), len(b))


def _covered(starts: Places, lengths: Places, words: int) -> NDArray[np.bool_]:
    covered = np.zeros(words, bool)
    for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
        covered[start : start + length] = True
    return covered

"""Candidates: the pairs of reports worth comparing, so few that a story in four hundred outlets costs no more a report than one in four."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import Final

import numpy as np

# Under each key every report is compared with the so many that come first in the order of reports, whoever came in first.  On
# `lineage-dev` one gives 0.90 of the planted briefs, two 0.97, three and four 0.98 at a quarter more work.
HEADS: Final = 2


def pairs(keys: Sequence[Collection[int]], ranks: Sequence[int], count_of_heads: int = HEADS) -> Iterator[tuple[int, int]]:
    """The pairs, by their places in these lists (keys and rank of each report), each once; pairs of one report follow one another."""
    count = len(keys)
    order_of_ranks = np.argsort(np.array(ranks, np.int64), kind="stable")
    place = np.empty(count, np.int64)
    place[order_of_ranks] = np.arange(count)
    flat = np.fromiter(chain.from_iterable(keys), np.int64)
    owner = np.repeat(place, [len(own) for own in keys])
    order = np.lexsort((owner, flat))
    flat, owner = flat[order], owner[order]
    first = np.flatnonzero(np.concatenate((np.ones(min(len(flat), 1), bool), flat[1:] != flat[:-1])))
    begins = np.repeat(first, np.diff(np.append(first, len(flat))))
    found = []
    for head in range(count_of_heads):
        heads = begins + head
        after = np.flatnonzero(np.arange(len(flat)) > heads)
        found.append(owner[after] * count + owner[heads[after]])
    for code in np.unique(np.concatenate(found)).tolist():
        later, earlier = divmod(code, count)
        yield int(order_of_ranks[earlier]), int(order_of_ranks[later])

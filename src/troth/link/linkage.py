"""Linkage: which wordings of one block are of one pledge, by how like all of them are to one another and by what people said.

A block is whatever a chain of like wordings connects.  Chains are long ("raise taxes" - "raise taxes on gas" - "cut the tax on gas"), so
a pledge is made only of wordings that are like one another on average (group average linkage, Sokal and Michener 1958).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

import numpy as np

from troth.link.likeness import Scores, scores, weights
from troth.link.same_pledge import Signature
from troth.types import Judgement

LARGEST: Final = 200  # wordings of a block of which all pairs are compared; a larger one is parted first, by more likeness at each level
LEVELS: Final = (0.7, 0.85, 0.95)  # least likeness of what still hangs together in a block that is too large

T = TypeVar("T")
Edge = tuple[int, int, float]


@dataclass
class Said(Generic[T]):
    """What people said of pairs, brought to one sense: who is together, who is apart, and what of it contradicts the rest.

    To be apart goes before to be together: what would bring together what somebody parted is a conflict, and counts for nothing.
    """

    together: list[tuple[T, T]] = field(default_factory=list)
    apart: list[tuple[T, T]] = field(default_factory=list)
    conflicts: list[Judgement] = field(default_factory=list)

    def among(self, things: Iterable[T]) -> Said[T]:
        """What was said of these among themselves."""
        if not self.together and not self.apart:
            return self
        here = set(things)
        together, apart = ([pair for pair in some if here.issuperset(pair)] for some in (self.together, self.apart))
        return Said(together, apart)


def said(judged: Iterable[Judgement]) -> Said[str]:
    """What people's words mean together; the same in whatever order they were said."""
    ordered = sorted({(min(one.a, one.b), max(one.a, one.b), one.same) for one in judged})
    found = Said[str](apart=[(a, b) for a, b, same in ordered if not same])
    groups = Groups({name for a, b, _ in ordered for name in (a, b)}, found.apart)
    for a, b, same in ordered:
        if same and groups.join(a, b):
            found.together.append((a, b))
        elif same:
            found.conflicts.append(Judgement(a, b, True))
    return found


def parts(block: Mapping[int, Signature], edges: Sequence[Edge], told: Said[int]) -> list[list[int]]:
    """The wordings of one block, by their ranks, parted into pledges."""
    if len(block) == 1:
        return [list(block)]
    found, whole = _joined(_parted(block, edges, told, glued=False), told)
    if not whole:  # the machine put beside one of two that are together what somebody parted from the other
        found, _ = _joined(_parted(block, edges, told, glued=True), told)
    return found


def components(names: Iterable[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected components of these pairs, each in ascending order."""
    groups = Groups(names, ())
    for a, b in pairs:
        groups.join(a, b)
    return [sorted(group) for group in groups.all()]


class Groups(Generic[T]):
    """Things in groups that grow by pairs; no group ever holds two that are to be apart."""

    def __init__(self, things: Iterable[T], apart: Iterable[tuple[T, T]]) -> None:
        self._group = {thing: [thing] for thing in things}
        self._apart: defaultdict[T, set[T]] = defaultdict(set)
        for a, b in apart:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def join(self, a: T, b: T) -> bool:
        """Make the groups of two things one, unless they may not be; returns whether they are one now."""
        one, other = self._group[a], self._group[b]
        if one is other:
            return True
        if not self.may(one, other):
            return False
        small, large = sorted((one, other), key=len)
        large.extend(small)
        self._group |= dict.fromkeys(small, large)
        return True

    def may(self, one: Collection[T], other: Collection[T]) -> bool:
        """Whether nothing in the one is to be apart from anything in the other."""
        return not self._apart or not any(self._apart[thing].intersection(other) for thing in one if thing in self._apart)

    def of(self, thing: T) -> list[T]:
        """The group of a thing."""
        return self._group[thing]

    def all(self) -> list[list[T]]:
        """Every group once."""
        return list({id(group): group for group in self._group.values()}.values())


def _joined(clusters: Sequence[Sequence[int]], told: Said[int]) -> tuple[list[list[int]], bool]:
    """The clusters, those made one that people brought together; and whether that could be done with all of them."""
    groups = Groups([rank for cluster in clusters for rank in cluster], told.apart)
    for cluster in clusters:
        for rank in cluster[1:]:
            groups.join(cluster[0], rank)
    parted = [pair for pair in told.together if not groups.join(*pair)]
    return [sorted(group) for group in groups.all()], not parted


def _parted(block: Mapping[int, Signature], edges: Sequence[Edge], told: Said[int], *, glued: bool) -> list[list[int]]:
    groups = Groups(sorted(block), _apart(block, told))
    if glued:
        for a, b in told.together:
            groups.join(a, b)
    _part(sorted(block), LEVELS, block, edges, groups)
    return groups.all()


def _apart(block: Mapping[int, Signature], told: Said[int]) -> list[tuple[int, int]]:
    """What is to be apart, with all that people said is one with it."""
    beside = Groups(block, ())
    for a, b in told.together:
        beside.join(a, b)
    return [(one, other) for a, b in told.apart for one in beside.of(a) for other in beside.of(b)]


def _part(
    ranks: Sequence[int], levels: Sequence[float], block: Mapping[int, Signature], edges: Sequence[Edge], groups: Groups[int]
) -> None:
    """Join within `groups` what is one pledge of these wordings."""
    if len(ranks) <= LARGEST:
        _average(ranks, block, groups)
    elif not levels:
        for _, a, b in sorted((-score, a, b) for a, b, score in edges):
            groups.join(a, b)
    else:
        closer = [edge for edge in edges if edge[2] >= levels[0]]
        for some in components(ranks, [(a, b) for a, b, _ in closer]):
            within = set(some)
            _part(some, levels[1:], block, [edge for edge in closer if edge[0] in within], groups)


def _average(ranks: Sequence[int], block: Mapping[int, Signature], groups: Groups[int]) -> None:
    """Join the two clusters that are most alike on average, again and again, while they are alike enough."""
    if len(ranks) < 2:
        return
    signs = [block[rank] for rank in ranks]
    like = scores(signs, signs)
    sizes = np.ones(len(ranks))
    np.fill_diagonal(like, -1)
    merge = _merger(like, sizes)
    place = {rank: at for at, rank in enumerate(ranks)}
    for group in groups.all():  # what was glued before
        inside = sorted(place[rank] for rank in group if rank in place)
        for at in inside[1:]:
            merge(inside[0], at)
    least = weights().join
    while True:
        i, j = divmod(int(like.argmax()), len(ranks))
        if like[i, j] < least:
            return
        if groups.join(ranks[i], ranks[j]):
            merge(i, j)
        else:
            like[i, j] = like[j, i] = -1


def _merger(like: Scores, sizes: Scores) -> Callable[[int, int], None]:
    """Makes cluster `j` a part of cluster `i`; of two that may not be one, the likeness is below 0 and stays so."""

    def merge(i: int, j: int) -> None:
        mean = (like[i] * sizes[i] + like[j] * sizes[j]) / (sizes[i] + sizes[j])
        barred = (like[i] < 0) | (like[j] < 0)
        like[i] = like[:, i] = np.where(barred, -1, mean)
        like[j] = like[:, j] = -1
        sizes[i] += sizes[j]

    return merge

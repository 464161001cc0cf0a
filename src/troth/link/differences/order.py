"""Whole sentences: those that only one telling has, and those that stand elsewhere in the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from troth.anchor import quote
from troth.link.align import Pair
from troth.link.words import Words
from troth.types import Difference, DifferenceType, Quote


def unmatched(a: Words, b: Words, pairs: Sequence[Pair]) -> Iterator[Difference]:
    """The sentences that the other telling lacks, neighbours of one paragraph as one."""
    taken_a = {i for pair in pairs for i in range(pair.a, pair.a_last)}
    taken_b = {j for pair in pairs for j in range(pair.b, pair.b_last)}
    for words in _runs(a, [i for i in range(len(a.sentences)) if i not in taken_a]):
        yield Difference(DifferenceType.DROPPED, words, None)
    for words in _runs(b, [j for j in range(len(b.sentences)) if j not in taken_b]):
        yield Difference(DifferenceType.ADDED, None, words)


def moved(a: Words, b: Words, pairs: Sequence[Pair]) -> Iterator[Difference]:
    """The aligned sentences that keep no order with the rest, of which as few words as possible are such; neighbours as one."""
    kept = _in_order(pairs, [_length(a, pair) for pair in pairs])
    last: Pair | None = None
    first: Pair | None = None
    for number, pair in enumerate(pairs):
        if number in kept:
            continue
        if first is not None and last is not None and _follows(a, b, last, pair):
            last = pair
            continue
        if first is not None and last is not None:
            yield _moved(a, b, first, last)
        first = last = pair
    if first is not None and last is not None:
        yield _moved(a, b, first, last)


def _moved(a: Words, b: Words, first: Pair, last: Pair) -> Difference:
    return Difference(DifferenceType.MOVED, _from_to(a, first.a, last.a_last - 1), _from_to(b, first.b, last.b_last - 1))


def _follows(a: Words, b: Words, last: Pair, pair: Pair) -> bool:
    """Whether a pair goes on where the last one ended, in both tellings and in one paragraph."""
    joined = last.a_last == pair.a and last.b_last == pair.b
    return joined and a.sentences[last.a].paragraph == a.sentences[pair.a].paragraph


def _runs(telling: Words, numbers: Sequence[int]) -> Iterator[Quote]:
    first = last = -1
    for number in numbers:
        if first >= 0 and number == last + 1 and telling.sentences[number].paragraph == telling.sentences[first].paragraph:
            last = number
            continue
        if first >= 0:
            yield _from_to(telling, first, last)
        first = last = number
    if first >= 0:
        yield _from_to(telling, first, last)


def _from_to(telling: Words, first: int, last: int) -> Quote:
    return quote(telling.report, telling.sentences[first].start, telling.sentences[last].end)


def _length(telling: Words, pair: Pair) -> int:
    return telling.sentences[pair.a_last - 1].last - telling.sentences[pair.a].first


def _in_order(pairs: Sequence[Pair], weights: Sequence[int]) -> set[int]:
    """The numbers of pairs that stand in the same order in both tellings, with as many words as possible.

    The heaviest increasing subsequence: for each end in `b` the heaviest chain so far, of which only those are kept that are heavier than
    all that end earlier.
    """
    ends: list[int] = []  # where chains end in b, increasing; their weights increase too
    chains: list[tuple[int, int]] = []  # weight and last pair
    before: list[int] = []
    for number, pair in enumerate(pairs):
        at = bisect_left(ends, pair.b)
        weight = weights[number] + (chains[at - 1][0] if at else 0)
        before.append(chains[at - 1][1] if at else -1)
        past = at
        while past < len(chains) and chains[past][0] <= weight:
            past += 1
        ends[at:past] = [pair.b]
        chains[at:past] = [(weight, number)]
    kept = set[int]()
    number = chains[-1][1] if chains else -1
    while number >= 0:
        kept.add(number)
        number = before[number]
    return kept

"""Joining: mentions into pledges, as a function of the mentions and of what people said of them; the same in whatever order they come.

Under each of its keys a wording is compared with the few that come first there, so that one more costs no more in a large ledger than in
a small one.  Wordings that are alike enough make a block, and each block is parted into pledges by itself (`linkage`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from troth.identity import mention_id
from troth.link.candidates import pairs
from troth.link.likeness import scores, weights
from troth.link.linkage import Edge, Said, components, parts, said
from troth.link.same_pledge import Signature, Whose, signature
from troth.types import Judgement, PledgeMention

# Wordings that come first under a key, with which every other one there is compared.
HEADS: Final = 8


def groups(
    mentions: Sequence[PledgeMention], judged: Iterable[Judgement] = (), whose: Callable[[PledgeMention], Whose] | None = None
) -> list[list[PledgeMention]]:
    """The mentions, parted into pledges; `judged` are judgements on their ids, `whose` tells whose a mention is (default: by the names)."""
    judged = list(judged)
    told, named = said(judged), {name for one in judged for name in (one.a, one.b)}
    signs = [worded(mention, named, whose) for mention in mentions]
    wordings = {sign.rank: sign for sign in signs}
    ranks = {mention_id(mention): sign.rank for mention, sign in zip(mentions, signs, strict=True)}
    parted = _parted(wordings, compared(wordings), among(told, ranks))
    of = {rank: number for number, part in enumerate(parted) for rank in part}
    found: defaultdict[int, list[PledgeMention]] = defaultdict(list)
    for mention, sign in zip(mentions, signs, strict=True):
        found[of[sign.rank]].append(mention)
    return list(found.values())


def worded(mention: PledgeMention, judged: Collection[str], whose: Callable[[PledgeMention], Whose] | None = None) -> Signature:
    """What a mention is compared by; one that was judged is a wording of its own."""
    sign = signature(mention, whose(mention) if whose else None)
    name = mention_id(mention)
    return sign.judged(name) if name in judged else sign


def among(told: Said[str], ranks: Mapping[str, int]) -> Said[int]:
    """What people said of mentions, told of their wordings, by their ranks; only of those that are here."""
    together, apart = ([(ranks[a], ranks[b]) for a, b in some if a in ranks and b in ranks] for some in (told.together, told.apart))
    return Said(together, apart, told.conflicts)


def compared(wordings: Mapping[int, Signature]) -> Iterator[Edge]:
    """The wordings that are compared and like each other enough to ask a person at least, the lesser rank first."""
    ranks = list(wordings)
    if not any(sign.keys for sign in wordings.values()):
        return
    near = pairs([wordings[rank].keys for rank in ranks], ranks, HEADS)
    for first, others in groupby(near, key=lambda pair: pair[1]):
        yield from edges_of(ranks[first], [ranks[other] for other, _ in others], wordings)


def edges_of(rank: int, others: Sequence[int], wordings: Mapping[int, Signature]) -> Iterator[Edge]:
    """How like one wording others are, of those that are like it enough to ask a person at least."""
    found = scores([wordings[rank]], [wordings[other] for other in others])[0].tolist()
    for other, score in zip(others, found, strict=True):
        if score >= weights().unsure:
            yield min(rank, other), max(rank, other), score


def joining(edges: Iterable[Edge]) -> list[Edge]:
    """Those of the edges that make a block."""
    return [edge for edge in edges if edge[2] >= weights().join]


def _parted(wordings: Mapping[int, Signature], edges: Iterable[Edge], told: Said[int]) -> Iterator[list[int]]:
    close = joining(edges)
    blocks = components(wordings, [*((a, b) for a, b, _ in close), *told.together])
    within = by_block(close, blocks)
    for block in blocks:
        yield from parts({rank: wordings[rank] for rank in block}, within[block[0]], told.among(block))


def by_block(edges: Iterable[Edge], blocks: Iterable[Sequence[int]]) -> defaultdict[int, list[Edge]]:
    """The edges of each of these blocks, by its least rank."""
    of = {rank: block[0] for block in blocks for rank in block}
    within: defaultdict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        within[of[edge[0]]].append(edge)
    return within

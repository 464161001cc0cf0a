"""Wordings in the ledger: compared as they come and go, in blocks of those that are alike; what `troth.link.groups` says of all at once.

Each step looks only at wordings that share a key or a block with those that changed; a test compares the two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection

from troth.ledger import derived
from troth.ledger import wordings as ledger
from troth.ledger.wordings import Worded, Wording
from troth.link import joining
from troth.link.joining import HEADS
from troth.link.linkage import Edge, Said, components, parts
from troth.link.same_pledge import Signature


def change(db: Connection, fresh: Mapping[int, Signature], gone: Collection[int], told: Said[int], again: Collection[int] = ()) -> set[str]:
    """Bring blocks and pledges up to date for wordings that are new, and those that no mention has any more.

    `again` are wordings whose blocks are to be parted anew in any case.  Returns the pledges that gained or lost mentions.
    """
    left = ledger.get(db, gone)
    ledger.put(db, [Wording(rank, rank, str(sign)) for rank, sign in fresh.items()])
    changed = _compare(db, fresh, _read(left.values()))
    ledger.drop(db, gone)
    ends = {rank for edge in joining.joining(changed) for rank in edge[:2]} - left.keys()
    blocks = {one.block for one in (*left.values(), *ledger.get(db, {*ends, *fresh, *again}).values())}
    return _part_anew(db, blocks, told)


def _compare(db: Connection, fresh: Mapping[int, Signature], left: Mapping[int, Signature]) -> list[Edge]:
    """Find the edges of new wordings, drop those of wordings that leave; returns all edges that came or went."""
    keys = {key for sign in (*fresh.values(), *left.values()) for key in sign.keys}
    before = ledger.heads(db, keys, HEADS)
    for rank, sign in left.items():
        ledger.drop_keys(db, rank, sign.keys)
    ledger.enter_keys(db, {rank: sign.keys for rank, sign in fresh.items()})
    after = ledger.heads(db, keys, HEADS)
    dropped = ledger.edges_of(db, left)
    ledger.drop_edges(db, dropped)
    fallen = {rank for key in keys for rank in set(before[key]) - set(after[key])} - left.keys()
    dropped += _unsupported(db, fallen)
    found = _edges(db, _pairs(db, fresh, before, after))
    ledger.put_edges(db, found)
    return [*dropped, *found]


def _pairs(
    db: Connection, fresh: Mapping[int, Signature], before: Mapping[int, Sequence[int]], after: Mapping[int, Sequence[int]]
) -> dict[int, set[int]]:
    """What has to be compared now: each new wording with the heads of its keys, each new head with all under its key."""
    risen = {key: set(heads) - set(before[key]) for key, heads in after.items()}
    under = ledger.holders(db, [key for key, ranks in risen.items() if ranks])
    pairs = {(rank, head) for rank, sign in fresh.items() for key in sign.keys for head in after[key]}
    pairs |= {(head, rank) for key, ranks in under.items() for head in risen[key] for rank in ranks}
    others = {rank for pair in pairs if not fresh.keys() & set(pair) for rank in pair}
    known = {(a, b) for a, b, _ in ledger.edges_of(db, others)}
    wanted: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        if a != b and (pair := (min(a, b), max(a, b))) not in known:
            wanted[pair[0]].add(pair[1])
    return wanted


def _edges(db: Connection, pairs: Mapping[int, set[int]]) -> list[Edge]:
    signs = _read(ledger.get(db, {rank for first, others in pairs.items() for rank in (first, *others)}).values())
    return [edge for first, others in sorted(pairs.items()) for edge in joining.edges_of(first, sorted(others), signs)]


def _unsupported(db: Connection, fallen: Collection[int]) -> list[Edge]:
    """Drop the edges of wordings that are no longer head of a key where no other key makes the pair one to compare; returns them."""
    edges = ledger.edges_of(db, fallen)
    signs = _read(ledger.get(db, {rank for a, b, _ in edges for rank in (a, b)}).values())
    shared = {(a, b): signs[a].keys & signs[b].keys for a, b, _ in edges}
    heads = ledger.heads(db, set().union(*shared.values()), HEADS)
    lost = [edge for edge in edges if not any({edge[0], edge[1]} & set(heads[key]) for key in shared[edge[0], edge[1]])]
    ledger.drop_edges(db, lost)
    return lost


def _part_anew(db: Connection, blocks: Collection[int], told: Said[int]) -> set[str]:
    """Part these blocks into pledges, and all that people brought together with them."""
    members = ledger.in_blocks(db, blocks)
    while beside := {rank for pair in told.together if members.keys() & set(pair) for rank in pair} - members.keys():
        members |= ledger.in_blocks(db, {one.block for one in ledger.get(db, beside).values()})
    edges = joining.joining(ledger.edges_of(db, members))
    told = told.among(members)
    signs, saying = _read(members.values()), ledger.mentions_of(db, members)
    blocks_now = components(members, [*((a, b) for a, b, _ in edges), *told.together])
    within = joining.by_block(edges, blocks_now)
    found: list[list[Worded]] = []
    for block in blocks_now:
        ledger.set_block(db, [rank for rank in block if members[rank].block != block[0]], block[0])
        for part in parts({rank: signs[rank] for rank in block}, within[block[0]], told.among(block)):
            found.append([mention for rank in part for mention in saying[rank]])
    return _assign(db, found)


def _assign(db: Connection, parted: Iterable[Sequence[Worded]]) -> set[str]:
    """Make the mentions of each part belong to one pledge; returns the pledges that gained or lost any."""
    parted = [part for part in parted if part]
    having = Counter(one.pledge for part in parted for one in part)
    touched, homes = set[str](), dict[str, str]()
    for part in parted:
        pledges = {one.pledge for one in part}
        names = {one.mention for one in part}
        if len(pledges) == 1 and pledges <= names and having[part[0].pledge] == len(part):
            continue
        own = min(pledges & names or names, key=lambda name: name or "")
        homes |= {one.mention: str(own) for one in part if one.pledge != own}
        touched |= {str(own), *(pledge for pledge in pledges if pledge)}
    derived.house(db, homes)
    return touched


def _read(some: Iterable[Wording]) -> dict[int, Signature]:
    return {one.rank: Signature.read(one.signature) for one in some}

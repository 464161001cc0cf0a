"""The derived tables of joining: what mentions say, each wording once, how like two of them are, and whose they are.

Nothing here decides anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from troth.ledger import keyed
from troth.ledger.portions import portions
from troth.ledger.schema import mentions, wording_edges, wording_keys, wordings


class Wording(NamedTuple):
    """A wording: its rank, the block that it belongs to, and its signature as it was written."""

    rank: int
    block: int
    signature: str


class Worded(NamedTuple):
    """A mention of a wording: its id, the wording's rank, and the pledge that it belongs to (None: none yet)."""

    mention: str
    wording: int
    pledge: str | None


Edge = tuple[int, int, float]


def get(db: Connection, ranks: Collection[int]) -> dict[int, Wording]:
    """The wordings of these ranks."""
    rows = (row for some in portions(ranks) for row in db.execute(select(wordings).where(wordings.c.rank.in_(some))))
    return {row.rank: Wording(row.rank, row.block, row.signature) for row in rows}


def in_blocks(db: Connection, blocks: Collection[int]) -> dict[int, Wording]:
    """All wordings of these blocks."""
    rows = (row for some in portions(blocks) for row in db.execute(select(wordings).where(wordings.c.block.in_(some))))
    return {row.rank: Wording(row.rank, row.block, row.signature) for row in rows}


def put(db: Connection, new: Iterable[Wording]) -> None:
    """Enter these wordings; none may be there."""
    if rows := [one._asdict() for one in new]:
        db.execute(insert(wordings), rows)


def drop(db: Connection, ranks: Collection[int]) -> None:
    """Remove these wordings; their keys and edges stay until they are dropped."""
    for some in portions(ranks):
        db.execute(delete(wordings).where(wordings.c.rank.in_(some)))


def set_block(db: Connection, ranks: Collection[int], block: int) -> None:
    """Make these wordings belong to a block."""
    for some in portions(ranks):
        db.execute(update(wordings).where(wordings.c.rank.in_(some)).values(block=block))


def enter_keys(db: Connection, keys: Mapping[int, Iterable[int]]) -> None:
    """Let each of these wordings, by its rank, be found under its keys."""
    keyed.enter_new(db, wording_keys, [{"key": key, "rank": rank} for rank, own in keys.items() for key in own])


def drop_keys(db: Connection, rank: int, keys: Iterable[int]) -> None:
    """Let a wording be found under these keys no more."""
    keyed.drop(db, wording_keys, rank, keys)


def heads(db: Connection, keys: Collection[int], count: int) -> dict[int, tuple[int, ...]]:
    """The ranks of the first wordings, so many at most, under each of these keys."""
    return keyed.heads(db, wording_keys, keys, count)


def holders(db: Connection, keys: Collection[int]) -> dict[int, list[int]]:
    """The ranks of all wordings under each of these keys."""
    return keyed.holders(db, wording_keys, keys)


def edges_of(db: Connection, ranks: Collection[int]) -> list[Edge]:
    """The edges that touch one of these wordings, in order."""
    either = (or_(wording_edges.c.a.in_(some), wording_edges.c.b.in_(some)) for some in portions(ranks))
    return sorted({(row.a, row.b, row.score) for wanted in either for row in db.execute(select(wording_edges).where(wanted))})


def all_edges(db: Connection) -> Iterator[Edge]:
    """Every edge, in order."""
    for row in db.execute(select(wording_edges).order_by(wording_edges.c.a, wording_edges.c.b).execution_options(yield_per=1000)):
        yield row.a, row.b, row.score


def put_edges(db: Connection, edges: Iterable[Edge]) -> None:
    """Enter these edges; none may be there."""
    if rows := [{"a": a, "b": b, "score": score} for a, b, score in edges]:
        db.execute(insert(wording_edges), rows)


def drop_edges(db: Connection, edges: Iterable[Edge]) -> None:
    """Remove these edges."""
    for a, b, _ in edges:
        db.execute(delete(wording_edges).where(wording_edges.c.a == a, wording_edges.c.b == b))


def say(db: Connection, of: Mapping[str, int]) -> None:
    """Note which wording each of these mentions has."""
    if rows := [{"named": mention, "rank": rank} for mention, rank in sorted(of.items())]:
        db.execute(update(mentions).where(mentions.c.id == bindparam("named")).values(wording=bindparam("rank")), rows)


def release(db: Connection, names: Collection[str]) -> set[int]:
    """Make these mentions belong to no pledge and have no wording; returns the wordings that no mention has any more."""
    had: set[int] = set()
    for some in portions(names):
        here = mentions.c.id.in_(some)
        had.update(db.execute(select(mentions.c.wording).where(here, mentions.c.wording.is_not(None)).distinct()).scalars())
        db.execute(update(mentions).where(here).values(pledge=None, wording=None))
    saying = select(mentions.c.wording).distinct()
    return had - {rank for some in portions(had) for rank in db.execute(saying.where(mentions.c.wording.in_(some))).scalars()}


def pledges_of(db: Connection, ranks: Collection[int]) -> dict[int, str]:
    """The pledge that the mentions of each of these wordings belong to, where they do."""
    told = select(mentions.c.wording, func.min(mentions.c.pledge).label("pledge")).group_by(mentions.c.wording)
    rows = (row for some in portions(ranks) for row in db.execute(told.where(mentions.c.wording.in_(some), mentions.c.pledge.is_not(None))))
    return {row.wording: row.pledge for row in rows}


def mentions_of(db: Connection, ranks: Collection[int]) -> dict[int, list[Worded]]:
    """The mentions of each of these wordings, in order of their ids."""
    found: defaultdict[int, list[Worded]] = defaultdict(list)
    wanted = select(mentions.c.id, mentions.c.wording, mentions.c.pledge).order_by(mentions.c.id)
    for some in portions(ranks):
        for row in db.execute(wanted.where(mentions.c.wording.in_(some))):
            found[row.wording].append(Worded(*row))
    return found


def wordings_of(db: Connection, names: Collection[str]) -> dict[str, int]:
    """The wording of each of these mentions that has one."""
    told = select(mentions.c.id, mentions.c.wording).where(mentions.c.wording.is_not(None))
    return {row.id: row.wording for some in portions(names) for row in db.execute(told.where(mentions.c.id.in_(some)))}


def unplaced(db: Connection, names: Collection[str]) -> list[Worded]:
    """Those of these mentions that have a wording but belong to no pledge yet."""
    told = select(mentions.c.id, mentions.c.wording, mentions.c.pledge).where(mentions.c.wording.is_not(None), mentions.c.pledge.is_(None))
    return [Worded(*row) for some in portions(names) for row in db.execute(told.where(mentions.c.id.in_(some)).order_by(mentions.c.id))]


def of_pledge(db: Connection, pledge: str) -> dict[int, str]:
    """The wordings of a pledge, each with the least id of a mention that has it."""
    told = select(mentions.c.wording, func.min(mentions.c.id).label("mention")).where(mentions.c.pledge == pledge)
    return {row.wording: row.mention for row in db.execute(told.group_by(mentions.c.wording))}


def edges_between_pledges(db: Connection) -> Iterator[tuple[tuple[str, str], tuple[str, str], float]]:
    """The edges whose wordings are of two pledges: the pledge of each, with the least id of a mention that has the wording; in order."""
    saying = (
        select(mentions.c.wording, func.min(mentions.c.pledge).label("pledge"), func.min(mentions.c.id).label("mention"))
        .where(mentions.c.pledge.is_not(None))
        .group_by(mentions.c.wording)
        .cte("saying")
    )
    a, b = saying.alias("one"), saying.alias("other")
    told = select(a.c.pledge, a.c.mention, b.c.pledge, b.c.mention, wording_edges.c.score).select_from(
        wording_edges.join(a, a.c.wording == wording_edges.c.a).join(b, b.c.wording == wording_edges.c.b)
    )
    for row in db.execute(told.where(a.c.pledge != b.c.pledge).order_by(wording_edges.c.a, wording_edges.c.b)):
        yield (row[0], row[1]), (row[2], row[3]), row[4]

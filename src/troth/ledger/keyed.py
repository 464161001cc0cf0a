"""Tables of keys: things in an order of ranks, found by what they have in common.  Nothing here decides anything."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, Table, delete, select, text
from sqlalchemy.dialects import postgresql, sqlite

from troth.ledger.portions import portions


def enter(db: Connection, table: Table, rank: int, keys: Iterable[int]) -> None:
    """Let the thing of this rank be found under these keys."""
    enter_new(db, table, [{"key": key, "rank": rank} for key in keys])


def drop(db: Connection, table: Table, rank: int, keys: Iterable[int]) -> None:
    """Let it be found under these keys no more."""
    db.execute(delete(table).where(table.c.key.in_(list(keys)), table.c.rank == rank))


def heads(db: Connection, table: Table, keys: Collection[int], count: int) -> dict[int, tuple[int, ...]]:
    """The first ranks, so many at most, under each of these keys; without counting how many there are."""
    if not keys:
        return {}
    wanted = (
        "json_each(:keys)" if db.dialect.name == "sqlite" else "(SELECT value::bigint FROM json_array_elements_text(CAST(:keys AS json)))"
    )
    nth = ", ".join(f"(SELECT rank FROM {table.name} WHERE key = wanted.value ORDER BY rank LIMIT 1 OFFSET {i})" for i in range(count))
    found = db.execute(text(f"SELECT wanted.value, {nth} FROM {wanted} AS wanted"), {"keys": json.dumps(sorted(keys))})
    return {key: tuple(rank for rank in ranks if rank is not None) for key, *ranks in found}


def holders(db: Connection, table: Table, keys: Collection[int]) -> dict[int, list[int]]:
    """All ranks under each of these keys."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for some in portions(keys):
        for key, rank in db.execute(select(table.c.key, table.c.rank).where(table.c.key.in_(some)).order_by(table.c.rank)):
            found[key].append(rank)
    return found


def enter_new(db: Connection, table: Table, rows: Sequence[Mapping[str, int]]) -> None:
    """Enter rows but for those that are there: two reports of one rank, though hardly ever met, must not stop a batch."""
    if rows:
        dialect = postgresql if db.dialect.name == "postgresql" else sqlite
        db.execute(dialect.insert(table).on_conflict_do_nothing(), rows)

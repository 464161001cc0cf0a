"""Texts beside the log: the log holds their digests, so that a text can be removed while the chain still verifies."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from sqlalchemy import Connection, delete, insert, select

from troth.identity import digest
from troth.ledger.schema import blobs


def put(db: Connection, data: bytes) -> str:
    """Keep these bytes (once) and return their digest."""
    name = digest(data)
    if not has(db, name):
        packed = zlib.compress(data)
        db.execute(insert(blobs).values(digest=name, packed=digest(packed), data=packed))
    return name


def has(db: Connection, name: str) -> bool:
    """Whether the bytes with this digest are here."""
    return db.execute(select(blobs.c.digest).where(blobs.c.digest == name)).first() is not None


def get(db: Connection, name: str) -> bytes | None:
    """The bytes with this digest, or None when they were removed."""
    data = db.execute(select(blobs.c.data).where(blobs.c.digest == name)).scalar()
    return None if data is None else zlib.decompress(data)


def remove(db: Connection, name: str) -> None:
    """Remove the bytes with this digest for good."""
    db.execute(delete(blobs).where(blobs.c.digest == name))


def names(db: Connection) -> set[str]:
    """The digests of all blobs."""
    return set(db.execute(select(blobs.c.digest)).scalars())


def faults(db: Connection) -> Iterator[tuple[str, str]]:
    """Every blob that is not what its digest says: its digest, and what is wrong with it."""
    for name, packed, data in db.execute(select(blobs.c.digest, blobs.c.packed, blobs.c.data).execution_options(yield_per=100)):
        try:
            sound = digest(data) == packed and digest(zlib.decompress(data)) == name
        except zlib.error:
            sound = False
        if not sound:
            yield name, "its content is not what its digest says"

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, select, update

from troth.ledger import blobs, log, schema
from troth.ledger.engine import Ledger, open_ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    opened = open_ledger(tmp_path_factory.mktemp("log") / "troth.db", create=True)
    with opened.writing() as db:
        first = log.append(db, log.ADMITTED, {"report": "r1", "record": "d1", "source": "d2"}, subject="r1")
        log.append(db, log.REDACTED, {"report": "r1", "because": "a plea of the family"}, subject="r1", by="Ana")
        log.append(db, log.UNDONE, {"because": "été"}, subject="r1", by="Bo", supersedes=[first.hash])
        blobs.put(db, b"The mayor promised a bridge. " * 20)
    return opened


class _RolledBack(Exception):
    pass


@contextmanager
def rolled_back(ledger: Ledger) -> Iterator[Connection]:
    """A transaction that leaves no trace."""
    with suppress(_RolledBack), ledger.writing() as db:
        yield db
        raise _RolledBack


def test_an_untouched_chain_holds(ledger: Ledger) -> None:
    with ledger.reading() as db:
        assert list(log.faults(db)) == []
        assert list(blobs.faults(db)) == []
        assert [event.seq for event in log.events(db)] == [1, 2, 3]


@given(st.data())
def test_the_chain_finds_any_flipped_byte(ledger: Ledger, data: st.DataObject) -> None:
    with rolled_back(ledger) as db:
        seq = data.draw(st.integers(1, 3))
        column = data.draw(st.sampled_from(["event", "hash", "kind", "subject", "supersedes"]))
        stored = db.execute(select(schema.log.c[column]).where(schema.log.c.seq == seq)).scalar_one()
        flipped = bytearray((stored or "x").encode())
        at, bit = data.draw(st.integers(0, len(flipped) - 1)), data.draw(st.integers(0, 6))
        flipped[at] ^= 1 << bit
        changed = flipped.decode("utf-8", "replace")
        db.execute(update(schema.log).where(schema.log.c.seq == seq).values({column: changed}))
        if changed != stored:
            assert list(log.faults(db))


@given(st.data())
def test_any_flipped_byte_of_a_text_is_found(ledger: Ledger, data: st.DataObject) -> None:
    with rolled_back(ledger) as db:
        name, stored = db.execute(select(schema.blobs.c.digest, schema.blobs.c.data)).one()
        flipped = bytearray(stored)
        flipped[data.draw(st.integers(0, len(flipped) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        db.execute(update(schema.blobs).values(data=bytes(flipped)))
        assert list(blobs.faults(db)) == [(name, "its content is not what its digest says")]


@pytest.mark.parametrize("seq", [1, 2])
def test_a_missing_event_is_found(ledger: Ledger, seq: int) -> None:
    with rolled_back(ledger) as db:
        db.execute(schema.log.delete().where(schema.log.c.seq == seq))
        assert list(log.faults(db))


def test_what_an_undo_supersedes_is_not_current_until_the_undo_is_undone(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "troth.db", create=True) as ledger, ledger.writing() as db:
        act = log.append(db, log.REDACTED, {"report": "r1", "because": "x"}, subject="r1", by="Ana")
        assert log.current(db, log.REDACTED) == [act]
        undo = log.append(db, log.UNDONE, {}, by="Ana", supersedes=[act.hash])
        assert log.current(db, log.REDACTED) == []
        log.append(db, log.UNDONE, {}, by="Ana", supersedes=[undo.hash])
        assert log.current(db, log.REDACTED) == [act]

"""Open a ledger: one file (SQLite) or a server (PostgreSQL), with transactions that read and transactions that write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, NoSuchModuleError

from troth.errors import LedgerFull, LedgerUnusable
from troth.ledger import rulings, schema, words

# Seconds a writer waits for another's transaction.  A transaction holds a chunk of reports (tens of milliseconds); a whole minute
# without a turn means that something is stuck.
PATIENCE: Final = 60
# The first SQLite without the race between a checkpoint and a reset of the write-ahead log (DESIGN, "Parts").
SQLITE_WITHOUT_RESET_RACE: Final = (3, 51, 3)
# KiB of a ledger that SQLite keeps at hand: the indexes of some 50,000 reports, into which each new one is entered here and there.
CACHE: Final = 64 * 1024
_WRITER_LOCK: Final = 0x74726F7468  # "troth": PostgreSQL's advisory lock for the one writer

_FULL: Final = ("disk is full", "No space left", "could not extend", "disk I/O error", "File too large")
_BUSY: Final = ("database is locked", "lock timeout")


class Ledger:
    """An open ledger.  State lives here and nowhere else; close it, or use it as a context manager."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine, self.name = engine, name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the ledger; writers do not wait for it, nor it for them."""
        with self._transaction(write=False) as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One change of the ledger, whole or not at all; durable when this returns.  Keep it short: others wait."""
        with self._transaction(write=True) as db:
            yield db

    def shed_traces(self) -> None:
        """Leave nothing readable of texts that were just removed: not in the search index, not in the write-ahead log."""
        with self.writing() as db:
            words.forget_removed(db)
        if self.engine.dialect.name == "sqlite":
            with _telling_what_broke(self.name), self.engine.connect() as db:
                db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _transaction(self, *, write: bool) -> Iterator[Connection]:
        with _telling_what_broke(self.name), self.engine.connect() as db:
            db = db.execution_options(troth_writes=write)
            with db.begin():
                yield db


def open_ledger(name: str | Path, *, create: bool = False) -> Ledger:
    """Open the ledger in a file, or at a database URL.

    Raises LedgerUnusable when there is none (unless `create`), when the file is no ledger, or when a newer troth wrote it.
    """
    url = _url(str(name))
    shown = url.render_as_string(hide_password=True) if url.get_backend_name() != "sqlite" else str(url.database)
    file = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
    if file is not None and not create and not file.exists():
        raise LedgerUnusable(shown, "there is no ledger here", "make one with `troth add FILES`, or name another with --ledger")
    engine = create_engine(url)
    event.listen(engine, "begin", _begin)
    if file is not None:
        event.listen(engine, "connect", _set_up_sqlite)
    ledger = Ledger(engine, shown)
    try:
        _bring_up(ledger)
    except BaseException:
        ledger.close()
        raise
    return ledger


def _url(name: str) -> URL:
    if "://" not in name:
        return URL.create("sqlite", database=name)
    try:
        url = make_url(name)
        if url.get_backend_name() == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError) as unknown:
        raise LedgerUnusable(name, "this is no database URL that troth knows", "give a file, or postgresql://...") from unknown
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise LedgerUnusable(name, "troth keeps ledgers in SQLite and PostgreSQL only", "give a file, or postgresql://...")
    return url


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # troth begins transactions itself: see _begin
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):  # a file that is not ours must stay as it is
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE}")
    connection.execute("PRAGMA secure_delete = ON")  # a redacted text must not stay readable in free pages


def _begin(db: Connection) -> None:
    """Writers queue up at the start of their transaction: a lock asked for halfway could only be refused."""
    writes = db.get_execution_options().get("troth_writes", False)
    if db.dialect.name == "sqlite":
        db.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    elif writes:
        db.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
        db.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")
    else:
        db.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _bring_up(ledger: Ledger) -> None:
    """Make the tables of a new ledger, and the derived ones of a ledger whose derived form is older."""
    with ledger.reading() as db:
        if _forms(db) == _PRESENT_FORMS:
            return
    with ledger.writing() as db:
        forms = _forms(db)
        if forms == _PRESENT_FORMS:
            return
        if not forms and inspect(db).get_table_names():
            raise LedgerUnusable(ledger.name, "this database is no ledger of troth", "name another with --ledger")
        if forms.get("permanent", 0) > schema.PERMANENT_FORM or forms.get("derived", 0) > schema.DERIVED_FORM:
            raise LedgerUnusable(ledger.name, "a newer troth wrote this ledger", "upgrade troth")
        schema.permanent.create_all(db)
        drop_derived(db)
        create_derived(db)
        for name, form in _PRESENT_FORMS.items():
            known = name in forms
            db.execute(update(schema.meta).where(schema.meta.c.name == name).values(value=str(form)) if known else _form_row(name, form))


_PRESENT_FORMS: Final = {"permanent": schema.PERMANENT_FORM, "derived": schema.DERIVED_FORM}


def _form_row(name: str, form: int) -> Any:
    return insert(schema.meta).values(name=name, value=str(form))


def _forms(db: Connection) -> dict[str, int]:
    if not inspect(db).has_table("meta") or not inspect(db).has_table("log"):
        return {}
    return {name: int(value) for name, value in db.execute(select(schema.meta.c.name, schema.meta.c.value))}


def drop_derived(db: Connection) -> None:
    """Drop every derived table; log and blobs stay."""
    words.drop(db)
    schema.derived.drop_all(db)


def create_derived(db: Connection) -> None:
    """Make the derived tables: empty, but for the places that rulings name."""
    schema.derived.create_all(db)
    words.create(db)
    rulings.note_places(db)


def sqlite_notice(db: Connection) -> str | None:
    """What a user should know about the SQLite that this Python brings, if anything."""
    if db.dialect.name != "sqlite" or sqlite3.sqlite_version_info >= SQLITE_WITHOUT_RESET_RACE:
        return None
    return f"SQLite {sqlite3.sqlite_version} has a rare race when the write-ahead log is reset; 3.51.3 and later do not"


@contextmanager
def _telling_what_broke(name: str) -> Iterator[None]:
    try:
        yield
    except DBAPIError as broke:
        message = str(broke.orig)
        if any(sign in message for sign in _FULL):
            raise LedgerFull(
                name, f"there is no space left ({message})", "free some and run it again: nothing acknowledged is lost"
            ) from broke
        if any(sign in message for sign in _BUSY):
            raise LedgerUnusable(name, f"another process has held it for {PATIENCE} seconds", "end that process, or try again") from broke
        if isinstance(broke, DatabaseError):
            raise LedgerUnusable(name, f"the database says: {message}", "name another with --ledger, or run `troth doctor`") from broke
        raise

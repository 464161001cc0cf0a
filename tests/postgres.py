"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket there, gone at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """The folder of the server's programs: Debian keeps them out of the PATH."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """A running server; yields the URL of an empty database on it."""
    folder = Path(tempfile.mkdtemp(prefix="troth-pg-"))  # not pytest's: that one is closed to the user the server runs as
    as_user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "nobody", "nogroup")

    def run(*command: object) -> None:
        subprocess.run([*as_user, *map(str, command)], check=True, cwd=folder, stdout=subprocess.DEVNULL)

    data = folder / "data"
    # A collation that is not by code points, as most servers have: the ledger must not depend on it.
    run(
        programs / "initdb",
        "-D",
        data,
        "-U",
        "troth",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--locale-provider=icu",
        "--icu-locale=en-US",
        "-A",
        "trust",
        "--no-sync",
    )
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    run(programs / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
    try:
        yield f"postgresql://troth@/postgres?host={folder}"
    finally:
        run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def new_schema(url: str, name: str) -> str:
    """Make an empty schema; returns a URL by which a ledger lies in it."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{url}&options=-csearch_path%3D{name}"

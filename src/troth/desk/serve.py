"""The only file of troth that listens: it serves the desk at one address, which the user named or which is this machine's own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from pathlib import Path

import uvicorn

from troth.config import load_settings
from troth.desk.app import application
from troth.desk.guard import LOOPBACK
from troth.errors import DeskUnusable
from troth.verbs import DEMO_LEDGER, LedgerName, demo, open_named


def serve(
    ledger: LedgerName = None,
    *,
    host: str = "127.0.0.1",
    port: int = 8465,
    names: Collection[str] = (),
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the desk until it is stopped.

    `names` are the host names, besides this machine's own and `host`, under which it answers; `ready` is told the address once it listens
    (port 0 takes any that is free).  Raises DeskUnusable when the address cannot be had.
    """
    settings = load_settings()
    with open_named(ledger, create=True) as opened:
        app = application(opened, str(ledger or settings.ledger), settings.user, {*LOOPBACK, host, *names})
        server = uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False, ws="none"))
        telling = threading.Thread(target=_tell, args=(server, host, ready), daemon=True)
        telling.start()
        try:
            server.run()
        except SystemExit as refused:
            raise DeskUnusable(
                f"{host}:{port}", "this address cannot be had", "another desk may be there: name another --port"
            ) from refused


def ledger_to_serve(named: str | None) -> str:
    """The ledger that is named, else the settings' one where there is one, else the example ledger, which is made when it is not there."""
    chosen = named or load_settings().ledger
    if named or "://" in chosen or Path(chosen).exists():
        return chosen
    if not Path(DEMO_LEDGER).exists():
        for _ in demo():
            pass
    return DEMO_LEDGER


def _tell(server: uvicorn.Server, host: str, ready: Callable[[str], None] | None) -> None:
    while not server.started:
        if server.should_exit:
            return
        threading.Event().wait(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    if ready:
        ready(f"http://{f'[{host}]' if ':' in host else host}:{port}/")

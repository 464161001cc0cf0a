"""A desk that is really served, its rooms on the example ledger, and a browser's page that is watched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import uvicorn
from playwright.sync_api import Browser, Page, expect

from troth.desk.app import application
from troth.ledger.engine import open_ledger

WAIT = 90_000  # milliseconds for what a slow machine does while others work on it
expect.set_options(timeout=WAIT)

PLEDGE = "/pledge/pe430acf736cfdd84-611-702"  # to push the Senate: told by five outlets of four origins
REPORT = "/report/e430acf736cfdd84"  # "Obama, in Mexico, sides with Calderon": has a copy
STORY = "/story/e430acf736cfdd84"

ROOMS = (
    "/",
    "/ledger",
    "/ledger?words=helicopters&sort=-origins&status=not_rated&checkable=yes",
    "/ledger?words=nothing+has+these",
    PLEDGE,
    REPORT,
    f"{REPORT}?show=pledges&show=developments&show=statements&show=figures&show=times&show=furniture&at=611-702",
    "/stories",
    STORY,
    "/actors",
    "/actor?name=Barack+Obama",
    "/search",
    "/search?q=helicopters",
    "/search?q=zyzzyva",
    "/add",
    "/keys",
    "/nowhere",
    "/pledge/nothing",
)


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """The address of a desk on this ledger, made when it is not there."""
    with open_ledger(ledger, create=True) as opened:
        app = application(opened, str(ledger), "somebody")
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", ws="none"))
        serving = Thread(target=server.run, daemon=True)
        serving.start()
        while not server.started:
            sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        serving.join()


@contextmanager
def watched(browser: Browser, *, refusals: bool = False, **options: Any) -> Iterator[Page]:
    """Such a page, with options of Playwright's; `refusals` allows answers that say no."""
    context = browser.new_context(**options)
    context.set_default_timeout(WAIT)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    told = [one for one in complaints if not (refusals and "Failed to load resource: the server responded with a status of 4" in one)]
    assert not told

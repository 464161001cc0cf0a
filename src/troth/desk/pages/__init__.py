"""One file a page: from the ledger to what its template shows."""

from __future__ import annotations

from typing import Final

from troth.desk.pages import actor, adding, inbox, joins, keys, ledger, pledge, report, searching, story

ROUTERS: Final = tuple(page.router for page in (inbox, ledger, pledge, report, story, actor, searching, joins, adding, keys))

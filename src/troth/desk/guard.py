"""What every request has to pass and every answer carries: nothing foreign runs here, and nobody acts through another site's page."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from typing import Annotated, Final
from urllib.parse import urlsplit

from fastapi import Depends, Form, HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
TOKEN: Final = "troth-token"  # the cookie; a form repeats it, which a page of another site cannot
YEAR: Final = 365 * 24 * 3600  # seconds that a cookie of ours is kept

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# `same-origin` and not `no-referrer`: the latter would take the origin out of our own forms too.
_HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Lets requests through that name this desk as their host and, where they act, come from its own pages; adds the headers."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app, self.hosts = app, frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request (ASGI)."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(scope["method"], Headers(scope=scope))
        app = PlainTextResponse(refused, status_code=403) if refused else self.app
        await app(scope, receive, send_guarded)

    def _refused(self, method: str, headers: Headers) -> str | None:
        """Why a request is refused.  A name that is not ours means that another site's name was pointed at this address."""
        host = headers.get("host", "")
        if _name(host) not in self.hosts:
            return "This desk does not answer to that name. Start it with --name to add one."
        if method in _SAFE:
            return None
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return "This was sent from another site's page, so nothing was done."
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return "This was sent from another site's page, so nothing was done."
        return None


def token_of(request: Request) -> str:
    """The token that this browser's forms carry: the one it has, or a new one."""
    return request.cookies.get(TOKEN) or secrets.token_urlsafe(18)


def acting(request: Request, token: Annotated[str, Form()] = "") -> None:
    """Refuse a form that does not repeat the browser's token."""
    own = request.cookies.get(TOKEN, "")
    if not own or not secrets.compare_digest(own.encode(), token.encode()):
        raise HTTPException(403, "The form was too old, or came from elsewhere. Go back, load the page anew and try again.")


Acting: Final = Depends(acting)


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    return (host[1:].partition("]")[0] if host.startswith("[") else host.rpartition(":")[0] or host).lower()

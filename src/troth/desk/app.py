"""The application: its rooms, its templates, and what all pages have in common."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote, urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException

from troth import __version__
from troth.desk import told
from troth.desk.guard import LOOPBACK, TOKEN, YEAR, Guard, token_of
from troth.desk.jobs import Jobs
from troth.errors import NoSuchThing, TrothError
from troth.identity import mention_id, report_key
from troth.ledger.engine import Ledger
from troth.publish.page import credited
from troth.publish.table import what_told

NAME: Final = "troth-name"  # the cookie that keeps how a person signs
_HERE: Final = Path(str(files("troth") / "desk"))


@dataclass(frozen=True, slots=True)
class Desk:
    """What every page works with: the ledger, the name by which it is opened, and how a person signs who has not said so."""

    ledger: Ledger
    ledger_name: str
    user: str
    templates: Environment
    jobs: Jobs
    kept_joins: dict[str, Any] = field(default_factory=dict)


def application(ledger: Ledger, ledger_name: str, user: str, hosts: Collection[str] = LOOPBACK) -> FastAPI:
    """The desk on this ledger, for requests to these host names; `user` signs where nobody gives a name."""
    from troth.desk.pages import ROUTERS

    app = FastAPI(title="troth", version=__version__, docs_url=None, redoc_url=None, openapi_url="/openapi.json")
    app.state.desk = Desk(ledger, ledger_name, user, _templates(), Jobs(ledger_name))
    app.add_middleware(Guard, hosts=hosts)
    app.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(NoSuchThing, _not_found)
    app.add_exception_handler(TrothError, _refused)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _ill_asked)
    return app


def desk_of(request: Request) -> Desk:
    """The desk that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


def signed(request: Request) -> str:
    """The name by which this browser's person signs."""
    return unquote(request.cookies.get(NAME, "")) or desk_of(request).user


def shown(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page: the template, with these values and what all pages have."""
    desk, token = desk_of(request), token_of(request)
    common = {"request": request, "token": token, "signed": signed(request), "ledger_name": Path(desk.ledger_name.split("?")[0]).name}
    body = desk.templates.get_template(template).render(**common, **values)
    answer = HTMLResponse(body, status_code=status)
    if request.cookies.get(TOKEN) != token:
        keep(answer, TOKEN, token)
    return answer


def keep(answer: Response, name: str, value: str) -> None:
    """Let the browser keep a cookie of ours for a year: it goes to this desk alone, and no script reads it."""
    answer.set_cookie(name, quote(value), max_age=YEAR, httponly=True, samesite="strict")


def keep_name(answer: Response, name: str) -> Response:
    """Let the browser keep how a person signs."""
    keep(answer, NAME, name)
    return answer


def link(path: str, **query: object) -> str:
    """An address of the desk; a value that is None or empty is left out."""
    asked = urlencode({name: value for name, value in query.items() if value not in (None, "", ())}, doseq=True)
    return f"{path}?{asked}" if asked else path


def _templates() -> Environment:
    env = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    env.filters |= {
        "day": told.day,
        "short_day": told.short_day,
        "quoted": told.quoted,
        "moment": told.moment,
        "listed": told.listed,
        "figure": told.figure,
        "key": report_key,
        "mention_id": mention_id,
        "web": web_address,
    }
    env.globals |= {
        "counted": told.counted,
        "credited": credited,
        "link": link,
        "STATUSES": told.STATUSES,
        "FORCES": told.FORCES,
        "FORCE_CHOICES": [(str(force), f"{force}: {meaning}") for force, meaning in told.FORCES.items()],
        "TURNS": told.TURNS,
        "ROLES": told.ROLES,
        "DIFFERENCES": told.DIFFERENCES,
        "CHANGES": told.CHANGES,
        "what_told": what_told,
        "version": __version__,
    }
    return env


def web_address(url: str | None) -> str | None:
    """The address of a web page, or None where it is anything else: a report may come with `javascript:` in its place."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _told_error(request: Request, status: int, heading: str, reason: str, remedy: str = "") -> HTMLResponse:
    values: Mapping[str, Any] = {"heading": heading, "reason": reason, "remedy": remedy}
    return shown(request, "error.html", status=status, **values)


def _not_found(request: Request, error: Exception) -> Response:
    assert isinstance(error, TrothError)
    return _told_error(
        request, 404, "Nothing here has this address", f"{error.where}: {error.reason}", "Look for it in the ledger or search."
    )


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, TrothError)
    return _told_error(request, 409, "That could not be done", f"{error.where}: {error.reason}", error.remedy)


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return _told_error(request, 404, "There is no such page", request.url.path, "Begin at the inbox.")
    return _told_error(request, error.status_code, "That could not be done", str(error.detail))


def _ill_asked(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return _told_error(
        request, 422, "The address asks for something odd", f"{first['loc'][-1]}: {first['msg']}", "Correct it, or begin anew."
    )

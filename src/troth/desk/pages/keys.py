"""The list of keys, for browsers without script."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from troth.desk.app import shown

router = APIRouter()


@router.get("/keys")
def keys(request: Request) -> Response:
    """The list."""
    return shown(request, "keys.html")

"""Known names: by-names, capitals, countries and roles that any reader of news knows, from `lexicon/known.toml`."""

from __future__ import annotations

from functools import cache
from typing import Any

from troth.find import lexicon


def by_name(name: str, text: str) -> str | None:
    """The name that an actor goes by for a short or by-name ("Tories", "the Fed"); None where the report gives no reason to change it."""
    known, short = _known(), name.casefold()
    if (always := known["always"].get(short)) is not None:
        return str(always)
    fuller = known["spelled_out"].get(short)
    return str(fuller) if fuller is not None and fuller in text else None


@cache
def words(table: str, name: str) -> frozenset[str]:
    """A list of words of the lexicon."""
    return frozenset(_known()[table][name].split())


@cache
def countries() -> frozenset[str]:
    """The names of countries."""
    return frozenset(" ".join(name.split()) for name in _known()["countries"]["names"].split(","))


@cache
def family(role: str) -> frozenset[str]:
    """All words that describe the same sort of person as this one ("nominee": candidate, contender ...), itself among them."""
    families = (frozenset(line.split()) for line in _known()["roles"]["families"])
    return frozenset().union(*(line for line in families if role in line))


def _known() -> dict[str, Any]:
    return lexicon.table("known")

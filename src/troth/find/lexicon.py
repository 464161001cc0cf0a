"""The words that rules go by, read from the commented TOML files beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from troth.types import Force

KINDS: Final = ("verb", "state", "noun", "before", "modal", "headline")


@dataclass(frozen=True, slots=True)
class Commissive:
    """A word that carries a commitment; the fields are those that `lexicon/commissives.toml` explains.

    `name` is the first of its forms, `particle` the file's `with`; `confidence` is 1 until the words around it are weighed.
    `narrated` is its force in the reporter's voice (None when it then carries nothing), `uttered` its force in the actor's words
    or under a word of saying; they differ for modals alone.
    """

    name: str
    kind: str
    narrated: Force | None
    uttered: Force
    takes: frozenset[str]
    confidence: float = 1.0
    particle: str = ""
    utters: bool = False
    refrains: bool = False
    negated: str = "nothing"
    act: str = "carry out"
    things: frozenset[str] = frozenset()


@cache
def commissives() -> dict[str, tuple[Commissive, ...]]:
    """The commissive words by form; "plan" is a verb and a noun."""
    words: dict[str, tuple[Commissive, ...]] = {}
    for kind in KINDS:
        for entry in table("commissives")[kind]:
            for form in entry["forms"].split():
                words[form] = (*words.get(form, ()), _commissive(kind, entry))
    return words


def _commissive(kind: str, entry: dict[str, Any]) -> Commissive:
    uttered = entry.get("force") or entry["uttered"]
    narrated = entry.get("force") or entry.get("narrated")
    own = {"forms", "force", "narrated", "uttered", "takes", "things", "with"}
    rest = {name: value for name, value in entry.items() if name not in own}
    return Commissive(
        name=entry["forms"].split()[0],
        kind=kind,
        narrated=Force(narrated) if narrated else None,
        uttered=Force(uttered),
        takes=frozenset(entry.get("takes", ())),
        things=frozenset(entry.get("things", "").split()),
        particle=entry.get("with", ""),
        **rest,
    )


@cache
def words(file: str, name: str) -> frozenset[str]:
    """A plain list of words of one lexicon file."""
    return frozenset(table(file)[name].split())


@cache
def table(file: str) -> dict[str, Any]:
    """A lexicon file as it is written."""
    return tomllib.loads(resources.files(__package__).joinpath("lexicon", f"{file}.toml").read_text("utf-8"))

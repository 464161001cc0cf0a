"""The words that figures are read by, from `lexicon/figures.toml`, in the shapes that the rules look them up in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final, Generic, TypeVar

from troth.find import lexicon
from troth.find.figures.tokens import phrase

PARTED: Final = "|"  # what parts forms of several words

V = TypeVar("V")


class Phrasebook(Generic[V]):
    """Phrases of one or more tokens, and what each means; the longest that fits is the one that is meant."""

    def __init__(self, phrases: Mapping[tuple[str, ...], V]) -> None:
        self._meanings = dict(phrases)
        self._by_first, self._by_last = _sizes(phrases, 0), _sizes(phrases, -1)
        self.firsts = frozenset(self._by_first)

    def after(self, tokens: Sequence[str], i: int) -> tuple[V, int] | None:
        """What the phrase means that starts at this token, and the token after it."""
        for size in self._by_first.get(tokens[i], ()) if i < len(tokens) else ():
            if i + size > len(tokens):
                continue
            meaning = self._meanings.get(tuple(tokens[i : i + size]))
            if meaning is not None:
                return meaning, i + size
        return None

    def before(self, tokens: Sequence[str], i: int) -> tuple[V, int] | None:
        """What the phrase means that ends right before this token, and the token it starts with."""
        for size in self._by_last.get(tokens[i - 1], ()) if i > 0 else ():
            meaning = self._meanings.get(tuple(tokens[i - size : i])) if size <= i else None
            if meaning is not None:
                return meaning, i - size
        return None


def _sizes(phrases: Mapping[tuple[str, ...], V], at: int) -> dict[str, list[int]]:
    """How long the phrases are that start or end with each token, the longest first."""
    sizes: dict[str, set[int]] = {}
    for tokens in phrases:
        sizes.setdefault(tokens[at], set()).add(len(tokens))
    return {token: sorted(found, reverse=True) for token, found in sizes.items()}


@cache
def words(table: str, name: str) -> frozenset[str]:
    """A plain list of words."""
    return frozenset(_read()[table][name].split())


@cache
def numbers(table: str) -> Mapping[str, float]:
    """A table of number words and what they are worth."""
    return {word: float(value) for word, value in _read()[table].items()}


@cache
def magnitudes() -> Phrasebook[tuple[float, float]]:
    """Phrases that give an order of magnitude, and its ends."""
    return Phrasebook({phrase(words): (float(low), float(high)) for words, (low, high) in _read()["magnitudes"].items()})


@cache
def minimums() -> Phrasebook[float]:
    """Phrases that say "more than so many"."""
    return Phrasebook({phrase(words): float(least) for words, least in _read()["at_least"].items()})


@cache
def phrases(table: str) -> Phrasebook[str]:
    """The phrases of a table, each with the name that it stands under; in lower case, with spaces or hyphens ("square-foot")."""
    forms = [(form.strip(), name) for name, forms in _read()[table].items() for form in forms.split(PARTED)]
    return Phrasebook({phrase(form.replace(" ", joint)): name for form, name in forms for joint in " -"})


@cache
def marks(table: str) -> Phrasebook[str]:
    """The marks of a table, whose case counts, each with the name that it stands under."""
    return Phrasebook({phrase(mark): name for name, forms in _read()[table].items() for mark in forms.split()})


@cache
def changes() -> Mapping[str, str]:
    """The verbs of rising and falling, each with `up` or `down`."""
    return {verb: way for way in ("up", "down") for verb in _read()["change"][way].split()}


def _read() -> dict[str, Any]:
    return lexicon.table("figures")

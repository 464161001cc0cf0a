"""Links: which pledges of the same report the words of a passage speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

import snowballstemmer

from troth.find.developments.cues import words
from troth.types import PledgeMention

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD: Final = re.compile(r"[^\W_][\w’'.-]*\w|\d")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
MOST_STEMS: Final = 50_000  # words whose stems are kept at hand


@dataclass(frozen=True, slots=True)
class Known:
    """A pledge that the report states, by what other passages can share with it."""

    mention: PledgeMention
    stems: frozenset[str]
    names: frozenset[str]


def known(mentions: Iterable[PledgeMention]) -> list[Known]:
    """The report's pledges, in order."""
    return [_known(mention) for mention in mentions]


def _known(mention: PledgeMention) -> Known:
    names = frozenset(name.lower().split()[-1] for name in mention.who if name.split())
    own = {stem(word.lower()) for name in mention.who for word in name.split()}
    return Known(mention, frozenset(stems(mention.what) - own), names)


def stems(text: str) -> set[str]:
    """The stems of the words that say what a passage is about."""
    return {stem(word) for found in _WORD.finditer(text) if (word := _POSSESSIVE.sub("", found[0].lower())) not in words("common")}


def stems_of(tokens: Iterable[Token]) -> set[str]:
    """The same of tokens."""
    return {stem(word) for token in tokens if token.text[0].isalnum() and (word := token.lower_) not in words("common")}


@lru_cache(maxsize=MOST_STEMS)
def stem(word: str) -> str:
    """The word without its endings."""
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")

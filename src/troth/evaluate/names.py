"""How names and phrases are compared: people by their last names, phrases by their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

LONGEST_COMPARED: Final = 500  # characters of a deadline or condition; comparing is quadratic, and none in the news is half as long

_WORD: Final = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_POSSESSIVE: Final = re.compile(r"['’]s?$")


def last_name(name: str) -> str:
    """The last word, without case, possessive and punctuation: `Mayor Ana Whitlock's` and `whitlock` are one; `U.S.` is `us`.

    A name without any letter or digit is compared as it is.
    """
    words = _WORD.findall(_POSSESSIVE.sub("", name.casefold().strip(' .,;:)]}"”»')))
    return _POSSESSIVE.sub("", words[-1]).replace(".", "") if words else name.strip().casefold()


def last_names(names: Iterable[str]) -> frozenset[str]:
    """The last names of several actors."""
    return frozenset(map(last_name, names))


def shared_words(a: str, b: str) -> float:
    """F1 of the words of two phrases, each counted as often as it stands there; without case."""
    ours, theirs = Counter(_WORD.findall(a.casefold())), Counter(_WORD.findall(b.casefold()))
    words = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / words if words else float(a.strip() == b.strip())


def shared_characters(a: str, b: str) -> float:
    """Share of the characters of two phrases that stand in both in the same order (Ratcliff and Obershelp's measure)."""
    first, second = sorted((a.casefold()[:LONGEST_COMPARED], b.casefold()[:LONGEST_COMPARED]))  # its result depends on the order
    return float(SequenceMatcher(None, first, second, autojunk=False).ratio())

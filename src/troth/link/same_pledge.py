"""What a mention is compared by when mentions are joined into pledges: its actors, its action, and whether it is done or left.

Mentions of one signature are one wording, however many reports carry it: copies neither weigh more nor cost more.
"""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from itertools import combinations
from typing import Any, Final, NamedTuple

from troth import meaning
from troth.identity import canonical_json, digest
from troth.types import PledgeMention

LONGEST_ACTION: Final = 12  # words: what follows them is seldom the action itself
FEWEST_STEMS: Final = 2  # that say which action: "veto it", "his promises" can be any
RAREST: Final = 4  # stems of an action under which it can be found, alone (the first two) and in pairs
UNITS: Final = 8  # weights of stems are whole eighths, which add up the same in any order
SELDOM: Final = 0.03  # share of reports taken for a word that stands in no class of `common.toml`, whose rarest has 0.05

_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True)
class Signature:
    """What two mentions are compared by: keys of their actors, the words of their action in order of the alphabet, their polarity.

    `loosely` are last names of actors who are known in full: they are shared with one of whom nothing but the last name is known, and with
    nobody else.
    `apart` tells from all others of the same words a mention that is not compared by its words alone: one that a person judged (its id),
    or one that does not say which action it means (`bare`: what it says and what stands around it, which only copies share).
    """

    actors: frozenset[str]
    words: tuple[str, ...]
    polarity: str
    apart: str = ""
    bare: bool = False
    loosely: frozenset[str] = frozenset()

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the action's words."""
        return frozenset(map(stem, self.words))

    @cached_property
    def weight(self) -> int:
        """How much the stems say together, in units of `UNITS` to a factor of e in how rare they are."""
        return sum(map(weight, self.stems))

    @cached_property
    def ways(self) -> frozenset[tuple[int, int]]:
        """Which way the action goes on each axis of opposites on which it goes one way only: the axis, and -1 or 1."""
        told = {way for one in self.stems for way in _words().ways.get(one, ())}
        return frozenset((axis, way) for axis, way in told if (axis, -way) not in told)

    @cached_property
    def text(self) -> str:
        """The words, as meaning is read from them."""
        return " ".join(self.words)

    @cached_property
    def rank(self) -> int:
        """Its place in the order of wordings: a number below 2 ** 63 that depends on nothing but the signature."""
        return _number(str(self))

    @cached_property
    def keys(self) -> frozenset[int]:
        """Numbers under which wordings that may be of the same pledge find one another: by their rarest stems, and by meaning."""
        if self.bare:
            return frozenset()
        rarest = sorted(self.stems, key=lambda one: (-weight(one), -len(one), one))[:RAREST]
        told = [*rarest[:2], *("+".join(sorted(pair)) for pair in combinations(rarest, 2)), "=" + self.text]
        told += [f"~{number}:{key}" for number, key in enumerate(meaning.keys(self.text))]
        return frozenset(_number(f"{self.polarity}|{actor}|{key}") for actor in self.actors | self.loosely for key in told)

    def common_actors(self, other: Signature) -> frozenset[str]:
        """The keys by which an actor of the one is an actor of the other."""
        return (self.actors & other.actors) | (self.actors & other.loosely) | (self.loosely & other.actors)

    def __str__(self) -> str:
        return canonical_json([sorted(self.actors), list(self.words), self.polarity, self.apart, self.bare, sorted(self.loosely)])

    @classmethod
    def read(cls, written: str) -> Signature:
        """The signature that `str` wrote."""
        actors, words, polarity, apart, bare, loosely = json.loads(written)
        return cls(frozenset(actors), tuple(words), polarity, apart, bare, frozenset(loosely))

    def judged(self, mention: str) -> Signature:
        """The signature of a mention of these words that a person judged."""
        return replace(self, apart=mention)


class Whose(NamedTuple):
    """Whose a mention is: keys of its actors, and last names of those who are known in full."""

    actors: frozenset[str]
    loosely: frozenset[str]


def signature(mention: PledgeMention, whose: Whose | None = None) -> Signature:
    """What a mention is compared by; `whose` it is goes by the names alone where nothing more is known."""
    actors, loosely = whose or Whose(frozenset(map(actor_key, mention.who)), frozenset())
    own = {word for name in mention.who for word in actor_key(name).split()}  # "carry out Whitlock's plan" says whose, not what
    named = [word for word in map(plain, _WORD.findall(mention.what)) if word not in _words().idle]
    action = sorted(set([word for word in named if word not in own][:LONGEST_ACTION]))
    signed = Signature(actors, tuple(action), str(mention.polarity), loosely=loosely)
    return signed if _says_which(signed.stems) else replace(signed, bare=True, apart=_around(mention))


def _says_which(stems: frozenset[str]) -> bool:
    return len(stems) >= FEWEST_STEMS or bool(stems & _words().enough)


def _around(mention: PledgeMention) -> str:
    """A short name for a mention's words and those around them, which copies of its report share."""
    quote = mention.quote
    return digest(canonical_json([quote.prefix.split(), quote.exact.split(), quote.suffix.split()]))[:16]


def plain(word: str) -> str:
    """A word in lower case, without a possessive or the stops of initials."""
    folded = word.casefold().replace("’", "'").removesuffix("'s")
    return folded.replace(".", "") if re.fullmatch(r"(?:\w\.)+\w?", folded) else folded


@cache
def stem(word: str) -> str:
    """A word without its ending (Snowball's English stems)."""
    return str(_stemmer().stemWord(word))


@cache
def weight(one: str) -> int:
    """How much a stem says: the logarithm of how few reports have it, in whole units."""
    return round(-UNITS * math.log(_shares().get(one, SELDOM)))


@cache
def actor_key(name: str) -> str:
    """What two names of one actor have in common: a person's last name, also of "the X administration"; else the whole name."""
    words = [word for word in map(plain, _WORD.findall(name)) if word not in _words().articles and word not in _words().titles]
    while len(words) > 1 and words[-1] in _words().offices:
        words.pop()
    person = 1 < len(words) <= 3 and not any(word in _words().bodies or word.endswith("s") for word in words[-1:])
    key = words[-1] if person else " ".join(words) or name.casefold()
    return _words().aliases.get(key, key)


def _number(told: str) -> int:
    return int.from_bytes(sha256(told.encode()).digest()[:8], "big") >> 1


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@cache
def _shares() -> dict[str, float]:
    """The share of reports that have a stem, by the commonest of its words."""
    classes = tomllib.loads(files("troth").joinpath("common.toml").read_text("utf-8"))["class"]
    rarest_first = sorted(classes, key=lambda one: float(one["share"]))
    return {stem(word): float(one["share"]) for one in rarest_first for word in one["words"].split()}


@dataclass(frozen=True, slots=True)
class _Words:
    idle: frozenset[str]
    enough: frozenset[str]
    articles: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    bodies: frozenset[str]
    aliases: dict[str, str]
    ways: dict[str, set[tuple[int, int]]]


@cache
def _words() -> _Words:
    lists = tomllib.loads(files("troth.link").joinpath("words.toml").read_text("utf-8"))
    aliases = lists.pop("aliases")
    enough = frozenset(map(stem, lists.pop("enough")["words"]))
    ways = _ways(lists.pop("opposites")["axes"])
    return _Words(**{name: frozenset(listed["words"]) for name, listed in lists.items()}, enough=enough, aliases=aliases, ways=ways)


def _ways(axes: Sequence[str]) -> dict[str, set[tuple[int, int]]]:
    """The axes on which a stem says which way, and that way."""
    ways: dict[str, set[tuple[int, int]]] = {}
    for axis, told in enumerate(axes):
        for way, side in zip((-1, 1), told.split("|"), strict=True):
            for word in side.split():
                ways.setdefault(stem(word), set()).add((axis, way))
    return ways

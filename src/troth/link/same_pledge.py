"""Which mentions are of the same pledge: the same actor, undertaking the same action, in nearly the same words.

The decision looks at two mentions alone, never at what else is in the ledger, and pledges are the connected components: so the
order of arrival cannot matter.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from troth.identity import canonical_json
from troth.types import PledgeMention

# Least Jaccard similarity of the stems of two actions: of 0.34 to 0.67 the best pair F1 within the stories of the training reports.
LIKE_ENOUGH: Final = 0.6
FEWEST_SHARED: Final = 2  # stems: one common word ("help") says too little
# One telling is often the longer: with so many stems in common, it is enough that the shorter one is in the longer.
MANY_SHARED: Final = 4
CONTAINED_ENOUGH: Final = 0.8  # share of the shorter action's stems
LONGEST_ACTION: Final = 10  # stems: what follows them is seldom the action itself

_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Signature:
    """What two mentions are compared by: keys of their actors, stems of their action, and whether it is to be done or left."""

    actors: frozenset[str]
    stems: tuple[str, ...]
    polarity: str

    @property
    def keys(self) -> frozenset[str]:
        """Two signatures that are the same share at least one of these.

        Prefix filtering (Bayardo, Ma and Srikant 2007): sets that have at least k elements in common agree in one of the first
        n - k + 1 of any fixed order.  The order here is longest stem first, since short ones are the common ones.
        """
        fewest = min(MANY_SHARED, max(1, int(LIKE_ENOUGH * len(self.stems))))
        first = self.stems[: len(self.stems) - fewest + 1]
        return frozenset(f"{self.polarity}|{actor}|{stem}" for actor in self.actors for stem in first)

    def __str__(self) -> str:
        return canonical_json([sorted(self.actors), list(self.stems), self.polarity])

    @classmethod
    def read(cls, written: str) -> Signature:
        """The signature that `str` wrote."""
        actors, stems, polarity = json.loads(written)
        return cls(frozenset(actors), tuple(stems), polarity)


def signature(mention: PledgeMention) -> Signature:
    """What a mention is compared by."""
    actors = frozenset(map(actor_key, mention.who))
    idle = _words().idle | {word for actor in actors for word in actor.split()}  # "carry out Whitlock's plan" says whose, not what
    stems = [_stem(word) for word in map(_plain, _WORD.findall(mention.what)) if word not in idle]
    action = sorted(set(stems[:LONGEST_ACTION]), key=lambda stem: (-len(stem), stem))
    return Signature(actors, tuple(action), str(mention.polarity))


def same(a: Signature, b: Signature) -> bool:
    """Whether two mentions are of the same pledge."""
    if a.polarity != b.polarity or not a.actors & b.actors:
        return False
    if a.stems == b.stems:
        return bool(a.stems)
    shared, either, shorter = len({*a.stems} & {*b.stems}), len({*a.stems} | {*b.stems}), min(len(a.stems), len(b.stems))
    alike = shared >= FEWEST_SHARED and shared >= LIKE_ENOUGH * either
    return alike or (shared >= MANY_SHARED and shared >= CONTAINED_ENOUGH * shorter)


def groups(mentions: Sequence[PledgeMention]) -> list[list[PledgeMention]]:
    """The mentions, parted into pledges: the connected components of `same`."""
    signatures = [signature(mention) for mention in mentions]
    leader = list(range(len(mentions)))
    under_key: dict[str, list[int]] = {}
    for i, sign in enumerate(signatures):
        near = {j for key in sign.keys for j in under_key.setdefault(key, [])}
        for j in near:
            if _root(leader, i) != _root(leader, j) and same(sign, signatures[j]):
                leader[_root(leader, i)] = _root(leader, j)
        for key in sign.keys:
            under_key[key].append(i)
    parted: dict[int, list[PledgeMention]] = {}
    for i, mention in enumerate(mentions):
        parted.setdefault(_root(leader, i), []).append(mention)
    return list(parted.values())


@cache
def actor_key(name: str) -> str:
    """What two names of one actor have in common: a person's last name, also of "the X administration"; else the whole name."""
    words = [word for word in map(_plain, _WORD.findall(name)) if word not in _words().articles and word not in _words().titles]
    while len(words) > 1 and words[-1] in _words().offices:
        words.pop()
    person = 1 < len(words) <= 3 and not any(word in _words().bodies or word.endswith("s") for word in words[-1:])
    key = words[-1] if person else " ".join(words) or name.casefold()
    return _words().aliases.get(key, key)


def _root(leader: list[int], i: int) -> int:
    while leader[i] != i:
        leader[i] = leader[leader[i]]
        i = leader[i]
    return i


def _plain(word: str) -> str:
    folded = word.casefold().replace("’", "'").removesuffix("'s")
    return folded.replace(".", "") if re.fullmatch(r"(?:\w\.)+\w?", folded) else folded


@cache
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class _Words:
    idle: frozenset[str]
    articles: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    bodies: frozenset[str]
    aliases: dict[str, str]


@cache
def _words() -> _Words:
    lists = tomllib.loads(files("troth.link").joinpath("words.toml").read_text("utf-8"))
    aliases = lists.pop("aliases")
    return _Words(**{name: frozenset(listed["words"]) for name, listed in lists.items()}, aliases=aliases)

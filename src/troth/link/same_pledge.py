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

LIKE_ENOUGH: Final = 0.5  # least Jaccard similarity of the stems of two actions; set on the example reports, before there was a scorer
FEWEST_SHARED: Final = 2  # stems: one common word ("help") says too little
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

        Prefix filtering (Bayardo, Ma and Srikant 2007): sets of which at least a share t is common agree in one of the first
        (1 - t) n + 1 elements of any fixed order.  The order here is longest stem first, since short ones are the common ones.
        """
        first = self.stems[: len(self.stems) - int(LIKE_ENOUGH * len(self.stems)) + 1]
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
    stems = [_stem(word) for word in map(_plain, _WORD.findall(mention.what)) if word not in _words().idle]
    action = sorted(set(stems[:LONGEST_ACTION]), key=lambda stem: (-len(stem), stem))
    return Signature(frozenset(map(actor_key, mention.who)), tuple(action), str(mention.polarity))


def same(a: Signature, b: Signature) -> bool:
    """Whether two mentions are of the same pledge."""
    if a.polarity != b.polarity or not a.actors & b.actors:
        return False
    shared, all_stems = len({*a.stems} & {*b.stems}), len({*a.stems} | {*b.stems})
    if a.stems == b.stems:
        return bool(a.stems)
    return shared >= FEWEST_SHARED and shared >= LIKE_ENOUGH * all_stems


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

"""A pledge as it is followed: the names of whoever made it, and the terms of what it is about."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Final

from troth.follow.lexicon import belongs, gerunds, listed, pasts, plain, stem, words_of
from troth.identity import canonical_json
from troth.rarity import shares
from troth.types import Pledge, Polarity

RARE: Final = 4.0  # weight of a word that fewer than one report in twenty has; log(1 / 0.05) is 3
NAMED: Final = 1.0  # more for a name: "Jerusalem" says more of what a pledge is about than "embassy"
SHORTEST_ACRONYM: Final = 3  # letters
_RUN: Final = re.compile(r"(?:[A-Z]\w*[\s\-]+)+[A-Z]\w*")
_NEGATED: Final = re.compile(r"(?:not|never)\s+(?:to\s+)?|refrain\s+from\s+", re.IGNORECASE)
PARTIES: Final = frozenset({"republicans", "democrats"})


@dataclass(frozen=True, slots=True)
class Term:
    """A word that says what a pledge is about: its plain form, stem, weight, and whether it is a name."""

    plain: str
    stem: str
    weight: float
    name: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """What a pledge is followed by.

    `names` are the words of its actors' names, `terms` the words of its action, the first of them its verb; `acronyms` the short forms of
    names in it, each with the words that it stands for; `ends` tells that the action is to put an end to something.
    """

    what: str
    names: frozenset[str]
    terms: tuple[Term, ...]
    pasts: frozenset[str]
    gerunds: frozenset[str]
    acronyms: tuple[tuple[str, frozenset[str]], ...]
    ends: bool
    polarity: Polarity = Polarity.DO
    made_on: str | None = None
    who: tuple[str, ...] = ()

    def __str__(self) -> str:
        return canonical_json([list(self.who), self.what, str(self.polarity), self.made_on])

    @classmethod
    def read(cls, written: str) -> Subject:
        """The subject that `str` wrote."""
        who, what, polarity, made_on = json.loads(written)
        return subject(who, what, Polarity(polarity), made_on)

    @property
    def verb(self) -> str:
        """The first word of its action."""
        return self.terms[0].plain if self.terms else ""

    @property
    def weight(self) -> float:
        """The weight of all its terms."""
        return sum(term.weight for term in self.terms) or 1.0


def subject_of(pledge: Pledge) -> Subject:
    """How an entry of the ledger is followed: from the day it was first reported or, where no report has one, made.

    It is followed by the words of its first mention that says what could be checked, which later reports do not change: reports that were
    asked need not be asked again.
    """
    told = next((mention for mention in pledge.mentions if mention.checkable), None) or pledge
    return subject(told.who, told.what, pledge.polarity, pledge.since or pledge.made_on)


def subject(who: Sequence[str], what: str, polarity: Polarity = Polarity.DO, made_on: str | None = None) -> Subject:
    """How a pledge is followed that these actors made; "not raise the fee" is to refrain from raising it."""
    if negated := _NEGATED.match(what):
        what, polarity = what[negated.end() :], Polarity.REFRAIN
    return _subject(tuple(who), what, polarity, made_on)


@lru_cache(maxsize=4096)
def _subject(who: tuple[str, ...], what: str, polarity: Polarity, made_on: str | None) -> Subject:
    names = frozenset(_names(who))
    terms = tuple(_terms(what, names))
    verb = terms[0].plain if terms else ""
    return Subject(
        what=what,
        names=names,
        terms=terms,
        pasts=pasts(verb) if verb else frozenset(),
        gerunds=gerunds(verb) if verb else frozenset(),
        acronyms=tuple(_acronyms(what)),
        ends=belongs(verb, "ended") or verb in {"remove", "close", "ban"},
        polarity=polarity,
        made_on=made_on,
        who=who,
    )


def _names(who: Sequence[str]) -> list[str]:
    words = [word for name in who for word in words_of(name)]
    named = [word.plain for word in words if word.written[0].isupper() or word.plain in PARTIES]
    return [word for word in named if word not in listed("titles") and len(word) > 1] or [word.plain for word in words[-1:]]


def _terms(what: str, own: Collection[str]) -> list[Term]:
    """The terms of an action; the names of whoever does it are none: "carry out Romney's plan" is about any plan of his."""
    parts: list[str] = []
    for word in words_of(what):
        parts += word.written.split("-") if word.written[0].isupper() else [word.written]
    terms = []
    for written in parts:
        form = plain(written)
        name = written[0].isupper()
        if len(form) > 1 and form not in listed("idle") and not (name and form in own):
            terms.append(Term(form, stem(form), rarity(form) + (NAMED if name else 0.0), name))
    return terms


def rarity(word: str) -> float:
    """How much a word says of what a text is about, 0 to 4."""
    if word in listed("idle"):
        return 0.0
    share = shares().get(word) or shares().get(stem(word))
    return log(1 / share) if share else RARE


def _acronyms(what: str) -> list[tuple[str, frozenset[str]]]:
    found = []
    for run in _RUN.finditer(what):
        words = re.findall(r"[A-Z]\w*", run[0])
        if len(words) >= SHORTEST_ACRONYM:
            found.append(("".join(word[0] for word in words).casefold(), frozenset(word.casefold() for word in words)))
    return found

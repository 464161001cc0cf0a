"""The rules of `times.toml` over the words of a text: which rules fit where, the longest first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from troth.find.lexicon import table
from troth.find.times import tokens
from troth.find.times.tokens import Tokens

_NAMES: Final = re.compile(r"[A-Z]+\b|\b[a-z_]+\b|\s+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that one rule fits: `start` and `end` count words; `means` names the rule's reading."""

    tokens: Tokens
    start: int
    end: int
    means: str
    fit: re.Match[str]

    def key(self, name: str) -> str | None:
        """The key of the first word of a class, or None."""
        return next(iter(self.keys(name)), None)

    def keys(self, name: str) -> list[str]:
        """The keys of all words of a class, in order."""
        found = (tokens.load().key(self.tokens.word(at), name) for at in range(self.start, self.end))
        return [key for key in found if key is not None]

    def words(self, part: str | None = None) -> list[str]:
        """The words of the phrase or of a part of it, in small letters; none for a part that is not there."""
        start, end = self.start, self.end
        if part is not None:
            start, end = self.fit.span(part) if part in self.fit.re.groupindex else (0, 0)
        return [self.tokens.word(at) for at in range(start, end)] if start >= 0 else []

    def has(self, *words: str) -> bool:
        """Whether one of these words is in the phrase."""
        return not set(words).isdisjoint(self.words())

    def before(self, far: int = 1) -> str:
        """The word so far in front of the phrase, in small letters."""
        return self.tokens.word(self.start - far)

    def after(self, far: int = 1) -> str:
        """The word so far behind the phrase, in small letters."""
        return self.tokens.word(self.end - 1 + far)


def phrases(words: Tokens, start: int) -> tuple[int, list[Phrase]] | None:
    """The first place at or after a word where rules fit, with all that fit there, the longest first; None when there is none.

    Only runs of words that rules name, with one among them that can carry a time, are looked at.
    """
    rules = _rules()
    codes, length = words.codes, len(words.codes)
    seek = max(0, start - BEHIND)
    while (carrier := rules.carrier.search(codes, seek)) is not None:
        begin = max(start, codes.rfind(tokens.PLAIN, start, carrier.start()) + 1)
        end = codes.find(tokens.PLAIN, carrier.start())
        end = length if end < 0 else end
        for at in range(begin, end):
            here = rules.first.get(codes[at], ())
            fits = [Phrase(words, at, fit.end(), means, fit) for means, rule in here if (fit := rule.match(codes, at))]
            if fits:
                return at, sorted(fits, key=lambda phrase: -phrase.end)
        seek, start = end, max(start, end)
    return None


BEHIND: Final = 4  # words that a rule looks back over


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules by the codes they can begin with, each with its reading; `carrier` finds words that can carry a time."""

    carrier: re.Pattern[str]
    first: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]


@cache
def _rules() -> _Rules:
    data = table("times")
    parts: dict[str, str] = {}
    for name, pattern in data["parts"].items():  # a part may use those above it
        parts[name] = _compile(pattern, parts)
    every = [(rule["means"], pattern) for rule in data["rule"] for pattern in rule["patterns"]]
    every += [("holiday", holiday.replace("’s", "possessive")) for holiday in data["holidays"]]
    first: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for means, pattern in every:
        compiled = _compile(pattern, parts, named=True)
        for code in sorted(_beginnings(compiled)):
            first.setdefault(code, []).append((means, re.compile(compiled)))
    return _Rules(_carrier(data["light"].split()), {code: tuple(rules) for code, rules in first.items()})


def _carrier(light: list[str]) -> re.Pattern[str]:
    classes = tokens.load().classes
    without = {tokens.PLAIN, *(code for name in light for code in classes.get(name, "") + classes.get(f"={name}", ""))}
    without -= set(classes["yyyy"])
    return re.compile(f"[{''.join(sorted({code for codes in classes.values() for code in codes} - without))}]")


def _compile(pattern: str, parts: dict[str, str], *, named: bool = False) -> str:
    seen: set[str] = set()

    def code(name: re.Match[str]) -> str:
        if name[0].isspace():
            return ""
        if name[0].isupper():
            if named and name[0] not in seen:
                seen.add(name[0])
                return f"(?P<{name[0]}>{parts[name[0]]})"
            return f"(?:{parts[name[0]]})"
        classes = tokens.load().classes
        return f"[{classes.get(name[0]) or classes['=' + name[0]]}]"

    return _NAMES.sub(code, pattern)


# What compiled patterns are made of: sets of codes, brackets that group or look around, alternatives, and what may be left out.
_PIECE: Final = re.compile(
    r"\[(?P<set>[^\]]*)\]|(?P<open>\((?:\?(?:P<\w+>|:|=|!|<=|<!))?)|(?P<close>\))|(?P<bar>\|)|(?P<maybe>\?|\{0,\d+\})"
)


def _beginnings(pattern: str) -> set[str]:
    """The codes that a match of a compiled pattern can begin with."""
    first, _, _ = _choice(list(_PIECE.finditer(pattern)), 0)
    return first


def _choice(pieces: list[re.Match[str]], at: int) -> tuple[set[str], bool, int]:
    """Of alternatives up to a closing bracket or the end: the first codes, whether one may be empty, and where they end."""
    first: set[str] = set()
    empty, skipped = False, True  # skipped: all so far of this alternative may be left out
    while at < len(pieces) and not pieces[at]["close"]:
        piece = pieces[at]
        if piece["bar"]:
            empty, skipped, at = empty or skipped, True, at + 1
            continue
        own, optional, at = _piece(pieces, at)
        if at < len(pieces) and pieces[at]["maybe"]:
            optional, at = True, at + 1
        if skipped:
            first |= own
        skipped = skipped and optional
    return first, empty or skipped, at


def _piece(pieces: list[re.Match[str]], at: int) -> tuple[set[str], bool, int]:
    if pieces[at]["set"] is not None:
        return set(pieces[at]["set"]), False, at + 1
    inner, optional, end = _choice(pieces, at + 1)
    looks = pieces[at]["open"].endswith(("=", "!"))  # a look around takes no word
    return (set(), True, end + 1) if looks else (inner, optional, end + 1)

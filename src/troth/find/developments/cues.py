"""Cues: the words that tell what becomes of a commitment, and where they stand in a sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from troth.find import lexicon
from troth.types import Span, Status

KEPT: Final = 16_384  # sentences whose cues are kept: most have none, the others 1.5, together 8 MB
_WORD: Final = re.compile(r"[A-Za-z]+(?:[-’'][A-Za-z]+)*")
_BETWEEN: Final = r"[\w’'-]+ (?:[\w’'-]+ ){0,2}?"  # what "*" stands for: one to three words


@dataclass(frozen=True, slots=True)
class Group:
    """Words that tell the same; the fields are those that `lexicon/developments.toml` explains."""

    name: str
    status: Status
    bears: str
    faint: bool = False
    others: bool = False
    denied: Status | None = None
    ongoing: Status | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A place, by offsets into the text, where a group's words stand."""

    group: Group
    start: int
    end: int


def cues(text: str, sentence: Span) -> Iterator[Cue]:
    """The cues of a sentence in order; where one phrase contains another, the longer."""
    for cue in _cues(text[sentence.start : sentence.end]):
        yield Cue(cue.group, sentence.start + cue.start, sentence.start + cue.end)


@lru_cache(maxsize=KEPT)
def _cues(text: str) -> tuple[Cue, ...]:
    return tuple(_in_order(text))


def _in_order(text: str) -> Iterator[Cue]:
    known, past = _by_first_word(), 0
    for word in _WORD.finditer(text):
        if word.start() < past:
            continue
        ends = [(found.end(), group) for rest, group in known.get(word[0].lower(), ()) if (found := rest.match(text, word.end()))]
        if ends:
            past = max(end for end, _ in ends)
            yield next(Cue(group, word.start(), past) for end, group in ends if end == past)


@cache
def _by_first_word() -> dict[str, tuple[tuple[re.Pattern[str], Group], ...]]:
    """For each form that opens a phrase, what has to follow it."""
    known: dict[str, list[tuple[re.Pattern[str], Group]]] = defaultdict(list)
    for entry in _lexicon()["group"]:
        group = _group(entry)
        for phrase in entry["phrases"].strip().splitlines():
            first, *rest = phrase.split(" ")
            follows = re.compile(_following(rest), re.IGNORECASE)
            for form in _forms(first):
                known[form].append((follows, group))
    return {form: tuple(entries) for form, entries in known.items()}


def _group(entry: dict[str, Any]) -> Group:
    denied, ongoing = (Status(entry[name]) if name in entry else None for name in ("denied", "ongoing"))
    faint, others = entry.get("faint", False), entry.get("others", False)
    return Group(entry["name"], Status(entry["status"]), entry["bears"], faint, others, denied, ongoing)


def _following(words: list[str]) -> str:
    parts = [_BETWEEN if word == "*" else f"(?:{'|'.join(map(re.escape, _forms(word)))}) " for word in words]
    return "".join([" ", *parts]).removesuffix(" ") + r"\b" if parts else ""


def _forms(word: str) -> list[str]:
    """The forms that a word of the lexicon stands for."""
    if "/" in word:
        return [form for alternative in word.split("/") for form in _forms(alternative)]
    if not word.endswith("~"):
        return [word]
    stem = word[:-1]
    if stem.endswith("e"):
        return [stem, f"{stem}s", f"{stem}d", f"{stem[:-1]}ing"]
    return [stem, f"{stem}es" if stem.endswith(("s", "sh", "ch", "x")) else f"{stem}s", f"{stem}ed", f"{stem}ing"]


@cache
def words(name: str) -> frozenset[str]:
    """A plain list of words of the lexicon."""
    return frozenset(_lexicon()[name].split())


@cache
def weights() -> dict[str, float]:
    """What each observation around a cue weighs, in log odds."""
    return dict(_lexicon()["weights"])


@cache
def least_share() -> float:
    """The share of right ones from which a place is told as a development."""
    return float(_lexicon()["least"])


def _lexicon() -> dict[str, Any]:
    return lexicon.table("developments")

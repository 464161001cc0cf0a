"""The words of `lexicon.toml`: which groups a word or phrase belongs to, and the forms of a verb."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

# The groups whose words are looked for near what the pledge is about; `HOLDING` only where it is not to be done, `ended_deed` where it is
# to end something.
NEAR: Final = (
    "done", "ended", "begun", "blocked", "broken", "reversed", "part",
    "word", "ahead", "maybe", "past", "neg", "opinion", "others",
)  # fmt: skip
HOLDING: Final = ("held", "gave_way")
CUES: Final = (*NEAR, *HOLDING, "ended_deed")
KEPT_WORDS: Final = 50_000
_WORD: Final = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_POSSESSIVE: Final = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its place there, its letters as they stand, and its plain form."""

    start: int
    end: int
    written: str
    plain: str


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a stretch of text, with their places in the whole text."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(match.start(), match.end(), match[0], plain(match[0])) for match in found]


def plain(word: str) -> str:
    """A word without case and possessive."""
    return _POSSESSIVE.sub("", word.casefold()).replace("’", "'")


@lru_cache(maxsize=KEPT_WORDS)
def stem(word: str) -> str:
    """The word without its endings."""
    return str(_stemmer().stemWord(word))


def cues(words: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
    """Where words and phrases of each group of `CUES` begin and end."""
    found: dict[str, list[tuple[int, int]]] = {group: [] for group in CUES}
    for at, word in enumerate(words):
        for group in _groups_with(word):
            if length := _group(group).length_at(words, at):
                found[group].append((at, at + length))
    return found


@cache
def listed(group: str) -> frozenset[str]:
    """The single words of a group."""
    return _group(group).single


def belongs(word: str, group: str) -> bool:
    """Whether a word is of a group by itself."""
    return _group(group).length_at([word], 0) > 0


def pasts(verb: str) -> frozenset[str]:
    """Its past forms."""
    irregular = _lists()["irregular"].get(verb)
    if irregular:
        return frozenset(irregular.split())
    if verb.endswith("e"):
        return frozenset({verb + "d"})
    if verb.endswith("y") and verb[-2:-1] not in set("aeiou"):
        return frozenset({verb[:-1] + "ied"})
    return frozenset({verb + "ed", verb + verb[-1:] + "ed"})


def gerunds(verb: str) -> frozenset[str]:
    """Its forms in -ing."""
    return frozenset({verb[:-1] + "ing" if verb.endswith("e") else verb + "ing", verb + verb[-1:] + "ing"})


@dataclass(frozen=True, slots=True)
class _Group:
    single: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]  # by their first word
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]

    def may_begin(self, word: str) -> bool:
        """Whether a word is of the group, or the first of a phrase that is."""
        return word in self.single or word in self.phrases or word.startswith(self.beginnings) or word.endswith(self.endings)

    def length_at(self, words: Sequence[str], at: int) -> int:
        """How many words a phrase of the group has that stands here, or 1 for a single word of it; 0 for none."""
        word = words[at]
        if word in self.single or word.startswith(self.beginnings) or word.endswith(self.endings):
            return 1
        told = (phrase for phrase in self.phrases.get(word, ()) if tuple(words[at : at + len(phrase)]) == phrase)
        return min(map(len, told), default=0)


@lru_cache(maxsize=KEPT_WORDS)
def _groups_with(word: str) -> tuple[str, ...]:
    """The groups of `CUES` of which a word is, or may begin a phrase."""
    return tuple(group for group in CUES if _group(group).may_begin(word))


@cache
def _group(name: str) -> _Group:
    entries = _lists()[name].split()
    whole = [tuple(entry.split("_")) for entry in entries if not entry.endswith("~")]
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in whole:
        if len(phrase) > 1:
            phrases[phrase[0]] = (*phrases.get(phrase[0], ()), phrase)
    beginnings = tuple(entry[:-1] for entry in entries if entry.endswith("~"))
    endings = ("n't",) if name == "neg" else ()
    return _Group(frozenset(phrase[0] for phrase in whole if len(phrase) == 1), phrases, beginnings, endings)


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(files("troth.follow").joinpath("lexicon.toml").read_text("utf-8"))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")

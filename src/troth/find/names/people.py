"""Names: the people a report names, each by the fullest name it gives, and where it names them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from troth.find import lexicon
from troth.types import Span

_ABBREVIATED: Final = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Adm|St|[A-Z])\."
_PLAIN: Final = r"[A-ZÀ-Þ][A-Za-zÀ-ÿ]*(?:-[A-Za-zÀ-ÿ]+|['’][A-ZÀ-Þ][A-Za-zÀ-ÿ]+)*"
_PARTICLE: Final = r"(?:(?:de|da|van|von|al|bin|ibn|la|del|der|el|ben) )?"
_RUN: Final = re.compile(rf"\b(?:{_ABBREVIATED}|{_PLAIN})(?: {_PARTICLE}(?:{_ABBREVIATED}|{_PLAIN}))*")
BESIDE: Final = 60  # characters beside a name that may tell that it is a person's
_ADDED: Final = re.compile(r", (?P<told>\d{2}(?=,)|[a-z][\w’' -]{2,58})")
LONGEST_NAME: Final = 4  # words: "Hillary Rodham Clinton", "Recep Tayyip Erdogan", "Mohammed bin Salman"
MOST_NAMES: Final = 8192  # names that are kept at hand without their titles: 2 MB
FARTHEST_BACK: Final = 6  # sentences from a pronoun to its name: beyond, silence is better than a guess
HE, SHE = "he", "she"
_GENDERED: Final = {
    "mr": HE,
    "sir": HE,
    "king": HE,
    "prince": HE,
    "lord": HE,
    "mrs": SHE,
    "ms": SHE,
    "miss": SHE,
    "lady": SHE,
    "queen": SHE,
}
_SHORT: Final = {"sen": "senator", "gov": "governor", "rep": "congressman", "gen": "general", "pres": "president"}


@dataclass(frozen=True, slots=True)
class Named:
    """A place where a person is named: the words as they stand without titles, and the titles."""

    start: int
    words: tuple[str, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """The people of one report.

    `full` are the names of two words and more; `fullest` is keyed by surname, and by first name where one person alone has it, in
    lower case; `pronouns` by fullest name; `holders` by office.
    """

    named: tuple[Named, ...]
    full: frozenset[str]
    fullest: dict[str, str]
    pronouns: dict[str, str]
    holders: dict[str, str]

    def full_name(self, words: str) -> str | None:
        """The fullest name in the report for a surname or name (titles kept off), or None when it is no person's."""
        return _full_name(_without_titles(words), self.full, self.fullest)

    def name(self, named: Named) -> str | None:
        """The fullest name in the report of whom it names at a place."""
        return _full_name(named.words, self.full, self.fullest)

    def before(self, offset: int, pronoun: str, sentences: Sequence[Span], without: str | None = None) -> str | None:
        """Whom a pronoun at this offset most likely means.

        The nearest sentence up to the offset that names somebody whom the pronoun fits decides, and in it the first of them:
        English puts the one spoken about first.
        """
        at = bisect_right(sentences, offset, key=lambda span: span.start)
        for sentence in reversed(sentences[max(0, at - FARTHEST_BACK) : at]):
            first = bisect_left(self.named, sentence.start, key=lambda named: named.start)
            last = bisect_left(self.named, min(sentence.end, offset), key=lambda named: named.start)
            for named in self.named[first:last]:
                name = self.name(named)
                if name and name != without and self.pronouns.get(name, pronoun) == pronoun:
                    return name
        return None


def people(text: str) -> People:
    """Find the people that a text names."""
    runs = list(_runs(text))
    lone = {run.words[0].lower() for run in runs if len(run.words) == 1}
    counted = Counter(" ".join(run.words) for run in runs if _is_person(run, lone) or _is_described(run, text))
    fullest = _shortened([name for name, _ in counted.most_common()], runs)
    full = frozenset(counted)
    named = tuple(run for run in runs if " ".join(run.words) in full or (len(run.words) == 1 and run.words[0].lower() in fullest))
    return People(named, full, fullest, _pronouns(named, full, fullest), _holders(named, full, fullest))


def _shortened(full: list[str], runs: list[Named]) -> dict[str, str]:
    """What a single word stands for: a surname for the name most often given with it, a first name for its only bearer."""
    fullest: dict[str, str] = {}
    for name in full:
        fullest.setdefault(name.split()[-1].lower(), name)
    bearers = Counter(name.split()[0].lower() for name in full)
    for name in full:
        if bearers[name.split()[0].lower()] == 1:
            fullest.setdefault(name.split()[0].lower(), name)
    for run in runs:
        if len(run.words) == 1 and run.titles and not _is_body(run):
            fullest.setdefault(run.words[0].lower(), f"{run.titles[-1]} {run.words[0]}")
    return fullest


def _full_name(words: Sequence[str], full: frozenset[str], fullest: dict[str, str]) -> str | None:
    name = " ".join(words)
    if name in full:
        return name
    return fullest.get(words[-1].lower()) if words else None


def _runs(text: str) -> Iterator[Named]:
    """Runs of capitalised words, cut at words that belong to no name."""
    for run in _RUN.finditer(text):
        start, words = run.start(), list[str]()
        for word in [*run[0].split(" "), ""]:
            if word and word.lower() not in lexicon.words("names", "functions"):
                words.append(word)
                continue
            bare, titles = _untitled(words)
            if bare:
                yield Named(start, tuple(bare), tuple(titles))
            start, words = start + sum(len(part) + 1 for part in [*words, word]), []


@lru_cache(maxsize=MOST_NAMES)
def _without_titles(words: str) -> tuple[str, ...]:
    return tuple(_untitled(words.split())[0])


def _untitled(words: list[str]) -> tuple[list[str], list[str]]:
    """A name without the titles before it, and the titles; a title alone stays a name."""
    titles = lexicon.words("agents", "titles")
    last = max((i for i, word in enumerate(words[:-1]) if word.lower().rstrip(".") in titles), default=-1)
    return words[last + 1 :], words[: last + 1]


def _is_person(run: Named, lone: set[str]) -> bool:
    """A name of several words that a title, a first name, or its last word standing alone elsewhere shows to be a person's."""
    if not 2 <= len(run.words) <= LONGEST_NAME or _is_body(run):
        return False
    first = run.words[0].lower()
    if run.titles or first in lexicon.words("names", "men") or first in lexicon.words("names", "women"):
        return True
    return len(run.words) == 2 and run.words[1].lower() in lone and first not in lone


def _is_described(run: Named, text: str) -> bool:
    """Whether two or three words are told to be a person's, by a noun or an age beside them: "Tove Brandt, an economist at", "pollster Tove
    Brandt", "Tove Brandt, 43,"."""
    if not 2 <= len(run.words) <= LONGEST_NAME - 1 or _is_body(run) or any(word.isupper() and len(word) > 2 for word in run.words):
        return False
    at = text.find(run.words[0], run.start)
    end = at + len(" ".join(run.words))
    before = text[max(0, at - BESIDE) : at].split()
    if before and before[-1] in lexicon.words("names", "persons"):
        return True
    after = _ADDED.match(text, end, end + BESIDE)
    if after is None:
        return False
    told = after["told"].split()
    return told[0].isdigit() or (any(word in lexicon.words("names", "persons") for word in told) and not told[0][0].isupper())


def _is_body(run: Named) -> bool:
    return any(word.lower() in lexicon.words("agents", "bodies") for word in run.words)


def _pronouns(named: tuple[Named, ...], full: frozenset[str], fullest: dict[str, str]) -> dict[str, str]:
    known: dict[str, str] = {}
    for run in named:
        name = _full_name(run.words, full, fullest)
        if name is not None and (pronoun := _by_title(run) or _by_first_name(name)):
            known.setdefault(name, pronoun)
    return known


def _by_title(run: Named) -> str | None:
    return next((_GENDERED[title] for title in map(_office, run.titles) if title in _GENDERED), None)


def _by_first_name(name: str) -> str | None:
    first = name.split()[0].lower()
    return HE if first in lexicon.words("names", "men") else SHE if first in lexicon.words("names", "women") else None


def _holders(named: tuple[Named, ...], full: frozenset[str], fullest: dict[str, str]) -> dict[str, str]:
    """Whom the report most often calls by each office: "the president" is whoever it calls President So-and-so."""
    held = Counter((_office(title), _full_name(run.words, full, fullest)) for run in named for title in run.titles)
    holders: dict[str, str] = {}
    for (office, name), _ in held.most_common():
        if name is not None:
            holders.setdefault(office, name)
    return holders


def _office(title: str) -> str:
    plain = title.lower().rstrip(".")
    return _SHORT.get(plain, plain)

"""Observing: what the words of a passage show of how it bears on a pledge.

A passage is read sentence by sentence; the one that has most of what the pledge is about is its *focus*, and the words around the shared
ones are *near*.  Each mark is a number from 0 to 1 or thereabouts; `weights.toml` says what they weigh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from math import exp, log, log1p
from typing import TYPE_CHECKING, Final

import numpy as np

from troth.follow.lexicon import HOLDING, NEAR, Word, cues, listed, stem, words_of
from troth.follow.subject import Subject
from troth.meaning import Directions, between, cosines, directions, vector
from troth.text import moved, sentences
from troth.types import Polarity, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray


ALIKE: Final = 0.3  # cosine from which two words begin to count as one another
NEARLY: Final = 0.9  # most that a word counts for another that only means the same
SAME_BEGINNING: Final = 5  # letters: "denuclearise", "denuclearization"
FOUND: Final = 0.6  # from here on a term counts as found at a place
BEFORE, AFTER = 9, 8  # words around the found terms that are near
APART: Final = 12  # words: a term farther from the others is not of the same clause
UNREAL: Final = 3  # words before a deed in which it is told to be one only wished for
DENYING: Final = 4  # words before a deed in which a negation denies it
KEPT_PASSAGES: Final = 1024  # whose words are kept at hand, at some 20 KB: one may bear on many pledges
TELLING: Final = 2.0  # weight from which a term is one that a passage should have
LONG_AGO: Final = 8.0  # of log(1 + days): eight years
EARLY: Final = 30  # days
_PARTING: Final = frozenset(",;:—–()")
# Headlines of other stories that some sites run into a name: "Dick DurbinSenate votes on ... MORE (D-Ill.)".
_RUN_IN: Final = re.compile(r"((?:[A-Z][\w.'’()]+ ){1,4}?)[A-Z][a-z’']+[a-z](?=[A-Z])[A-Z][^\n]{10,700}? MORE\b")


@dataclass(frozen=True, slots=True)
class Sight:
    """What was observed of a passage: the marks, the span of its focus, and the terms' first and last place in it."""

    marks: dict[str, float]
    focus: Span
    near: Span


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence by itself: its words, their stems and directions, whether a comma or the like stands before each, and its cues.

    `at` and `of_stem` have where each word and each stem stands, `begun` where words begin so, `idle` where they say nothing; `cues` has,
    by group, where each cue begins and ends, in words.
    """

    span: Span
    words: list[Word]
    plain: list[str]
    stems: list[str]
    parted: list[bool]
    directions: Directions
    at: dict[str, list[int]]
    of_stem: dict[str, list[int]]
    begun: dict[str, list[int]]
    idle: list[int]
    cues: dict[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence beside a pledge: how far each of its words stands for each term, and how far it has the terms, each 0..1."""

    told: _Told
    table: NDArray[np.float64]
    cover: list[float]


@dataclass(frozen=True, slots=True)
class _Part:
    """Words of a sentence from `first` to before `last`: what stands outside is not looked at."""

    told: _Told
    first: int
    last: int

    @property
    def plain(self) -> list[str]:
        return self.told.plain[self.first : self.last]

    def hits(self, group: str) -> Iterator[int]:
        """Where cues of a group stand that are wholly inside."""
        return (at for at, end in self.told.cues[group] if self.first <= at and end <= self.last)

    def denied(self, at: int) -> bool:
        """Whether a negation stands right before a word."""
        first = max(self.first, at - DENYING)
        return any(first <= begin and end <= at for begin, end in self.told.cues["neg"])

    def unreal(self, at: int) -> bool:
        """Whether what a word tells is still ahead or might be: "promised to rebuild", but not "promised to rebuild, was finished"."""
        plain = self.told.plain
        for back in range(at, max(self.first, at - UNREAL), -1):
            if self.told.parted[back] or plain[back - 1] in listed("finite"):
                return False
            if plain[back - 1] in listed("unreal"):
                return True
        return False


def observe(subject: Subject, text: str, passage: Span, published: str | None) -> Sight | None:
    """The marks of a passage of a text that was published that day; None where it has no words, or the pledge no terms."""
    seen = _masked(text[passage.start : passage.end])
    parts = [_beside(subject, told) for told in _sentences(seen)]
    if not parts or not subject.terms:
        return None
    focus = max(parts, key=lambda part: (_mean(subject, part.cover) + 0.05 * _names(subject, part.told.plain), -part.told.span.start))
    low, high = _found(focus)
    told = focus.told
    near = _Part(told, max(0, low - BEFORE), min(len(told.words), high + AFTER))
    inside = _Part(told, 0, len(told.words))
    whole = [_Part(part.told, 0, len(part.told.words)) for part in parts]
    marks = (
        _coverage(subject, parts, focus)
        | _likeness(subject, seen, focus)
        | _actors(subject, near, inside, whole, high)
        | _standing(NEAR, subject, near, inside, whole)
        | _verb(subject, inside, near)
        | _setting(subject, parts, focus, seen, published)
    )
    if subject.ends:
        marks = {f"{name} meant" if name.endswith(" ended") else name: value for name, value in marks.items()}
        close, farther = (any(not part.unreal(at) and not part.denied(at) for at in part.hits("ended_deed")) for part in (near, inside))
        marks |= {"end told": float(close), "end told farther": float(farther and not close)}
    if subject.polarity is Polarity.REFRAIN:
        marks |= _standing(HOLDING, subject, near, inside, whole)
    start = passage.start
    found = Span(start + told.words[low].start, start + told.words[high].end)
    return Sight(marks, moved(told.span, start), found)


def _masked(text: str) -> str:
    """The text with run-in headlines blanked out, every other character at its place."""
    return _RUN_IN.sub(lambda run: run[1] + " " * (len(run[0]) - len(run[1])), text)


@lru_cache(maxsize=KEPT_PASSAGES)
def _sentences(passage: str) -> list[_Told]:
    return [told for span in sentences(passage) if (told := _told(passage, span)) is not None]


def _told(text: str, span: Span) -> _Told | None:
    words = words_of(text, span.start, span.end)
    if not words:
        return None
    plain = [word.plain for word in words]
    between_words = (text[before.end : after.start] for before, after in pairwise(words))
    parted = [True, *(any(sign in _PARTING for sign in gap) for gap in between_words)]
    stems = [stem(word) for word in plain]
    at: dict[str, list[int]] = {}
    of_stem: dict[str, list[int]] = {}
    begun: dict[str, list[int]] = {}
    for place, (word, its_stem) in enumerate(zip(plain, stems, strict=True)):
        at.setdefault(word, []).append(place)
        of_stem.setdefault(its_stem, []).append(place)
        if len(word) >= SAME_BEGINNING:
            begun.setdefault(word[:SAME_BEGINNING], []).append(place)
    idle = [place for place, word in enumerate(plain) if word in listed("idle")]
    return _Told(span, words, plain, stems, parted, directions([vector(word) for word in plain]), at, of_stem, begun, idle, cues(plain))


def _beside(subject: Subject, told: _Told) -> _Sentence:
    terms = _directions(tuple(term.plain for term in subject.terms))
    alike = np.maximum(0.0, (between(terms, told.directions) - ALIKE) / (1 - ALIKE)) * NEARLY
    alike[:, told.idle] = 0.0
    for row, term in zip(alike, subject.terms, strict=True):
        if len(term.plain) >= SAME_BEGINNING:
            row[told.begun.get(term.plain[:SAME_BEGINNING], [])] = NEARLY
        row[told.at.get(term.plain, [])] = 1.0
        row[told.of_stem.get(term.stem, [])] = 1.0
    for acronym, meant in subject.acronyms:
        if acronym in told.at:
            for row, term in zip(alike, subject.terms, strict=True):
                if term.plain in meant:
                    row[told.at[acronym][0]] = 1.0
    return _Sentence(told, alike, alike.max(axis=1).tolist())


@lru_cache(maxsize=KEPT_PASSAGES)
def _directions(terms: tuple[str, ...]) -> Directions:
    return directions([vector(term) for term in terms])


def _mean(subject: Subject, cover: Sequence[float]) -> float:
    return sum(term.weight * share for term, share in zip(subject.terms, cover, strict=True)) / subject.weight


def _found(focus: _Sentence) -> tuple[int, int]:
    """The first and last word of the clause that has the found terms; the whole sentence where there are none."""
    at = sorted(int(row.argmax()) for row, best in zip(focus.table, focus.cover, strict=True) if best > FOUND)
    if not at:
        return 0, len(focus.told.words) - 1
    middle = at[len(at) // 2]
    close = [place for place in at if abs(place - middle) <= APART]
    return close[0], close[-1]


def _coverage(subject: Subject, parts: Sequence[_Sentence], focus: _Sentence) -> dict[str, float]:
    whole = [max(part.cover[at] for part in parts) for at in range(len(subject.terms))]
    marks = {"cover": _mean(subject, focus.cover), "cover passage": _mean(subject, whole)}
    marks["cover twice"] = marks["cover"] ** 2
    for name, cover in (("", focus.cover), (" passage", whole)):
        logs = sum(term.weight * log(0.1 + share) for term, share in zip(subject.terms, cover, strict=True))
        marks[f"cover evenly{name}"] = exp(logs / subject.weight)
        telling = [share for term, share in zip(subject.terms, cover, strict=True) if term.weight >= TELLING]
        marks[f"cover least{name}"] = min(telling, default=marks["cover"])
    named = [share for term, share in zip(subject.terms, focus.cover, strict=True) if term.name]
    rest = [share for term, share in zip(subject.terms[1:], focus.cover[1:], strict=True) if not term.name]
    marks["cover names"] = sum(named) / len(named) if named else marks["cover"]
    marks["cover rest"] = sum(rest) / len(rest) if rest else marks["cover"]
    marks["cover verb"] = focus.cover[0]
    return marks


def _likeness(subject: Subject, text: str, focus: _Sentence) -> dict[str, float]:
    of_what = vector(subject.what)
    told = [vector(text[focus.told.span.start : focus.told.span.end]), vector(text)]
    in_focus, in_passage = cosines([of_what], told)[0]
    return {"like": float(in_focus), "like passage": float(in_passage)}


def _names(subject: Subject, words: Sequence[str]) -> bool:
    return any(word in subject.names for word in words)


def _actors(subject: Subject, near: _Part, focus: _Part, whole: Sequence[_Part], high: int) -> dict[str, float]:
    words = focus.plain
    return {
        "actor focus": float(_names(subject, words)),
        "actor near": float(_names(subject, near.plain)),
        "actor before": float(_names(subject, words[:high])),
        "actor passage": float(any(_names(subject, part.plain) for part in whole)),
        "actor unnamed": float(any(word in listed("general") for word in words)),
    }


def _standing(groups: Sequence[str], subject: Subject, near: _Part, focus: _Part, whole: Sequence[_Part]) -> dict[str, float]:
    """Which of these groups of cues stand near, farther off, and elsewhere; a word of what is pledged is none ("settle the dispute")."""
    marks: dict[str, float] = {}
    own = {term.stem for term in subject.terms[1:]}
    for group in groups:
        close, inside, anywhere = (
            any(part.told.stems[at] not in own and not (group == "done" and part.unreal(at)) for part in parts for at in part.hits(group))
            for parts in ((near,), (focus,), whole)
        )
        marks |= {f"near {group}": float(close), f"focus {group}": float(inside and not close)}
        marks[f"passage {group}"] = float(anywhere and not inside)
    return marks


def _verb(subject: Subject, focus: _Part, near: _Part) -> dict[str, float]:
    """Whether the action itself is told as done, being done, denied, or still to be done."""
    done = ongoing = planned = denied = False
    of_verb = stem(subject.verb)
    for at, (word, its_stem) in enumerate(zip(focus.told.plain, focus.told.stems, strict=True)):
        if word not in subject.pasts and word not in subject.gerunds and its_stem != of_verb:
            continue
        unreal, negated = focus.unreal(at), focus.denied(at)
        done |= word in subject.pasts and not unreal and not negated
        ongoing |= word in subject.gerunds and not unreal
        denied |= negated
        planned |= unreal
    denied |= any(near.denied(at) for at in near.hits("done"))
    return {"verb done": float(done), "verb ongoing": float(ongoing), "verb planned": float(planned), "denied": float(denied)}


def _setting(subject: Subject, parts: Sequence[_Sentence], focus: _Sentence, text: str, published: str | None) -> dict[str, float]:
    told = text[focus.told.span.start : focus.told.span.end]
    length = sum(len(part.told.words) for part in parts)
    marks = {
        "question": float("?" in told),
        "quoted": float(re.search(r'["“”]', told) is not None),
        "long": min(1.0, length / 200),
        "long focus": min(1.0, len(focus.told.words) / 60),
        "place": parts.index(focus) / len(parts),
    }
    passed = days_between(subject.made_on, published)
    if passed is not None:
        marks |= {"days": min(LONG_AGO, log1p(max(0, passed))) / LONG_AGO, "early": float(passed < EARLY)}
    return marks


def days_between(first: str | None, last: str | None) -> int | None:
    """The days from one to the other; None where one is missing or no date."""
    try:
        return (date.fromisoformat((last or "")[:10]) - date.fromisoformat((first or "")[:10])).days
    except ValueError:
        return None

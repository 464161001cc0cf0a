"""Observing: what the words of a passage show of how it bears on a pledge.

A passage is read sentence by sentence; the one that has most of what the pledge is about is its *focus*, and the words around the shared
ones are *near*.  Each mark is a number from 0 to 1 or thereabouts; `weights.toml` says what they weigh.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from math import exp, log, log1p
from typing import Final

from troth.follow.lexicon import CUES, Word, hits, listed, stem, words_of
from troth.follow.subject import Subject
from troth.meaning import cosines, vector
from troth.text import sentences
from troth.types import Span

ALIKE: Final = 0.3  # cosine from which two words begin to count as one another
NEARLY: Final = 0.9  # most that a word counts for another that only means the same
SAME_BEGINNING: Final = 5  # letters: "denuclearise", "denuclearization"
FOUND: Final = 0.6  # from here on a term counts as found at a place
BEFORE, AFTER = 9, 8  # words around the found terms that are near
APART: Final = 12  # words: a term farther from the others is not of the same clause
UNREAL: Final = 3  # words before a deed in which it is told to be one only wished for
DENYING: Final = 4  # words before a deed in which a negation denies it
KEPT_SENTENCES: Final = 512  # whose words are kept at hand: one passage may bear on many pledges
KEPT_PAIRS: Final = 500_000  # of words that were compared, at some 200 bytes
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
class _Stretch:
    """Plain words in a row, and whether a comma or the like stands before each."""

    words: Sequence[str]
    parted: Sequence[bool]

    def part(self, first: int, last: int) -> _Stretch:
        """Some of them."""
        return _Stretch(self.words[first:last], self.parted[first:last])


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    words: list[Word]
    plain: list[str]
    told: _Stretch
    table: list[list[float]]
    cover: list[float]


def observe(subject: Subject, text: str, passage: Span, published: str | None) -> Sight | None:
    """The marks of a passage of a text that was published that day; None where it has no words, or the pledge no terms."""
    seen = _masked(text[passage.start : passage.end])
    parts = [part for span in sentences(seen) if (part := _sentence(subject, seen, span)) is not None]
    if not parts or not subject.terms:
        return None
    focus = max(parts, key=lambda part: (_mean(subject, part.cover) + 0.05 * _names(subject, part.plain), -part.span.start))
    low, high = _found(focus)
    whole = _Stretch([word for part in parts for word in part.plain], [apart for part in parts for apart in part.told.parted])
    near = focus.told.part(max(0, low - BEFORE), high + AFTER)
    marks = (
        _coverage(subject, parts, focus)
        | _likeness(subject, seen, focus)
        | _actors(subject, focus.plain, near.words, whole.words, high)
        | _cues(subject, near, focus.told, whole)
        | _verb(subject, focus.told, near)
        | _setting(subject, parts, focus, seen, published)
    )
    if subject.ends:
        marks = {f"{name} meant" if name.endswith(" ended") else name: value for name, value in marks.items()}
        close, inside = (
            any(not _unreal(told, at) and not _denied(told, at) for at in hits("ended_deed", told.words)) for told in (near, focus.told)
        )
        marks |= {"end told": float(close), "end told farther": float(inside and not close)}
    start = passage.start
    found = Span(start + focus.words[low].start, start + focus.words[high].end)
    return Sight(marks, Span(start + focus.span.start, start + focus.span.end), found)


def _masked(text: str) -> str:
    """The text with run-in headlines blanked out, every other character at its place."""
    return _RUN_IN.sub(lambda run: run[1] + " " * (len(run[0]) - len(run[1])), text)


def _sentence(subject: Subject, text: str, span: Span) -> _Sentence | None:
    words = _words(text, span.start, span.end)
    if not words:
        return None
    plain = [word.plain for word in words]
    table = [[_alike(term.plain, term.stem, word) for word in plain] for term in subject.terms]
    for acronym, meant in subject.acronyms:
        if acronym in plain:
            for row, term in zip(table, subject.terms, strict=True):
                if term.plain in meant:
                    row[plain.index(acronym)] = 1.0
    between = [text[before.end : after.start] for before, after in pairwise(words)]
    told = _Stretch(plain, [True, *(any(sign in _PARTING for sign in gap) for gap in between)])
    return _Sentence(span, words, plain, told, table, [max(row) for row in table])


@lru_cache(maxsize=KEPT_SENTENCES)
def _words(text: str, start: int, end: int) -> list[Word]:
    return words_of(text, start, end)


@lru_cache(maxsize=KEPT_PAIRS)
def _alike(term: str, term_stem: str, word: str) -> float:
    """How far a word stands for a term, 0..1."""
    if word == term or stem(word) == term_stem:
        return 1.0
    if min(len(word), len(term)) >= SAME_BEGINNING and word[:SAME_BEGINNING] == term[:SAME_BEGINNING]:
        return NEARLY
    if word in listed("idle"):
        return 0.0
    cosine = float(cosines([vector(term)], [vector(word)])[0, 0])
    return max(0.0, (cosine - ALIKE) / (1 - ALIKE)) * NEARLY


def _mean(subject: Subject, cover: Sequence[float]) -> float:
    return sum(term.weight * share for term, share in zip(subject.terms, cover, strict=True)) / subject.weight


def _found(focus: _Sentence) -> tuple[int, int]:
    """The first and last word of the clause that has the found terms; the whole sentence where there are none."""
    at = sorted(row.index(best) for row, best in zip(focus.table, focus.cover, strict=True) if best > FOUND)
    if not at:
        return 0, len(focus.words) - 1
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
    told = [vector(text[focus.span.start : focus.span.end]), vector(text)]
    in_focus, in_passage = cosines([of_what], told)[0]
    return {"like": float(in_focus), "like passage": float(in_passage)}


def _names(subject: Subject, words: Sequence[str]) -> bool:
    return any(word in subject.names for word in words)


def _actors(subject: Subject, focus: Sequence[str], near: Sequence[str], whole: Sequence[str], high: int) -> dict[str, float]:
    return {
        "actor focus": float(_names(subject, focus)),
        "actor near": float(_names(subject, near)),
        "actor before": float(_names(subject, focus[:high])),
        "actor passage": float(_names(subject, whole)),
        "actor unnamed": float(any(word in listed("general") for word in focus)),
    }


def _cues(subject: Subject, near: _Stretch, focus: _Stretch, whole: _Stretch) -> dict[str, float]:
    """Which groups of cues stand near, farther off, and elsewhere; a word of what is pledged is none ("settle the dispute")."""
    marks: dict[str, float] = {}
    own = {term.stem for term in subject.terms[1:]}
    for group in CUES:
        close, inside, anywhere = (
            any(stem(told.words[at]) not in own and not (group == "done" and _unreal(told, at)) for at in hits(group, told.words))
            for told in (near, focus, whole)
        )
        marks |= {f"near {group}": float(close), f"focus {group}": float(inside and not close)}
        marks[f"passage {group}"] = float(anywhere and not inside)
    return marks


def _verb(subject: Subject, focus: _Stretch, near: _Stretch) -> dict[str, float]:
    """Whether the action itself is told as done, being done, denied, or still to be done."""
    done = ongoing = planned = denied = False
    of_verb = stem(subject.verb)
    for at, word in enumerate(focus.words):
        if word not in subject.pasts and word not in subject.gerunds and stem(word) != of_verb:
            continue
        unreal, negated = _unreal(focus, at), _denied(focus, at)
        done |= word in subject.pasts and not unreal and not negated
        ongoing |= word in subject.gerunds and not unreal
        denied |= negated
        planned |= unreal
    denied |= any(_denied(near, at) for at in hits("done", near.words))
    return {"verb done": float(done), "verb ongoing": float(ongoing), "verb planned": float(planned), "denied": float(denied)}


def _denied(told: _Stretch, at: int) -> bool:
    return bool(hits("neg", told.words[max(0, at - DENYING) : at]))


def _unreal(told: _Stretch, at: int) -> bool:
    """Whether what a word tells is still ahead or might be: "promised to rebuild", but not "promised to rebuild, was finished"."""
    for back in range(at, max(0, at - UNREAL), -1):
        if told.parted[back] or told.words[back - 1] in listed("finite"):
            return False
        if told.words[back - 1] in listed("unreal"):
            return True
    return False


def _setting(subject: Subject, parts: Sequence[_Sentence], focus: _Sentence, text: str, published: str | None) -> dict[str, float]:
    told = text[focus.span.start : focus.span.end]
    length = sum(len(part.words) for part in parts)
    marks = {
        "question": float("?" in told),
        "quoted": float(re.search(r'["“”]', told) is not None),
        "long": min(1.0, length / 200),
        "long focus": min(1.0, len(focus.words) / 60),
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

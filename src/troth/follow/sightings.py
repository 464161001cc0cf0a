"""Sightings: the passages of one report that bear on one pledge, by what those two say and nothing else.

So a sighting can be kept and never depends on what else is in the ledger; what the passages of all reports make together is `life`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Final

from troth.anchor import quote
from troth.follow.lexicon import Word, stem, words_of
from troth.follow.observing import observe
from troth.follow.outline import LEAST_COVERED, Outline, Places
from troth.follow.subject import PARTIES, Subject
from troth.follow.weighing import Weights, shares, shipped, strengths
from troth.identity import canonical_json
from troth.text import paragraphs, sentences
from troth.types import Quote, Report, Span, Status

MOST_SENTENCES: Final = 8  # of a passage: longer paragraphs are read in stretches
STRETCH: Final = 4  # sentences
SHORT: Final = 2  # paragraphs: a text of so many is a passage that somebody chose, and is read without looking for the pledge first
FEWEST_TERMS: Final = 2  # beside the verb, of a pledge that is looked for in a whole ledger
LEAST_WEIGHT: Final = 5.0  # of these: two words of which one is rare
KEPT_REPORTS: Final = 256  # whose words are kept at hand: a chunk of new ones, and some that new pledges ask
BEGINNING: Final = 4  # letters that words of one stem have in common
_WORD_START: Final = re.compile(r"[^\w].*$")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A passage that bears on a pledge: its telling sentence, day and origin, the chances, and how strongly it speaks for each status."""

    quote: Quote
    on: str | None
    origin: str | None
    bears: float
    develops: float
    states: bool
    strengths: tuple[tuple[Status, float], ...]

    def __str__(self) -> str:
        return canonical_json(asdict(self))

    @classmethod
    def read(cls, written: str) -> Sighting:
        """The sighting that `str` wrote."""
        form = json.loads(written)
        told = tuple((Status(status), strength) for status, strength in form["strengths"])
        return cls(**(form | {"quote": Quote(**form["quote"]), "strengths": told}))


def passages(report: Report) -> list[Span]:
    """The stretches of a report that are read for what they say of a pledge: its paragraphs outside the furniture, long ones in parts."""
    found: list[Span] = []
    for paragraph in paragraphs(report.text):
        if any(span.start <= paragraph.start and paragraph.end <= span.end for span in report.furniture):
            continue
        spans = sentences(report.text[paragraph.start : paragraph.end])
        if len(spans) <= MOST_SENTENCES:
            found.append(paragraph)
            continue
        for first in range(0, len(spans), STRETCH):
            part = spans[first : first + STRETCH]
            found.append(Span(paragraph.start + part[0].start, paragraph.start + part[-1].end))
    return found


def sightings(subject: Subject, report: Report, *, weights: Weights | None = None) -> list[Sighting]:
    """The passages of a report that bear on a pledge, in order."""
    return list(_sightings(subject, report, weights or shipped()))


def _sightings(subject: Subject, report: Report, weights: Weights) -> Iterator[Sighting]:
    looked = _passages(report)
    if not short(report):
        words = words_in(report)
        looked = [looked[at] for at in Outline.of(subject).covering(words.places)] if subject.names & words.all else []
    for span in looked:
        sight = observe(subject, report.text, span, report.published)
        if sight is None:
            continue
        chance = shares(sight.marks, weights)
        develops = chance.develops >= weights.least_develops
        if not develops and chance.bears < weights.least_bears:
            continue
        telling = quote(report, sight.focus.start, sight.focus.end)
        told = tuple((status, round(strength, 3)) for status, strength in strengths(sight.marks).items()) if develops else ()
        states = not develops or bool(sight.marks["near word"])
        day = report.published and report.published[:10]
        yield Sighting(telling, day, report.newsroom, round(chance.bears, 3), round(chance.develops, 3), states, told)


def short(report: Report) -> bool:
    """Whether a report is a passage that somebody chose: it is read without looking for the pledge first."""
    return len(_passages(report)) <= SHORT


@lru_cache(maxsize=KEPT_REPORTS)
def _passages(report: Report) -> list[Span]:
    return passages(report)


@dataclass(frozen=True, slots=True)
class Words:
    """By what a report can be found to bear on pledges: its words, as names may have them, their stems, and their passages."""

    names: frozenset[str]
    stems: frozenset[str]
    all: frozenset[str]
    places: Places


@lru_cache(maxsize=KEPT_REPORTS)
def words_in(report: Report) -> Words:
    """The words of a report that is looked through, and their stems; with them those that its short forms may stand for are not told."""
    told = words_of(report.text)
    words = frozenset(word.plain for word in told)
    named = frozenset(word.plain for word in told if word.written[0].isupper() or word.plain in PARTIES)
    return Words(named, frozenset(map(stem, words)) | words, words, _places(report, told))


def _places(report: Report, told: Sequence[Word]) -> Places:
    stems: dict[str, list[int]] = {}
    words: dict[str, list[int]] = {}
    at = 0
    for number, span in enumerate(_passages(report)):
        while at < len(told) and told[at].start < span.start:
            at += 1
        last = at
        while last < len(told) and told[last].end <= span.end:
            last += 1
        plain = {word.plain for word in told[at:last]}
        for table, found in ((words, plain), (stems, {stem(word) for word in plain})):
            for one in found:
                table.setdefault(one, []).append(number)
        at = last
    return Places({one: tuple(at) for one, at in stems.items()}, {one: tuple(at) for one, at in words.items()})


def keys(subject: Subject) -> frozenset[tuple[str, str]]:
    """Pairs of a word of its actors' names and a telling stem or short form: any report that bears on it has one.

    A passage that covers so much of the terms has at least one of the heaviest that make up the rest.  None where too little is told
    of what is pledged.
    """
    if not _told_enough(subject):
        return frozenset()
    return frozenset((name, stem_) for name in subject.names for stem_ in (*_telling(subject), *(short for short, _ in subject.acronyms)))


def looked_for(subject: Subject) -> bool:
    """Whether reports of a ledger are asked for a pledge at all: where too little is told of it ("settle the matter"), they are not."""
    return bool(keys(subject))


def asked(subject: Subject, report: Report, words: Words) -> bool:
    """Whether a report is to be read for what it says of a pledge: it has a key and did not come before it."""
    if Outline.of(subject).came_before(report.published):
        return False
    return any(name in words.names and stem_ in words.stems for name, stem_ in keys(subject))


def beginnings(subject: Subject) -> list[tuple[str, tuple[str, ...]]]:
    """How words begin that any report has that bears on a pledge: one of these and, where others are named with it, one of those.

    A passage that covers enough has a telling term, and another term unless that one is enough by itself; or a short form.
    """
    begun = {short_form: frozenset[str]() for short_form, _ in subject.acronyms}
    every = {term.stem: _WORD_START.sub("", term.stem)[:BEGINNING] for term in subject.terms}
    weights = {one: sum(term.weight for term in subject.terms if term.stem == one) for one in every}
    for one in _telling(subject):
        others = frozenset(every[other] for other in every if other != one)
        enough = weights[one] >= LEAST_COVERED * subject.weight or "" in others
        begun[every[one]] = frozenset() if enough or not begun.get(every[one], others) else others | begun.get(every[one], frozenset())
    return sorted((word, tuple(sorted(beside))) for word, beside in begun.items() if word)


def _told_enough(subject: Subject) -> bool:
    """Whether what is pledged can be known again: "settle the matter" could be any matter."""
    about = [term.weight for term in subject.terms[1:]]
    return len(about) >= FEWEST_TERMS and sum(about) >= LEAST_WEIGHT


def _telling(subject: Subject) -> list[str]:
    missing = (1 - LEAST_COVERED) * subject.weight
    telling, weight = [], 0.0
    for term in sorted(subject.terms, key=lambda term: (-term.weight, term.stem)):
        telling.append(term.stem)
        weight += term.weight
        if weight > missing:
            break
    return telling

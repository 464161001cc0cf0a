"""Sightings: the passages of one report that bear on one pledge, by what those two say and nothing else.

So a sighting can be kept and never depends on what else is in the ledger; what the passages of all reports make together is `life`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Final

from troth.anchor import quote
from troth.follow.lexicon import stem, words_of
from troth.follow.observing import observe
from troth.follow.outline import Outline, Words
from troth.follow.subject import PARTIES, Subject
from troth.follow.weighing import Weights, shares, shipped, strengths
from troth.identity import canonical_json
from troth.text import paragraphs, sentences
from troth.types import Quote, Report, Span, Status

MOST_SENTENCES: Final = 8  # of a passage: longer paragraphs are read in stretches
STRETCH: Final = 4  # sentences
SHORT: Final = 2  # paragraphs: a text of so many is a passage that somebody chose, and is read without looking for the pledge first
# Least chance that a passage bears on a pledge for which nobody chose it, unless it develops it: weights.toml knows chosen ones, most of
# which bear.  Of 70 passages sighted in 800 reports from 0.4 on, read by eye, a quarter did; from 0.6 on, with the terms that an outline
# asks for, two thirds.  What only states a pledge again is worth keeping where it is sure.
LOOKED_FOR: Final = 0.8
KEPT_REPORTS: Final = 256  # whose words are kept at hand: a chunk of new ones, and some that new pledges ask


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
    looked, least_bears = _passages(report), weights.least_bears
    if not _short(report):
        least_bears, words = LOOKED_FOR, words_in(report)
        looked = [looked[at] for at in Outline.of(subject).covering(words)] if subject.names & words.words.keys() else []
    for span in looked:
        sight = observe(subject, report.text, span, report.published)
        if sight is None:
            continue
        chance = shares(sight.marks, weights)
        develops = chance.develops >= weights.least_develops
        if not develops and chance.bears < least_bears:
            continue
        telling = quote(report, sight.focus.start, sight.focus.end)
        told = (
            tuple((status, round(strength, 3)) for status, strength in strengths(sight.marks, subject.polarity).items()) if develops else ()
        )
        states = not develops or bool(sight.marks["near word"])
        day = report.published and report.published[:10]
        yield Sighting(telling, day, report.newsroom, round(chance.bears, 3), round(chance.develops, 3), states, told)


def _short(report: Report) -> bool:
    """Whether a report is a passage that somebody chose: it is read without looking for the pledge first."""
    return len(_passages(report)) <= SHORT


@lru_cache(maxsize=KEPT_REPORTS)
def _passages(report: Report) -> list[Span]:
    return passages(report)


@lru_cache(maxsize=KEPT_REPORTS)
def words_in(report: Report) -> Words:
    """The words of a report that is looked through, their stems, and the sentences in which they stand."""
    told = words_of(report.text)
    named = frozenset(word.plain for word in told if word.written[0].isupper() or word.plain in PARTIES)
    places: dict[str, list[int]] = {}
    words: dict[str, list[int]] = {word.plain: [] for word in told}
    stems = frozenset(map(stem, words)) | words.keys()
    passage_of: list[int] = []
    at = 0
    for number, span in enumerate(_passages(report)):
        for sentence in sentences(report.text[span.start : span.end]):
            start, end = span.start + sentence.start, span.start + sentence.end
            while at < len(told) and told[at].start < start:
                at += 1
            last = at
            while last < len(told) and told[last].end <= end:
                last += 1
            plain = {word.plain for word in told[at:last]}
            for one in plain:
                words[one].append(len(passage_of))
            for one in {stem(word) for word in plain}:
                places.setdefault(one, []).append(len(passage_of))
            passage_of.append(number)
            at = last
    return Words(named, stems, _fixed(places), _fixed(words), tuple(passage_of), report.published)


def _fixed(table: Mapping[str, Sequence[int]]) -> dict[str, tuple[int, ...]]:
    return {one: tuple(at) for one, at in table.items()}

"""Outlines: of a pledge its names and terms and nothing else, by which most reports are told to have nothing of it without looking again.

A new report is asked for every followed pledge that has a key in it, which for a much quoted name are thousands: each has to cost
microseconds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Final

from troth.follow.subject import Subject
from troth.identity import canonical_json
from troth.text import paragraphs

# Least share of a pledge's terms, by weight, that a sentence of a whole report has to have: what has less is about something else.  Of 70
# passages from 0.45 on that were sighted in 800 reports, read by eye, a quarter bore on the pledge, and hardly one below 0.6.
LEAST_COVERED: Final = 0.6
# And least weight of those that it has: "tax increases" are anybody's.  A passage that does not name the actor, as outcomes often are told,
# needs more to be about this pledge ("a Mexican truck crossed the border": 9).
LEAST_TOLD: Final = 6.0
LEAST_UNNAMED: Final = 8.5
VERB: Final = 0.5  # what the verb weighs beside other terms: what was to be "resolved" is "settled", or a deal is struck
FEWEST_TERMS: Final = 2  # beside the verb, of a pledge that is looked for in a whole ledger
LEAST_WEIGHT: Final = 5.0  # of these: two words of which one is rare
ENOUGH: Final = 1_000  # what the keys of a pledge come to of which a report has so much as a sentence needs
BEGINNING: Final = 4  # letters that words of one stem have in common
_WORD_START: Final = re.compile(r"[^\w].*$")


@dataclass(frozen=True, slots=True)
class Words:
    """By what a report can be found to bear on pledges: its words, as names may have them, and their stems; in which of its sentences, by
    number, each stem and each word stands; and the passage of each sentence."""

    names: frozenset[str]
    stems: frozenset[str]
    places: Mapping[str, tuple[int, ...]]
    words: Mapping[str, tuple[int, ...]]
    passages: tuple[int, ...]
    published: str | None


@dataclass(frozen=True)
class Outline:
    """The words of a pledge's actors, its terms, its short forms with the words they stand for, and the day it is followed from.

    A term is a word, its stem and its weight; the first is the verb, at half its weight.
    """

    names: tuple[str, ...]
    terms: tuple[tuple[str, str, float], ...]
    acronyms: tuple[tuple[str, tuple[str, ...]], ...]
    since: str | None

    @classmethod
    def of(cls, subject: Subject) -> Outline:
        """The outline of a subject."""
        weights = (term.weight * (1.0 if at else VERB) for at, term in enumerate(subject.terms))
        terms = tuple((term.plain, term.stem, weight) for term, weight in zip(subject.terms, weights, strict=True))
        acronyms = tuple((short, tuple(sorted(words))) for short, words in subject.acronyms)
        return cls(tuple(sorted(subject.names)), terms, acronyms, subject.made_on)

    @classmethod
    def read(cls, written: str) -> Outline:
        """The outline that `str` wrote."""
        names, terms, acronyms, since = json.loads(written)
        return cls(names, terms, acronyms, since)

    def __str__(self) -> str:
        return canonical_json([self.names, self.terms, self.acronyms, self.since])

    @cached_property
    def weight(self) -> float:
        """The weight of all terms."""
        return sum(weight for _, _, weight in self.terms) or 1.0

    @cached_property
    def least(self) -> float:
        """The weight of terms that a sentence has to have at least."""
        return max(LEAST_COVERED * self.weight, LEAST_TOLD)

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """The stems of its heaviest terms, so many that what has none of them covers too little."""
        missing, weight, told = self.weight - self.least, 0.0, list[str]()
        for _, stem, own in sorted(self.terms, key=lambda term: (-term[2], term[1])):
            told.append(stem)
            weight += own
            if weight > missing:
                break
        return tuple(told)

    @property
    def looked_for(self) -> bool:
        """Whether reports of a ledger are asked for it at all: "settle the matter" could be any matter."""
        about = [weight for _, _, weight in self.terms[1:]]
        return len(about) >= FEWEST_TERMS and sum(about) >= LEAST_WEIGHT and self.weight >= self.least

    def keys(self) -> dict[tuple[str, str], int]:
        """Pairs of a word of its actors' names and a stem or short form of what it is about, each with its share of what is enough.

        Those of any report that bears on it come to `ENOUGH` under one name.  There are none where too little is told of what is pledged.
        """
        if not self.looked_for:
            return {}
        own: dict[str, float] = {}
        for _, stem, weight in self.terms:
            own[stem] = own.get(stem, 0.0) + weight
        for short, words in self.acronyms:
            own[short] = own.get(short, 0.0) + sum(weight for plain, _, weight in self.terms if plain in words)
        return {(name, sign): ceil(ENOUGH * weight / self.least) for name in self.names for sign, weight in own.items()}

    def may_be_in(self, report: Words) -> bool:
        """Whether a report is to be read for what it says of the pledge: it came no earlier, and has a name and enough of the terms."""
        if self.since and report.published and report.published[:10] < self.since[:10]:
            return False
        return self.looked_for and not report.names.isdisjoint(self.names) and bool(self.covering(report))

    def ruled_out(self, text: str) -> bool:
        """Whether a glance at how words of a report begin shows that no passage has enough of the terms."""
        for paragraph in paragraphs(text):
            found = {hit.casefold() for hit in self._glance.findall(text, paragraph.start, paragraph.end)}
            if found and sum(weight for begun, weight in self._begun if begun in found) >= self.least:
                return False
        return True

    @cached_property
    def _begun(self) -> list[tuple[str, float]]:
        """How words begin that stand for its terms, with the weight of what they may stand for."""
        told = [(_beginning(stem), weight) for _, stem, weight in self.terms]
        for short, words in self.acronyms:
            told.append((short[:BEGINNING], sum(weight for plain, _, weight in self.terms if plain in words)))
        return told

    @cached_property
    def _glance(self) -> re.Pattern[str]:
        begun = sorted({begun for begun, _ in self._begun}, key=lambda one: (-len(one), one))
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, begun))})", re.IGNORECASE)

    def covering(self, report: Words) -> list[int]:
        """The passages with a sentence that has enough of the terms, by weight, and more where no actor is named."""
        held: dict[int, float] = {}
        for plain, stem, weight in self.terms:
            at: Collection[int] = report.places.get(stem, ())
            for short, words in self.acronyms:
                if plain in words:
                    at = {*at, *report.words.get(short, ())}
            for sentence in at:
                held[sentence] = held.get(sentence, 0.0) + weight
        naming = {report.passages[sentence] for name in self.names for sentence in report.words.get(name, ())}
        enough = {(report.passages[sentence], weight) for sentence, weight in held.items() if weight >= self.least}
        return sorted({passage for passage, weight in enough if passage in naming or weight >= LEAST_UNNAMED})

    def beginnings(self) -> list[tuple[str, tuple[str, ...]]]:
        """How words begin that any report has that bears on it: one of these and, where others are named with it, one of those.

        A passage that covers enough has a telling term, and another term unless that one is enough by itself; or a short form.
        """
        if not self.looked_for:
            return []
        begun = {short: frozenset[str]() for short, _ in self.acronyms}
        every = {stem: _beginning(stem) for _, stem, _ in self.terms}
        weights = {one: sum(weight for _, stem, weight in self.terms if stem == one) for one in every}
        for one in self.telling:
            others = frozenset(every[other] for other in every if other != one)
            enough = weights[one] >= self.least or "" in others
            begun[every[one]] = frozenset() if enough or not begun.get(every[one], others) else others | begun.get(every[one], frozenset())
        return sorted((word, tuple(sorted(beside))) for word, beside in begun.items() if word)


def _beginning(stem: str) -> str:
    return _WORD_START.sub("", stem)[:BEGINNING]

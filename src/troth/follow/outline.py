"""Outlines: a pledge's terms and nothing else, by which most reports are told to have nothing of it without looking at either again.

A new report is asked for every followed pledge that has a key in it, which for a much quoted name are thousands: each has to cost
microseconds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from troth.follow.subject import Subject
from troth.identity import canonical_json

# Least share of a pledge's terms, by weight, that a passage of a whole report has to have: what has less is about something else.
LEAST_COVERED: Final = 0.45


@dataclass(frozen=True)
class Places:
    """The passages of a report, by number, in which each stem and each word stands."""

    stems: Mapping[str, tuple[int, ...]]
    words: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class Outline:
    """The terms of a pledge (word, stem, weight), its short forms with the words they stand for, and the day it is followed from."""

    terms: tuple[tuple[str, str, float], ...]
    acronyms: tuple[tuple[str, tuple[str, ...]], ...]
    since: str | None

    @classmethod
    def of(cls, subject: Subject) -> Outline:
        """The outline of a subject."""
        terms = tuple((term.plain, term.stem, term.weight) for term in subject.terms)
        return cls(terms, tuple((short, tuple(sorted(words))) for short, words in subject.acronyms), subject.made_on)

    @classmethod
    def read(cls, written: str) -> Outline:
        """The outline that `str` wrote."""
        terms, acronyms, since = json.loads(written)
        return cls(terms, acronyms, since)

    def __str__(self) -> str:
        return canonical_json([self.terms, self.acronyms, self.since])

    @cached_property
    def weight(self) -> float:
        """The weight of all terms."""
        return sum(weight for _, _, weight in self.terms) or 1.0

    def came_before(self, published: str | None) -> bool:
        """Whether a report of that day came before the pledge."""
        return bool(self.since and published and published[:10] < self.since[:10])

    def covering(self, places: Places) -> list[int]:
        """The passages that have enough of the terms, by weight."""
        held: dict[int, float] = {}
        for plain, stem, weight in self.terms:
            at = set(places.stems.get(stem, ()))
            for short, words in self.acronyms:
                if plain in words:
                    at.update(places.words.get(short, ()))
            for passage in at:
                held[passage] = held.get(passage, 0.0) + weight
        return sorted(passage for passage, weight in held.items() if weight / self.weight >= LEAST_COVERED)

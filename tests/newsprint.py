"""News-like reports without meaning, as many and as long as tests of copying need: sentences, edits of them, and whole reports."""

from __future__ import annotations

import random
from collections.abc import Sequence

from troth.types import Report

_ONSETS = "b d f g k l m n p r s t v br dr fl gr kl pl st tr".split()
_VOWELS = "a e i o u ai ea ou".split()
_CODAS = ["", "", "n", "r", "l", "st", "nd"]
_SMALL = "the a of to in on for with that by from at as and but after before over under while".split()


def word(rng: random.Random) -> str:
    """One of some 100,000 words that mean nothing."""
    return "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(2)) + rng.choice(_CODAS)


def sentence(rng: random.Random, words: int = 0) -> str:
    """A sentence of so many words, by default 12 to 24, every third of them small and some of them names."""
    made = [_SMALL[rng.randrange(len(_SMALL))] if rng.random() < 0.33 else word(rng) for _ in range(words or rng.randrange(12, 25))]
    made = [one.capitalize() if i == 0 or rng.random() < 0.08 else one for i, one in enumerate(made)]
    return " ".join(made) + "."


def sentences(rng: random.Random, count: int) -> list[str]:
    """So many sentences."""
    return [sentence(rng) for _ in range(count)]


def text(told: Sequence[str], footer: str = "") -> str:
    """Sentences as a report prints them, two a paragraph."""
    paragraphs = [" ".join(told[i : i + 2]) for i in range(0, len(told), 2)]
    return "\n\n".join([*paragraphs, *([footer] if footer else [])])


def report(
    id: str, told: str | Sequence[str], outlet: str | None = None, published: str | None = None, credit: str | None = None
) -> Report:
    """A report of this text, or of these sentences."""
    return Report(id, told if isinstance(told, str) else text(told), "", outlet=outlet, published=published, credit=credit)

"""Checks: whether a stranger could later establish from the public record that what was undertaken was done."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Final

from troth.find import lexicon
from troth.types import Force, Polarity

REACH: Final = 9  # words after the verb that are weighed: what stands farther off seldom says what is done
FRONT: Final = 3  # words after the verb among which its object's head mostly is
LONG: Final = 8  # words after the verb that make an action one told at length
_WORD: Final = re.compile(r"[\w$£€%][\w%'’-]*")


def weighed(what: str, force: Force, polarity: Polarity) -> float:
    """How far an action, given as an infinitive, is a definite act or outcome (GUIDELINES, "checkable"): above 0 it rather is.

    A logistic score over the action's marks, with the weights of `lexicon/checkable.toml`.
    """
    weights = _weights()
    return math.fsum([weights["bias"], *(weights.get(mark, 0.0) for mark in marks(what, force, polarity))])


def marks(what: str, force: Force, polarity: Polarity) -> tuple[str, ...]:
    """What the score goes by, in order and each once: `verb: close`, `word: prison`, `act`, `figure`, `force: plan` and the like."""
    words = _WORD.findall(what)
    found = [f"force: {force}", *(["refrain"] if polarity is Polarity.REFRAIN else [])]
    if words:
        found += _marks_of_words(words)
    return tuple(dict.fromkeys(found))


def _marks_of_words(words: list[str]) -> list[str]:
    head, *rest = (word.lower() for word in words)
    attempt = head in lexicon.words("vague", "attempts")
    if attempt and "to" in rest[:FRONT] and rest.index("to") + 1 < len(rest):
        head, *rest = rest[rest.index("to") + 1 :]
    front, plain = set(rest[:FRONT]), {head, *rest}
    present = {
        "attempt": attempt,
        "vague verb": head in lexicon.words("vague", "verbs"),
        "push": head in lexicon.words("vague", "pushes"),
        "act": head in lexicon.words("vague", "acts"),
        "vague object": bool(front & lexicon.words("vague", "objects")),
        "hollow": head in lexicon.words("vague", "hollow") and bool(front & lexicon.words("vague", "objects")),
        "matter": bool(front & lexicon.words("vague", "matters")),
        "definite": bool(plain & lexicon.words("vague", "definite")),
        "figure": any(word[0].isdigit() or word[0] in "$£€" for word in words),
        "name": any(word[0].isupper() for word in words[1:]),
        "bare": len(rest) <= 1,
        "long": len(rest) >= LONG,
    }
    return [*(mark for mark, holds in present.items() if holds), f"verb: {head}", *(f"word: {word}" for word in rest[:REACH])]


@cache
def _weights() -> dict[str, float]:
    table = lexicon.table("checkable")
    named = {f"{kind}: {word}": weight for kind in ("force", "verb", "word") for word, weight in table[kind].items()}
    return {"bias": table["bias"], **table["mark"], **named}

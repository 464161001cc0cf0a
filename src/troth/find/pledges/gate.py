"""The gate of pledges: which sentences of a report may well hold one.  Most do not, and are not looked at closer."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from troth.find import lexicon
from troth.find.lexicon import Commissive
from troth.find.pledges.confidence import Weights, weights
from troth.find.pledges.evidence import of_act
from troth.types import Report, Span

LONGEST_HEADLINE: Final = 120  # characters: 99.7 % of the titles of the corpus of 18,316 reports are shorter
REACH: Final = 60  # characters between a word and the "to" or "of" that it takes: room for "plans, if she is elected in May, to"
# The act that a modal speaks of, past what may stand between; and the act of an infinitive.
_PASSED_OVER: Final = r"(?:not|also|never|still|only|just|probably|likely|certainly|soon|then|now|to|be)"
_AFTER_MODAL: Final = re.compile(rf"(?: {_PASSED_OVER}\b){{0,4}} (?P<act>(?!{_PASSED_OVER}\b)[a-z]+)", re.IGNORECASE)
_AFTER_TO: Final = re.compile(rf".{{0,{REACH}}}?\bto (?P<act>[a-z]+)", re.IGNORECASE)
_OPENERS: Final = {"ing": r"\w+ing", "them to": "to", "let's": "['’]s"}  # how a complement begins, where its name does not say
_NEXT: Final = re.compile(r" ?(?P<word>[\w’']+)")
_WORD: Final = re.compile(r"won['’]t|[a-z]+|['’](?:ll|d)\b", re.IGNORECASE)


def passing(report: Report, passages: Sequence[Span]) -> list[Span]:
    """Those passages whose words speak for a pledge at a glance and that are no question."""
    return [passage for passage in passages if _passes(report.text, passage)]


def _passes(text: str, sentence: Span) -> bool:
    if text.endswith("?", sentence.start, sentence.end):
        return False
    if sentence.start == 0 and sentence.end <= LONGEST_HEADLINE:
        return any(word[0].lower() in lexicon.commissives() for word in _WORD.finditer(text, 0, sentence.end))
    return glance(text, sentence, weights()) >= weights().glance


def glance(text: str, sentence: Span, weights: Weights) -> float:
    """The most that a commissive word of the sentence tells for a pledge by what can be seen without a parse, in log-odds.

    Minus infinity where the sentence holds no such word, or none with anything that it takes.
    """
    return max(
        (
            _seen(text, found, sentence.end, word, weights)
            for found in _WORD.finditer(text, sentence.start, sentence.end)
            for word, complement in _needed().get(found[0].lower(), ())
            if complement.match(text, found.end(), sentence.end)
        ),
        default=-math.inf,
    )


def _seen(text: str, found: re.Match[str], end: int, word: Commissive, weights: Weights) -> float:
    weigh = weights.cues.get
    following = _NEXT.match(text, found.end(), end)
    total = weigh(f"word {word.kind} {word.name}", 0.0) + weigh(f"form {word.kind} {found[0].lower()}", 0.0)
    if following is not None:
        total += weigh(f"next {word.kind} {following['word'].lower()}", 0.0)
    act = (_AFTER_MODAL if word.kind == "modal" else _AFTER_TO).match(text, found.end(), end)
    if act is not None and word.kind == "modal" and act["act"].lower() in lexicon.words("not_pledges", "forecasts"):
        return -math.inf
    if act is not None:
        return total + sum(weigh(cue, 0.0) for cue in of_act(act["act"].lower(), word.kind))
    return total + weigh(f"takes {word.name} thing", 0.0) if word.kind in {"noun", "before"} else total


@cache
def _needed() -> dict[str, tuple[tuple[Commissive, re.Pattern[str]], ...]]:
    """For each form, its entries with what must follow for it to commit anybody."""
    return {
        form: tuple((word, re.compile(_complement(word), re.IGNORECASE)) for word in words if word.kind != "headline")
        for form, words in lexicon.commissives().items()
    }


def _complement(word: Commissive) -> str:
    if word.kind == "modal" or word.takes & {"that", "thing", "itself"}:
        return ""
    openers = {_OPENERS.get(take, take.split()[0]) for take in word.takes}
    return rf".{{0,{REACH}}}?(?:\b|(?=['’]))(?:{'|'.join(sorted(openers))})\b"

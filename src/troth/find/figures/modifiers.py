"""Modifiers: the words that tell whether a number is exact, about, a bound, or a rise or fall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from troth.find.figures import words
from troth.find.figures.tokens import Tokens

MOST_BETWEEN: Final = 2  # words between a phrase and its number: "more than [just a] dozen"
MOST_ADVERBS: Final = 4  # words between a verb of change and its number: "rose [by only about a] third"
NEAR: Final = 5  # words back from percent and points: "boosted [its quarterly dividend] 20 percent"
FAR: Final = 8  # words before "by" among which its verb is looked for: "cut the number of seats by"


@dataclass(frozen=True, slots=True)
class Modifier:
    """What words beside a number make of it (`~`, `<`, `>`, `up`, `down`), their first token, and the verb's where one does."""

    change: str
    start: int
    verb: int | None = None


def bound_before(tokens: Tokens, i: int, floor: int) -> Modifier | None:
    """A phrase such as "more than" or "some" right before this token, not before `floor`."""
    at = i
    for _ in range(MOST_BETWEEN + 1):
        found = words.phrases("before").before(tokens.lower, at)
        if found is not None and found[1] >= floor and not _of_a_rise(tokens, found[1]):
            return _stretched(tokens, Modifier(*found), floor)
        at -= 1
        if at <= floor or tokens.lower[at] not in words.words("rising", "between"):
            return None
    return None


def _of_a_rise(tokens: Tokens, i: int) -> bool:
    """Whether "up to" here belongs to a verb of movement: "ticked up to 8 percent"."""
    if tokens.lower[i] != "up" or i == 0:
        return False
    before = tokens.lower[i - 1]
    return before in words.changes() or before in words.words("rising", "moves")


def _stretched(tokens: Tokens, modifier: Modifier, floor: int) -> Modifier:
    """With "well" or "just" in front: "[well] over"."""
    at = modifier.start
    return Modifier(modifier.change, at - 1) if at - 1 >= floor and tokens.lower[at - 1] in {"well", "slightly"} else modifier


def bound_after(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """A phrase such as "or so" or "-plus" at this token, and the token after it."""
    found = words.phrases("after").after(tokens.lower, i)
    if found is None or (tokens.lower[i] in {"+", "-"} and not tokens.glued(i)) or tokens.at(found[1])[:1].isdecimal():
        return None
    return found


def change_before(tokens: Tokens, i: int, floor: int, *, exchanged: bool) -> Modifier | None:
    """A verb of rising or falling that this number measures, not before `floor`.

    The verb stands right before the number, or some words before its "by", or before percent and points.  `exchanged` says that the
    number is of percent or points, which a price can lose and gain; men or money that are lost are no fall.
    """
    verbs, only_exchanged = words.changes(), words.words("rising", "exchanged")
    adverbs = words.words("rising", "adverbs")
    at, by = i, False
    while at > max(floor, i - MOST_ADVERBS) and tokens.lower[at - 1] in adverbs and tokens.lower[at - 1] not in verbs:
        at -= 1
        by = by or tokens.lower[at] == "by"
    at -= at - 1 > floor and tokens.lower[at - 1] == "of"  # "a rise of"
    reach = FAR if by else NEAR if exchanged else 1
    for back in range(at - 1, max(floor, at - reach) - 1, -1):
        word = tokens.lower[back]
        if word in verbs and (exchanged or by or word not in only_exchanged):
            return Modifier(verbs[word], back if back == at - 1 else at, back)
        if not (word[0].isalpha() or word == "-") or (not by and word in words.words("rising", "parting")):
            return None
    return None

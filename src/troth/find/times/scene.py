"""What the words around an expression tell: the report's day, what was last spoken of, and which way the verbs point."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from troth.find.lexicon import table
from troth.find.times import tokens
from troth.find.times.tokens import Tokens

FARTHEST: Final = 30  # words looked at for a verb on either side of an expression
SHORTEST_PAST: Final = 5  # letters (with the space) that a word in -ed must have more of to be taken for a verb of the past


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: its TIMEX3 value, what kind of thing it is, and the days where they do not follow from the value.

    `kind` is what joining goes by: clock, part, weekday, day (by its date), near (counted from another day), month, quarter, half,
    season, year, fiscal (a year or its part), week, decade, century, span, set or ref.  `open` says that the year was inferred.
    """

    value: str
    kind: str
    open: bool = False
    first: str | None = None
    last: str | None = None


@dataclass(slots=True)
class Scene:
    """How far a report has been read.

    `lean` is the way where no verb points; `day` the last day it spoke of and the word where it did; `told` the first day of the last
    day, month or year (`told_unit`) it spoke of; `period` its last quarter or half.
    """

    words: Tokens
    today: date | None
    lean: int = 0
    day: date | None = None
    day_at: int = 0
    told: date | None = None
    told_unit: str = "D"
    period: Meaning | None = None
    period_at: int = 0

    def base(self, unit: str) -> date | None:
        """The day that "later" and "the following" count from: the last told, when it was told as exactly as their unit asks."""
        return self.told if self.told and FINENESS[self.told_unit] <= FINENESS.get(unit, 2) else None

    def direction(self, start: int, end: int) -> int:
        """Whether the words around these point to the past (-1), to what is to come (1), or nowhere (0).

        The nearest verb in front decides, since news puts the time behind the verb; without one, the first that follows.
        """
        if self.words.word(end) in POSSESSIVE:
            return self._ahead(end) or self.lean  # "will look at Friday's vote"
        return self._behind(start) or self._ahead(end) or self.lean

    def _behind(self, start: int) -> int:
        raw, codes, ways = self.words.raw, self.words.codes, verbs()
        ahead, until, beside = False, False, True  # beside: nothing but words of time stands between
        for at in range(start - 1, max(-1, start - FARTHEST), -1):
            word, before = raw[at], raw[at - 1] if at else ""
            if word[0] in STOPS and self._stops(at):
                break
            way = ways.get(word, 0) or _past_form(word)
            if beside and (word in UNTIL or (word == "as " and before in {"soon ", "early "})):
                ahead = until = True
            elif way == TO_DO:
                ahead = ahead or before == "to "
            elif way == DONE:
                return 1 if until else -1
            elif way in WAYS and not (way < 0 and before in PASSIVE):  # "will be held", "is to have closed": the modal tells
                return 1 if ahead and before != "had " else way  # "had filed by Friday": filed
            beside = beside and codes[at] != tokens.PLAIN
        return 1 if ahead else 0

    def _ahead(self, end: int) -> int:
        raw, ways = self.words.raw, verbs()
        for at in range(end, min(len(raw), end + FARTHEST)):
            word = raw[at]
            if word[0] in STOPS and self._stops(at):
                return 0
            way = ways.get(word, 0) or _past_form(word)
            if way in WAYS:
                return way
            if way == DONE:
                return -1
        return 0

    def _stops(self, at: int) -> bool:
        mark = self.words.written(at)
        before = self.words.written(at - 1)
        if mark != ".":
            return True
        if len(before) <= LONGEST_INITIAL and before[:1].isupper():
            return False
        following = self.words.written(at + 1)[:1]
        return following.isupper() or not following.isalnum()


LONGEST_INITIAL: Final = 3  # letters of what stands before a full stop that ends no sentence: "U.S.", "Gen."
STOPS: Final = frozenset("!?.\n")
POSSESSIVE: Final = frozenset({"'s", "’s"})
UNTIL: Final = frozenset({"by ", "until ", "till "})
PASSIVE: Final = frozenset({"be ", "have ", "been ", "being ", "get ", "to "})
FINENESS: Final = {"D": 0, "W": 0, "WE": 0, "F": 0, "TH": 0, "TM": 0, "TS": 0, "M": 1, "Q": 1, "Y": 2}
WAYS: Final = frozenset({-1, 1})
TO_DO: Final = 2  # the way of a verb that points ahead behind "to" alone
DONE: Final = 3  # the way of a verb whose infinitive tells what was done
NO_VERB: Final = 4


@cache
def verbs() -> dict[str, int]:
    """The verbs of `times.toml` as they stand in a text, and the way each points."""
    ways: dict[str, int] = {}
    for name, way in (("baseverb", TO_DO), ("verbpast", -1), ("verbahead", 1), ("verbdone", DONE), ("noverb", NO_VERB)):
        for words in table("times")["class"][name].values():
            ways |= {word + space: way for word in words.split() for space in ("", " ")}
    return ways


def _past_form(word: str) -> int:
    return -1 if word.endswith(("ed ", "ed")) and len(word) > SHORTEST_PAST and word.islower() else 0

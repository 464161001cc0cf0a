"""Counting: the words that say what a number counts."""

from __future__ import annotations

from typing import Final

from troth.find.figures import words
from troth.find.figures.tokens import Tokens

MOST_WORDS: Final = 5  # of what is counted: "newly registered voters died"
NEAR: Final = 4  # words after a number among which the plural that it counts must stand


def plural_follows(tokens: Tokens, i: int) -> bool:
    """Whether a noun in the plural comes next, adjectives before it: "12 [wounded men]", "1,900 [more troops]"."""
    for at in range(i, min(i + NEAR, len(tokens))):
        word = tokens.lower[at]
        if word == "." and "." in tokens.lower[at - 1]:
            continue  # "17 U.S. states"
        if not word[0].isalpha() or (word in words.words("counting", "stops") and word != "more"):
            return False
        if _plural(word):
            return True
    return False


def _plural(word: str) -> bool:
    if word in words.words("counting", "plurals"):
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "'s", "’s"))
        and word not in words.words("counting", "singulars")
    )


def counted(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """The first and the end token of the words after a number that say what is counted, or None."""
    start = tokens.past_hyphen(i)
    if tokens.at(start) == "of":
        start += 1 + (tokens.at(start + 1) in words.words("counting", "determined"))
    stops = words.words("counting", "stops")
    end = at = start
    for _ in range(MOST_WORDS):
        if not tokens.at(at)[:1].isalpha() or tokens.at(at) in stops:
            break
        end = at + 1
        at = tokens.past_hyphen(end)
        at += tokens.at(at) == "of" or (tokens.at(at) == "." and "." in tokens.at(at - 1))  # "barrels of oil", "U.S. states"
    return (start, _with_fate(tokens, end)) if end > start else None


def _with_fate(tokens: Tokens, i: int) -> int:
    """The end of what is counted with what became of it: "[people] were killed"."""
    end = i
    while end < i + 3 and tokens.at(end) in words.words("counting", "auxiliaries"):
        end += 1
    told = tokens.at(end).endswith("ed") or tokens.at(end) in words.words("counting", "participles")
    return end + 1 if end > i and told else i


def subject(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """The first and the end token of the words before this one that name what rises or falls, or None."""
    stops, start = words.words("counting", "stops"), i
    while start > max(0, i - MOST_WORDS) and tokens.lower[start - 1][0].isalpha() and tokens.lower[start - 1] not in stops:
        start -= 1
    return (start, i) if start < i else None

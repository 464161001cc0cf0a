"""Descriptions: what a report calls its people besides their names, so that "the senator" can be read as whom it means."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import Final

from troth.find import lexicon
from troth.find.names.people import People

WINDOW: Final = 80  # characters before and after a name that can describe its bearer
_BREAK: Final = re.compile(r"[^\w’' -]")
_AFTER: Final = re.compile(r",? (?:\([^)]{0,20}\) ?)?,? ?(?:who (?:is|was) |a |an |the |and )?(?P<role>[\w’' -]{3,70})")
_WORD: Final = re.compile(r"[\w’'-]+")
_EMPTY: Final = frozenset(
    "the a an of and for in at to by on with former new then ex his her its their own who is was first longtime top".split()
)
_HEADS: Final = re.compile(r"^(?P<head>.*?)(?= (?:of|for|in|from|at|to|on|with|who|and)\b|$)")


@dataclass(frozen=True, slots=True)
class Described:
    """The descriptions of a report: word by word, whose they are and where; things by the noun they are brought in with;
    and proper names by their last word."""

    roles: dict[str, list[tuple[int, str]]]
    introduced: dict[str, list[tuple[int, str]]]
    proper: dict[str, str]

    def spelled_out(self, name: str) -> str | None:
        """The longer proper name that ends in this one: "Post" for "New York Post"."""
        return self.proper.get(name) if name[:1].isupper() and not name.endswith("s") else None

    def bearer(self, description: str, at: int) -> str | None:
        """Whom or what a definite description means: "the senator", "the poll"; None where the report does not tell."""
        words = [word.lower() for word in _WORD.findall(_HEADS.match(description)[0])]  # type: ignore[index]
        words = [word for word in words if word not in _EMPTY]
        if not words:
            return None
        head = words[-1]
        person = self._person(words, head, at)
        if person is not None:
            return person
        introduced = self.introduced.get(head, [])
        before = bisect_left(introduced, (at, ""))
        return introduced[before - 1][1] if before and len(words) == 1 and description[:4].lower() in {"the ", "that", "this"} else None

    def _person(self, words: list[str], head: str, at: int) -> str | None:
        scores: dict[str, tuple[int, int]] = {}
        for place, name in self.roles.get(head, []):
            if place < at or name not in scores:
                score = sum(any(who == name for _, who in self.roles.get(word, [])) for word in words)
                scores[name] = (score, place if place < at else -place)
        return max(scores, key=lambda name: (scores[name], name)) if scores else None


def described(text: str, people: People) -> Described:
    """Gather the descriptions that stand before and after the names of a report's people."""
    offices = lexicon.words("agents", "nouns")
    roles: dict[str, list[tuple[int, str]]] = {}
    for named in people.named:
        name = people.name(named)
        if name is None:
            continue
        words = [title.lower().rstrip(".") for title in named.titles]
        before = _BREAK.split(text[max(0, named.start - WINDOW) : named.start])[-1]
        words += _tail_of_roles(before.lower().split(), offices)
        end = text.find(named.words[-1], named.start) + len(named.words[-1])
        after = _AFTER.match(text, end, end + WINDOW) if text[end : end + 1] == "," else None
        if after:
            words += _head_of_roles(after["role"].lower().split(), offices)
        for word in dict.fromkeys(words):
            roles.setdefault(word, []).append((named.start, name))
    return Described(roles, _introduced(text), _proper(text))


def _tail_of_roles(words: list[str], offices: frozenset[str]) -> list[str]:
    """The words right before a name that lead up to it: "republican presidential nominee"."""
    return [word for word in words[-4:] if word not in _EMPTY] if words and words[-1] in offices else []


def _head_of_roles(words: list[str], offices: frozenset[str]) -> list[str]:
    taken = []
    for word in words:
        if word in {"of", "for", "in", "from", "at", "to", "on", "with", "who", "and", "said", "says"}:
            break
        taken.append(word)
    return [word for word in taken if word not in _EMPTY] if any(word in offices for word in taken) else []


def _introduced(text: str) -> dict[str, list[tuple[int, str]]]:
    """Things by the name they are brought in with: "a Gallup poll", by their nouns."""
    found: dict[str, list[tuple[int, str]]] = {}
    for phrase in _named_things().finditer(text):
        found.setdefault(phrase["noun"], []).append((phrase.start(), phrase[0]))
    return found


@cache
def _named_things() -> re.Pattern[str]:
    nouns = "|".join(sorted(lexicon.words("speech", "sources")))
    return re.compile(rf"\b(?:[Aa]n?|[Tt]he) (?:[A-Z][\w.’'/-]{{0,30}} ){{1,4}}(?:[a-z-]{{3,15}} )?(?P<noun>{nouns})\b")


_PROPER: Final = re.compile(r"\b(?:The )?(?:[A-Z][\w’&-]{1,20} ){1,3}(?P<last>[A-Z][a-z][\w-]{1,20})\b(?! [A-Z])")


def _proper(text: str) -> dict[str, str]:
    """The first longer proper name that ends in each word."""
    found: dict[str, str] = {}
    for name in _PROPER.finditer(text):
        found.setdefault(name["last"], name[0])
    return found

"""Bodies: the offices, groups and organisations a report names, so that a short name can be read as the fuller one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from troth.find import lexicon

# "the Obama administration", "House Republican leaders": up to three capitals before a noun.
_QUALIFIED: Final = re.compile(r"\b(?:[A-Z][\w’'-]{0,40}\s){1,3}(?P<noun>[A-Za-z]+)\b")
_SPELLED_OUT: Final = re.compile(r"\b[A-Z][a-z]+(?: (?:(?:of|and|for|the|to|on|in|&) )*[A-Z][a-z]+){2,5}\b")
SHORTEST_ACRONYM: Final = 3  # letters: two have too many readings


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of one report: qualified names by their last word, with offsets in order, and names by their initials."""

    qualified: dict[str, list[tuple[int, str]]]
    spelled_out: dict[str, str]

    def fullest(self, name: str, at: int) -> str:
        """The fuller name that a short one stands for: what the report spelled out, or named last before this offset."""
        if len(name) >= SHORTEST_ACRONYM and name.isupper():
            return self.spelled_out.get(name, name)
        earlier = self.qualified.get(name.lower(), [])
        before = bisect_left(earlier, (at, ""))
        return earlier[before - 1][1] if before else name


def bodies(text: str) -> Bodies:
    """Find the bodies that a text names."""
    qualified: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for found in _QUALIFIED.finditer(text):
        name = _without_openers(found[0])
        if found["noun"].lower() in lexicon.words("agents", "nouns") and " " in name:
            qualified[found["noun"].lower()].append((found.start(), name))
    spelled_out: dict[str, str] = {}
    for found in _SPELLED_OUT.finditer(text):
        name = _without_openers(found[0])
        spelled_out.setdefault("".join(letter for letter in name if letter.isupper()), name)
    return Bodies(dict(qualified), spelled_out)


def _without_openers(name: str) -> str:
    words = name.split()
    while words and words[0].lower() in lexicon.words("names", "functions"):
        words.pop(0)
    return " ".join(words)

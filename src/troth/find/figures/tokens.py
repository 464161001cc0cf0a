"""Tokens: the words, numbers and marks of a paragraph, and which of them stand close together."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from troth.types import Span

# An address of the web and what follows an at sign are one token, so that the digits inside count nothing.  Digits joined by marks
# ("24-17", "2:55", "3.1.4", "555-0142") are one token too: as a whole they are a date, a score or a number, never a row of numbers.
# Each alternative starts with another kind of character or is tried at one place only: linear on any input.
_TOKEN: Final = re.compile(
    r"https?://\S+|www\.\S+|@\w+"
    r"|(?:(?<![\w.])\.(?=[0-9]))?[0-9]+(?:[.,:/–-][0-9]+|['’][0-9]+(?![0-9s]))*"
    r"|[^\W\d_]+(?:[.'’][^\W\d_]+)*|\S"
)
FEWEST_WORDS: Final = 3  # of more than three letters, before their capitals tell anything about a paragraph
MARGIN: Final = 16  # empty tokens after the last; no rule looks further than that past a number
CAPITALISED_MOST: Final = 0.8  # share of a paragraph's words with a capital from which capitals tell nothing (headlines in title case)


class Tokens:
    """The tokens of one paragraph: as written, in lower case, and where they start and end in the report.

    Past the last token stand empty ones, so that a rule may look a little ahead, and, by Python's negative indices, a little behind
    the first, without asking where the paragraph ends.
    """

    def __init__(self, written: list[str], starts: list[int], ends: list[int]) -> None:
        self._count = len(written)
        self.written = [*written, *[""] * MARGIN]
        self.lower = list(map(str.lower, self.written))
        self.starts = [*starts, *[-1] * MARGIN]
        self.ends = [*ends, *[-2] * MARGIN]

    def __len__(self) -> int:
        return self._count

    def at(self, i: int) -> str:
        """The token in lower case, empty a little outside the paragraph."""
        return self.lower[i]

    def glued(self, i: int) -> bool:
        """Whether nothing stands between this token and the one before it."""
        return self.starts[i] == self.ends[i - 1]

    def past_hyphen(self, i: int) -> int:
        """The token after a hyphen that joins two words, else this one."""
        return i + 1 if self.at(i) == "-" and self.glued(i) and self.glued(i + 1) else i

    def capitalised(self, i: int) -> bool:
        """Whether the token is written with a capital that means a name; never in a headline in capitals or title case."""
        return any(letter.isupper() for letter in self.written[i]) and not self.title_case

    @cached_property
    def title_case(self) -> bool:
        """Whether most words of the paragraph have a capital, so that none of them means anything."""
        words = [word for word in self.written if len(word) > 3 and word[0].isalpha()]
        return len(words) >= FEWEST_WORDS and sum(word[0].isupper() for word in words) > CAPITALISED_MOST * len(words)


def tokenise(text: str, paragraph: Span) -> Tokens:
    """The tokens of a paragraph of this text."""
    found = list(_TOKEN.finditer(text, paragraph.start, paragraph.end))
    return Tokens([match[0] for match in found], [match.start() for match in found], [match.end() for match in found])


def phrase(words: str) -> tuple[str, ...]:
    """A phrase of the lexicon as the tokens that it makes in a text."""
    return tuple(_TOKEN.findall(words))

"""Word pieces: the words of a text as an encoder knows them, with their places.

The scheme is that of BERT's uncased vocabularies: words are split at punctuation, lowered and freed of accents, and each is cut from the
left into the longest pieces that the vocabulary has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

VOCABULARY: Final = Path(__file__).with_name("vocabulary.txt")
OPENING, CLOSING, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
LONGEST_WORD: Final = 100  # characters; a longer word is unknown, as in BERT's own tokeniser
MOST_WORDS: Final = 50_000  # words whose pieces are kept at hand
_CJK: Final = "\u2e80-\u2eff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"  # each sign a word
_ASCII_MARKS: Final = "!-/:-@[-`{-~"
_LAST_MARK: Final = 0x20000  # the planes from here on hold no punctuation


class Piece(NamedTuple):
    """One piece: its number in the vocabulary and the characters of the text that it stands for."""

    number: int
    start: int
    end: int


def pieces(text: str) -> list[Piece]:
    """The pieces of a text, in order, without the marks that open and close it for an encoder."""
    return [
        Piece(number, found.start() + start, found.start() + end)
        for found in _words().finditer(text)
        for number, start, end in _pieces_of(found[0])
    ]


@lru_cache(maxsize=MOST_WORDS)
def _pieces_of(word: str) -> tuple[tuple[int, int, int], ...]:
    plain = list(_plain(word))
    if not plain:
        return ()
    cut = list(_cut("".join(letter for letter, _ in plain))) if len(plain) <= LONGEST_WORD else []
    if not cut:
        return ((numbers()[UNKNOWN], 0, len(word)),)
    return tuple((number, plain[start][1], plain[end - 1][1] + 1) for number, start, end in cut)


def _plain(word: str) -> Iterator[tuple[str, int]]:
    """The letters of a word as the vocabulary spells them, each with its place in the word."""
    if word.isascii():
        yield from zip(word.lower(), range(len(word)), strict=True)
        return
    for place, character in enumerate(word):
        for letter in unicodedata.normalize("NFD", character.lower()):
            if unicodedata.category(letter) not in {"Mn", "Cc", "Cf", "Co", "Cn", "Cs"} and letter != "\N{REPLACEMENT CHARACTER}":
                yield letter, place


def _cut(plain: str) -> Iterator[tuple[int, int, int]]:
    """Numbers and bounds of the longest known pieces from the left; nothing where a part is unknown."""
    known, start, found = numbers(), 0, []
    while start < len(plain):
        prefix = "##" if start else ""
        end = next((end for end in range(len(plain), start, -1) if prefix + plain[start:end] in known), None)
        if end is None:
            return
        found.append((known[prefix + plain[start:end]], start, end))
        start = end
    yield from found


@cache
def _words() -> re.Pattern[str]:
    beyond = (chr(code) for code in range(0x80, _LAST_MARK))
    marks = "".join(re.escape(sign) for sign in beyond if unicodedata.category(sign).startswith("P"))
    alone = f"{_ASCII_MARKS}{marks}{_CJK}"
    return re.compile(rf"[{alone}]|[^\s{alone}]+")


@cache
def numbers() -> dict[str, int]:
    """The vocabulary: each piece and its number."""
    return {piece: number for number, piece in enumerate(VOCABULARY.read_text("utf-8").splitlines())}

"""A report as comparing sees it: its words in a form that forgives spelling and typography, in sentences, without the page's furniture."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from troth.text import paragraphs, sentences
from troth.types import Report, Span

# A number with its marks, an abbreviation, a percent sign, or a word.  Hyphens part words, since outlets set them by their own rules.
_WORD: Final = re.compile(r"\d[\d.,:/]*\d[^\W_]*|\d[^\W_]*|(?:[^\W\d_]\.){2,}|[^\W\d_][^\W_]*(?:['’][^\W\d_]+)*|%")
_SAME: Final = str.maketrans({"’": "'", ".": None})
_AS_WORD: Final = {"%": "percent"}
CODES: Final = 0x10F800 - 0x20  # characters that can stand for a word: all but the first few and the surrogates
_SURROGATES: Final = 0xD800


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words from `first` up to `last`, its place in the text, the number of its paragraph."""

    first: int
    last: int
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one telling, without furniture: `keys` to compare them by, where each starts and ends, and the sentences that they make.

    `codes` holds one character a word, the same for the same key in both tellings of a comparison: strings are what is compared fast.
    """

    report: Report
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    codes: str

    def span(self, first: int, last: int) -> Span:
        """The place of the words from `first` up to `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def code(self, first: int, last: int) -> str:
        """The words of the sentences from `first` up to `last`, one character each."""
        return self.codes[self.sentences[first].first : self.sentences[last - 1].last] if first < last else ""


def words_of(a: Report, b: Report) -> tuple[Words, Words]:
    """Both reports, with equal codes for equal words."""
    known = _Vocabulary()
    return _telling(a, known), _telling(b, known)


def is_idle(key: str) -> bool:
    """Whether a word tells nothing of what a sentence is about: articles, prepositions, pronouns, auxiliaries."""
    return key in _idle()


@cache
def _idle() -> frozenset[str]:
    return frozenset(tomllib.loads(files("troth.link").joinpath("compared.toml").read_text("utf-8"))["idle"])


class _Vocabulary(dict[str, tuple[str, str]]):
    """Of each word as it is written its key and its code; what was looked up once is known."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: dict[str, str] = {}

    def __missing__(self, word: str) -> tuple[str, str]:
        key = _key(word)
        self[word] = found = (key, _code(key, self.codes))
        return found


def _telling(report: Report, known: _Vocabulary) -> Words:
    found = list(_WORD.finditer(report.text))
    places = [word.span() for word in found]
    if report.furniture:
        kept = _outside(report.furniture, [start for start, _ in places])
        found, places = [found[at] for at in kept], [places[at] for at in kept]
    forms = [known[word[0]] for word in found]
    starts, ends = tuple(start for start, _ in places), tuple(end for _, end in places)
    codes = "".join([code for _, code in forms])
    return Words(report, tuple([key for key, _ in forms]), starts, ends, tuple(_sentences(report, starts)), codes)


def _outside(furniture: Sequence[Span], starts: Sequence[int]) -> list[int]:
    """The numbers of the words that lie in none of the spans."""
    kept, spans = [], sorted(furniture, key=lambda span: span.start)
    at = 0
    for number, start in enumerate(starts):
        while at < len(spans) and spans[at].end <= start:
            at += 1
        if at == len(spans) or start < spans[at].start:
            kept.append(number)
    return kept


def _sentences(report: Report, starts: Sequence[int]) -> Iterator[Sentence]:
    """The sentences that have words."""
    breaks = paragraphs(report.text)
    word = paragraph = 0
    whole = sentences(report.text)
    for span in _cut(whole, report.furniture) if report.furniture else whole:
        while breaks[paragraph].end <= span.start:
            paragraph += 1
        first = word
        while word < len(starts) and starts[word] < span.end:
            word += 1
        if word > first:
            told = report.text[span.start : span.end]
            yield Sentence(first, word, span.end - len(told.lstrip()), span.start + len(told.rstrip()), paragraph)


def _cut(spans: Sequence[Span], furniture: Sequence[Span]) -> Iterator[Span]:
    """The sentences without what furniture covers at their ends."""
    marks = sorted(furniture, key=lambda span: span.start)
    at = 0
    for span in spans:
        while at < len(marks) and marks[at].end <= span.start:
            at += 1
        start, end = span.start, span.end
        if at < len(marks) and marks[at].start <= start:
            start = min(end, marks[at].end)
        later = next((mark for mark in marks[at : at + 2] if start < mark.start < end), None)
        if later is not None and later.end >= end:
            end = later.start
        if start < end:
            yield Span(start, end)


def _key(word: str) -> str:
    if word.isascii() and word.isalpha():
        return word.lower()
    key = word.translate(_SAME) if word[:1].isalpha() else _AS_WORD.get(word, word)
    key = key.casefold()
    if key.isascii():
        return key
    return "".join(letter for letter in unicodedata.normalize("NFKD", key) if not unicodedata.combining(letter)) or key


def _code(key: str, known: dict[str, str]) -> str:
    code = known.get(key)
    if code is None:
        number = 0x20 + len(known) % CODES
        code = known[key] = chr(number if number < _SURROGATES else number + 0x800)
    return code

"""Site furniture: newsletter boxes, share buttons, rights lines, "read more"; marked in the text, never removed from it.

Precision comes first: a marked sentence is never read for pledges.  So furniture is judged sentence by sentence, since prose may be
glued to it on either side.  `furniture.toml` holds the formulas.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from troth.text import paragraphs, sentences
from troth.types import Span

LONGEST: Final = 400  # characters of a sentence or line that may be furniture; the longest rights line seen has 350

_STAND_FOR: Final = {
    "{rest}": r"[^\"“”]{0,200}",
    "{more}": r"[^\"“”]{0,100}",
    "{title}": r"(?:[^\"“”.]|\.(?=\S)|(?<=[A-Z])\.){1,150}",
    "{net}": r"(?:Twitter|Facebook|Instagram|YouTube|LinkedIn|Google\+|Google Plus|Tumblr|Pinterest|Flipboard|Snapchat|Telegram|https?://)\S*",
}
_BULLETS: Final = " *•·-–—>»▶►"
# Where a sentence ends and something else is glued to it: "results.Daily newsletter", "in May. © 2012", "in May. | Getty".
_GLUE: Final = re.compile(r"""(?<=[a-z0-9)%][.!?])(?=[A-Z])|(?<=[.!?]["”’)])(?=[A-Z])|(?<=[.!?"”’)\]])\s?(?=[©|]|\(Photo: )""")


def furniture(text: str) -> tuple[Span, ...]:
    """The stretches of a canonical text that the site put there: whole paragraphs, or sentences glued to one."""
    signs = _signs_in(text)
    return tuple(mark for span in paragraphs(text) for mark in _in_paragraph(text[span.start : span.end], span.start, signs))


def is_furniture(paragraph: str) -> bool:
    """Whether nothing in a paragraph is a report's."""
    return list(_in_paragraph(paragraph, 0, _signs_in(paragraph))) == [Span(0, len(paragraph))]


def _signs_in(text: str) -> list[str]:
    """The signs that occur at all: looked for once in a text, most need not be looked for in each of its paragraphs."""
    return [sign for sign in _signs() if sign in text]


def _in_paragraph(paragraph: str, offset: int, signs: list[str]) -> Iterator[Span]:
    """The furniture in a paragraph; one that neither begins like furniture nor has a sign of it is not taken apart."""
    words = paragraph.lstrip(_BULLETS)
    is_short = len(words) <= LONGEST  # a longer one that begins like furniture and has no sign of it was never seen
    if is_short and _rules("paragraphs").fullmatch(words):
        yield Span(offset, offset + len(paragraph))
    elif (is_short and _rules("sentences").match(words)) or any(sign in paragraph for sign in signs):
        yield from _runs(paragraph, offset)


def _runs(paragraph: str, offset: int) -> Iterator[Span]:
    """The sentences of a paragraph that are furniture, neighbours as one; none of those within a quotation is."""
    run: Span | None = None
    straight, curly = 0, 0  # quotation marks so far: all, and those that are open
    for part in _parts(paragraph):
        words = paragraph[part.start : part.end]
        if straight % 2 == 0 and curly <= 0 and _is_sentence_of_furniture(words.lstrip(_BULLETS)):
            run = Span(run.start if run else offset + part.start, offset + part.end)
        elif run:
            yield run
            run = None
        straight += words.count('"')
        curly += words.count("“") - words.count("”")
    if run:
        yield run


def _parts(paragraph: str) -> Iterator[Span]:
    """The sentences of a paragraph, and what is glued to them."""
    start = 0
    for end in [glue.start() for glue in _GLUE.finditer(paragraph)] + [len(paragraph)]:
        piece = paragraph[start:end]
        start += len(piece) - len(piece.lstrip())
        for sentence in sentences(piece.lstrip()):
            yield Span(start + sentence.start, start + sentence.end)
        start = end


def _is_sentence_of_furniture(words: str) -> bool:
    if len(words) > LONGEST:
        return False
    fits = _rules("sentences").fullmatch(words) or _rules("paragraphs").fullmatch(words)
    return fits is not None or (_has_formula(words) and not set(words) & set('"“”'))


def _has_formula(words: str) -> bool:
    return words.endswith(_formulas("at_end")) or any(formula in words for formula in _formulas("anywhere"))


@cache
def _rules(name: str) -> re.Pattern[str]:
    return re.compile("|".join(_spelled_out(rule) for rules in _lists()[name].values() for rule in rules))


@cache
def _signs() -> tuple[str, ...]:
    """The shortest strings without which a paragraph that begins as prose has no furniture in it."""
    signs = (*_formulas("behind_prose"), *_formulas("anywhere"), *_formulas("at_end"))
    return tuple(sign for sign in signs if not any(other in sign for other in signs if other != sign))


@cache
def _formulas(name: str) -> tuple[str, ...]:
    return tuple(_lists()["formulas"][name])


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("troth.read").joinpath("furniture.toml").read_text("utf-8"))


def _spelled_out(rule: str) -> str:
    for short, pattern in _STAND_FOR.items():
        rule = rule.replace(short, pattern)
    return rule

"""Canonical text: the one form that every offset points into, its paragraphs and its sentences."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from troth.types import Span

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
BETWEEN: Final = "\n\n"  # what stands between the paragraphs of a canonical text
HARD_WRAP_MIN: Final = 60  # characters: the line lengths that mail and old wire systems wrapped to (DESIGN, "Formats")
HARD_WRAP_MAX: Final = 80

_NEWLINE: Final = re.compile("\r\n|[\n\r\x0b\x0c\u2028\u2029]")
# U+0085 is a newline by Unicode, but in news texts it is an ellipsis of Windows-1252 that was read as Latin-1.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def canonical(raw: str) -> str:
    """The canonical form of a report's text: NFC, paragraphs on one line each, joined by one blank line.

    Every newline separates paragraphs, unless most lines are 60 to 80 characters long (hard-wrapped text): then blank lines do.
    White space is folded to single spaces and trimmed; controls and lone surrogates become U+FFFD; nothing else is deleted.
    Canonical text comes through unchanged.
    """
    clean = unicodedata.normalize("NFC", _UNPRINTABLE.sub(REPLACEMENT, _NEWLINE.sub("\n", raw)))
    lines = [" ".join(line.split()) for line in clean.split("\n")]
    return BETWEEN.join(_unwrap(lines) if _hard_wrapped(lines) else filter(None, lines))


def one_line(raw: str) -> str:
    """A headline, name or other short field in canonical form, on one line."""
    return canonical(raw).replace(BETWEEN, " ")


def _hard_wrapped(lines: list[str]) -> bool:
    full = [HARD_WRAP_MIN <= len(line) <= HARD_WRAP_MAX for line in lines if line]
    return 2 * sum(full) > len(full)


def _unwrap(lines: list[str]) -> list[str]:
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return [" ".join(paragraph) for paragraph in paragraphs if paragraph]


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a canonical text, in order."""
    spans, start = [], 0
    for paragraph in text.split(BETWEEN) if text else ():
        spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + len(BETWEEN)
    return spans


def moved(span: Span, by: int) -> Span:
    """The same stretch in a text that begins so many characters earlier."""
    return Span(span.start + by, span.end + by)


# A sentence may end at `.`, `!`, `?` or an ellipsis, with what closes around it, before white space and what may open the next.
# Possessive, and tried at the first mark of a run only: linear on any input.
_STOP: Final = re.compile(
    r"""(?<![.!?…])(?P<mark>[.!?…]++)(?P<close>["'”’»)\]]*+)\s+(?=["'“‘«(\[]*+\s?[A-Z0-9À-ÞА-Я$@#])""",
)
LONGEST_ABBREVIATION: Final = 12  # characters before a full stop that can make it an abbreviation's or an initial's
# Words whose full stop does not end a sentence when a capital follows: titles, months before a day, ranks, and the like.
_ABBREVIATIONS: Final = frozenset(
    """mr mrs ms dr prof rev fr hon pres gov sen sens rep reps gen col lt maj capt cmdr adm sgt cpl pvt amb atty st mt ft
    vs v no nos op art fig dept asst messrs jan feb mar apr jun jul aug sep sept oct nov dec sr""".split()
)
_INITIALS: Final = re.compile(r"""["'“‘(\[]*(?:[A-Z]\.)*[A-Z]""")


def sentences(text: str) -> list[Span]:
    """The sentences of a canonical text, in order; none crosses a paragraph.

    Rules rather than a parser, since comparing and linking need sentences of every report and must not wait for syntax.
    """
    return [sentence for paragraph in paragraphs(text) for sentence in _split(text, paragraph)]


def _split(text: str, paragraph: Span) -> list[Span]:
    spans, start = [], paragraph.start
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        if _ends_sentence(text, start, stop):
            spans.append(Span(start, stop.end("close")))
            start = stop.end()
    spans.append(Span(start, paragraph.end))
    return spans


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    if stop["mark"] != "." or stop["close"]:
        return True
    before = text[max(start, stop.start() - LONGEST_ABBREVIATION) : stop.start()]
    word = before.rpartition(" ")[2].lstrip("\"'“‘«([—-")
    return word.lower() not in _ABBREVIATIONS and _INITIALS.fullmatch(word) is None

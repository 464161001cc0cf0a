"""A text with marks on it: cut into pieces, each under the marks that it lies in, so that a template can show them without a word lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from troth.text import paragraphs, sentences
from troth.types import Quote, Report, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to be shown as `kind`; `name` is unique on its page, `about` what it is explained by."""

    start: int
    end: int
    kind: str
    name: str
    about: Any = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same marks: all of them, and those that begin here."""

    words: str
    marks: tuple[Mark, ...]
    opening: tuple[Mark, ...]

    @property
    def kinds(self) -> str:
        """The kinds of its marks, for a class attribute."""
        return " ".join(sorted({mark.kind for mark in self.marks}))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in pieces, and the marks that begin in it."""

    pieces: tuple[Piece, ...]
    notes: tuple[Mark, ...]


def pieces(text: str, span: Span, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The words of a span, cut wherever a mark begins or ends; together they are the span's words."""
    here = [mark for mark in marks if mark.start < span.end and mark.end > span.start]
    cuts = sorted({span.start, span.end, *(at for mark in here for at in (mark.start, mark.end) if span.start < at < span.end)})
    return tuple(_piece(text, start, end, here) for start, end in pairwise(cuts))


def in_paragraphs(report: Report, marks: Sequence[Mark]) -> tuple[Paragraph, ...]:
    """A whole report, paragraph by paragraph, its headline first."""
    return tuple(_paragraph(report.text, span, marks) for span in paragraphs(report.text))


def in_sentence(report: Report, place: Quote, kind: str = "pledge") -> tuple[Piece, ...]:
    """A quote within its sentence, marked."""
    around = _sentence(report.text, place)
    return pieces(report.text, around, [Mark(place.start, place.end, kind, "")])


def at_offsets(text: str, within: Span, places: Iterable[tuple[int, int]], kind: str) -> tuple[Piece, ...]:
    """A span with some places in it marked."""
    return pieces(text, within, [Mark(start, end, kind, "") for start, end in places])


def _sentence(text: str, place: Quote) -> Span:
    for span in _sentences_near(text, place):
        if span.start <= place.start < span.end:
            return Span(span.start, max(span.end, place.end))
    return Span(place.start, place.end)


def _sentences_near(text: str, place: Quote) -> Iterator[Span]:
    """The sentences of the paragraph that holds the place: the rest of the text need not be cut."""
    start = text.rfind("\n\n", 0, place.start) + 2 if "\n\n" in text[: place.start] else 0
    end = text.find("\n\n", place.start)
    part = text[start : end if end >= 0 else len(text)]
    return (Span(start + span.start, start + span.end) for span in sentences(part))


def _paragraph(text: str, span: Span, marks: Sequence[Mark]) -> Paragraph:
    notes = tuple(mark for mark in marks if span.start <= mark.start < span.end)
    return Paragraph(pieces(text, span, marks), notes)


def _piece(text: str, start: int, end: int, marks: Iterable[Mark]) -> Piece:
    over = tuple(mark for mark in marks if mark.start <= start and end <= mark.end)
    return Piece(text[start:end], over, tuple(mark for mark in over if mark.start == start))

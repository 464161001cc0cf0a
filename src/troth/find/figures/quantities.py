"""Quantities: the figures of a report, each an amount with the words that say how sure it is and what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from troth.anchor import quote
from troth.find.figures.amounts import SIGNED, Amount, amount
from troth.find.figures.counting import counted, subject
from troth.find.figures.modifiers import Modifier, bound_before, change_before
from troth.find.figures.numerals import places
from troth.find.figures.tokens import Tokens, tokenise
from troth.find.passages import furnished
from troth.text import paragraphs
from troth.types import Figure, Report, Span

KEPT: Final = 8192  # paragraphs whose figures are kept: half have none, the others 1.9, together 10 MB
LONGEST_GAPPING: Final = 10  # tokens between two figures of which the second leaves out the verb
GAPPING: Final = frozenset(
    {",", "and", "or", "by", "while", "the", "of", "a", "further", "&", ";", "index", "composite", "another", "'", "’"}
)
LEADS: Final = frozenset({"between", "from"})  # words that open a range and belong to its quote


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that was told before another one, and its change."""

    amount: Amount
    change: str


def figures(report: Report) -> list[Figure]:
    """The figures of a report, in order; none overlaps another, and none lies in the page's furniture."""
    found = (
        replace(figure, quote=quote(report, paragraph.start + figure.quote.start, paragraph.start + figure.quote.end))
        for paragraph in paragraphs(report.text)
        for figure in _of_paragraph(report.text[paragraph.start : paragraph.end])
    )
    return [figure for figure in found if not furnished(report, figure.quote)]


@lru_cache(maxsize=KEPT)
def _of_paragraph(words: str) -> tuple[Figure, ...]:
    """The figures of a paragraph, as if it were the report."""
    alone = Report(id="", text=words, digest="")
    return tuple(_in_paragraph(alone, tokenise(words, Span(0, len(words)))))


def _in_paragraph(report: Report, tokens: Tokens) -> Iterator[Figure]:
    floor, before = 0, None
    for at in places(tokens):
        found = amount(tokens, at) if at >= floor else None
        if found is None:
            continue
        if found.start < floor:
            found = replace(found, start=at)  # "5 € 6 €": the sign before is the unit of the figure before
        if found.counts:
            modifier = _modifier(tokens, found, floor, before)
            yield _figure(report, tokens, found, modifier, floor)
            before = Told(found, modifier.change)
        floor = found.end


def _figure(report: Report, tokens: Tokens, found: Amount, modifier: Modifier, floor: int) -> Figure:
    start = modifier.start
    if found.low != found.high and start - 1 >= floor and tokens.lower[start - 1] in LEADS:
        start -= 1
    return Figure(
        quote=quote(report, tokens.starts[start], tokens.ends[found.end - 1]),
        low=found.low,
        high=found.high,
        change=modifier.change,
        unit=found.unit,
        counts=_what(report, tokens, found, modifier),
    )


def _modifier(tokens: Tokens, found: Amount, floor: int, before: Told | None) -> Modifier:
    """What the words around an amount make of it.  A bound or "about" tells more than the rise or fall that it also may be."""
    bound = bound_before(tokens, found.start, floor)
    if bound is not None:
        # "From up to 5 miles to 9": a range has its bounds, whatever one of its ends has.
        return Modifier("=", bound.start) if found.low != found.high and bound.change in "<>" else bound
    if found.change != "=":
        return Modifier(found.change, found.start)
    change = change_before(tokens, found.start, floor, exchanged=found.unit in SIGNED)
    return change or Modifier(_carried(tokens, found, before), found.start)


def _carried(tokens: Tokens, found: Amount, before: Told | None) -> str:
    """The change that the figure before hands on: "more than 5 miles (8 km)", "rose 12 points, or 2 percent", "A fell 3%, B 2%"."""
    if before is None or found.unit is None or found.low != found.high:
        return "="
    between = range(before.amount.end, found.start)
    words_between = [tokens.lower[at] for at in between]
    if words_between in (["("], [",", "or"]):
        return before.change
    gapped = before.change in {"up", "down"} and before.amount.unit == found.unit and len(between) <= LONGEST_GAPPING
    if gapped and all(tokens.lower[at] in GAPPING or tokens.capitalised(at) for at in between):
        return before.change
    return "="


def _what(report: Report, tokens: Tokens, found: Amount, modifier: Modifier) -> str | None:
    """The words that say what is counted: those after the amount, else what rises or falls by it."""
    span = counted(tokens, found.end)
    if span is None and modifier.verb is not None:
        span = subject(tokens, modifier.verb)
    return report.text[tokens.starts[span[0]] : tokens.ends[span[1] - 1]] if span else None

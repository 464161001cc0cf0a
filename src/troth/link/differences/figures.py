"""Figures that two tellings give for one thing: whether both can be right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import floor, log10
from typing import Final

from troth.link.differences.changes import Change, Matching
from troth.link.differences.places import words_in
from troth.link.words import Words, is_idle
from troth.types import Figure, Quote

ABOUT: Final = 0.05  # share of a value by which "about" may be off at most: "some 6,300" can be 6,340, not 6,700
DOZEN: Final = 1  # "about a dozen" can be 11 or 13
BOUND: Final = 2  # times: who writes "more than 40" has fewer than 80 in mind
SAME_PLACE: Final = 8  # words of a change up to which figures in it stand in each other's place whatever they count

_OPPOSITE: Final = {"up", "down"}
_DIGITS: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Compared:
    """Two figures for one thing, the words that they settle in either telling, and whether they can both be right."""

    a: Quote
    b: Quote
    words_a: frozenset[int]
    words_b: frozenset[int]
    agree: bool


@dataclass(frozen=True, slots=True)
class _Placed:
    """A figure and its words by number."""

    figure: Figure
    words: range


def agree(a: Figure, b: Figure) -> bool:
    """Whether both figures can be right: their words leave room for a value in common."""
    if {a.change, b.change} == _OPPOSITE:
        return False  # "rose 3 percent", "fell 3 percent"
    if a.change == b.change and (a.low, a.high) == (b.low, b.high):
        return True
    if a.change == b.change and a.change not in {"~", "="}:
        return False  # two bounds of one kind: each outlet has its own number
    if a.low != a.high and b.low != b.high:
        return all(abs(one - other) <= max(_slack(one, a), _slack(other, b)) for one, other in ((a.low, b.low), (a.high, b.high)))
    (low, high), (from_, to) = _room(a), _room(b)
    return low <= to and from_ <= high


def comparable(a: Figure, b: Figure) -> bool:
    """Whether both measure in one unit, and neither tells a rise where the other tells a level."""
    rises = [figure.change in {"up", "down"} for figure in (a, b)]
    return (a.unit == b.unit or a.unit is None or b.unit is None) and rises[0] == rises[1]


def compare_figures(a: Words, b: Words, matching: Matching, of_a: Sequence[Figure], of_b: Sequence[Figure]) -> Iterator[Compared]:
    """The figures in changed words that stand for each other; then the other numbers in these words, years among them."""
    placed_a, placed_b = _placed(a, of_a), _placed(b, of_b)
    holding_b = {word: one for one in placed_b for word in one.words}
    settled_a, settled_b = set[int](), set[int]()
    taken = set[int]()
    for one in placed_a:
        other = _partner(one, matching, holding_b)
        if other is None or id(other) in taken or not comparable(one.figure, other.figure):
            continue
        taken.add(id(other))
        if (compared := _compared(a, b, one, other, matching)) is not None:
            settled_a |= compared.words_a
            settled_b |= compared.words_b
            yield compared
    for change in matching.changes:
        free_a = [one for one in placed_a if one.words[0] in change.in_a and settled_a.isdisjoint(one.words)]
        free_b = [one for one in placed_b if one.words[0] in change.in_b and settled_b.isdisjoint(one.words)]
        for one, other in _in_place(a, b, change, free_a, free_b):
            if (compared := _compared(a, b, one, other, matching)) is not None:
                settled_a |= compared.words_a
                settled_b |= compared.words_b
                yield compared
        yield from _numbers(a, b, change, settled_a, settled_b)


def _placed(telling: Words, figures: Sequence[Figure]) -> list[_Placed]:
    placed = [_Placed(figure, words_in(telling, figure.quote.start, figure.quote.end)) for figure in figures]
    return [one for one in placed if one.words]


def _partner(one: _Placed, matching: Matching, holding: dict[int, _Placed]) -> _Placed | None:
    """The figure that shares words with this one, when the two are not all the same words."""
    others = [matching.to_b[word] for word in one.words]
    found = [holding[word] for word in others if word is not None and word in holding]
    if not found:
        return None
    best = max(found, key=lambda other: (found.count(other), -other.words[0]))
    same = others == list(best.words) and {one.figure.change, best.figure.change} != _OPPOSITE
    return None if same else best


def _in_place(a: Words, b: Words, change: Change, of_a: Sequence[_Placed], of_b: Sequence[_Placed]) -> Iterator[tuple[_Placed, _Placed]]:
    """The figures of one change that stand for each other: in order, or in a long change by what they count."""
    if max(len(change.in_a), len(change.in_b)) <= SAME_PLACE:
        yield from ((one, other) for one, other in zip(of_a, of_b, strict=False) if comparable(one.figure, other.figure))
        return
    taken = set[int]()
    for one, other in product(of_a, of_b):
        if id(one) in taken or id(other) in taken or not comparable(one.figure, other.figure):
            continue
        if _counts(one.figure) & _counts(other.figure):
            taken |= {id(one), id(other)}
            yield one, other


def _counts(figure: Figure) -> set[str]:
    return {word for word in (figure.counts or "").casefold().split() if not is_idle(word)}


def _compared(a: Words, b: Words, one: _Placed, other: _Placed, matching: Matching) -> Compared | None:
    words_a = frozenset(word for word in one.words if matching.to_b[word] not in other.words)
    words_b = frozenset(word for word in other.words if matching.to_a[word] not in one.words)
    fit = agree(one.figure, other.figure)
    if fit and _is_hedge(a, one, words_a) and _is_hedge(b, other, words_b):
        return None  # "about 40" and "around 40": other words for the same
    return Compared(one.figure.quote, other.figure.quote, words_a, words_b, fit)


def _is_hedge(telling: Words, one: _Placed, changed: frozenset[int]) -> bool:
    """Whether the changed words only say how sure the number is: none is a number, and the number itself has not changed."""
    kept = [word for word in one.words if word not in changed and not is_idle(telling.keys[word])]
    return bool(changed and kept) and not any(_DIGITS.search(telling.keys[word]) for word in changed)


def _numbers(a: Words, b: Words, change: Change, settled_a: set[int], settled_b: set[int]) -> Iterator[Compared]:
    """Numbers that the reader of figures passes over, such as years, in each other's place."""
    if max(len(change.in_a), len(change.in_b)) > SAME_PLACE:
        return
    numbers_a = [word for word in change.in_a if word not in settled_a and _DIGITS.search(a.keys[word])]
    numbers_b = [word for word in change.in_b if word not in settled_b and _DIGITS.search(b.keys[word])]
    for word, other in zip(numbers_a, numbers_b, strict=False):
        quotes = [
            Quote(telling.report.id, *ends, telling.report.text[slice(*ends)])
            for telling, ends in ((a, (a.starts[word], a.ends[word])), (b, (b.starts[other], b.ends[other])))
        ]
        same = _plain(a.keys[word]) == _plain(b.keys[other])
        yield Compared(quotes[0], quotes[1], frozenset({word}), frozenset({other}), same)


def _plain(number: str) -> str:
    """A number without what outlets set by their own rules: "7.30pm" is "7:30", "11th" is "11"."""
    digits = re.sub(r"[^\d.:/]+", "", number).replace(":", ".")
    return digits.rstrip(".")


def _room(figure: Figure) -> tuple[float, float]:
    """The least and the greatest value that a figure's words allow."""
    low, high = figure.low, figure.high
    match figure.change:
        case "~":
            return low - _slack(low, figure), high + _slack(high, figure)
        case ">":
            return low, high if low != high else max(low * BOUND, low)
        case "<":
            return (low if low != high else min(low / BOUND, low)), high
        case _:
            return low, high


def _slack(value: float, figure: Figure) -> float:
    """By how much "about" lets a value be off: half of its last figure that is no nought, but no more than a small share."""
    if figure.change != "~":
        return 0.0
    if "dozen" in figure.quote.exact.lower():
        return DOZEN * max(1.0, value / 12)
    if not value:
        return 0.0
    unit = 10.0 ** floor(log10(abs(value)))
    while unit > 1e-6 and abs(value / unit - round(value / unit)) > 1e-9:
        unit /= 10
    return min(unit / 2, ABOUT * abs(value))

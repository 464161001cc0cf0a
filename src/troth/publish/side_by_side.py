"""Two tellings side by side for a terminal, sentence by sentence, every difference marked by its type and told again in a list.

A mark reads without colour: `[F3 about a dozen]` is the third difference, one of figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from troth.text import sentences
from troth.types import Comparison, Difference, DifferenceType, Quote, Relation, Report, Span

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

LONGEST: Final = 120  # characters of a place in the list: a line or two; the whole stands above it
NAMES: Final = 6  # columns for the name of a difference: "  F12"

_LETTERS: Final = {
    DifferenceType.FIGURE: "F",
    DifferenceType.ATTRIBUTION: "A",
    DifferenceType.QUOTATION: "Q",
    DifferenceType.WORDING: "W",
    DifferenceType.ADDED: "+",
    DifferenceType.DROPPED: "-",
    DifferenceType.MOVED: "M",
}
_STYLES: Final = {
    DifferenceType.FIGURE: "bold red",
    DifferenceType.ATTRIBUTION: "bold magenta",
    DifferenceType.QUOTATION: "bold yellow",
    DifferenceType.WORDING: "cyan",
    DifferenceType.ADDED: "green",
    DifferenceType.DROPPED: "red",
    DifferenceType.MOVED: "blue",
}
_TOLD: Final = {
    DifferenceType.FIGURE: "numbers that cannot both be right",
    DifferenceType.ATTRIBUTION: "the same on another's word",
    DifferenceType.QUOTATION: "quotation marks lost or gained, or words changed within them",
    DifferenceType.WORDING: "other words for it",
    DifferenceType.ADDED: "only the second has it",
    DifferenceType.DROPPED: "only the first has it",
    DifferenceType.MOVED: "the same words elsewhere",
}
RELATIONS: Final = {
    Relation.COPY: "two tellings of one text",
    Relation.EXCERPT: "one holds a passage of the other",
    Relation.SHARED_QUOTATION: "both quote the same words",
    Relation.SHARED_FURNITURE: "only the page's furniture is the same",
    Relation.SAME_EVENT: "the same happening, written separately",
    Relation.NONE: "they share neither text nor happening",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A difference by the name that its marks have."""

    name: str
    difference: Difference


def summary(a: Report, b: Report, comparison: Comparison) -> Iterator[Text]:
    """Which two reports these are, and how they are related."""
    from rich.text import Text

    for side, report in (("A", a), ("B", b)):
        facts = " · ".join(fact for fact in (report.outlet, report.credit, report.published, report.title or _first_words(report)) if fact)
        yield Text.assemble((f"{side}  ", "bold"), facts)
    origins = "one independent origin" if comparison.origins == 1 else f"{comparison.origins} independent origins"
    words = f"{comparison.containment:.0%} of the shorter text stands in the other" if comparison.containment else "no text in common"
    yield Text.assemble((f"{comparison.relation}", "bold"), f": {RELATIONS[comparison.relation]}; {words}; {origins}")


def _first_words(report: Report) -> str:
    return " ".join(report.text[:LONGEST].split()[:8]) + " …"


def side_by_side(a: Report, b: Report, comparison: Comparison) -> Table:
    """The sentences of both tellings, aligned ones in one row, in order of the first."""
    from rich.table import Table

    marked = named(comparison.differences)
    of_a = [(one.name, one.difference.type, one.difference.a) for one in marked if one.difference.a]
    of_b = [(one.name, one.difference.type, one.difference.b) for one in marked if one.difference.b]
    table = Table(box=None, expand=True, padding=(0, 1, 1, 1), pad_edge=False, header_style="bold")
    table.add_column("A", ratio=1, overflow="fold")
    table.add_column("B", ratio=1, overflow="fold")
    for left, right in rows(a, b, comparison):
        same = left is not None and right is not None and a.text[left.start : left.end] == b.text[right.start : right.end]
        table.add_row(_cell(a, left, of_a), _cell(b, right, of_b), style="dim" if same else None)
    return table


def listed(comparison: Comparison) -> Iterator[Text | Table]:
    """Every difference, grouped by type, with what the types mean: the legend of the marks."""
    from rich.table import Table
    from rich.text import Text

    marked = named(comparison.differences)
    if not marked:
        yield Text("No differences.")
    for kind in _LETTERS:
        group = [one for one in marked if one.difference.type is kind]
        if not group:
            continue
        yield Text.assemble((f"{kind} ({len(group)})", _STYLES[kind]), f"  {_TOLD[kind]}")
        table = Table.grid(padding=(0, 1))
        table.add_column(min_width=NAMES, style=_STYLES[kind], no_wrap=True)
        table.add_column(overflow="fold")
        for one in group:
            table.add_row(f"  {one.name}", Text(_change(one.difference)))
        yield table


def named(differences: Sequence[Difference]) -> list[Marked]:
    """The differences under the names that their marks have: the letter of the type, and a running number."""
    return [Marked(f"{_LETTERS[one.type]}{number}", one) for number, one in enumerate(differences, 1)]


def _change(difference: Difference) -> str:
    if difference.type is DifferenceType.MOVED and difference.a:
        return _shortened(difference.a)
    return " → ".join(_shortened(place) for place in (difference.a, difference.b) if place)


def _shortened(place: Quote) -> str:
    words = place.exact.replace("\n\n", " ¶ ")
    return words if len(words) <= LONGEST else f"{words[: LONGEST // 2].rstrip()} … {words[-LONGEST // 3 :].lstrip()}"


def rows(a: Report, b: Report, comparison: Comparison) -> Iterator[tuple[Span | None, Span | None]]:
    """What stands in one row: aligned sentences, or one that only one telling has, after the row that it follows in its own telling."""
    partners = {pair.a.start: pair for pair in comparison.aligned}
    following = _following(b, comparison)
    yield from ((None, span) for span in following.get(-1, ()))
    for span in _parts(a, [pair.a for pair in comparison.aligned]):
        pair = partners.get(span.start)
        if pair is None:
            yield span, None
            continue
        yield span, Span(pair.b.start, pair.b.end)
        yield from ((None, other) for other in following.get(pair.b.start, ()))


def _following(b: Report, comparison: Comparison) -> dict[int, list[Span]]:
    """The sentences that only the second telling has, by the start of the aligned one before them (-1: before all)."""
    aligned = {pair.b.start for pair in comparison.aligned}
    following: dict[int, list[Span]] = {}
    last = -1
    for span in _parts(b, [pair.b for pair in comparison.aligned]):
        if span.start in aligned:
            last = span.start
        else:
            following.setdefault(last, []).append(span)
    return following


def _parts(report: Report, aligned: Sequence[Quote]) -> list[Span]:
    """The aligned places of a report, and the sentences between them that are no furniture, in order."""
    taken = sorted([Span(one.start, one.end) for one in aligned] + list(report.furniture), key=lambda span: (span.start, span.end))
    parts, at = [Span(one.start, one.end) for one in aligned], 0
    for span in sentences(report.text):
        while at < len(taken) and taken[at].end <= span.start:
            at += 1
        if span.start < span.end and (at == len(taken) or taken[at].start >= span.end):
            parts.append(span)
    return sorted(parts, key=lambda span: span.start)


def _cell(report: Report, span: Span | None, places: Sequence[tuple[str, DifferenceType, Quote]]) -> Text:
    """A sentence with the marks of the differences that lie in it."""
    from rich.text import Text

    told = Text()
    if span is None:
        return told
    here = [(max(place.start, span.start), min(place.end, span.end), name, kind) for name, kind, place in places]
    here = sorted((one for one in here if one[0] < one[1]), key=lambda one: (one[0], -one[1]))
    edges = sorted({span.start, span.end, *(one[0] for one in here), *(one[1] for one in here)})
    for start, end in pairwise(edges):
        for opening, _, name, kind in here:
            if opening == start:
                told.append(f"[{name} ", style=_STYLES[kind])
        around = [kind for opening, closing, _, kind in here if opening <= start and end <= closing]
        told.append(report.text[start:end].replace("\n\n", " ¶ "), style=_STYLES[around[-1]] if around else "")
        for opening, closing, _, kind in reversed(here):
            if closing == end and opening < closing:
                told.append("]", style=_STYLES[kind])
    return told

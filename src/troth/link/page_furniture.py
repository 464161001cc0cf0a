"""Site furniture that only many reports betray: paragraphs that an outlet puts under reports which have nothing else in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from troth.text import BETWEEN
from troth.types import Report, Span

# Reports with different bodies under which an outlet puts a paragraph, from which on it is furniture.  Three would take the last
# paragraphs of a story that one outlet published in three versions; docs/measurements.md tells what four find in a corpus.
REPORTS: Final = 4
ENDING: Final = 6  # paragraphs at the end of a report that are looked at, at most half of it


@dataclass(frozen=True, slots=True)
class Ending:
    """One of a report's last paragraphs: where it stands, and a number that the same words under another report of the outlet have too."""

    id: int
    place: Span


@dataclass(frozen=True, slots=True)
class Page:
    """What of a report tells furniture from text: its last paragraphs, and a number that versions of one text mostly share."""

    body: int
    endings: tuple[Ending, ...]

    def furniture(self, known: frozenset[int]) -> tuple[Span, ...]:
        """The last paragraphs that are known to be furniture."""
        return tuple(ending.place for ending in self.endings if ending.id in known)


def page(report: Report) -> Page:
    """What of a report tells furniture from text; without an outlet, nothing does."""
    parts = report.text.split(BETWEEN)
    last = min(ENDING, len(parts) // 2)
    if report.outlet is None or not last:
        return Page(0, ())
    endings, end = [], len(report.text)
    for part in reversed(parts[-last:]):
        endings.append(Ending(paragraph_id(report.outlet, part), Span(end - len(part), end)))
        end -= len(part) + len(BETWEEN)
    return Page(paragraph_id("", max(parts[:-last], key=len)), tuple(reversed(endings)))


def paragraph_id(outlet: str, paragraph: str) -> int:
    """A whole number below 2 ** 63 for a paragraph of an outlet."""
    named = blake2b(f"{outlet}\n\n{paragraph.casefold()}".encode("utf-8", "replace"), digest_size=8)
    return int.from_bytes(named.digest()) >> 1


def learned(pages: Iterable[Page], ruled: Mapping[int, bool]) -> Iterator[int]:
    """The paragraphs that are furniture: put under so many different bodies, or so ruled by a person, whose word outweighs the count."""
    bodies: defaultdict[int, set[int]] = defaultdict(set)
    for seen in pages:
        for ending in seen.endings:
            bodies[ending.id].add(seen.body)
    yield from (paragraph for paragraph, under in bodies.items() if is_furniture(paragraph, len(under), ruled))


def is_furniture(paragraph: int, bodies: int, ruled: Mapping[int, bool]) -> bool:
    """Whether a paragraph that stands under so many different bodies is furniture, unless a person ruled on it."""
    return ruled.get(paragraph, bodies >= REPORTS)

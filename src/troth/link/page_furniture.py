"""Site furniture that only many reports betray: paragraphs that an outlet puts under reports which have nothing else in common."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from typing import Final

from troth.text import BETWEEN
from troth.types import Report, Span

# Reports with different bodies under which an outlet puts a paragraph, from which on it is furniture.  Three would take the last
# paragraphs of a story that one outlet published in three versions; docs/measurements.md tells what four find in a corpus.
REPORTS: Final = 4
ENDING: Final = 6  # paragraphs at the end of a report that are looked at, at most half of it
BEGINNING: Final = 32  # characters of a paragraph by which it is told from most others at once
BODY: Final = 128  # first characters of its longest paragraph that stand for a report's body


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
    last = _last_paragraphs(report)
    return _page(report, last, [True] * len(last))


def pages(reports: Sequence[Report], ruled: Mapping[int, bool]) -> list[Page]:
    """The pages of all reports that there are, without paragraphs that stand too seldom to be furniture: most are spared a digest."""
    if any(ruled.values()):  # a person may have ruled on a paragraph that stands once
        return [page(report) for report in reports]
    last = [_last_paragraphs(report) for report in reports]
    hashes = [[hash((report.outlet, _beginning(part))) for part in parts] for report, parts in zip(reports, last, strict=True)]
    often = {one for one, count in Counter(chain.from_iterable(hashes)).items() if count >= REPORTS}
    return [_page(report, parts, [one in often for one in own]) for report, parts, own in zip(reports, last, hashes, strict=True)]


def _beginning(paragraph: str) -> str:
    """Its first characters, equal for paragraphs that are equal but for case (which may make one letter two: ß)."""
    return paragraph[:BEGINNING].casefold()[:BEGINNING]


def _last_paragraphs(report: Report) -> list[str]:
    """The paragraphs that are looked at."""
    count = min(ENDING, (report.text.count(BETWEEN) + 1) // 2) if report.outlet is not None else 0
    return report.text.rsplit(BETWEEN, count)[1:] if count else []


def _page(report: Report, last: Sequence[str], wanted: Sequence[bool]) -> Page:
    """The page, with those of its last paragraphs that are wanted."""
    if not any(wanted):
        return Page(0, ())
    endings, end = [], len(report.text)
    for part, is_wanted in zip(reversed(last), reversed(wanted), strict=True):
        if is_wanted:
            endings.append(Ending(paragraph_id(str(report.outlet), part), Span(end - len(part), end)))
        end -= len(part) + len(BETWEEN)
    return Page(paragraph_id("", max(report.text[:end].split(BETWEEN), key=len)[:BODY]), tuple(reversed(endings)))


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

"""Lineage: which of many reports are copies or hold passages of one another, and the stories that they make."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from troth.link.body import bodies
from troth.link.candidates import pairs
from troth.link.kinship import kinships
from troth.link.page_furniture import learned, pages
from troth.link.stories import member, stories
from troth.types import Judgement, Report, Story, Telling


@dataclass(frozen=True, slots=True)
class Lineage:
    """The edges between reports, earliest first, and their stories."""

    tellings: tuple[Telling, ...]
    stories: tuple[Story, ...]


def lineage(reports: Sequence[Report], *, furniture: Mapping[int, bool] | None = None, judged: Iterable[Judgement] = ()) -> Lineage:
    """The lineage of these reports, whatever their order.

    `furniture` says what people judged of paragraphs (by their ids), `judged` what they judged of pairs of reports.
    """
    with _no_search_for_cycles():
        return _lineage(reports, furniture or {}, tuple(judged))


def _lineage(reports: Sequence[Report], furniture: Mapping[int, bool], judged: Sequence[Judgement]) -> Lineage:
    seen = pages(reports, furniture)
    known = frozenset(learned(seen, furniture))
    told = bodies(reports, [page.furniture(known) for page in seen])
    near = pairs([body.fingerprint.keys for body in told], [body.rank for body in told])
    edges = list(kinships((told[i], told[j]) for i, j in near))
    related = {report for pair in (edges, judged) for one in pair for report in (one.a, one.b)}
    members = {body.report.id: member(body.report) for body in told if body.report.id in related}
    edges.sort(key=lambda edge: (members[edge.a].place, members[edge.b].place))
    return Lineage(tuple(edges), tuple(stories(members, edges, judged)))


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Python looks through all objects for cycles again and again as they become many; here are none, and it takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

"""Lineage: which of many reports are copies or hold passages of one another, and the stories that they make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from troth.link.body import bodies
from troth.link.candidates import pairs
from troth.link.kinship import kinship
from troth.link.page_furniture import learned, page
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
    pages = [page(report) for report in reports]
    known = frozenset(learned(pages, furniture or {}))
    told = bodies(reports, [seen.furniture(known) for seen in pages])
    ranks = [body.rank for body in told]
    edges = [edge for i, j in pairs([body.fingerprint.keys for body in told], ranks) if (edge := kinship(told[i], told[j]))]
    judged = tuple(judged)
    related = {report for pair in (edges, judged) for one in pair for report in (one.a, one.b)}
    members = {body.report.id: member(body.report, body.rank) for body in told if body.report.id in related}
    edges.sort(key=lambda edge: (members[edge.a].place, members[edge.b].place))
    return Lineage(tuple(edges), tuple(stories(members, edges, judged)))

"""Tracking: one given pledge followed through any reports, without a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from troth.follow import Followed, Sighting, life, ratings, sightings, subject
from troth.link.lineage import lineage
from troth.types import Polarity, Provenance, Report


def track(
    who: Sequence[str],
    what: str,
    reports: Iterable[Report],
    *,
    since: str | None = None,
    due: str | None = None,
    polarity: Polarity = Polarity.DO,
) -> Followed:
    """What became of a pledge by these reports: those published before `since`, the day it was made, are left out; `due` is its last day.

    Of reports with a passage that bears on it the independent origins are told apart: copies of one text have one.
    """
    known = subject(who, what, polarity, since)
    found: dict[str, tuple[Report, list[Sighting]]] = {}
    for report in reports:
        if since and report.published and report.published[:10] < since[:10]:
            continue
        seen = sightings(known, report)
        if seen:
            found[report.id] = (report, seen)
    origins = _origins([report for report, _ in found.values()])
    days = {name: report.published for name, (report, _) in found.items()}
    bearings = life((one for _, seen in found.values() for one in seen), days=days, origins=origins)
    return Followed(bearings, ratings(bearings, due))


def _origins(reports: Sequence[Report]) -> dict[str, Provenance]:
    """Who wrote each report: for copies of one text the newsroom that it comes from."""
    newsrooms = {report.id: report.newsroom for report in reports}
    for story in lineage(list(reports)).stories:
        for report_id in story.reports:
            if report_id not in story.excerpts:
                newsrooms[report_id] = story.newsroom or newsrooms[report_id]
    return {report.id: Provenance(report.id, report.outlet, newsrooms[report.id], report.published, report.id) for report in reports}

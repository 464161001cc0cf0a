"""Pledges followed in the ledger: new reports are asked what they say of known pledges, and new pledges what the reports say of them.

A sighting depends on the pledge's subject and one report alone, so it is made once and kept; the life of a pledge and its proposal are
made of all its sightings whenever its entry is written.  So the order of arrival cannot matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from troth.follow import Outline, Sighting, Subject, borne_out, life, propose, sightings, subject_of, words_in
from troth.follow.outline import ENOUGH
from troth.ledger import bearings as ledger
from troth.ledger import derived, words
from troth.ledger.provenance import provenance
from troth.types import Pledge, Report

FEW: Final = 32  # reports that are asked at once; of more, those that have the words are found by the index, which takes time itself


def sight(db: Connection, reports: Iterable[Report]) -> set[str]:
    """Ask new reports for passages that bear on the pledges that are followed; returns those that were sighted."""
    told = {report: words_in(report) for report in reports}
    known = ledger.names_known(db, frozenset[str]().union(*(its.names for its in told.values())))
    asked: dict[str, list[Report]] = {}
    for report, its in told.items():
        for pledge in ledger.followed_under(db, its.names & known, its.stems, ENOUGH):
            asked.setdefault(pledge, []).append(report)
    near: dict[str, list[Report]] = {}
    for pledge, written in ledger.outlines_of(db, asked).items():
        outline = Outline.read(written)
        if seen := [report for report in asked[pledge] if outline.may_be_in(told[report])]:
            near[pledge] = seen
    touched: set[str] = set()
    for pledge, body in sorted(ledger.subjects_of(db, near).items()):
        subject = Subject.read(body)
        if found := {place: written for report in near[pledge] for place, written in _seen(subject, report).items()}:
            ledger.enter(db, pledge, found)
            touched.add(pledge)
    return touched


def with_lives(db: Connection, entries: Mapping[str, Pledge]) -> dict[str, Pledge]:
    """The entries, each with what bears on it and the status that troth proposes.

    Those that can be checked are followed from now on where their subject is new, others no more.
    """
    pledges = {pledge.id: pledge for pledge in entries.values()}
    followed = {name: subject_of(pledge) for name, pledge in pledges.items() if pledge.checkable}
    ledger.drop(db, (entries.keys() | pledges.keys()) - followed.keys())
    known = ledger.subjects_of(db, followed)
    for name, subject in followed.items():
        if known.get(name) != str(subject):
            _follow(db, name, subject)
    found = {pledge: [Sighting.read(body) for body in bodies] for pledge, bodies in ledger.sightings_of(db, pledges).items()}
    told = {one.quote.report for seen in found.values() for one in seen}
    told |= {mention.quote.report for pledge in pledges.values() for mention in pledge.mentions}
    origins = provenance(db, told)
    days = {report: at.published for report, at in origins.items()}
    lived = {}
    for was, pledge in entries.items():
        bore = life(found.get(pledge.id, ()), pledge.mentions, days, origins, pledge.withdrawn)
        proposal = propose(bore, pledge.deadline)
        lived[was] = replace(pledge, bearings=bore, proposal=proposal if proposal and borne_out(proposal, bore, pledge.deadline) else None)
    return lived


def _follow(db: Connection, pledge: str, subject: Subject) -> None:
    """Follow a pledge by this subject, and ask the reports that are there."""
    outline = Outline.of(subject)
    ledger.put(db, pledge, str(outline), str(subject), outline.keys())
    for report in _near(db, outline):
        if outline.may_be_in(words_in(report)):
            ledger.enter(db, pledge, _seen(subject, report))


def _near(db: Connection, outline: Outline) -> list[Report]:
    """The reports that may bear on a pledge of this outline."""
    if not outline.looked_for:
        return []
    recent = derived.reports_since(db, outline.since, FEW)
    if recent is not None:
        return list(derived.get_reports(db, recent).values())
    found = words.reports_with(db, outline.names, outline.beginnings(), since=outline.since)
    return [report for report in derived.get_reports(db, found).values() if not outline.ruled_out(report.text)]


def _seen(subject: Subject, report: Report) -> dict[tuple[str, int], str]:
    return {(one.quote.report, one.quote.start): str(one) for one in sightings(subject, report)}

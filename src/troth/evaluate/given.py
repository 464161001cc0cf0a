"""Mentions that somebody gives in the form of labels, to be joined as they are; the pledges that labels say they are of do not matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from troth.errors import TrothError
from troth.evaluate.cases import Unscorable
from troth.evaluate.recognise import gold_set
from troth.evaluate.tasks.joining import mention_of
from troth.link import entry, groups
from troth.types import DATELESS, Pledge, PledgeMention, Provenance, Report


def joined(path: Path, failed: Callable[[TrothError], None]) -> list[Pledge]:
    """The pledges that the mentions of a file are of, those first reported earliest first; faulty rows are told.

    Rows are reports with `pledges`, in the form of docs/evaluate.md.  Raises Unscorable when there is none.
    """
    given = gold_set(path)
    if given.form != "pledges":
        raise Unscorable(str(path), f"it holds {given.form}, no mentions of pledges", "give reports with `pledges`")
    for fault in given.errors:
        failed(fault)
    reports, mentions = dict[str, Report](), list[PledgeMention]()
    for case in given.cases:
        assert case.report is not None
        reports[case.id] = case.report
        for label in case.labels["pledges"]:
            try:
                mentions.append(mention_of(label, case.id, case.text, case.where))
            except TrothError as fault:
                failed(fault)
    told = _provenance(reports)
    found = [entry(group, told) for group in groups(mentions)]
    return sorted(found, key=lambda pledge: (pledge.since or DATELESS, pledge.id))


def _provenance(reports: dict[str, Report]) -> dict[str, Provenance]:
    told = {name: Provenance(name, one.outlet, one.newsroom, one.published, name) for name, one in reports.items()}
    latest: dict[str, str] = {}
    for one in sorted(reports.values(), key=lambda one: (one.published or "", one.id)):
        latest[one.url or one.id] = one.id
    return {name: replace(at, latest=latest[reports[name].url or name]) for name, at in told.items()}

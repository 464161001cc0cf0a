"""On the data beside the checkout: the two tellings of one wire story, and offsets of labelled reports."""

from __future__ import annotations

import json
from pathlib import Path

import troth
from troth.text import REPLACEMENT


def test_the_pledges_of_the_two_seeds_come_together_as_one_origin(shared: Path, tmp_path: Path) -> None:
    added = list(troth.add(shared / "seeds", ledger=tmp_path / "t.db", given=troth.Given(published="2009-04-16")))
    assert [one.outcome for one in added] == ["added", "added"]
    found = list(troth.pledges(tmp_path / "t.db"))
    [treaty] = [pledge for pledge in found if "ratify a treaty" in pledge.what]
    assert {mention.source for mention in treaty.mentions} == {"a senior U.S. official", "Barack Obama"}
    assert (treaty.who, treaty.force, treaty.origins) == (("Barack Obama",), "promise", 1)
    told = {word: {str(pledge.force) for pledge in found if word in pledge.what} for word in ("Black Hawk", "trucks", "climate")}
    assert told == {"Black Hawk": {"aim"}, "trucks": {"aim"}, "climate": {"agree"}}


def test_offsets_of_labels_hold_in_reports_as_troth_reads_them(shared: Path) -> None:
    path = shared / "gold" / "pledges-dev.jsonl"
    for row, report in zip(map(json.loads, path.read_text("utf-8").splitlines()), troth.read(path), strict=True):
        assert report.id == row["id"]
        for label in row["pledges"]:
            words = report.text[label["quote"]["start"] : label["quote"]["end"]]
            assert words == label["quote"]["exact"] or REPLACEMENT in words


def test_quotes_hold_on_labelled_reports(shared: Path) -> None:
    for report in list(troth.read(shared / "gold" / "pledges-dev.jsonl"))[:60]:
        for mention in troth.find(report).pledges:
            for quote in filter(None, (mention.quote, mention.condition, mention.due and mention.due.quote)):
                assert report.text[quote.start : quote.end] == quote.exact

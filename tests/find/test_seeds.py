"""The two tellings of one wire story: every pledge in them, on whose word, and the days they name."""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import troth
from troth.types import PledgeMention, Reading, Report

EXPECTED: dict[str, list[dict[str, Any]]] = tomllib.loads(Path(__file__).with_name("seeds.toml").read_text("utf-8"))


@pytest.fixture(params=sorted(EXPECTED))
def telling(request: pytest.FixtureRequest, shared: Path) -> tuple[str, Report, Reading]:
    """The file's name, the report in it and its reading."""
    [report] = troth.read(shared / "seeds" / request.param, given=troth.Given(published="2009-04-16"))
    return request.param, report, troth.find(report)


def test_every_pledge_is_found_with_actor_force_and_source(telling: tuple[str, Report, Reading]) -> None:
    name, report, reading = telling
    for label in EXPECTED[name]:
        words = report.text[label["start"] : label["end"]]
        assert sha256(words.encode()).hexdigest()[:16] == label["words"], "the canonical text has changed"
        found = [(list(one.who), str(one.force), one.source) for one in reading.pledges if _mostly_covers(one, label)]
        assert (label["who"], label["force"], label["source"]) in found, words


def test_nothing_else_is_found_but_an_effort_and_a_mission(telling: tuple[str, Report, Reading]) -> None:
    name, _, reading = telling
    others = [one.quote.exact for one in reading.pledges if not any(_touches(one, label) for label in EXPECTED[name])]
    assert [words for words in others if not words.startswith(("effort", "promote", "mission"))] == []


def test_the_days_are_those_of_the_week_of_the_report(telling: tuple[str, Report, Reading]) -> None:
    _, _, reading = telling
    days = {time.quote.exact.removeprefix("on ").removeprefix("On "): (time.value, time.first, time.last) for time in reading.times}
    assert days["Wednesday"] == ("2009-04-15",) * 3
    assert days["Thursday"] == ("2009-04-16",) * 3


def _mostly_covers(mention: PledgeMention, label: dict[str, Any]) -> bool:
    shared = min(mention.quote.end, label["end"]) - max(mention.quote.start, label["start"])
    return bool(2 * shared >= label["end"] - label["start"])


def _touches(mention: PledgeMention, label: dict[str, Any]) -> bool:
    return bool(mention.quote.start < label["end"] and label["start"] < mention.quote.end)

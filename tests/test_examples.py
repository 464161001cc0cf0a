"""The example reports: enough of them, of the right years, and with what the demo is to show."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest

import troth
from troth.types import Pledge, Report, Span


@pytest.fixture(scope="module")
def examples() -> list[Report]:
    with as_file(files("troth") / "examples") as folder:
        return list(troth.read(folder))


def test_there_are_enough_and_each_tells_outlet_headline_and_day_between_2009_and_2011(examples: list[Report]) -> None:
    assert len(examples) >= 18
    assert all(report.outlet and report.title and report.url for report in examples)
    assert all("2009-01-01" <= (report.published or "") <= "2011-12-31T24" for report in examples)


def test_the_visit_is_told_by_four_outlets_two_of_them_by_one_wire(examples: list[Report]) -> None:
    visit = [report for report in examples if (report.published or "") < "2009-05"]
    assert len({report.outlet for report in visit}) == 4
    assert [report.credit for report in visit].count("Meridian Wire") == 2


def test_the_page_with_furniture_reads_as_its_article_alone(examples: list[Report]) -> None:
    [page] = [report for report in examples if report.outlet == "The Larkmere Ledger" and (report.published or "") < "2010"]
    left = "".join(page.text[span.end : after] for span, after in furniture_gaps(page))
    for word in ("cookie", "newsletter", "Mill Bridge", "Subscribe", "All rights reserved"):
        assert word not in left


def furniture_gaps(report: Report) -> list[tuple[Span, int]]:
    spans = [Span(0, 0), *report.furniture]
    return list(zip(spans, [span.start for span in spans[1:]] + [len(report.text)], strict=True))


def test_reports_without_a_pledge_have_none_found(examples: list[Report]) -> None:
    with as_file(files("troth") / "examples" / "elsewhere.jsonl") as path:
        assert [mention.quote.exact for report in troth.read(path) for mention in troth.find(report).pledges] == []


def test_every_pledge_of_the_visit_is_found_in_two_outlets_at_least(examples: list[Report]) -> None:
    visit = [report for report in examples if (report.published or "") < "2009-05"]
    found = {report.outlet: " | ".join(mention.quote.exact for mention in troth.find(report).pledges) for report in visit}
    for words in (("ratify", "approve", "approval"), ("Black Hawk",), ("trucks",), ("clean energy",), ("guns", "security"), ("demand",)):
        assert sum(any(word in quotes for word in words) for quotes in found.values()) >= 2, words


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> list[Pledge]:
    ledger = tmp_path_factory.mktemp("demo") / "demo.db"
    list(troth.demo(ledger))
    return [pledge for pledge in troth.pledges(ledger) if pledge.proposal]


@pytest.mark.parametrize(
    ("words", "status"), [("ratify", "stalled"), ("Black Hawk", "kept"), ("over Mexican trucks", "kept"), ("climate", "in_progress")]
)
def test_what_came_of_the_visit_is_proposed_with_quotes(proposed: list[Pledge], words: str, status: str) -> None:
    most = max((pledge for pledge in proposed if words in pledge.what), key=lambda pledge: len(pledge.bearings))
    assert most.proposed_status == status
    assert most.status == "not_rated"
    assert most.proposal is not None
    assert most.proposal.origins >= 2
    assert all(bearing.quote.exact for bearing in most.proposal.evidence)


def test_the_steps_between_are_told_of_the_trucks(proposed: list[Pledge]) -> None:
    trucks = max((pledge for pledge in proposed if "over Mexican trucks" in pledge.what), key=lambda pledge: len(pledge.bearings))
    told = [str(bearing.on)[:7] for bearing in trucks.bearings if bearing.status]
    assert {"2011-07", "2011-10"} <= set(told)

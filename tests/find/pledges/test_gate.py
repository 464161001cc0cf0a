"""Which sentences are parsed at all."""

from __future__ import annotations

import pytest

from troth.find.passages import LONGEST, passages
from troth.find.pledges.gate import passing
from troth.types import Report, Span


def passed(text: str, furniture: tuple[Span, ...] = ()) -> list[str]:
    report = Report(id="r", text=text, digest="", furniture=furniture)
    return [text[span.start : span.end] for span in passing(report, passages(report))]


def test_only_sentences_with_a_word_that_commits_pass() -> None:
    assert passed("Old mine floods\n\nThe mine is old. Helen Oakes vowed to close it. Rain fell.") == ["Helen Oakes vowed to close it."]


@pytest.mark.parametrize("sentence", ["We'll close it.", "We’ll close it.", "She won't close it.", "SHE WILL CLOSE IT."])
def test_clitics_and_capitals_pass(sentence: str) -> None:
    assert passed(sentence) == [sentence]


@pytest.mark.parametrize("sentence", ["Will she close it?", "The mine is old.", "Prices will rise.", "The willing crowd left."])
def test_questions_forecasts_and_words_without_complement_do_not_pass(sentence: str) -> None:
    assert passed(f"Old mine floods\n\n{sentence}") == []


@pytest.mark.parametrize("before", ["PORT ALDER - ", "PORT ALDER, May 2 (Meridian Wire) — ", "PORT ALDER (MW) ", "PORT ALDER -- "])
def test_a_dateline_is_left_off(before: str) -> None:
    text = f"{before}Helen Oakes vowed to close it."
    report = Report(id="r", text=text, digest="", dateline="PORT ALDER")
    assert [text[span.start : span.end] for span in passing(report, passages(report))] == ["Helen Oakes vowed to close it."]


def test_furniture_does_not_pass() -> None:
    assert passed("She vowed to close it.", furniture=(Span(4, 8),)) == []


def test_a_sentence_beyond_reason_does_not_pass() -> None:
    assert passed("She vowed to close it" + " and then some" * (LONGEST // 10)) == []


def test_a_headline_passes_for_its_infinitive_alone() -> None:
    assert passed("Council to sell old port\n\nIt went to sea.") == ["Council to sell old port"]

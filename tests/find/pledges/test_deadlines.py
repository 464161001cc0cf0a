"""Until when and on what terms."""

from __future__ import annotations

import pytest

from troth.find import find
from troth.types import Report

TUESDAY = "2030-03-05"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("by 2032", None, "2032-12-31"),
        ("in 2032", "2032-01-01", "2032-12-31"),
        ("next year", "2031-01-01", "2031-12-31"),
        ("by June 30", None, "2030-06-30"),
        ("before January 2, 2033", None, "2033-01-01"),
        ("in April", "2030-04-01", "2030-04-30"),
        ("in February", "2031-02-01", "2031-02-28"),
        ("on Friday", "2030-03-08", "2030-03-08"),
        ("tomorrow", "2030-03-06", "2030-03-06"),
        ("within two weeks", None, "2030-03-19"),
    ],
)
def test_a_deadline_has_its_words_and_the_days_they_mean(words: str, first: str | None, last: str | None) -> None:
    report = Report(id="r", text=f"Helen Oakes said she would close the mine {words}.", digest="", published=TUESDAY)
    (mention,) = find(report).pledges
    assert mention.due is not None
    assert (mention.due.quote.exact, mention.due.first, mention.due.last) == (words, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "Helen Oakes vowed to close the mine.",
        "Helen Oakes pledged support on Monday for the miners.",
        "Helen Oakes vowed to close the mine that opened in 1997.",
        "Helen Oakes vowed on Monday to close the mine.",
        "Helen Oakes vowed Monday to close the mine.",
        "Helen Oakes vowed in March to close the mine.",
        "Helen Oakes vowed to close the mine that floods every spring in April.",
    ],
)
def test_without_a_deadline_there_is_none(text: str) -> None:
    assert [mention.due for mention in find(Report(id="r", text=text, digest="", published=TUESDAY)).pledges] == [None]


@pytest.mark.parametrize(
    ("text", "words", "last"),
    [
        ("Helen Oakes said she would close the mine Friday.", "Friday", "2030-03-08"),
        ("On Thursday, President Helen Oakes will announce a plan to close the mine.", "On Thursday", "2030-03-07"),
        ("Helen Oakes vowed to keep the mine open until the owners pay.", "until the owners pay", None),
    ],
)
def test_a_deadline_may_stand_bare_or_first_or_be_an_event(text: str, words: str, last: str | None) -> None:
    (mention,) = find(Report(id="r", text=text, digest="", published=TUESDAY)).pledges
    assert mention.due is not None
    assert (mention.due.quote.exact, mention.due.last) == (words, last)


def test_a_report_without_a_date_gives_the_words_alone() -> None:
    (mention,) = find(Report(id="r", text="Helen Oakes vowed to close the mine by June.", digest="")).pledges
    assert mention.due is not None
    assert (mention.due.quote.exact, mention.due.first, mention.due.last) == ("by June", None, None)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Helen Oakes said she would close the mine if she is elected.", "if she is elected"),
        ("Unless the owners pay, President Helen Oakes has vowed to close the mine.", "Unless the owners pay"),
        ("Helen Oakes vowed to close the mine should she win the vote.", "should she win the vote"),
        ("Helen Oakes promised to close the mine if elected.", "if elected"),
    ],
)
def test_a_condition_is_quoted(text: str, condition: str) -> None:
    (mention,) = find(Report(id="r", text=text, digest="")).pledges
    assert mention.condition is not None
    assert mention.condition.exact == condition


@pytest.mark.parametrize(
    "text",
    ["Helen Oakes vowed to close the mine.", "Helen Oakes vowed to close the mine even if the owners pay."],
)
def test_what_changes_nothing_is_no_condition(text: str) -> None:
    (mention,) = find(Report(id="r", text=text, digest="")).pledges
    assert mention.condition is None

"""The fields of a mention: who stands behind it, who vouches for it, on what terms, when it was made, and whether it can be checked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.anchor import verify
from troth.find import find
from troth.types import PledgeMention, Report

TUESDAY = "2030-03-05"


def only(text: str) -> PledgeMention:
    (mention,) = find(Report(id="r", text=text, digest="", published=TUESDAY)).pledges
    return mention


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Thomas Birch vowed to close the mine.", "Thomas Birch"),
        ("Thomas Birch plans to close the mine.", "narrator"),
        ("Helen Oakes said Thomas Birch plans to close the mine.", "Helen Oakes"),
        ("“I will close the mine,” Thomas Birch said.", "Thomas Birch"),
        ("Senator Thomas Birch left no doubt that he would vote to close the mine.", "Thomas Birch"),
        ("Thomas Birch told reporters he was sorry. He would repeal the law on his first day in office.", "Thomas Birch"),
        ("Thomas Birch vowed to close the mine, according to a letter that he sent.", "Thomas Birch"),
    ],
)
def test_whoever_gives_the_word_vouches_for_it(text: str, source: str) -> None:
    assert only(text).source == source


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("veto the bill", True),
        ("repeal the levy by 2031", True),
        ("cut the toll by 10 percent", True),
        ("sign the treaty", True),
        ("fight for families", False),
        ("improve relations with Norland", False),
        ("ensure a better future", False),
    ],
)
def test_a_definite_act_can_be_checked_and_a_direction_cannot(what: str, expected: bool) -> None:
    assert only(f"Thomas Birch vowed to {what}.").checkable is expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thomas Birch vowed on Friday to close the mine.", "2030-03-01"),
        ("Thomas Birch vowed Tuesday to close the mine.", "2030-03-05"),
        ("Thomas Birch promised on May 4, 2028, to close the mine.", "2028-05-04"),
        ("Thomas Birch promised on May 4 to close the mine.", "2029-05-04"),
        ("Thomas Birch vowed to close the mine.", None),
        ("Thomas Birch vows to close the mine.", None),
    ],
)
def test_the_day_a_word_was_given_is_told_beside_it(text: str, day: str | None) -> None:
    assert only(text).made_on == day


def test_without_the_reports_date_a_weekday_gives_no_day() -> None:
    (mention,) = find(Report(id="r", text="Thomas Birch vowed on Friday to close the mine.", digest="")).pledges
    assert mention.made_on is None


def test_a_day_that_no_calendar_has_is_none() -> None:
    assert only("Thomas Birch promised on June 31, 2029, to close the mine.").made_on is None


_PIECES = [
    *(
        "Thomas Birch ",
        "Helen Oakes, D-N.Y., ",
        "the company ",
        "it ",
        "They ",
        "We ",
        "spokesman for ",
        "Dr. ",
        "U.S. ",
        "is the one who ",
    ),
    *("“", "”", '"', "''", ". ", ", ", "\n\n", "and ", "’s promise ", "🙂", "שלום ", "\u202e"),
    *("vowed ", "plans ", "said ", "would ", "will ", "to close ", "the mine", "according to ", "a letter "),
    *("if elected", "should he win", "until the vote", "by June 31", "on Friday", "May 99"),
]


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join), st.sampled_from([None, "2030-03-05", "not a day", "2032-02-29"]))
@settings(max_examples=150, deadline=None)
def test_every_quote_is_the_reports_own_words_whatever_the_text(text: str, published: str | None) -> None:
    for mention in find(Report(id="r", text=text, digest="", published=published)).pledges:
        for quote in (mention.quote, mention.due.quote if mention.due else None, mention.condition):
            if quote is not None:
                verify(quote, text)
        assert mention.who
        assert mention.source

"""Times of any text whatever: anchored, in order, never an exception, and in linear time."""

from __future__ import annotations

import re
import time
import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.find.times import interval, times
from troth.find.times.reading import READINGS
from troth.types import Report

LEXICON = resources.files("troth.find").joinpath("lexicon", "times.toml").read_text("utf-8")
FIGURES = ["2009", "12", "31", "1/2", "10:15", "’90s", "1990s", "'98", "$", "-", ",", ".", "’s", "\n\n"]
WORDS = [*sorted(set(re.findall(r"[\w.’']+", LEXICON))), *FIGURES]
DAYS = [None, "", "junk", "0001-01-01", "2009-04-16", "2009-02-30", "2009-04-16T14:30:00Z", "9999-12-31"]


def check(text: str, published: str | None) -> None:
    end = 0
    for found in times(Report(id="r", text=text, digest="", published=published)):
        assert text[found.quote.start : found.quote.end] == found.quote.exact
        assert found.quote.start >= end
        assert found.value
        end = found.quote.end


@given(st.text(max_size=300), st.sampled_from(DAYS))
def test_any_characters_are_read(text: str, published: str | None) -> None:
    check(text, published)
    interval(text, published)


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(DAYS))
def test_any_words_of_time_are_read(words: list[str], published: str | None) -> None:
    check(" ".join(words), published)
    check(" ".join(words).title(), published)
    interval(" ".join(words), published)


@pytest.mark.parametrize("published", DAYS)
def test_days_that_no_calendar_has_are_no_error(published: str | None) -> None:
    check("Feb. 30, 2009-02-30, 99/99/9999, 25:61 p.m., 0000-00-00, the 0th century, 99999999999999999999 days from now", published)
    check("ten thousand years ago, 3000 years ago, next century, last decade, two weeks later, tomorrow, yesterday", published)
    check("next Friday, last Friday, last Easter, Thanksgiving, over the weekend, this winter, last quarter, year-end", published)


SLOWEST = 40.0  # seconds for 200,000 characters of the densest text on the slowest machine; a quadratic reader takes many times as long


@pytest.mark.parametrize(
    "unit", ["1", "1,", "1/", "1-", "the ", "last ", "the last ", "two hundred and ", "Friday ", "May 2 to ", "’", ".", "x", "\n\n"]
)
def test_a_long_text_of_one_kind_is_read_in_linear_time(unit: str) -> None:
    start = time.process_time()
    check((unit * 200_000)[:200_000], "2009-04-16")
    assert time.process_time() - start < SLOWEST


def test_every_class_of_the_lexicon_gives_each_word_one_meaning() -> None:
    for name, table in tomllib.loads(LEXICON)["class"].items():
        words = [word for forms in table.values() for word in forms.split()]
        assert len(words) == len(set(words)), name


def test_every_rule_has_a_reading_and_every_reading_a_rule() -> None:
    assert {rule["means"] for rule in tomllib.loads(LEXICON)["rule"]} | {"holiday"} == READINGS.keys()

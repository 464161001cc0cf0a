"""What the times of a report mean, and which words are none."""

from __future__ import annotations

import pytest

from troth.find.times import times
from troth.types import Report

THURSDAY = "2013-03-21"


def read(text: str, published: str | None = THURSDAY) -> list[tuple[str, str]]:
    return [(time.quote.exact, time.value) for time in times(Report(id="r", text=text, digest="", published=published))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The council met Thursday.", "2013-03-21"),
        ("The council met on Friday.", "2013-03-15"),
        ("The council will meet on Friday.", "2013-03-22"),
        ("The council is to vote on a new bridge Monday.", "2013-03-25"),
        ("The council was asked to vote by Monday.", "2013-03-25"),
        ("The council voted as expected last Thursday.", "2013-03-14"),
        ("The council votes next Thursday.", "2013-03-28"),
        ("The council will look at Monday's fire.", "2013-03-18"),
        ("The vote will be held on Monday.", "2013-03-25"),
        ("The ship could leave as soon as Saturday.", "2013-03-23"),
    ],
)
def test_a_weekday_is_the_one_that_the_verbs_point_to(text: str, value: str) -> None:
    assert [found for _, found in read(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rents rose in January.", "2013-01"),
        ("Rents rose in October.", "2012-10"),
        ("Rents will rise in October.", "2013-10"),
        ("Rents rose last May.", "2012-05"),
        ("Rents rise next May.", "2013-05"),
        ("Rents rose in June 1987.", "1987-06"),
        ("Rents rose in June last year.", "2012-06"),
        ("The mill burned on Nov. 2.", "2012-11-02"),
        ("The mill opens April 9.", "2013-04-09"),
        ("The mill opened May 22, 1995.", "1995-05-22"),
        ("The mill opened on Friday, Oct. 12.", "2012-10-12"),
        ("The mill opened on 4 July 1922.", "1922-07-04"),
        ("The mill opened on 2/11/1998.", "1998-02-11"),
        ("The mill opened on 1998-02-11.", "1998-02-11"),
        ("The mill opened before the Sept. 11 attacks.", "2001-09-11"),
        ("The mill closes on Christmas Eve.", "2012-12-24"),
        ("The mill will close on Thanksgiving.", "2013-11-28"),
    ],
)
def test_a_month_or_day_without_a_year_is_that_of_its_verb(text: str, value: str) -> None:
    assert [found for _, found in read(text)] == [value]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("today", "2013-03-21"),
        ("yesterday", "2013-03-20"),
        ("tonight", "2013-03-21TNI"),
        ("last night", "2013-03-20TNI"),
        ("this morning", "2013-03-21TMO"),
        ("Tuesday evening", "2013-03-19TEV"),
        ("at 8:30 a.m.", "2013-03-21T08:30"),
        ("at 9 p.m. EST on Tuesday", "2013-03-19T21:00"),
        ("last week", "2013-W11"),
        ("this month", "2013-03"),
        ("last quarter", "2012-Q4"),
        ("this year", "2013"),
        ("last year", "2012"),
        ("a decade ago", "200"),
        ("three years ago", "2010"),
        ("two months ago", "2013-01"),
        ("six weeks ago", "2013-W06"),
        ("ten days ago", "2013-03-11"),
        ("last spring", "2012-SP"),
        ("in the summer of 1994", "1994-SU"),
        ("in the 1990s", "199"),
        ("in the '80s", "198"),
        ("in the 19th century", "18"),
        ("in the third quarter of 1984", "1984-Q3"),
        ("in the first half of last year", "2012-H1"),
        ("in fiscal 2012", "2012"),
        ("when first-half profits fell", "2013-H1"),
        ("in the year-earlier nine months", "P9M"),
        ("in a year-long storm", "P1Y"),
        ("over the weekend", "2013-W11-WE"),
        ("in nineteen ninety-four", "1994"),
    ],
)
def test_the_calendar_is_read_from_the_day_of_the_report(words: str, value: str) -> None:
    assert [found for _, found in read(f"The harbor froze {words}.")] == [value]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("five days", "P5D"),
        ("twenty-one months", "P21M"),
        ("two and a half years", "P2Y6M"),
        ("an hour and a half", "PT1H30M"),
        ("90 minutes", "PT90M"),
        ("two decades", "P20Y"),
        ("a couple of weeks", "P2W"),
        ("several years", "PXY"),
        ("the past three years", "P3Y"),
        ("the next 10 days", "P10D"),
        ("the first nine months", "P9M"),
    ],
)
def test_a_length_has_its_number_and_unit(words: str, value: str) -> None:
    assert read(f"The strike lasted {words}.") == [(words, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She runs every day.", "P1D"),
        ("She runs every other week.", "P2W"),
        ("She runs on Tuesdays.", "XXXX-WXX-2"),
        ("She runs each Thursday.", "XXXX-WXX-4"),
        ("The paper comes out weekly.", "P1W"),
        ("She now runs.", "PRESENT_REF"),
        ("She recently ran.", "PAST_REF"),
        ("She may run in the near future.", "FUTURE_REF"),
        ("She ran in recent weeks.", "PAST_REF"),
    ],
)
def test_what_comes_back_and_what_only_points_have_values_too(text: str, value: str) -> None:
    assert [found for _, found in read(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Some 2,000 people came.",
        "2000 people came.",
        "The room costs $1950.",
        "You may go, and they march on.",
        "May I ask?",
        "Prices fall and hopes spring up.",
        "A second man held a quarter of the vote.",
        "The Sunday Times said so.",
        "The 12-year-old girl won.",
        "He is 30 years old.",
        "Three-quarters of them left.",
        "June Harlow won.",
        "",
    ],
)
def test_these_are_no_times(text: str) -> None:
    assert read(text) == []


def test_a_clause_is_read_from_what_was_told_before() -> None:
    text = "The dam broke on June 3, 1987. The following day the mayor left. Two weeks later it rained."
    assert [value for _, value in read(text)] == ["1987-06-03", "1987-06-04", "1987-W25"]


def test_results_are_compared_with_the_same_quarter_a_year_before() -> None:
    text = "Profit in the fourth quarter was $3 million, up from $2 million a year earlier. In the year-earlier quarter it sold a ship."
    assert [value for _, value in read(text)] == ["2012-Q4", "2011-Q4", "2011-Q4"]


def test_a_second_day_has_the_month_of_the_first() -> None:
    assert [value for _, value in read("Talks are due on May 2 and 3.")] == ["2013-05-02", "2013-05-03"]


def test_without_a_date_what_counts_from_it_stays_open() -> None:
    text = "On Thursday she left. Today, last week, this year, and Nov. 2 are past; so are June 1987 and five years."
    values = [value for _, value in read(text, None)]
    assert values == ["XXXX-WXX-4", "PRESENT_REF", "XXXX-WXX", "XXXX", "XXXX-11-02", "1987-06", "P5Y"]


def test_a_moment_serves_as_the_day() -> None:
    assert read("It rained yesterday.", "2013-03-21T23:30:00+00:00") == [("yesterday", "2013-03-20")]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("last week", "2013-03-11", "2013-03-17"),
        ("in 1998", "1998-01-01", "1998-12-31"),
        ("in February", "2013-02-01", "2013-02-28"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("in the third quarter of 2011", "2011-07-01", "2011-09-30"),
        ("over the past three months", "2012-12-21", "2013-03-21"),
        ("for three months", None, None),
        ("recently", None, None),
    ],
)
def test_first_and_last_day_are_told_where_the_calendar_tells(words: str, first: str | None, last: str | None) -> None:
    (time,) = times(Report(id="r", text=f"The harbor froze {words}.", digest="", published=THURSDAY))
    assert (time.first, time.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The mayor was robbed by two sailors Saturday.", "2013-03-16"),
        ("The mayor was forced to resign Saturday.", "2013-03-16"),
        ("The mayor will succeed the sheriff Saturday.", "2013-03-23"),
        ("The mayor had until 5 p.m. Saturday.", "2013-03-23T17:00"),
        ("It had to be paid by Saturday.", "2013-03-23"),
        ("Most owners had paid their share by Saturday.", "2013-03-16"),
    ],
)
def test_the_words_between_verb_and_day_can_turn_it(text: str, value: str) -> None:
    assert [found for _, found in read(text)] == [value]


def test_lengths_later_than_a_year_alone_have_no_day() -> None:
    assert [value for _, value in read("In 1987 the dam broke. Two days later it rained.")] == ["1987", "P2D"]


@pytest.mark.parametrize(
    "words",
    [
        "early next year",
        "mid-June",
        "the end of 1990",
        "about two years",
        "at least 30 days",
        "earlier this month",
        "the beginning of October",
    ],
)
def test_words_that_shade_a_time_belong_to_it(words: str) -> None:
    assert [found for found, _ in read(f"The harbor froze for or in {words}.")] == [words]

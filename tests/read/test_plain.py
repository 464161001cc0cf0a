from __future__ import annotations

import pytest

from troth.read.plain import byline_in, fields_of_plain, headline_in, without_by

LEAD = "The mayor opened the bridge on Monday, a year after it was closed."


def test_a_plain_file_is_its_text() -> None:
    assert fields_of_plain(b"The board met.\n", "a.txt").text == "The board met.\n"


@pytest.mark.parametrize(
    "line",
    [
        "Mayor opens bridge after a year of repairs",
        "Mayor: ferries will stay",
        "“We will stay,” says mayor of Port Ellery",
        "UPDATE 2-Mayor opens bridge",
        "Obama backs St. Louis bridge",
    ],
)
def test_a_short_first_line_without_a_full_stop_is_the_headline(line: str) -> None:
    assert headline_in([line, LEAD]) == line


@pytest.mark.parametrize(
    "line",
    [
        LEAD,
        "Is it open?",
        "“It is open.”",
        "It is open …",
        "What she said:",
        "x" * 151,
        "PORT ELLERY (AP) - The mayor opened the bridge",
        "By Ana Whitlock",
        "Sign up for our newsletter",
        "3 years ago",
        "The bridge is open. Mayor keeps her word",
    ],
)
def test_other_first_lines_are_no_headlines(line: str) -> None:
    assert headline_in([line, LEAD]) is None


def test_a_line_over_nothing_is_no_headline() -> None:
    assert headline_in(["Mayor opens bridge"]) is None


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ana Whitlock", "Ana Whitlock"),
        ("By ANA WHITLOCK", "ANA WHITLOCK"),
        ("BY ANA WHITLOCK and TOMAS BIRCH", "ANA WHITLOCK and TOMAS BIRCH"),
        ("By Ana Whitlock, Tomas Birch and Jan van der Berg", "Ana Whitlock, Tomas Birch and Jan van der Berg"),
        ("By Ana Whitlock, Associated Press", "Ana Whitlock, Associated Press"),
        ("By Ana Whitlock | Staff writer", "Ana Whitlock | Staff writer"),
        ("By The Associated Press", "The Associated Press"),
        ("By Reuters", "Reuters"),
        ("Associated Press", "Associated Press"),
    ],
)
def test_a_byline_stands_alone_near_the_beginning(line: str, byline: str) -> None:
    assert byline_in(["Mayor opens bridge", line, LEAD]) == byline
    assert byline_in(["Mayor opens bridge", "Ferries will stay", line, LEAD]) == byline


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the bridge will be open.",
        "By Monday",
        "By the time the bridge opened, the ferry was full.",
        "By and large",
        "Ana Whitlock",
        f"By Ana Whitlock {LEAD}",
    ],
)
def test_a_line_that_begins_with_by_need_not_be_a_byline(line: str) -> None:
    assert byline_in(["Mayor opens bridge", line, LEAD]) is None


def test_a_byline_does_not_stand_further_down() -> None:
    assert byline_in([LEAD] * 3 + ["By Ana Whitlock"]) is None


@pytest.mark.parametrize(
    ("field", "byline"), [("By Ana Whitlock", "Ana Whitlock"), ("by: Ana Whitlock", "Ana Whitlock"), ("Byron Oakes", "Byron Oakes")]
)
def test_a_field_needs_no_by(field: str, byline: str) -> None:
    assert without_by(field) == byline

from __future__ import annotations

import pytest

from troth.read.agencies import agency_at_end, agency_in_byline, agency_of

BODY = ["The bridge opened on Monday.", "Ferries will stay, the board said."]


@pytest.mark.parametrize("name", ["AP", "Associated Press", "The Associated Press", "the Associated Press", "ASSOCIATED PRESS", "A.P."])
def test_an_agency_has_one_name_under_all_its_names(name: str) -> None:
    assert agency_of(name) == "AP"


@pytest.mark.parametrize("name", ["", "ap", "Press", "Michael Bloomberg", "The Harbour Times", "the"])
def test_other_names_are_no_agencies(name: str) -> None:
    assert agency_of(name) is None


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("Ana Whitlock, Associated Press", "AP"),
        ("Ana Whitlock and Tomas Birch, The Associated Press", "AP"),
        ("Ana Whitlock | Reuters", "Reuters"),
        ("Ana Whitlock (AFP)", "AFP"),
        ("Ana Whitlock of the Associated Press", "AP"),
        ("Ana Whitlock - Reuters", "Reuters"),
        ("Reuters Staff", "Reuters"),
        ("Reuters", "Reuters"),
        ("Ana Whitlock", None),
        ("Michael Bloomberg", None),
        ("Staff and Associated Press", None),
        ("Ana Whitlock, with the Associated Press", None),
        ("Ana Whitlock, Harbour Times", None),
    ],
)
def test_a_byline_credits_the_agency_that_its_writers_work_for(byline: str, agency: str | None) -> None:
    assert agency_in_byline(byline) == agency


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("© 2012 Reuters", "Reuters"),
        ("(c) Agence France-Presse", "AFP"),
        ("Copyright 2012 The Associated Press. All rights reserved.", "AP"),
        ("© Copyright 2012 Associated Press. All rights reserved.", "AP"),
        ("Copyright © 2012 by Thomson/Reuters. All rights reserved.", "Reuters"),
        ("— Reuters", "Reuters"),
        ("Reuters", "Reuters"),
        ("(AFP)", "AFP"),
        ("The Associated Press", "AP"),
        ("The Associated Press contributed to this report.", None),
        ("With reporting by Reuters.", None),
        ("Contributing: The Associated Press", None),
        ("(Reporting by Ana Whitlock; editing by Tomas Birch)", None),
        ("Copyright 2012 The Harbour Times", None),
        ("Photo: Reuters", None),
    ],
)
def test_the_end_credits_an_agency_by_its_copyright_or_its_name_alone(line: str, agency: str | None) -> None:
    assert agency_at_end([*BODY, line]) == agency


def test_a_copyright_line_may_stand_above_a_footer_but_a_name_alone_may_not() -> None:
    footer = ["Subscribe", "Share", "More news"]
    assert agency_at_end([*BODY, "© 2012 Reuters", *footer]) == "Reuters"
    assert agency_at_end([*BODY, "Reuters", *footer]) is None

"""Whose pledge it is, by the fullest name the report gives."""

from __future__ import annotations

import pytest

from troth.find import find
from troth.find.names.bodies import bodies
from troth.find.names.people import HE, SHE, people
from troth.text import sentences
from troth.types import Report


def actors(text: str) -> list[tuple[str, ...]]:
    return [mention.who for mention in find(Report(id="r", text=text, digest="")).pledges]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Governor Thomas Birch spoke. Birch vowed to close the mine.", ["Thomas Birch"]),
        ("Governor Thomas Birch spoke at length. He vowed to close the mine.", ["Thomas Birch"]),
        ("Thomas Birch praised Helen Oakes. She plans to close the mine.", ["Helen Oakes"]),
        ("Governor Birch vowed to close the mine.", ["Governor Birch"]),
        ("Birch promises a new mine\n\nGovernor Thomas Birch spoke.", ["Thomas Birch"]),
        ("Thomas Birch, who vowed to close the mine, lost.", ["Thomas Birch"]),
        ("Thomas Birch and Helen Oakes agreed to close the mine.", ["Thomas Birch", "Helen Oakes"]),
        ("Thomas Birch said he would close the mine.", ["Thomas Birch"]),
        ("President Thomas Birch spoke. The president plans to close the mine.", ["Thomas Birch"]),
        ("“We will close the mine,” said Helen Oakes, the governor.", ["Helen Oakes"]),
        ("“The mine is old,” Helen Oakes said. “We will close it.”", ["Helen Oakes"]),
        ("“We will close the mine,” a spokesman for the Harbor Board said.", ["Harbor Board"]),
        ("The Oakes administration plans to close the mine.", ["Oakes administration"]),
        ("The Oakes administration spoke. The administration plans to close the mine.", ["Oakes administration"]),
        ("President Thomas Birch spoke. His administration plans to close the mine.", ["Birch administration"]),
        ("President Thomas Birch spoke. The administration plans to close the mine.", ["Birch administration"]),
        ("Birch's promise to close the mine was kept for Thomas Birch by others.", ["Thomas Birch"]),
        ("The ministry announced that it would close the mine.", ["ministry"]),
        ("The budget by Helen Oakes was out. Oakes's plan would raise the toll.", ["Helen Oakes"]),
        ("Senator Thomas Birch met Governor Helen Oakes. The senator vowed to close the mine.", ["Thomas Birch"]),
        ("Thomas Birch, the Norland nominee, met Helen Oakes. The Norland nominee vowed to close the mine.", ["Thomas Birch"]),
        ("Acme Corp. lost money. The company plans to close the mine.", ["Acme Corp."]),
        ("Acme Corp. lost money. It plans to close the mine.", ["Acme Corp."]),
        ("Norland met Spain on Monday. The country plans to close the mine.", ["Spain"]),
        ("Thomas Birch is the one who plans to close the mine.", ["Thomas Birch"]),
        ("“We will close the old mine by May,” said Thomas Birch, director of the Harbor Institute.", ["Harbor Institute"]),
        ("“We will close the mine,” Harbor Board spokesman Thomas Birch said.", ["Harbor Board"]),
        ("“I will close the mine,” said Thomas Birch, director of the Harbor Institute.", ["Thomas Birch"]),
        ("Moscow plans to close the mine.", ["Russia"]),
        ("The Tories plan to close the mine.", ["Conservatives"]),
    ],
)
def test_the_actor_is_named_in_full(text: str, who: list[str]) -> None:
    assert set(actors(text)) == {tuple(who)}


@pytest.mark.parametrize("text", ["They will close the mine.", "It plans to close the mine.", "“We will close the mine.”"])
def test_without_a_name_in_the_report_nothing_is_guessed(text: str) -> None:
    assert actors(text) == []


def test_a_surname_means_the_name_most_often_given_with_it() -> None:
    found = people("Thomas Birch spoke. Thomas Birch left. Helen Birch stayed.")
    assert found.full_name("Birch") == "Thomas Birch"
    assert found.full_name("Helen Birch") == "Helen Birch"
    assert found.full_name("Norland") is None


def test_a_pronoun_means_the_first_fitting_person_of_the_nearest_sentence() -> None:
    text = "Helen Oakes met Thomas Birch and Simon Vale. The hall was full. He left."
    found = people(text)
    assert found.before(text.index("He left"), HE, sentences(text)) == "Thomas Birch"
    assert found.before(text.index("He left"), SHE, sentences(text)) == "Helen Oakes"
    assert found.before(0, HE, sentences(text)) is None


def test_titles_and_days_are_kept_off_names_and_bodies_are_no_people() -> None:
    found = people("Senator Helen Oakes Thursday left the Norland Transport Department.")
    assert found.full == {"Helen Oakes"}
    assert found.holders == {"senator": "Helen Oakes"}


def test_initials_stand_for_the_name_that_the_report_spells_out() -> None:
    found = bodies("The Coastal Waters Agency met. The CWA left.")
    assert found.fullest("CWA", 40) == "Coastal Waters Agency"
    assert found.fullest("XYZ", 40) == "XYZ"


def test_a_short_name_is_spelled_out_only_as_the_report_spells_it() -> None:
    assert actors("The Fed plans to buy bonds.") == [("Fed",)]
    assert actors("The Federal Reserve met. The Fed plans to buy bonds.") == [("Federal Reserve",)]

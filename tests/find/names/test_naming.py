"""From the words that name a source to the fullest name the report gives."""

from __future__ import annotations

import pytest

from troth.find.names.authors import author
from troth.find.names.bodies import bodies
from troth.find.names.people import people
from troth.find.names.sources import Naming
from troth.find.names.subjects import subjects
from troth.find.syntax import PINNED_MODEL, parse
from troth.text import sentences
from troth.types import Report, Span


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Ada Ruiz came. Ruiz said so.", "Ruiz said", "Ada Ruiz"),
        ("Ada Ruiz came. Mrs. Ruiz’s view is known.", "Mrs. Ruiz’s", "Ada Ruiz"),
        ("Ada Ruiz met John Vale. She said so.", "She", "Ada Ruiz"),
        ("Ada Ruiz met John Vale. He said so.", "He", "John Vale"),
        ("Senator Ada Ruiz came. The senator said so.", "The senator", "Ada Ruiz"),
        ("Ada Ruiz, the mine's director, came. The director said so.", "The director", "Ada Ruiz"),
        ("Her lawyer, Ada Ruiz, said so.", "Her lawyer, Ada Ruiz,", "Ada Ruiz"),
        ("Democratic pollster Ada Ruiz said so.", "Democratic pollster Ada Ruiz", "Ada Ruiz"),
        ("Ada Ruiz, who owns the mine, said so.", "Ada Ruiz, who owns the mine,", "Ada Ruiz"),
        ("Ada Ruiz came. An aide to Ruiz said so.", "An aide to Ruiz", "An aide to Ruiz"),
        ("A Norland poll came out. The poll shows it.", "The poll", "A Norland poll"),
        ("The New Lagos Post asked. The Post said so.", "The Post", "The New Lagos Post"),
        ("Ada Ruiz came. The surgeon said so.", "The surgeon", "Ada Ruiz"),
        ("Ada Ruiz met John Vale. The actress said so.", "The actress", "Ada Ruiz"),
        ("Ada Ruiz came. The surgeons said so.", "The surgeons", "The surgeons"),
        ("The Harbor Coast Foundation met. The foundation said so.", "The foundation", "Harbor Coast Foundation"),
        ("Ada Ruiz came. One miner supporting Ruiz said so.", "One miner supporting Ruiz", "One miner"),
        ("Nobody came. Some miners said so.", "Some miners", "Some miners"),
    ],
)
def test_a_source_goes_by_its_fullest_name(text: str, words: str, name: str) -> None:
    start = text.index(words)
    end = start + len(words.removesuffix(" said"))
    assert Naming.of(text, people(text), bodies(text)).fullest(Span(start, end)) == name


def test_a_name_inside_quotation_marks_is_whom_a_pronoun_means_last() -> None:
    text = "Peter Oakes came. “John Vale is a liar,” he said."
    naming = Naming.of(text, people(text), bodies(text), [Span(18, 40)])
    assert naming.fullest(Span(41, 43)) == "Peter Oakes"


def test_it_takes_up_the_subject_before_it_and_who_the_words_it_stands_by() -> None:
    text = "The harbor board met. It said so. Ada Ruiz, who swam, said so."
    report = Report(id="r", text=text, digest="")
    parsed = list(parse(report, sentences(text), PINNED_MODEL))
    naming = Naming.of(text, people(text), bodies(text), subjects=subjects(parsed))
    assert naming.fullest(Span(22, 24)) == "The harbor board"
    assert naming.fullest(Span(44, 47)) == "Ada Ruiz"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Ruiz, a lawyer for the harbor, who swam, said so.", "Ada Ruiz"),
        ("It was told by Ada Ruiz, a lawyer who swims.", "Ada Ruiz"),
        ("The miners who swam said so.", "The miners"),
    ],
)
def test_who_stands_for_the_person_that_the_words_before_it_are_said_of(text: str, name: str) -> None:
    report = Report(id="r", text=text, digest="")
    parsed = list(parse(report, sentences(text), PINNED_MODEL))
    naming = Naming.of(text, people(text), bodies(text), subjects=subjects(parsed))
    assert naming.fullest(Span(text.index("who"), text.index("who") + 3)) == name


def test_they_are_sooner_those_who_can_speak() -> None:
    text = "The critics met. The plans failed. They said so."
    report = Report(id="r", text=text, digest="")
    parsed = list(parse(report, sentences(text), PINNED_MODEL))
    naming = Naming.of(text, people(text), bodies(text), subjects=subjects(parsed))
    assert naming.fullest(Span(text.index("They"), text.index("They") + 4)) == "The critics"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mine leaks\n\nBy Ada Ruiz\n\nIt does.", "Ada Ruiz"),
        ("The mine leaks.\n\nAda Ruiz is a miner.", "Ada Ruiz"),
        ("The mine leaks.\n\nIt does.", None),
    ],
)
def test_an_author_is_named_under_the_headline_or_at_the_end(text: str, name: str | None) -> None:
    assert author(Report(id="r", text=text, digest=""), people(text)) == name

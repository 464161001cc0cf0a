from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers import STORY, told
from troth.link import align
from troth.types import Aligned, Report, Span

SENTENCES = (
    "The ferry was late.",
    "Mayor Ana Whitlock promised to repave Mill Street before the winter.",
    "Mayor Ana Whitlock vowed to repave Mill Street before winter.",
    "Rain fell on the valley for most of the day, and the trams stood still.",
    "Nobody was hurt.",
    "He said so.",
)
texts = st.lists(st.lists(st.sampled_from(SENTENCES), max_size=4).map(" ".join), max_size=6).map("\n\n".join) | st.text(max_size=300)


def pairs(a: str, b: str) -> list[tuple[str, str]]:
    return [(one.a.exact, one.b.exact) for one in align(told(a), told(b))]


def test_a_report_is_aligned_with_itself_sentence_by_sentence() -> None:
    aligned = align(told(STORY), told(STORY))
    assert len(aligned) == 7
    assert {(one.a.exact == one.b.exact, one.similarity) for one in aligned} == {(True, 1.0)}


def test_a_moved_sentence_is_found_where_it_went() -> None:
    moved = "\n\n".join([*STORY.split("\n\n")[2:], STORY.split("\n\n")[1]])
    assert {one.similarity for one in align(told(STORY), told(moved))} == {1.0}
    assert len(align(told(STORY), told(moved))) == 6


def test_an_edited_sentence_is_found_among_others() -> None:
    a = "Rain fell on the valley for most of the day. Mayor Ana Whitlock promised to repave Mill Street before the winter."
    b = "Mayor Ana Whitlock vowed to repave Mill Street before winter. A clinic opened in Eastfield on Tuesday."
    assert pairs(a, b) == [(a.split(". ")[1], b.split(". ")[0] + ".")]


def test_a_rewritten_sentence_is_found_by_its_rare_words() -> None:
    a = "The Harbor Board is also expected to discuss cranes with shipowners in Port Alder before the Congress of Ferries on Friday."
    b = "It meets shipowners from the whole coast at a Congress of Ferries this Friday, to talk about cranes."
    assert pairs(f"{a}\n\nNobody was hurt.", f"The trams stood still.\n\n{b}") == [(a, b)]


def test_a_sentence_that_the_other_telling_has_parted_is_put_together() -> None:
    whole = "Mayor Ana Whitlock promised to repave Mill Street and the council voted the money for it on Monday night."
    parted = "Mayor Ana Whitlock promised to repave Mill Street. The council voted the money for it on Monday night."
    assert pairs(whole, parted) == [(whole, parted)]


def test_unrelated_sentences_stay_alone() -> None:
    assert pairs("Rain fell on the valley for most of the day.", "The price of pears rose for the third week in a row.") == []


def test_furniture_takes_no_part() -> None:
    line = "Sign up for our newsletter."
    a = Report("a", f"The ferry was late.\n\n{line}", "", furniture=(Span(21, 21 + len(line)),))
    assert [one.a.exact for one in align(a, told(f"The ferry was late.\n\n{line}"))] == ["The ferry was late."]


@given(texts, texts)
def test_pairs_are_one_to_one_and_their_offsets_hold(a: str, b: str) -> None:
    first, second = told(a), told(b)
    aligned = align(first, second)
    for one in aligned:
        assert first.text[one.a.start : one.a.end] == one.a.exact
        assert second.text[one.b.start : one.b.end] == one.b.exact
        assert 0 < one.similarity <= 1
        assert (one.similarity == 1) == (one.a.exact == one.b.exact)
    for places in ([one.a for one in aligned], sorted((one.b for one in aligned), key=lambda place: place.start)):
        assert all(place.end <= later.start for place, later in pairwise(places))
    assert aligned == align(first, second)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("", ""),
        ("", "The ferry was late."),
        ("word " * 100_000, "word " * 99_000 + "other " * 1_000),
        ("Ab cd. " * 100_000, "Ab cd. " * 90_000 + "Ef gh. " * 10_000),
        ("x" * 1_000_000, "x" * 999_999 + "y"),
        ('"' * 1_000_000, "'“" * 400_000),
        ("\N{COMBINING ACUTE ACCENT}a\N{GRINNING FACE} ﷽ İ ß " * 50_000, "\N{COMBINING ACUTE ACCENT}b\N{GRINNING FACE} ﷽ İ ß " * 50_000),
    ],
    ids=["nothing", "one is empty", "one long sentence", "one sentence over and over", "one long word", "marks", "odd letters"],
)
def test_a_million_characters_take_seconds(a: str, b: str) -> None:
    first, second = told(a), told(b)
    began = time.perf_counter()
    aligned: tuple[Aligned, ...] = align(first, second)
    assert time.perf_counter() - began < 30
    assert len(aligned) <= 100_000

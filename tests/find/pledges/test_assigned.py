"""Whose any words of a report are, and on whose word it tells them, whoever found the words."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from troth.find.actors import background
from troth.find.passages import passages
from troth.find.pledges.assigned import NOBODY, Parties, assign
from troth.find.statements import statements
from troth.find.syntax import PINNED_MODEL, parse
from troth.types import Report, Span

STORY = (
    "Oakes promises a new pier\n\nMayor Helen Oakes vowed on Monday to rebuild the north pier. She would also widen the canal, she said. "
    "“We will sell the mine,” said Ben Hale, a spokesman for the Harbor Board. A plan to close the school is on hold."
)


def parties(text: str, *words: str) -> list[Parties]:
    return assigned(text, [Span(text.index(one), text.index(one) + len(one)) for one in words])


def assigned(text: str, quotes: list[Span]) -> list[Parties]:
    report = Report(id="r", text=text, digest="")
    spans = passages(report)
    parsed = list(parse(report, spans, PINNED_MODEL))
    known = background(report, spans)
    known = replace(known, statements=statements(report, parsed, known.people, known.bodies))
    return assign(quotes, parsed, known)


def test_the_subject_of_a_vow_takes_it_on_and_vouches_for_it() -> None:
    [found] = parties(STORY, "vowed on Monday to rebuild the north pier")
    assert found.who == ("Helen Oakes",)
    assert found.source == "Helen Oakes"


def test_a_pronoun_is_read_as_whom_it_means() -> None:
    [found] = parties(STORY, "would also widen the canal")
    assert found.who == ("Helen Oakes",)


def test_words_without_a_word_of_the_lexicon_have_parties_too() -> None:
    [found] = parties("Helen Oakes is dead set against any sale of the pier.", "dead set against any sale of the pier")
    assert found.who == ("Helen Oakes",)


def test_words_in_no_sentence_are_nobodys() -> None:
    assert assigned(STORY, [Span(len(STORY) + 5, len(STORY) + 9)]) == [NOBODY]


def test_the_order_of_the_quotes_does_not_matter() -> None:
    words = ["vowed on Monday to rebuild the north pier", "would also widen the canal", "will sell the mine", "plan to close the school"]
    in_order = dict(zip(words, parties(STORY, *words), strict=True))
    random.Random(3).shuffle(words)
    assert dict(zip(words, parties(STORY, *words), strict=True)) == in_order


@settings(max_examples=25)
@given(st.tuples(st.integers(0, len(STORY)), st.integers(0, 60)))
def test_any_stretch_of_text_can_be_asked_for(place: tuple[int, int]) -> None:
    start, length = place
    [found] = assigned(STORY, [Span(start, min(len(STORY), start + length))])
    assert 0 <= found.who_share <= 1
    assert 0 <= found.source_share <= 1
    assert found.source

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.anchor import Fit, find_again, quote, verify
from troth.errors import BadAnchor
from troth.text import canonical
from troth.types import Quote, Report


def report(text: str, name: str = "r1") -> Report:
    return Report(id=name, text=text, digest="")


@given(st.text(min_size=1, max_size=200).map(canonical).filter(bool), st.data())
def test_a_quote_holds_exactly_the_words_at_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = quote(report(text), start, end)
    assert text[made.start : made.end] == made.exact
    assert text[: made.start].endswith(made.prefix)
    assert text[made.end :].startswith(made.suffix)
    verify(made, text)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2), (0, 99)])
def test_offsets_outside_the_text_make_no_quote(start: int, end: int) -> None:
    with pytest.raises(BadAnchor, match="r1"):
        quote(report("eight ch"), start, end)


def test_a_quote_whose_words_are_not_there_does_not_verify() -> None:
    with pytest.raises(BadAnchor):
        verify(Quote("r1", 0, 5, "other"), "these words")


@given(st.text(st.sampled_from("ab "), min_size=1, max_size=60).map(canonical).filter(bool), st.data())
def test_a_quote_is_found_again_at_its_own_place_in_an_unchanged_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = quote(report(text), start, end)
    found = find_again(made, report(text, "r2"))
    assert found.fit is Fit.EXACT
    assert found.quote is not None
    assert (found.quote.report, found.quote.start, found.quote.end) == ("r2", start, end)


@given(st.text(max_size=120).map(canonical), st.text(min_size=1, max_size=40).map(canonical).filter(bool))
def test_whatever_is_found_again_is_in_the_text(text: str, words: str) -> None:
    found = find_again(Quote("r1", 0, len(words), words), report(text))
    assert (found.quote is None) == (found.fit is Fit.ORPHANED)
    if found.quote:
        verify(found.quote, text)


def test_of_two_equal_places_the_one_in_the_same_surroundings_is_found() -> None:
    old = report("First she said she will go. Later he said he will go.")
    at = old.text.rindex("will go")
    moved = report("A new lead. First she said she will go. Later he said he will go.", "r2")
    found = find_again(quote(old, at, at + 7), moved).quote
    assert found is not None
    assert found.start == moved.text.rindex("will go")


def test_changed_words_are_near_and_vanished_words_are_orphaned() -> None:
    old = report("The council promised to mend the old bridge by spring.")
    made = quote(old, 12, 53)
    near = find_again(made, report("On Monday the council promised to mend the old stone bridge by spring, it said.", "r2"))
    assert near.fit is Fit.NEAR
    gone = find_again(made, report("Rain is forecast for Tuesday and the fair was put off until further notice.", "r3"))
    assert gone.fit is Fit.ORPHANED

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.evaluate.places import Letters, Transfer
from troth.text import canonical
from troth.types import Span


@given(st.text(), st.integers(0, 30), st.integers(0, 30))
def test_a_span_of_letters_is_found_again_by_their_numbers(text: str, start: int, length: int) -> None:
    letters = Letters(text)
    numbers = letters.numbers(Span(start, start + length))
    span = letters.span(numbers)
    assert (span is None) == (len(numbers) == 0)
    if span is not None:
        assert letters.numbers(span) == numbers
        assert text[span.start].isalnum()
        assert text[span.end - 1].isalnum()


@pytest.mark.parametrize(
    ("source", "target", "exact", "becomes"),
    [
        ("a  b\ncd", "a b\n\ncd", "cd", "cd"),
        ("One pier.", "A headline\n\nOne pier.", "pier.", "pier"),
        ("Caf\N{LATIN SMALL LETTER E}\N{COMBINING ACUTE ACCENT} Vale", "Caf\N{LATIN SMALL LETTER E WITH ACUTE} Vale", "Vale", "Vale"),
    ],
)
def test_places_are_carried_from_one_form_of_a_text_to_the_other(source: str, target: str, exact: str, becomes: str) -> None:
    at = source.index(exact)
    moved = Transfer(source, target).span(Span(at, at + len(exact)))
    assert moved is not None
    assert target[moved.start : moved.end] == becomes


def test_a_text_with_other_letters_is_refused() -> None:
    with pytest.raises(ValueError, match="letters"):
        Transfer("one pier", "two piers")


def test_what_has_no_letter_has_no_place_in_the_other_text() -> None:
    assert Transfer("a -- b", "a b").span(Span(2, 4)) is None


@given(st.text(alphabet="ab. \n", min_size=1), st.data())
def test_canonical_text_has_the_same_letters_at_the_carried_places(raw: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw)))
    span = Span(start, data.draw(st.integers(start, len(raw))))
    clean = canonical(raw)
    moved = Transfer(raw, clean).span(span)
    kept = "".join(filter(str.isalnum, raw[span.start : span.end]))
    assert "".join(filter(str.isalnum, clean[moved.start : moved.end] if moved else "")) == kept

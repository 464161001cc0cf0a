from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.evaluate.names import last_name, last_names, shared_characters, shared_words


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("Ana Whitlock", "whitlock"),
        ("Mayor Ana Whitlock’s", "whitlock"),
        ("the Oakes'", "oakes"),
        ("“Idris Vale”", "vale"),
        ("the U.S.", "us"),
        ("narrator", "narrator"),
        ("Lena Oakes (Green)", "green"),
        ("—", "—"),
        ("", ""),
    ],
)
def test_names_are_compared_by_their_last_word(name: str, last: str) -> None:
    assert last_name(name) == last


def test_two_spellings_of_one_actor_are_one_name() -> None:
    assert last_names(["Mayor Whitlock", "Whitlock's"]) == {"whitlock"}


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [
        ("rebuild the pier", "Rebuild the pier", 1.0),
        ("plant trees", "plant four trees", 0.8),
        ("plant trees", "cut fares", 0.0),
        ("", "", 1.0),
    ],
)
def test_phrases_are_compared_by_their_words(a: str, b: str, shared: float) -> None:
    assert shared_words(a, b) == pytest.approx(shared)


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_two_phrases_share_is_a_share_and_the_same_both_ways(a: str, b: str) -> None:
    for measure in (shared_words, shared_characters):
        assert 0 <= measure(a, b) <= 1
        assert measure(a, b) == measure(b, a)
        assert measure(a, a) == 1


def test_longer_words_of_a_deadline_share_a_part() -> None:
    assert 0.5 < shared_characters("by June", "by the end of June") < 0.8

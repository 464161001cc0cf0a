"""How a text comes apart into the pieces that the encoder knows."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.find.learned.wordpiece import LONGEST_WORD, UNKNOWN, numbers, pieces

NAMES = {number: piece for piece, number in numbers().items()}


def cut(text: str) -> list[str]:
    return [NAMES[piece.number] for piece in pieces(text)]


def test_words_are_lowered_and_split_at_marks() -> None:
    assert cut("Won't close it, she said.") == ["won", "'", "t", "close", "it", ",", "she", "said", "."]


def test_a_word_that_is_no_entry_is_cut_into_the_longest_that_are() -> None:
    assert cut("recommissioning") == ["rec", "##om", "##mission", "##ing"]


def test_accents_are_left_off_and_places_stay_those_of_the_text() -> None:
    text = "À Córdoba"
    assert cut(text) == ["a", "cordoba"]
    assert [text[piece.start : piece.end] for piece in pieces(text)] == ["À", "Córdoba"]


@pytest.mark.parametrize("word", ["\N{ROMAN NUMERAL EIGHT}", "x" * (LONGEST_WORD + 1)])
def test_what_the_vocabulary_cannot_spell_is_one_unknown_piece(word: str) -> None:
    assert cut(f"the {word} pier") == ["the", UNKNOWN, "pier"]


@given(st.text(max_size=200))
def test_pieces_lie_in_the_text_in_order(text: str) -> None:
    found = pieces(text)
    assert all(0 <= piece.start < piece.end <= len(text) for piece in found)
    assert all(one.start <= other.start for one, other in pairwise(found))

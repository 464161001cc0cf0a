from __future__ import annotations

import random
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsprint
from troth.link.fingerprint import KEY_RUN, RUN, WINDOW, fingerprint
from troth.link.passages import LEAST, meet, passages
from troth.types import Span

few_words = st.lists(st.sampled_from(["rain", "Fell", "’s", "é", "字", "😀", "ß", "12", "\ud800", "\n\n", "“", "a—b"]), max_size=60).map(
    " ".join
)
left_out = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 40)).map(lambda at: Span(at[0], at[0] + at[1])), max_size=2)


@given(few_words, few_words, left_out, left_out)
def test_every_passage_has_equal_words_in_both_texts(one: str, other: str, without_one: list[Span], without_other: list[Span]) -> None:
    a, b = fingerprint(one, without_one), fingerprint(other, without_other)
    shared = passages(a, b)
    assert (shared.words_a, shared.words_b) == (len(a), len(b))
    for i, j, length in zip(shared.a.tolist(), shared.b.tolist(), shared.lengths.tolist(), strict=True):
        assert length >= RUN
        of_a, of_b = (
            [
                text[start:end].lower()
                for start, end in zip(own.starts[k : k + length].tolist(), own.ends[k : k + length].tolist(), strict=True)
            ]
            for text, own, k in ((one, a, i), (other, b, j))
        )
        assert len(of_a) == length
        assert of_a == of_b


@given(few_words, few_words)
def test_every_common_run_is_in_a_passage_of_both(one: str, other: str) -> None:
    a, b = fingerprint(one), fingerprint(other)
    shared = passages(a, b)
    common = set(a.runs.tolist()) & set(b.runs.tolist()) - {0}
    expected = np.zeros(len(a), bool)
    for place in np.flatnonzero(np.isin(a.runs, list(common))).tolist():
        expected[place : place + RUN] = True
    assert np.array_equal(shared.in_a, expected)
    assert shared.words <= min(len(a), len(b))
    assert bool(np.count_nonzero(shared.in_b)) == bool(common)


@given(few_words, few_words)
def test_texts_meet_only_in_a_passage_that_is_long_enough(one: str, other: str) -> None:
    a, b = fingerprint(one), fingerprint(other)
    assert meet(a, b) == meet(b, a)
    if meet(a, b):
        assert passages(a, b).lengths.max() >= LEAST


def test_the_words_in_common_and_where_they_stand() -> None:
    common = "the harbor board opens the north pier again in june after nine years of work"
    a, b = fingerprint(f"On Monday {common}. Rain fell."), fingerprint(f"Gulls came. {common.upper()}")
    shared = passages(a, b)
    assert (shared.a.tolist(), shared.b.tolist(), shared.lengths.tolist()) == ([2], [2], [15])
    assert shared.words == 15
    assert shared.shares == (15 / 19, 15 / 17)


def test_texts_meet_wherever_they_have_a_window_of_words_in_common() -> None:
    rng = random.Random(2)
    common = " ".join(newsprint.word(rng) for _ in range(WINDOW + KEY_RUN - 1))
    a, b = (fingerprint(f"{newsprint.sentence(rng)} {common} {newsprint.sentence(rng)}") for _ in range(2))
    assert meet(a, b)


def test_moved_sentences_are_passages_in_the_order_of_the_first_text() -> None:
    rng = random.Random(1)
    told = [newsprint.sentence(rng, 12) for _ in range(4)]
    shared = passages(fingerprint(" ".join(told)), fingerprint(" ".join(told[::-1])))
    assert shared.a.tolist() == [0, 12, 24, 36]
    assert shared.b.tolist() == [36, 24, 12, 0]


def test_a_stock_phrase_is_no_meeting() -> None:
    phrase = "did not immediately respond to a request for comment"
    rng = random.Random(1)
    a, b = (fingerprint(f"{newsprint.sentence(rng, 5)} {phrase} {newsprint.sentence(rng, 5)}") for _ in range(2))
    assert passages(a, b).words == 9
    assert not meet(a, b)


@pytest.mark.parametrize("text", ["", "rain", "a" * 1_000_000, "Rain fell on the valley again. " * 32_000, "😀 ß " * 100_000], ids=range(5))
def test_no_pair_takes_long(text: str) -> None:
    began = time.process_time()
    own, other = fingerprint(text), fingerprint(text + " And more.")
    meet(own, other)
    shared = passages(own, other)
    assert 0 <= shared.words <= len(own)
    assert time.process_time() - began < 5

from __future__ import annotations

import random
import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsprint
from troth.link.fingerprint import KEY_BITS, KEY_RUN, WINDOW, Fingerprint, fingerprint, fingerprints
from troth.types import Span

# Texts with everything that can go wrong in them: several scripts, marks, signs outside the first plane, lone surrogates.
odd_texts = st.text(
    st.one_of(st.sampled_from("ab Zé9’“—\n \xa0«»"), st.characters(), st.sampled_from(["\ud800", "\udfff", "😀", "ﬁ", "ß", "字"])),
    max_size=120,
)
spans = st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)).map(sorted).map(lambda pair: Span(*pair)), max_size=3)


def same(a: Fingerprint, b: Fingerprint) -> bool:
    arrays = all(np.array_equal(getattr(a, name), getattr(b, name)) for name in ("words", "starts", "ends", "runs"))
    return arrays and a.keys == b.keys


def words(text: str) -> list[str]:
    own = fingerprint(text)
    return [text[start:end] for start, end in zip(own.starts.tolist(), own.ends.tolist(), strict=True)]


def test_words_are_letters_and_digits_and_an_apostrophe_divides() -> None:
    assert words("Mayor O’Neill’s 12 piers—“north”, and café: 3.5 «quais»\xa0là") == [
        *["Mayor", "O", "Neill", "s", "12", "piers", "north", "and", "café", "3", "5", "quais", "là"],
    ]


def test_case_makes_no_difference_and_every_letter_does() -> None:
    upper, lower, other = (fingerprint(text).words.tolist() for text in ("The NORTH Pier", "the north pier", "the north pies"))
    assert upper == lower
    assert lower[:2] == other[:2]
    assert lower[2] != other[2]


def test_hashes_are_the_same_on_every_machine() -> None:
    own = fingerprint("The north pier opens in June, and rain fell on the valley.")
    assert own.words[:3].tolist() == [1417654628, 2660678994, 2280146375]
    assert own.keys == {172358012: 4}


@given(odd_texts, spans)
def test_places_are_those_of_words_in_the_text(text: str, left_out: list[Span]) -> None:
    own = fingerprint(text, left_out)
    places = list(zip(own.starts.tolist(), own.ends.tolist(), strict=True))
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))
    assert not any(start < span.end and span.start < end for start, end in places for span in left_out)
    assert not any(sign in text[start:end] for start, end in places for sign in " \n’“—«»")


@given(st.lists(st.tuples(odd_texts, spans), max_size=6), st.randoms(use_true_random=False))
def test_a_text_has_the_same_fingerprint_in_any_batch(texts: list[tuple[str, list[Span]]], rng: random.Random) -> None:
    alone = [fingerprint(text, left_out) for text, left_out in texts]
    order = rng.sample(range(len(texts)), len(texts))
    batch = list(fingerprints([texts[i] for i in order]))
    assert all(same(alone[i], own) for i, own in zip(order, batch, strict=True))


def test_a_long_text_beside_short_ones_changes_nothing() -> None:
    rng = random.Random(1)
    texts = [newsprint.text(newsprint.sentences(rng, count)) for count in (3, 4000, 1, 40, 6000, 2)]
    assert all(same(fingerprint(text), own) for text, own in zip(texts, fingerprints([(text, ()) for text in texts]), strict=True))


@given(st.integers(0, 10**6), st.lists(st.integers(0, 60), min_size=4, max_size=4))
def test_a_common_stretch_of_a_window_leaves_a_common_key(seed: int, around: list[int]) -> None:
    rng = random.Random(seed)
    common = [newsprint.word(rng) for _ in range(WINDOW + KEY_RUN - 1)]
    before, after, above, below = ([newsprint.word(rng) for _ in range(count)] for count in around)
    a, b = fingerprint(" ".join([*before, *common, *after])), fingerprint(" ".join([*above, *common, *below]))
    assert a.keys.keys() & b.keys.keys()


@given(st.lists(st.sampled_from("rain fell on the valley".split()), max_size=150))
def test_keys_are_those_of_runs_at_their_places(told: list[str]) -> None:
    own = fingerprint(" ".join(told))
    assert bool(own.keys) == (len(told) >= KEY_RUN)
    for key, place in own.keys.items():
        assert 0 <= key < 1 << KEY_BITS
        assert own.runs[place] != 0
        alone = fingerprint(" ".join(told[place : place + KEY_RUN]))
        assert alone.keys == {key: 0}


def test_keys_are_few() -> None:
    rng = random.Random(2)
    counts = [len(fingerprint(newsprint.text(newsprint.sentences(rng, 40))).keys) for _ in range(30)]
    assert 25 < sum(counts) / len(counts) < 50  # of 720 words; two in WINDOW + 1 are expected, 35


def test_no_run_crosses_what_is_left_out() -> None:
    text = "one two three four five SIGN UP six seven eight nine ten"
    own = fingerprint(text, [Span(text.index("SIGN"), text.index("six") - 1)])
    assert len(own) == 10
    assert np.flatnonzero(own.runs).tolist() == [0, 5]


def test_left_out_words_may_be_at_both_ends_or_be_all() -> None:
    text = "one two three four five six seven"
    assert words(text) == text.split()
    assert len(fingerprint(text, [Span(0, 3), Span(text.index("seven"), len(text))])) == 5
    assert len(fingerprint(text, [Span(0, len(text))])) == 0


@pytest.mark.parametrize(
    "text", ["", "word", "…", "\ud800", "😀 " * 1000, "a" * 1_000_000, "Rain fell on it. " * 60_000, "é" * 500_000], ids=range(8)
)
def test_no_text_is_too_odd_or_takes_long(text: str) -> None:
    began = time.process_time()
    own = fingerprint(text)
    assert time.process_time() - began < 3
    assert len(own) <= 1 << 17
    assert own.words.dtype == own.runs.dtype == np.uint32

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from troth.link.candidates import HEADS, pairs

holders = st.lists(st.sets(st.integers(0, 12), max_size=5), max_size=14)


def found(keys: list[set[int]], ranks: list[int]) -> list[tuple[int, int]]:
    return list(pairs([sorted(own) for own in keys], ranks))


@given(holders)
def test_under_each_key_every_report_meets_the_first_ones(keys: list[set[int]]) -> None:
    ranks = list(range(len(keys)))
    expected = set()
    for key in range(13):
        under = [i for i, own in enumerate(keys) if key in own]
        expected |= {(head, later) for head in under[:HEADS] for later in under if head < later}
    assert sorted(found(keys, ranks)) == sorted(expected)


@given(holders, st.randoms(use_true_random=False))
def test_the_pairs_do_not_depend_on_the_order_of_arrival(keys: list[set[int]], rng: random.Random) -> None:
    ranks = rng.sample(range(100), len(keys))
    order = rng.sample(range(len(keys)), len(keys))
    turned = found([keys[i] for i in order], [ranks[i] for i in order])
    assert sorted((order[i], order[j]) for i, j in turned) == sorted(found(keys, ranks))


@given(holders)
def test_each_pair_comes_once_and_the_earlier_first(keys: list[set[int]]) -> None:
    ranks = [-i for i in range(len(keys))]
    made = found(keys, ranks)
    assert len({*made}) == len(made)
    assert all(ranks[i] < ranks[j] for i, j in made)


def test_a_story_in_many_outlets_costs_a_few_pairs_a_report() -> None:
    for width in (40, 400, 1600):
        assert len(found([{1, 2, 3}] * width, list(range(width)))) <= HEADS * width


def test_nothing_has_no_pairs() -> None:
    assert found([], []) == []
    assert found([set(), set()], [1, 2]) == []

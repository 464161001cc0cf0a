from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from troth.evaluate.matching import one_to_one, overlapping, unpaired
from troth.types import Span

likenesses = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.sampled_from([0.25, 0.5, 1.0]), max_size=12)


def most_pairs(likeness: dict[tuple[int, int], float]) -> int:
    return max(sum((i, j) in likeness for i, j in enumerate(order)) for order in permutations(range(5)))


@given(likenesses)
def test_as_many_pairs_are_made_as_there_can_be_and_none_that_was_not_offered(likeness: dict[tuple[int, int], float]) -> None:
    pairs = one_to_one(likeness)
    assert set(pairs) <= set(likeness)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs) == most_pairs(likeness)


def test_of_two_predictions_the_liker_is_taken() -> None:
    assert one_to_one({(0, 0): 0.4, (0, 1): 0.9}) == [(0, 1)]


def test_a_pair_gives_way_when_that_makes_room_for_another() -> None:
    assert one_to_one({(0, 0): 0.9, (0, 1): 0.4, (1, 0): 0.5}) == [(0, 1), (1, 0)]


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert overlapping([Span(0, 4)], [Span(4, 8), Span(2, 4), Span(0, 4)]) == {(0, 1): 0.5, (0, 2): 1.0}


def test_what_is_in_no_pair_is_told() -> None:
    assert unpaired(4, [2, 0]) == [1, 3]


def test_a_long_chain_of_predictions_is_no_problem() -> None:
    chain = {(i, j): 1.0 - abs(i - j) / 2 for i in range(3000) for j in (i, i + 1)} | {(3000, 0): 0.1}
    assert len(one_to_one(chain)) == 3001

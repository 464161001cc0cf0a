from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.evaluate.measures import Average, Number, Retrieval, Share, all_scores, intervals, total

small = st.integers(0, 50)


@st.composite
def counted(draw: st.DrawFn) -> dict[str, float]:
    right = draw(small)
    return {"a.right": right, "a.found": right + draw(small), "a.gold": right + draw(small), "b.right": right, "b.of": right + draw(small)}


def test_precision_recall_and_f1_are_those_of_the_counts() -> None:
    scores = Retrieval("a").scores({"a.right": 2, "a.found": 4, "a.gold": 8})
    assert scores == {"a_precision": 0.5, "a_recall": 0.25, "a_f1": pytest.approx(1 / 3)}


def test_nothing_to_divide_by_is_no_score() -> None:
    assert Retrieval("a").scores({}) == {"a_precision": None, "a_recall": None, "a_f1": None}
    assert Retrieval("a").scores({"a.gold": 3}) == {"a_precision": None, "a_recall": 0, "a_f1": 0}
    assert Share("b").scores({}) == {"b": None}


def test_averages_have_a_harmonic_mean() -> None:
    assert Average("c").scores({"c.precision": 3, "c.recall": 1, "c.of": 4})["c_f1"] == pytest.approx(2 * 0.75 * 0.25)


@given(st.lists(counted(), min_size=2, max_size=6))
def test_scores_and_intervals_lie_between_0_and_1(groups: list[dict[str, float]]) -> None:
    measures = (Retrieval("a"), Share("b"))
    scores, between = all_scores(measures, total(groups)), intervals(measures, groups)
    assert all(0 <= value <= 1 for value in scores.values() if value is not None)
    assert all(0 <= low <= high <= 1 for low, high in between.values())
    assert between == intervals(measures, groups)


def test_an_interval_is_narrower_when_there_are_more_reports() -> None:
    groups = [{"b.right": n % 2, "b.of": 1.0} for n in range(400)]
    (low, high), (lowest, highest) = (intervals((Share("b"),), some)["b"] for some in (groups, groups[:20]))
    assert lowest < low < 0.5 < high < highest
    assert high - low == pytest.approx(0.1, abs=0.02)  # 2 * 1.96 * sqrt(0.25 / 400)


def test_one_group_has_no_interval() -> None:
    assert intervals((Share("b"),), [{"b.right": 1, "b.of": 1}]) == {}


def test_a_number_is_told_as_it_is() -> None:
    assert Number("wrong").scores({"wrong": 3}) == {"wrong": 3}

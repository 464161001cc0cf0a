from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.link.differences.figures import agree, comparable
from troth.types import Figure, Quote


def figure(words: str, low: float, high: float | None = None, change: str = "=", unit: str | None = None) -> Figure:
    return Figure(Quote("r", 0, len(words), words), low, low if high is None else high, change, unit)


any_figure = st.builds(
    lambda low, more, change: figure("n", low, low + more, change),
    st.integers(0, 10**6),
    st.sampled_from([0, 0, 5]),
    st.sampled_from("=~<>"),
)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (figure("about a dozen", 12, change="~"), figure("12", 12)),
        (figure("about a dozen", 12, change="~"), figure("13", 13)),
        (figure("some 6,300", 6300, change="~"), figure("6,300", 6300)),
        (figure("some 6,300", 6300, change="~"), figure("6,317", 6317)),
        (figure("more than 40", 40, change=">"), figure("44", 44)),
        (figure("dozens", 24, 100), figure("36", 36)),
        (figure("10 to 12", 10, 12), figure("11", 11)),
        (figure("2.4 million", 2.4e6), figure("2,400,000", 2.4e6)),
    ],
)
def test_figures_agree_that_can_both_be_right(a: Figure, b: Figure) -> None:
    assert agree(a, b)
    assert agree(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (figure("about a dozen", 12, change="~"), figure("16", 16)),
        (figure("some 6,300", 6300, change="~"), figure("6,900", 6900)),
        (figure("at least 13", 13, change=">"), figure("at least 14", 14, change=">")),
        (figure("more than 40", 40, change=">"), figure("400", 400)),
        (figure("2,000", 2000), figure("2,200", 2200)),
        (figure("30 to 40", 30, 40), figure("30 to 44", 30, 44)),
        (figure("about 43", 43, change="~"), figure("45", 45)),
        (figure("rose 3 percent", 3, change="up"), figure("fell 3 percent", 3, change="down")),
    ],
)
def test_figures_disagree_that_cannot(a: Figure, b: Figure) -> None:
    assert not agree(a, b)
    assert not agree(b, a)


@given(any_figure, any_figure)
def test_agreeing_is_mutual_and_every_figure_agrees_with_itself(a: Figure, b: Figure) -> None:
    assert agree(a, a)
    assert agree(a, b) == agree(b, a)
    assert comparable(a, b) == comparable(b, a)


def test_other_units_and_rises_are_not_compared_with_levels() -> None:
    assert not comparable(figure("5 miles", 5, unit="mile"), figure("8 km", 8, unit="kilometre"))
    assert not comparable(figure("rose 3 percent", 3, change="up"), figure("3 percent", 3))
    assert comparable(figure("5 miles", 5, unit="mile"), figure("6", 6))

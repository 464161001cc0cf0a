from __future__ import annotations

import pytest

from troth.link.differences.vouchers import same_voucher


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Mr. Birch", "Tomas Birch"),
        ("Governor Tomas Birch", "Birch"),
        ("he", "Birch"),
        ("the governor", "Birch"),
        ("officials", "a senior official"),
        ("a city official", "an official"),
        ("Oakes and Birch", "Birch and Oakes"),
        ("Lena Oakes Jr.", "Oakes"),
    ],
)
def test_names_that_can_mean_one(a: str, b: str) -> None:
    assert same_voucher(a, b)
    assert same_voucher(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Birch", "Oakes"),
        ("Birch", "a senior official"),
        ("he", "an aide familiar with the matter"),
        ("a spokesman", "a senior official"),
        ("a U.S. official", "a Mexican official"),
        ("Birch", "a spokesman for Birch"),
    ],
)
def test_names_that_cannot(a: str, b: str) -> None:
    assert not same_voucher(a, b)
    assert not same_voucher(b, a)

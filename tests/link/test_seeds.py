"""The two tellings of one wire story: every difference that a reader of both must be told, and none that there is not."""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import troth
from troth.link import compare, restore_quotations
from troth.types import Comparison, Quote, Reading, Relation, Report

EXPECTED: dict[str, list[dict[str, Any]]] = tomllib.loads(Path(__file__).with_name("seeds.toml").read_text("utf-8"))
Read = tuple[Report, Reading]


@pytest.fixture(scope="module")
def tellings(shared: Path) -> tuple[Read, Read]:
    """Both reports with their readings."""
    a, b = troth.read(shared / "seeds", given=troth.Given(published="2009-04-16"))
    return (a, troth.find(a)), (b, troth.find(b))


@pytest.fixture(scope="module")
def comparison(tellings: tuple[Read, Read]) -> Comparison:
    """The second compared with the first."""
    (a, read_a), (b, read_b) = tellings
    return compare(a, read_a, b, read_b)


def test_they_are_two_tellings_of_one_text_with_one_origin(comparison: Comparison) -> None:
    assert (comparison.relation, comparison.origins) == (Relation.COPY, 1)


def test_every_difference_is_found_and_typed(tellings: tuple[Read, Read], comparison: Comparison) -> None:
    for label in EXPECTED["difference"]:
        for side, (report, _) in zip("ab", tellings, strict=True):
            assert side not in label or _digest(report.text[label[side]["start"] : label[side]["end"]]) == label[side]["words"]
        found = [one for one in comparison.differences if one.type == label["type"] and all(_at(q, label, s) for s, q in _sides(one))]
        assert len(found) == 1, label


def test_figures_that_agree_are_no_difference_and_there_is_no_other_figure_or_voucher(comparison: Comparison) -> None:
    told = [one for one in comparison.differences if one.type in ("figure", "attribution")]
    assert len(told) == sum(label["type"] in ("figure", "attribution") for label in EXPECTED["difference"])
    for label in EXPECTED["agreeing"]:
        places = [quote for one in told for side, quote in _sides(one) if side == label["side"] and quote]
        assert not any(quote.start < label["end"] and label["start"] < quote.end for quote in places)


def test_the_newsletter_line_takes_no_part(tellings: tuple[Read, Read], comparison: Comparison) -> None:
    (_, _), (report, _) = tellings
    [furniture] = report.furniture
    places = [one.b for one in (*comparison.differences, *comparison.aligned) if one.b]
    assert not any(quote.end > furniture.start for quote in places)


def test_the_quotations_without_marks_are_found_again(tellings: tuple[Read, Read]) -> None:
    (a, read_a), (b, read_b) = tellings
    found = restore_quotations(a, read_a, b, read_b)
    told = [
        (one.kind, one.speaker and one.speaker.name, one.content[0].start, one.content[-1].end, _digest(one.content[0].exact))
        for one in found
    ]
    assert told == [(one["kind"], one["speaker"], one["start"], one["end"], one["words"]) for one in EXPECTED["restored"]]
    assert restore_quotations(b, read_b, a, read_a) == ()


def _sides(one: Any) -> tuple[tuple[str, Quote | None], tuple[str, Quote | None]]:
    return ("a", one.a), ("b", one.b)


def _at(quote: Quote | None, label: dict[str, Any], side: str) -> bool:
    if quote is None or side not in label:
        return quote is None and side not in label
    return bool(quote.start < label[side]["end"] and label[side]["start"] < quote.end)


def _digest(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:16]

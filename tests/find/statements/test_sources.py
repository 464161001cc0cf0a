"""Who vouches for a pledge: the actor, somebody else, or the reporter."""

from __future__ import annotations

import pytest

from troth.find import find
from troth.find.statements.quotations import quotations
from troth.types import Report, Span


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Helen Oakes plans to close the mine.", "narrator"),
        ("Her spokesman left. Helen Oakes will raise wages next year.", "narrator"),
        ("Helen Oakes vowed to close the mine.", "Helen Oakes"),
        ("Helen Oakes said she hoped to close the mine.", "Helen Oakes"),
        ("Helen Oakes will close the mine, a senior Norland official said.", "a senior Norland official"),
        ("Helen Oakes promised to close the mine, according to Simon Vale.", "Simon Vale"),
        ("Simon Vale said that Helen Oakes plans to close the mine.", "Simon Vale"),
        ("Simon Vale said that Helen Oakes had promised to close the mine.", "Simon Vale"),
        ("“We will close the mine,” said Helen Oakes.", "Helen Oakes"),
        ("“The mine is old,” Helen Oakes told reporters. “We will close it.”", "Helen Oakes"),
        ("Helen Oakes announced plans to close the mine.", "Helen Oakes"),
    ],
)
def test_the_source_is_who_vouches_for_it(text: str, source: str) -> None:
    assert [mention.source for mention in find(Report(id="r", text=text, digest="")).pledges] == [source]


def test_a_quotation_is_spoken_by_who_is_named_nearest_and_rather_after_than_before() -> None:
    text = "“Old,” said Helen Oakes. “New,” Simon Vale added."
    found = quotations(text)
    assert [text[span.start : span.end] for span in found.marked] == ["“Old,”", "“New,”"]
    assert [found.speaker(span).who for span in found.marked if found.speaker(span)] == ["Helen Oakes", "Simon Vale"]  # type: ignore[union-attr]


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    found = quotations("“The mine is old.\n\nNobody came.")
    assert found.marked == (Span(0, 17),)
    assert found.around(3) == Span(0, 17)
    assert found.around(20) is None


def test_where_nobody_speaks_a_quotation_has_no_speaker() -> None:
    found = quotations("“Closed.”")
    assert found.speaker(found.marked[0]) is None

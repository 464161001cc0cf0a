"""What is undertaken, as an infinitive."""

from __future__ import annotations

import pytest

from troth.find import find
from troth.types import Report


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Helen Oakes vowed to close the mine.", "close the mine"),
        ("Helen Oakes is considering closing the mine.", "close the mine"),
        ("Helen Oakes vowed to cut the toll by 10 percent.", "cut the toll by 10 percent"),
        ("Helen Oakes pledged support for farmers.", "provide support for farmers"),
        ("Helen Oakes vowed to fight for families.", "fight for families"),
        ("Helen Oakes hopes to improve relations with Norland.", "improve relations with Norland"),
        ("Helen Oakes vowed to try to close the mine.", "try to close the mine"),
        ("Helen Oakes vowed to close the mine if she is elected.", "close the mine"),
        ("Helen Oakes committed her party to closing the mine.", "close the mine"),
        ("Helen Oakes vowed to “close the mine,” Simon Vale said.", "close the mine"),
        ("Helen Oakes vowed to close the mine by May, according to Simon Vale.", "close the mine by May"),
    ],
)
def test_the_action_is_an_infinitive_of_the_reports_words(text: str, what: str) -> None:
    assert [mention.what for mention in find(Report(id="r", text=text, digest="")).pledges] == [what]

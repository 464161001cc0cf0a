"""What is undertaken, as an infinitive, and whether a stranger could check it."""

from __future__ import annotations

import pytest

from troth.find import find
from troth.types import Report


@pytest.mark.parametrize(
    ("text", "what", "checkable"),
    [
        ("Helen Oakes vowed to close the mine.", "close the mine", True),
        ("Helen Oakes is considering closing the mine.", "close the mine", True),
        ("Helen Oakes vowed to cut the toll by 10 percent.", "cut the toll by 10 percent", True),
        ("Helen Oakes pledged support for farmers.", "provide support for farmers", False),
        ("Helen Oakes vowed to fight for families.", "fight for families", False),
        ("Helen Oakes hopes to improve relations with Norland.", "improve relations with Norland", False),
        ("Helen Oakes vowed to try to close the mine.", "try to close the mine", True),
        ("Helen Oakes vowed to “close the mine,” Simon Vale said.", "close the mine", True),
    ],
)
def test_the_action_is_an_infinitive_of_the_reports_words(text: str, what: str, checkable: bool) -> None:
    assert [(mention.what, mention.checkable) for mention in find(Report(id="r", text=text, digest="")).pledges] == [(what, checkable)]

"""What is made of words that the encoder sees as a pledge where the lexicon has none."""

from __future__ import annotations

import pytest

from troth.find import FindSettings
from troth.find.pledges.seen import is_without_verb
from troth.find.syntax import parse
from troth.types import Report, Span


@pytest.mark.parametrize(
    ("words", "expected"),
    [("the northern canal", True), ("in May for the port", True), ("is to be widened", False), ("widened in May", False)],
)
def test_words_without_a_verb_say_nothing_that_is_done(words: str, expected: bool) -> None:
    text = "Ada Ruiz says the northern canal is to be widened in May for the port."
    ((_, doc),) = parse(Report(id="r", text=text, digest=""), [Span(0, len(text))], FindSettings().model)
    start = text.index(words)
    assert is_without_verb(doc, Span(start, start + len(words))) is expected

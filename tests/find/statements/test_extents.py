"""Where what somebody is said to have said begins and ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.find.statements import cues
from troth.find.statements.claims import claims
from troth.find.statements.extents import begins, ends, fitted, told_by
from troth.find.syntax import PINNED_MODEL, parse
from troth.marks import marked
from troth.types import Report, Span


def contents(text: str) -> list[str]:
    """The content of each claim of one sentence, with the edges that are likeliest."""
    span = Span(0, len(text))
    [(_, doc)] = parse(Report(id="r", text=text, digest=""), [span], PINNED_MODEL)
    heard = claims(doc, 0, cues.base_form, cues.places(doc), cues.attributes)
    return [text[place.start : place.end] for claim in heard for place in fitted(doc, span, claim, marked(text)) if claim.content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Ruiz said the mine had lost money.", "the mine had lost money"),
        ("Ada Ruiz told reporters the mine had lost money.", "the mine had lost money"),
        ("Ada Ruiz criticized the sale of the mine, which closed in May.", "the sale of the mine"),
    ],
)
def test_the_content_begins_and_ends_where_a_person_would_mark_it(text: str, content: str) -> None:
    assert content in contents(text)


def test_edges_inside_quotation_marks_stay() -> None:
    assert any("“a heap of rust, which is old" in words for words in contents("Ada Ruiz called the mine “a heap of rust, which is old.”"))


_PIECES = st.sampled_from(
    ["Ada Ruiz ", "said ", "told them ", "that ", "the mine ", "had closed", ", which ", ", but ", "“", "”", ". ", "claims ", "to ", "— "]
)


@settings(max_examples=30)
@given(st.lists(_PIECES, min_size=1, max_size=20).map("".join))
def test_content_stays_in_its_sentence_and_off_its_cue_whatever_the_text(text: str) -> None:
    span = Span(0, len(text))
    for _, doc in parse(Report(id="r", text=text, digest=""), [span], PINNED_MODEL):
        for claim in claims(doc, 0, cues.base_form, cues.places(doc), cues.attributes):
            told = told_by(doc, span, claim)
            if told is not None:
                assert sum("as parsed" in edge.marks for edge in ends(told)) == 1
                assert any(edge.at == told.first for edge in begins(told))
            for place in fitted(doc, span, claim, marked(text)):
                assert 0 <= place.start < place.end <= len(text)

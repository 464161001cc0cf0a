"""Whether a word that may attribute does so where it stands."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from troth.find.statements import cues
from troth.find.statements.claims import claims
from troth.find.statements.hearing import confidence, marks
from troth.find.syntax import PINNED_MODEL, parse
from troth.types import Report, Span


def heard(text: str) -> dict[str, float]:
    """How likely each word of one sentence attributes, in its likeliest construction."""
    found: dict[str, float] = {}
    for _, doc in parse(Report(id="r", text=text, digest=""), [Span(0, len(text))], PINNED_MODEL):
        for claim in claims(doc, 0, cues.base_form, cues.places(doc), cues.attributes):
            word = text[claim.cue.start : claim.cue.end]
            found[word] = max(found.get(word, 0.0), confidence(claim, doc, 0))
    return found


def test_a_word_of_saying_with_what_is_said_is_likely() -> None:
    assert heard("Ada Ruiz said that the mine had lost money.")["said"] > 0.9


def test_the_same_word_is_likelier_of_a_person_than_of_a_thing() -> None:
    assert heard("Ada Ruiz wants to close the mine.")["wants"] > heard("The rust wants to close the mine.")["wants"]


def test_each_mark_counts_once() -> None:
    text = "Ada Ruiz said that the mine had lost money."
    [(_, doc)] = parse(Report(id="r", text=text, digest=""), [Span(0, len(text))], PINNED_MODEL)
    for claim in claims(doc, 0, cues.base_form, cues.places(doc), cues.attributes):
        found = marks(claim, doc, 0)
        assert len(found) == len(set(found))


_PIECES = st.sampled_from(
    ["Ada Ruiz ", "said ", "told ", "that ", "the mine ", "closed", ", ", "“", "”", ". ", "claims ", "to ", "according to ", "🙂"]
)


@settings(max_examples=30)
@given(st.lists(_PIECES, min_size=1, max_size=20).map("".join))
def test_every_confidence_is_a_share_whatever_the_text(text: str) -> None:
    assert all(0.0 <= value <= 1.0 for value in heard(text).values())

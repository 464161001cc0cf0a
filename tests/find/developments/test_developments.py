"""What is told of a commitment, whose it is, and what became of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.find import find
from troth.find.developments.gate import telling
from troth.find.passages import LONGEST, passages
from troth.text import canonical, sentences
from troth.types import Development, Report, Span, Status


def may_tell(report: Report, spans: list[Span]) -> list[Span]:
    """The sentences in which the rules look for it."""
    return [span for place, span in enumerate(spans) if telling(report, span, place, [])]


def told(text: str) -> list[Development]:
    return list(find(Report(id="r", text=text, digest="")).developments)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ada Ruiz kept her promise to close the mine.", Status.KEPT),
        ("Ada Ruiz has made good on her pledge to close the mine.", Status.KEPT),
        ("Ada Ruiz did not keep her promise to close the mine.", Status.BROKEN),
        ("Ada Ruiz is keeping her promise to close the mine.", Status.IN_PROGRESS),
        ("Ada Ruiz broke her promise to close the mine.", Status.BROKEN),
        ("Ada Ruiz has reneged on her pledge to close the mine.", Status.BROKEN),
        ("Ada Ruiz has abandoned her plan to close the mine.", Status.REVERSED),
        ("Plans to close the mine have been scrapped.\n\nAda Ruiz has dropped her plan to close it.", Status.REVERSED),
        ("Ada Ruiz has backed away from her promise to close the mine.", Status.REVERSED),
        ("Ada Ruiz has scaled back her plan to widen the canal.", Status.COMPROMISE),
        ("Ada Ruiz's plan to widen the canal has stalled in the council.", Status.STALLED),
        ("The council has blocked Ada Ruiz's plan to widen the canal.", Status.STALLED),
        ("Ada Ruiz has begun work on her promise to widen the canal.", Status.IN_PROGRESS),
    ],
)
def test_the_words_tell_what_became_of_it(text: str, status: Status) -> None:
    assert [development.status for development in told(text)][-1:] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Ruiz broke her arm on the pier.",
        "The mine opened in 1931 and the rain fell all night.",
        "Would Ada Ruiz break her promise to close the mine?",
        "The ferry was delayed by fog.",
        "Ben Hale has dropped by to see the pier.",
    ],
)
def test_words_that_bear_on_no_commitment_tell_nothing(text: str) -> None:
    assert told(text) == []


def test_it_is_the_commitment_of_its_owner_where_others_block_it() -> None:
    (development,) = told("The council has blocked Ada Ruiz's plan to widen the canal.")
    assert development.who == ("Ada Ruiz",)
    assert development.of == "widen the canal"
    assert development.quote.exact == "has blocked Ada Ruiz's plan to widen the canal"


def test_it_is_the_commitment_of_whoever_keeps_it() -> None:
    (development,) = told("Ada Ruiz won in May. Later Ruiz made good on a promise to close the mine.")
    assert development.who == ("Ada Ruiz",)
    assert development.of == "close the mine"


def test_a_commitment_that_the_report_states_elsewhere_lends_its_actor_and_action() -> None:
    text = "Norland plans to widen the Ardo canal. But work on the canal has stalled since Monday, three engineers said."
    (development,) = told(text)
    assert development.who == ("Norland",)
    assert development.of == "widen the Ardo canal"
    assert development.status is Status.STALLED


def test_most_sentences_are_not_read_for_it() -> None:
    text = "The mine is old. Ada Ruiz has abandoned her plan to close it. Rain fell. The ferry was delayed."
    spans = may_tell(Report(id="r", text=text, digest=""), sentences(text))
    assert [text[span.start : span.end] for span in spans] == ["Ada Ruiz has abandoned her plan to close it."]


def test_questions_furniture_and_endless_sentences_are_not_read_for_it() -> None:
    text = "Has she kept her promise? She kept her promise. She kept her promise" + " and more" * (LONGEST // 9)
    report = Report(id="r", text=text, digest="", furniture=(Span(28, 40),))
    assert may_tell(report, passages(report)) == []


def test_a_development_lies_within_one_sentence_and_its_confidence_is_a_share() -> None:
    text = "Ada Ruiz kept her promise to close the mine. “I have broken no promise,” she said, but she had abandoned her plan to rest."
    spans = sentences(text)
    for development in told(text):
        assert any(span.start <= development.quote.start < development.quote.end <= span.end for span in spans)
        assert 0 < development.confidence < 1


WORDS = st.sampled_from(
    "Ada Ruiz kept broke her promise to plan , . ? ! “ ” stalled in the Senate has abandoned but yet 🙂 وعد as had promised \n".split(" ")
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join)))
def test_on_any_text_the_words_are_at_their_place(raw: str) -> None:
    text = canonical(raw)
    for development in told(text):
        assert text[development.quote.start : development.quote.end] == development.quote.exact
        assert development.who
        assert development.of


@pytest.mark.parametrize("text", ["", "a" * 100_000, "“" * 100_000, "as " * 50_000, "kept " * 50_000, "walk " * 50_000])
def test_texts_without_sense_are_not_read_for_it(text: str) -> None:
    assert may_tell(Report(id="r", text=text, digest=""), sentences(text)) == []

"""What is kept of a report that was read moves nothing in the next one: whatever was read before, a report is read the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from troth.find import FindSettings, find, syntax
from troth.find.developments import cues
from troth.find.figures import quantities
from troth.find.learned import encoder
from troth.find.learned.sights import _look
from troth.find.passages import passages
from troth.text import BETWEEN
from troth.types import Reading, Report, Span

HEADLINES = (
    "Oakes Vows to Close Mine",
    "Mayor Ada Ruiz speaks",
    "She will cut $3 million, Ben Stone says",
    "Council meets",
)
PARAGRAPHS = (
    "President Helen Oakes vowed on Thursday to close the mine by 2019. “We will not sell the port,” she said.",
    "The senator promised to spend $40 million on the wall next year, unless the council votes it down.",
    "Ruiz, who dropped her plan to widen the canal, said it would cost 5 to 7 million euros.",
    "“We will rebuild it,” the mayor said. “And we will do it by Friday.” He broke his promise to lower the toll in May.",
    "Will she keep her word?",
)
texts = st.builds(
    lambda headline, body: BETWEEN.join([headline, *body]),
    st.sampled_from(HEADLINES),
    st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=4),
)
reports = st.builds(
    lambda text, published: Report(id="r", text=text, digest="", published=published),
    texts,
    st.sampled_from((None, "2015-03-02", "2016-08-19")),
)


def forget() -> None:
    """Empty what is kept of what was read."""
    for kept in (syntax._parses, encoder.marks, _look, quantities._of_paragraph, cues._cues):
        kept.cache_clear()


def anew(report: Report) -> Reading:
    """The reading of a report before which nothing was read."""
    forget()
    return find(report)


@settings(max_examples=5)
@given(read=st.lists(reports, min_size=2, max_size=3))
def test_a_report_is_read_the_same_after_any_others_and_once_more(read: list[Report]) -> None:
    alone = [anew(report) for report in read]
    forget()
    assert [find(report) for report in read] == alone
    assert [find(report) for report in reversed(read)] == alone[::-1]


def test_a_body_under_another_headline_is_not_parsed_again_and_has_the_headlines_names_and_its_own_day() -> None:
    body = BETWEEN.join(PARAGRAPHS[:2])
    first = Report(id="a", text=f"Council meets{BETWEEN}{body}", digest="", published="2015-03-02")
    other = replace(first, id="b", text=f"Senator Ben Stone speaks{BETWEEN}{body}", published="2016-08-19", outlet="Gazette")
    wanted = [anew(report) for report in (other, first)]
    syntax._parses.cache_clear()
    readings = [find(report) for report in (first, other)]
    assert syntax._parses.cache_info().hits == 1
    assert readings == wanted[::-1]
    assert readings[0].times != readings[1].times
    assert {name for mention in readings[1].pledges for name in mention.who} == {"Helen Oakes", "Ben Stone"}


def test_what_is_kept_of_a_parse_goes_when_the_parser_starts_again(monkeypatch: pytest.MonkeyPatch) -> None:
    report = Report(id="r", text="Helen Oakes vowed to close the mine.", digest="")
    monkeypatch.setattr(syntax, "MOST_WORDS", 0)
    find(report)
    assert syntax._parses.cache_info().currsize == 0


def test_another_model_has_parses_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    report = Report(id="r", text="Helen Oakes vowed to close the mine.", digest="")
    reading = anew(report)
    asked = list[str]()
    load = syntax.load

    def other(model: str) -> object:
        asked.append(model)
        return load(syntax.PINNED_MODEL)

    monkeypatch.setattr(syntax, "load", other)
    assert find(report, FindSettings(model="en_core_web_other")).statements == reading.statements
    assert asked.count("en_core_web_other") == 2  # to parse it, too


def test_the_headline_is_parsed_by_itself_and_all_sentences_once() -> None:
    report = Report(id="r", text=BETWEEN.join(["One. Two.", "Three. Four.", "Five."]), digest="")
    spans = passages(report)
    batches = [[report.text[span.start : span.end] for span in batch] for batch in syntax._batches(report.text, spans)]
    assert batches == [["One.", "Two."], ["Three.", "Four.", "Five."]]
    assert [span for span, _ in syntax.parse(report, spans, syntax.PINNED_MODEL)] == spans


def test_what_follows_from_a_parse_is_worked_out_once_for_each_thing_it_is_asked_with() -> None:
    [(_, doc)] = syntax.parse(Report(id="r", text="Kept once.", digest=""), [Span(0, 10)], syntax.PINNED_MODEL)
    worked = list[int]()

    @syntax.kept
    def longer(doc: Doc, by: int) -> int:
        worked.append(by)
        return len(doc) + by

    assert [longer(doc, 1), longer(doc, 1), longer(doc, 2)] == [4, 4, 5]
    assert worked == [1, 2]

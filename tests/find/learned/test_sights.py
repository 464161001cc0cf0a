"""What is seen of sentences, and which are read together."""

from __future__ import annotations

from troth.find.learned import FORCES, STATUSES, sights
from troth.find.learned.sights import LONGEST, windows
from troth.find.passages import passages
from troth.text import sentences
from troth.types import Report, Span

NEWS = (
    "Mayor Ada Whitlock promised to reopen the Elm Street clinic by 2031. The clinic closed in 2011.\n\n"
    "“We will hire forty nurses,” Whitlock said."
)


def report_of(text: str, furniture: tuple[Span, ...] = ()) -> Report:
    return Report(id="r", text=text, digest="", furniture=furniture)


def test_sentences_of_one_paragraph_are_read_together() -> None:
    assert [len(window) for window in windows(NEWS, sentences(NEWS))] == [2, 1]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text = " ".join(["The board will plant two hundred trees by the pier."] * 30)
    cut = list(windows(text, sentences(text)))
    assert len(cut) > 1
    assert all(window[-1].end - window[0].start <= LONGEST for window in cut)
    assert [sentence for window in cut for sentence in window] == sentences(text)


def test_furniture_parts_what_is_read_together() -> None:
    text = "She will close it. Follow us here. He will open it."
    report = report_of(text, furniture=(Span(19, 34),))
    assert [len(window) for window in windows(text, passages(report))] == [1, 1]


def test_every_passage_has_its_sight_in_order() -> None:
    spans = passages(report_of(NEWS))
    assert [sight.sentence for sight in sights(report_of(NEWS), spans)] == spans


def test_a_promise_is_seen_and_a_closure_long_ago_is_not() -> None:
    promise, closure, quotation = sights(report_of(NEWS), passages(report_of(NEWS)))
    assert promise.pledge > 0 > closure.pledge
    assert quotation.pledge > 0
    [words] = promise.pledges
    assert NEWS[words.span.start : words.span.end].startswith("promised to reopen")
    assert len(words.forces) == len(FORCES)
    assert all(len(words.statuses) == len(STATUSES) for words in promise.outcomes)


def test_a_headline_above_a_paragraph_does_not_change_what_is_seen_in_it() -> None:
    other = report_of(f"Rain falls\n\n{NEWS}")
    seen = {sight.pledge for sight in sights(report_of(NEWS), passages(report_of(NEWS)))}
    assert seen <= {sight.pledge for sight in sights(other, passages(other))}

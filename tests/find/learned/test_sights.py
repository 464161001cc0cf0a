"""What is seen of the sentences of a report."""

from __future__ import annotations

from troth.find.learned import FORCES, STATUSES, sights
from troth.find.passages import passages
from troth.types import Report

NEWS = (
    "Mayor Ada Whitlock promised to reopen the Elm Street clinic by 2031. The clinic closed in 2011.\n\n"
    "“We will hire forty nurses,” Whitlock said."
)


def report_of(text: str) -> Report:
    return Report(id="r", text=text, digest="")


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


def test_a_sentence_is_seen_alike_in_every_report() -> None:
    twice = report_of(f"Another headline\n\n{NEWS}\n\n{NEWS}")
    odds = [sight.pledge for sight in sights(twice, passages(twice))]
    assert odds[1:4] == odds[4:] == [sight.pledge for sight in sights(report_of(NEWS), passages(report_of(NEWS)))]

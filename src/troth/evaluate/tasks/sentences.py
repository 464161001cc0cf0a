"""Sentences: is a text cut where people cut it?  One is right when both its ends are."""

from __future__ import annotations

from typing import Final

from troth.evaluate.cases import Case, Mistake, Outcome, Task, passage
from troth.evaluate.measures import Retrieval
from troth.forms import Form
from troth.types import Span


def compare_sentences(case: Case, predicted: Form) -> Outcome:
    """Equal spans of the sentences that the labels give and those predicted."""
    gold = {(start, end) for start, end in case.labels["sentences"]}
    found = {(at["start"], at["end"]) for at in predicted["sentences"]}
    outcome = Outcome()
    outcome.tally("sentence", right=len(gold & found), found=len(found), gold=len(gold))
    around = [Span(start, end) for start, end in sorted(gold | found)]
    for start, end in sorted(gold - found):
        outcome.mistakes.append(Mistake("missed", case.id, passage(case.text, Span(start, end), around), case.text[start:end], None))
    for start, end in sorted(found - gold):
        outcome.mistakes.append(Mistake("spurious", case.id, passage(case.text, Span(start, end), around), None, case.text[start:end]))
    return outcome


SENTENCES: Final = Task(
    "sentences",
    reader="sentences",
    needs="sentences",
    headline="sentence_f1",
    measures=(Retrieval("sentence"),),
    kinds=("missed", "spurious"),
    compare=compare_sentences,
    labelled=lambda case: case.labels["cut"],
    on_request=True,
)

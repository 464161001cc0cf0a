"""Times: are the expressions found, and is their value right?  TempEval-3's measures (UzZaman et al. 2013)."""

from __future__ import annotations

from typing import Final

from troth.evaluate.cases import Case, Mistake, Outcome, Task, passage
from troth.evaluate.matching import one_to_one, overlapping, unpaired
from troth.evaluate.measures import Retrieval, Share
from troth.evaluate.places import Letters
from troth.evaluate.tasks.pledges import by_place, span_of
from troth.forms import Form
from troth.text import sentences


def compare_times(case: Case, predicted: Form) -> Outcome:
    """Relaxed: expressions that share a character, one to one; strict: with the same letters; value: relaxed, and the value is equal."""
    labels, found = sorted(case.labels["times"], key=by_place), sorted(predicted["times"], key=by_place)
    letters, cut = Letters(case.text), sentences(case.text)
    pairs = one_to_one(overlapping([span_of(label) for label in labels], [span_of(time) for time in found]))
    same_letters = [(i, j) for i, j in pairs if letters.numbers(span_of(labels[i])) == letters.numbers(span_of(found[j]))]
    same_value = [(i, j) for i, j in pairs if labels[i]["value"] == found[j]["value"]]
    outcome = Outcome()
    for name, right in (("value", same_value), ("relaxed", pairs), ("strict", same_letters)):
        outcome.tally(name, right=len(right), found=len(found), gold=len(labels))
    if pairs:
        outcome.share("value_accuracy", len(same_value), len(pairs))

    def note(kind: str, thing: Form, gold: str | None, read: str | None) -> None:
        outcome.mistakes.append(Mistake(kind, case.id, passage(case.text, span_of(thing), cut), gold, read))

    for i in unpaired(len(labels), (i for i, _ in pairs)):
        note("missed", labels[i], labels[i]["value"], None)
    for j in unpaired(len(found), (j for _, j in pairs)):
        note("spurious", found[j], None, found[j]["value"])
    for i, j in pairs:
        if (i, j) not in same_value:
            note("value", labels[i], labels[i]["value"], found[j]["value"])
        if (i, j) not in same_letters:
            note("extent", labels[i], _words(case, labels[i]), _words(case, found[j]))
    return outcome


def _words(case: Case, thing: Form) -> str:
    span = span_of(thing)
    return case.text[span.start : span.end]


TIMES: Final = Task(
    "times",
    reader="find",
    needs="times",
    headline="value_f1",
    measures=(Retrieval("value"), Retrieval("relaxed"), Retrieval("strict"), Share("value_accuracy")),
    kinds=("missed", "spurious", "value", "extent"),
    compare=compare_times,
)

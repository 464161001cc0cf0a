"""Developments: are the sentences found that tell what became of a commitment, and is it told rightly?"""

from __future__ import annotations

from typing import Final

from troth.evaluate.cases import Case, Mistake, Outcome, Task
from troth.evaluate.matching import one_to_one, overlapping, unpaired
from troth.evaluate.measures import Retrieval, Share
from troth.evaluate.names import last_names
from troth.evaluate.tasks.pledges import by_place, count_sentences, in_sentence, span_of
from troth.forms import Form


def compare_developments(case: Case, predicted: Form) -> Outcome:
    """As pledges: by sentence, by mention, and status and actor on the pairs."""
    labels = sorted(case.labels["developments"], key=by_place)
    found = sorted(predicted["developments"], key=by_place)
    outcome = Outcome()
    count_sentences(outcome, case, labels, found)
    pairs = one_to_one(overlapping([span_of(label) for label in labels], [span_of(one) for one in found]))
    outcome.tally("mention", right=len(pairs), found=len(found), gold=len(labels))
    for i in unpaired(len(labels), (i for i, _ in pairs)):
        outcome.mistakes.append(Mistake("missed", case.id, in_sentence(case, labels[i]), _told(labels[i]), None))
    for j in unpaired(len(found), (j for _, j in pairs)):
        outcome.mistakes.append(Mistake("spurious", case.id, in_sentence(case, found[j]), None, _told(found[j])))
    for i, j in pairs:
        label, one = labels[i], found[j]
        if label.get("status") and "status" in one:
            outcome.share("status", label["status"] == one["status"])
            if label["status"] != one["status"]:
                outcome.mistakes.append(Mistake("status", case.id, in_sentence(case, label), label["status"], one["status"]))
        if "who" in label and "who" in one:
            agree = bool(last_names(label["who"]) & last_names(one["who"])) or not (label["who"] or one["who"])
            outcome.share("who", agree)
            if not agree:
                outcome.mistakes.append(Mistake("who", case.id, in_sentence(case, label), ", ".join(label["who"]), ", ".join(one["who"])))
    return outcome


def _told(thing: Form) -> str:
    return f"{', '.join(thing.get('who') or ()) or '?'} · {thing.get('status') or '?'} · {thing.get('of') or '?'}"


DEVELOPMENTS: Final = Task(
    "developments",
    reader="find",
    needs="developments",
    headline="sentence_f1",
    measures=(Retrieval("sentence"), Retrieval("mention"), Share("status"), Share("who")),
    kinds=("missed", "spurious", "status", "who"),
    compare=compare_developments,
    labelled=lambda case: "developments" in case.labels,
)

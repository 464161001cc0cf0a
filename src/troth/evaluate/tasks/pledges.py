"""Pledges: are the sentences found that state one, the mentions in them, and what each mention says?"""

from __future__ import annotations

import json
from typing import Any, Final

from troth.evaluate.cases import Case, Mistake, Outcome, Passage, Task, passage
from troth.evaluate.matching import one_to_one, overlapping, unpaired
from troth.evaluate.measures import Retrieval, Share
from troth.evaluate.names import last_name, last_names, shared_characters, shared_words
from troth.forms import Form
from troth.types import Span

FEW_WORDS_SHARED: Final = 0.5  # F1 of the words of `what` below which it is listed as a mistake
FEW_CHARACTERS_SHARED: Final = 0.5  # the same for the characters of a deadline or condition


def compare_pledges(case: Case, predicted: Form) -> Outcome:
    """Sentences by where a mention's quote starts in them; mentions by overlap, one to one; fields on the mentions so paired.

    A field that the label or the prediction does not have is not scored there: a desk may label less than troth reads, and a reader may
    tell less.
    """
    labels = sorted(case.labels["pledges"], key=by_place)
    mentions = sorted(predicted["pledges"], key=by_place)
    outcome = Outcome()
    count_sentences(outcome, case, labels, mentions)
    pairs = one_to_one(overlapping([span_of(label) for label in labels], [span_of(mention) for mention in mentions]))
    outcome.tally("mention", right=len(pairs), found=len(mentions), gold=len(labels))
    for i in unpaired(len(labels), (i for i, _ in pairs)):
        outcome.mistakes.append(Mistake("missed", case.id, in_sentence(case, labels[i]), _told(labels[i]), None))
    for j in unpaired(len(mentions), (j for _, j in pairs)):
        outcome.mistakes.append(Mistake("spurious", case.id, in_sentence(case, mentions[j]), None, _told(mentions[j])))
    for i, j in pairs:
        _compare_fields(outcome, case, labels[i], mentions[j])
    return outcome


def _compare_fields(outcome: Outcome, case: Case, label: Form, mention: Form) -> None:
    def agree(name: str, same: bool, gold: object, found: object) -> None:
        outcome.share(name, same)
        if not same:
            outcome.mistakes.append(Mistake(name, case.id, in_sentence(case, label), str(gold), str(found)))

    if "who" in label and "who" in mention:
        gold, found = last_names(label["who"]), last_names(mention["who"])
        agree("who", bool(gold & found) or gold == found, ", ".join(label["who"]), ", ".join(mention["who"]))
        outcome.share("who_exact", gold == found)
    for name in ("force", "polarity", "checkable"):
        if label.get(name) is not None and name in mention:
            agree(name, label[name] == mention[name], _plain(label[name]), _plain(mention[name]))
    if label.get("source") and "source" in mention:
        agree("source", last_name(label["source"]) == last_name(mention["source"]), label["source"], mention["source"])
    if label.get("what") and "what" in mention:
        shared = shared_words(label["what"], mention["what"])
        outcome.share("what", shared)
        if shared < FEW_WORDS_SHARED:
            outcome.mistakes.append(Mistake("what", case.id, in_sentence(case, label), label["what"], mention["what"]))
    for name in ("due", "condition"):
        if name in label and name in mention:
            _compare_terms(outcome, case, name, label, mention)


def _compare_terms(outcome: Outcome, case: Case, name: str, label: Form, mention: Form) -> None:
    """A deadline or condition: whether there is one, and how much of its words."""
    gold, found = label[name], words_of(mention[name])
    outcome.tally(name, right=bool(gold and found), found=bool(found), gold=bool(gold))
    shared = shared_characters(gold, found) if gold and found else 0.0
    if gold and found:
        outcome.share(f"{name}_characters", shared)
    if (gold or found) and shared < FEW_CHARACTERS_SHARED:
        outcome.mistakes.append(Mistake(name, case.id, in_sentence(case, label), gold, found))


def count_sentences(outcome: Outcome, case: Case, labels: list[Form], found: list[Form]) -> None:
    """Sentences in which a label's quote starts, against those in which a prediction's does."""
    gold, read = _sentences_with(case, labels), _sentences_with(case, found)
    outcome.tally("sentence", right=len(gold & read), found=len(read), gold=len(gold))


def _sentences_with(case: Case, things: list[Form]) -> set[tuple[int, int]]:
    starts = [thing["quote"]["start"] for thing in things]
    return {(start, end) for start, end in case.labels["sentences"] if any(start <= at < end for at in starts)}


def by_place(thing: Form) -> tuple[int, int, str]:
    """Order by place, and by all the rest where places are equal: no score may depend on the order of predictions."""
    return thing["quote"]["start"], thing["quote"]["end"], json.dumps(thing, sort_keys=True)


def span_of(thing: Form) -> Span:
    """Where a thing's quote stands."""
    return Span(thing["quote"]["start"], thing["quote"]["end"])


def words_of(value: Any) -> str | None:
    """The words of what may be given as a quote, or as words."""
    words = value["exact"] if isinstance(value, dict) else value
    return None if words is None else str(words)


def in_sentence(case: Case, thing: Form) -> Passage:
    """A thing's quote within its sentence."""
    return passage(case.text, span_of(thing), [Span(start, end) for start, end in case.labels["sentences"]])


def _told(thing: Form) -> str:
    who = ", ".join(thing.get("who") or ()) or "?"
    return f"{who} · {thing.get('force') or '?'} · {thing.get('what') or '?'}"


def _plain(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


PLEDGES: Final = Task(
    "pledges",
    reader="find",
    needs="pledges",
    headline="sentence_f1",
    measures=(
        Retrieval("sentence"),
        Retrieval("mention"),
        *map(Share, ("who", "who_exact", "force", "polarity", "checkable", "source", "what")),
        Retrieval("due"),
        Share("due_characters"),
        Retrieval("condition"),
        Share("condition_characters"),
    ),
    kinds=("missed", "spurious", "who", "force", "polarity", "checkable", "source", "what", "due", "condition"),
    compare=compare_pledges,
)

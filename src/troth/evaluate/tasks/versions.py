"""Versions: what differs between two tellings, of which type, and where."""

from __future__ import annotations

import json
from typing import Any, Final

from troth.evaluate.cases import Case, Mistake, Outcome, Passage, Task, passage
from troth.evaluate.gold.versions import TYPES
from troth.evaluate.matching import Pair, one_to_one, unpaired
from troth.evaluate.measures import Retrieval
from troth.forms import Form
from troth.text import sentences
from troth.types import Span


def compare_versions(case: Case, predicted: Form) -> Outcome:
    """One to one: a difference is located when it overlaps the labelled one in each version in which that one has a place.

    `difference` counts those located and of the same type, `located` those located whatever their type; then each type by itself.
    """
    labels, found = (sorted(form["differences"], key=_key) for form in (case.labels, predicted))
    located = _likeness(labels, found)
    typed = {(i, j): like for (i, j), like in located.items() if labels[i]["type"] == found[j]["type"]}
    outcome = Outcome()
    pairs = one_to_one(typed)
    outcome.tally("difference", right=len(pairs), found=len(found), gold=len(labels))
    outcome.tally("located", right=len(one_to_one(located)), found=len(found), gold=len(labels))
    for kind in TYPES:
        right = sum(labels[i]["type"] == kind for i, _ in pairs)
        outcome.tally(kind, right=right, found=_count(found, kind), gold=_count(labels, kind))
    _note_mistakes(outcome, case, labels, found, pairs, located)
    return outcome


def _note_mistakes(
    outcome: Outcome, case: Case, labels: list[Form], found: list[Form], pairs: list[Pair], located: dict[Pair, float]
) -> None:
    """What is left unpaired: differences at the same place with another type, those missed, and those that are none."""
    left_labels, left_found = unpaired(len(labels), (i for i, _ in pairs)), unpaired(len(found), (j for _, j in pairs))
    mistyped = one_to_one({(i, j): like for (i, j), like in located.items() if i in set(left_labels) and j in set(left_found)})
    for i, j in mistyped:
        outcome.mistakes.append(Mistake("type", case.id, _passage(case, labels[i]), labels[i]["type"], found[j]["type"]))
    for i in left_labels:
        if i not in {i for i, _ in mistyped}:
            outcome.mistakes.append(Mistake("missed", case.id, _passage(case, labels[i]), _told(case, labels[i]), None))
    for j in left_found:
        if j not in {j for _, j in mistyped}:
            outcome.mistakes.append(Mistake("spurious", case.id, _passage(case, found[j]), None, _told(case, found[j])))


def _likeness(labels: list[Form], found: list[Form]) -> dict[Pair, float]:
    likeness = {}
    for i, label in enumerate(labels):
        for j, difference in enumerate(found):
            shares = [_shared(label[side], difference.get(side)) for side in ("a", "b") if label[side]]
            if shares and min(shares) > 0:
                likeness[i, j] = sum(shares) / len(shares)
    return likeness


def _shared(label: Form, difference: Form | None) -> float:
    """The share of their common extent that two places share; 0 when they do not touch."""
    if not difference:
        return 0.0
    (start, end), (from_, to) = _place(label), _place(difference)
    common = min(end, to) - max(start, from_)
    return common / (max(end, to) - min(start, from_)) if common > 0 else 0.0


def _count(differences: list[Form], kind: str) -> int:
    return sum(difference["type"] == kind for difference in differences)


def _key(difference: Form) -> tuple[int, int, int, int, str]:
    a, b = (_place(difference.get(side)) for side in ("a", "b"))
    return *a, *b, json.dumps(difference, sort_keys=True)


def _place(quote: Any) -> tuple[int, int]:
    return (quote["start"], quote["end"]) if quote else (-1, -1)


def _passage(case: Case, difference: Form) -> Passage:
    side = "a" if difference.get("a") else "b"
    span, text = Span(*_place(difference.get(side))), case.labels[side]
    return passage(text, span, [sentence for sentence in sentences(text) if sentence.start < span.end and span.start < sentence.end][:1])


def _told(case: Case, difference: Form) -> str:
    words = [case.labels[side][quote["start"] : quote["end"]] if (quote := difference.get(side)) else "-" for side in ("a", "b")]
    return f"{difference['type']}: {words[0][:80]!r} to {words[1][:80]!r}"


VERSIONS: Final = Task(
    "versions",
    reader="compare",
    needs="differences",
    headline="difference_f1",
    measures=(Retrieval("difference"), Retrieval("located"), *map(Retrieval, TYPES)),
    kinds=("missed", "spurious", "type"),
    compare=compare_versions,
)

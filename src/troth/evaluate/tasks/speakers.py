"""Speakers: does a reader know whose words they are, where an article says only `he`, a surname or a description?"""

from __future__ import annotations

from typing import Final

from troth.evaluate.cases import Case, Mistake, Outcome, Task, passage
from troth.evaluate.measures import Share
from troth.evaluate.names import last_name
from troth.evaluate.tasks.pledges import by_place, span_of
from troth.forms import Form
from troth.text import sentences
from troth.types import Span

KINDS: Final = ("pronoun", "surname", "description", "organisation", "fullname", "other")


def compare_speakers(case: Case, predicted: Form) -> Outcome:
    """Of each labelled source, the name of the statement whose speaker overlaps it most: right when the last names are equal.

    A source at which no speaker is found is wrong in `last_name` and not counted in `last_name_of_found`.
    """
    named = sorted((statement["speaker"] for statement in predicted["statements"] if statement.get("speaker")), key=by_place)
    cut = sentences(case.text)
    outcome = Outcome()
    for label in sorted(case.labels["speakers"], key=by_place):
        span = span_of(label)
        speaker = max(named, key=lambda speaker: _shared(span, span_of(speaker)), default=None)
        found = speaker["name"] if speaker and _shared(span, span_of(speaker)) > 0 else None
        right = found is not None and last_name(found) == last_name(label["name"])
        kind = label["kind"] if label["kind"] in KINDS else "other"
        outcome.share("last_name", right)
        outcome.share(kind, right)
        if found is not None:
            outcome.share("last_name_of_found", right)
        if not right:
            told = f"{label['name']} ({kind})"
            outcome.mistakes.append(Mistake("name" if found else "missed", case.id, passage(case.text, span, cut), told, found))
    return outcome


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


SPEAKERS: Final = Task(
    "speakers",
    reader="find",
    needs="statements",
    headline="last_name",
    measures=(Share("last_name"), Share("last_name_of_found"), *map(Share, KINDS)),
    kinds=("missed", "name"),
    compare=compare_speakers,
)

"""Attribution: who said what.  Only letters and digits are counted, so white space and quotation marks cannot matter."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from troth.evaluate.cases import Case, Mistake, Outcome, Task, passage
from troth.evaluate.matching import Pair, one_to_one, unpaired
from troth.evaluate.measures import Retrieval, Share
from troth.evaluate.places import Letters
from troth.evaluate.quotation import quoted
from troth.forms import Form
from troth.text import sentences
from troth.types import Span

ENOUGH: Final = 0.3  # least share of the gold content's letters that a predicted content must hold (the measure of shared/README.md)
MOSTLY: Final = 0.5  # an attribution is direct when more than this share of its content stands within quotation marks


def compare_attributions(case: Case, predicted: Form) -> Outcome:
    """One to one: by content alone, by content and speaker, by exactly the same content; and direct quotations with speaker.

    With speaker: the predicted speaker shares a letter with the gold source; where nobody marked a source none can, so it does not count.
    Scored so, two of PolNeAR's annotators agree at 0.84 on the texts that all of them labelled, with speaker at 0.76.  `speaker` is
    kinder: of the pairs by content, no speaker where there is no source is right.
    """
    letters = Letters(case.text)
    labels = sorted(case.labels["attributions"], key=lambda label: json.dumps(label, sort_keys=True))
    found = sorted(predicted["statements"], key=lambda statement: json.dumps(statement, sort_keys=True))
    gold_contents = [letters.numbers_of(_spans(label["content"])) for label in labels]
    contents = [letters.numbers_of(_quoted(statement)) for statement in found]
    likeness = _likeness(gold_contents, contents)
    with_speaker = {
        (i, j): like for (i, j), like in likeness.items() if labels[i]["source"] and _same_speaker(labels[i], found[j], letters)
    }
    by_content, by_both = one_to_one(likeness), one_to_one(with_speaker)
    outcome = Outcome()
    for name, right in (("content", len(by_content)), ("with_speaker", len(by_both)), ("exact", _equal(gold_contents, contents))):
        outcome.tally(name, right=right, found=len(found), gold=len(labels))
    for i, j in by_content:
        outcome.share("speaker", _same_speaker(labels[i], found[j], letters))
    marks = letters.numbers_of(quoted(case.text))
    spoken = {i for i, _ in by_both}
    for i, content in enumerate(gold_contents):
        if len(content & marks) > MOSTLY * len(content):
            outcome.share("direct_with_speaker", i in spoken)
    _note_mistakes(outcome, case, labels, found, by_content, letters)
    return outcome


def _likeness(gold: Sequence[set[int]], found: Sequence[set[int]]) -> dict[Pair, float]:
    """Pairs that overlap enough, with what they share of all that either has: of several the most exact one is the likest."""
    likeness = {}
    for i, ours in enumerate(gold):
        for j, theirs in enumerate(found):
            shared = len(ours & theirs)
            if shared and shared >= ENOUGH * len(ours):
                likeness[i, j] = shared / len(ours | theirs)
    return likeness


def _same_speaker(label: Form, statement: Form, letters: Letters) -> bool:
    """Whether the speaker overlaps the source, or there is neither."""
    speaker = statement.get("speaker")
    if not label["source"] or not speaker:
        return not label["source"] and not speaker
    return bool(letters.numbers_of(_spans(label["source"])) & letters.numbers_of([_span(speaker["quote"])]))


def _equal(gold: Iterable[set[int]], found: Iterable[set[int]]) -> int:
    ours, theirs = (Counter(map(frozenset, contents)) for contents in (gold, found))
    return (ours & theirs).total()


def _note_mistakes(outcome: Outcome, case: Case, labels: list[Form], found: list[Form], pairs: list[Pair], letters: Letters) -> None:
    cut = sentences(case.text)

    def note(kind: str, span: Span, gold: str | None, read: str | None) -> None:
        outcome.mistakes.append(Mistake(kind, case.id, passage(case.text, span, cut), gold, read))

    for i in unpaired(len(labels), (i for i, _ in pairs)):
        note("missed", _whole(_spans(labels[i]["content"])), _source(labels[i], case.text), None)
    for j in unpaired(len(found), (j for _, j in pairs)):
        note("spurious", _whole(_quoted(found[j])), None, _speaker(found[j]))
    for i, j in pairs:
        span = _whole(_spans(labels[i]["content"]))
        if not _same_speaker(labels[i], found[j], letters):
            note("speaker", span, _source(labels[i], case.text), _speaker(found[j]))
        if letters.numbers_of(_spans(labels[i]["content"])) != letters.numbers_of(_quoted(found[j])):
            note("extent", span, case.text[span.start : span.end], " … ".join(quote["exact"] for quote in found[j]["content"]))


def _spans(places: Iterable[tuple[int, int]]) -> list[Span]:
    return [Span(start, end) for start, end in places]


def _span(quote: Form) -> Span:
    return Span(quote["start"], quote["end"])


def _quoted(statement: Form) -> list[Span]:
    return [_span(quote) for quote in statement["content"]]


def _whole(spans: list[Span]) -> Span:
    return Span(min((span.start for span in spans), default=0), max((span.end for span in spans), default=0))


def _source(label: Form, text: str) -> str:
    return " … ".join(text[start:end] for start, end in label["source"]) or "nobody named"


def _speaker(statement: Form) -> str:
    speaker = statement.get("speaker")
    return f"{speaker['quote']['exact']} ({speaker['name']})" if speaker else "nobody named"


ATTRIBUTION: Final = Task(
    "attribution",
    reader="find",
    needs="statements",
    headline="content_f1",
    measures=(Retrieval("content"), Retrieval("with_speaker"), Retrieval("exact"), Share("speaker"), Share("direct_with_speaker")),
    kinds=("missed", "spurious", "speaker", "extent"),
    compare=compare_attributions,
)

"""What is scored: a case with its labels, what was found in it, and what the comparison counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from troth.errors import TrothError
from troth.evaluate.measures import Measure
from troth.forms import Form
from troth.types import Report, Span


class Unscorable(TrothError):
    """Labels or predictions that cannot be scored as they are: a file or row in another form, or nothing to compare with."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is scored by itself: a report, a pair of versions, a pledge with its passages, a story's mentions.

    `where` names its file and row.  `group` is what it is drawn together with when a score's interval is estimated (reports of one
    story are alike, so they are no independent evidence).  `report` is what a reader reads, None where a case is no single report.
    Every offset in `labels` points into `report.text`.  `pair` are two reports that are compared.
    """

    id: str
    where: str
    group: str
    labels: Form
    report: Report | None = None
    pair: tuple[Report, Report] | None = None

    @property
    def text(self) -> str:
        """The text that the labels' offsets point into; empty where a case is no single report."""
        return self.report.text if self.report else ""


@dataclass(frozen=True, slots=True)
class GoldSet:
    """The cases of one file or folder, the tasks that its labels allow, and what could not be read of it.

    `form` names the kind of labels; `digest` is the SHA-256 of the file (of a folder: of the names and digests of its files).
    """

    path: Path
    form: str
    digest: str
    tasks: tuple[str, ...]
    cases: tuple[Case, ...]
    errors: tuple[TrothError, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text as a person wants to see it: what stands before, the words themselves, what stands after."""

    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """One place where gold and predictions differ: `kind` is the task's name for such a difference.

    `gold` and `found` are what stands there by the labels and by the reader (None: nothing).
    """

    kind: str
    case: str
    passage: Passage | None
    gold: str | None
    found: str | None


@dataclass(slots=True)
class Outcome:
    """What comparing one case counts; outcomes of several cases add up."""

    counts: dict[str, float] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def tally(self, name: str, *, right: float, found: float, gold: float) -> None:
        """Count for precision and recall: how many were found, how many there are, how many of either are right."""
        self.add(f"{name}.right", right)
        self.add(f"{name}.found", found)
        self.add(f"{name}.gold", gold)

    def share(self, name: str, right: float, of: float = 1) -> None:
        """Count for a share: so much of so much."""
        self.add(f"{name}.right", right)
        self.add(f"{name}.of", of)

    def add(self, name: str, count: float) -> None:
        """Count more of something."""
        self.counts[name] = self.counts.get(name, 0) + count


Compare = Callable[[Case, Form], Outcome]


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that a reader can be good or bad at: how a case is compared, and what is measured on the counts.

    `reader` is the verb whose output is compared, `needs` the key of that output that holds what is scored; `headline` the score that
    stands for the whole, `kinds` the kinds of mistakes that can be made.  `labelled` tells whether a case has labels for it.  One
    `on_request` is scored when it is asked for by name or when the predictions are of its kind.
    """

    name: str
    reader: str
    needs: str
    headline: str
    measures: tuple[Measure, ...]
    kinds: tuple[str, ...]
    compare: Compare
    labelled: Callable[[Case], bool] = lambda case: True
    on_request: bool = False


def passage(text: str, span: Span, sentences: list[Span]) -> Passage:
    """A span within the sentences that it touches."""
    touched = [sentence for sentence in sentences if sentence.start < span.end and span.start < sentence.end]
    start = min([sentence.start for sentence in touched] + [span.start])
    end = max([sentence.end for sentence in touched] + [span.end])
    return Passage(span.start, span.end, text[start : span.start], text[span.start : span.end], text[span.end : end])

"""Weigh where what is said begins and ends: make `src/troth/find/lexicon/extents.toml` from PolNeAR's training part.

    pip install scipy
    python training/rules/extents.py POLNEAR

POLNEAR is a folder or archive of brat standoff.  Every claim that a person marked, with its cue and some of its content, is an example: of
the places where its content could begin (and end) instead, that is right where the person's begins (ends).  Prints the share of right ones
as parsed and by weights made without the quarter of the reports that an example is of.  Run it after hearing.py; three minutes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Final

from softmax import Example, fit, lines

from troth.evaluate.cases import Case
from troth.evaluate.recognise import gold_set
from troth.find.passages import passages
from troth.find.statements import cues
from troth.find.statements.claims import Claim, claims
from troth.find.statements.drafts import HEARD
from troth.find.statements.extents import Edge, begins, ends, tokens_of, told_by
from troth.find.statements.hearing import confidence
from troth.find.syntax import PINNED_MODEL, parse
from troth.marks import around, marked
from troth.types import Span

OUT: Final = Path(__file__).resolve().parents[2] / "src/troth/find/lexicon/extents.toml"
FOLDS: Final = 4
LEAST_SEEN: Final = 12  # places that show a mark
PENALTY: Final = 5.0
LEAST_WEIGHT: Final = 0.05
CLOSING: Final = " .,;:!?”\"'’…)"
HEAD: Final = """\
# How much each mark of a place tells for (above 0) or against (below 0) that what somebody said begins or ends there, in log-odds.
#
# Made by training/rules/extents.py from the training part of PolNeAR; make it again rather than edit it.  `find.statements.extents` says
# what each mark is: "cut before which" that the end is moved before ", which", "later, tell" that the beginning is moved after "tell".
"""


def main() -> None:
    """Count, weigh, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    given = parser.parse_args()
    found = [(number % FOLDS, *one) for number, case in enumerate(gold_set(given.gold).cases) for one in _examples(case)]
    tables = []
    for edge in ("begin", "end"):
        examples = [(part, _example(edges, right)) for part, which, edges, right in found if which == edge]
        parsed = sum(right[at] for _, (options, right) in examples for at, marks in enumerate(options) if "as parsed" in marks)
        print(f"{edge}: {len(examples)}, as parsed {parsed / len(examples):.3f}, weighed {_held_out(examples):.3f}")
        weights = fit([example for _, example in examples], LEAST_SEEN, PENALTY)
        tables += [f"[{edge}]", *lines(weights, LEAST_WEIGHT), ""]
    OUT.write_text("\n".join([HEAD, *tables]).rstrip("\n") + "\n", "utf-8")


def _examples(case: Case) -> Iterator[tuple[str, list[Edge], int]]:
    """For each edge of each marked claim the places where it could be, and the token where it is."""
    report = case.report
    if report is None:
        return
    marks = marked(report.text)
    for sentence, doc in parse(report, passages(report), PINNED_MODEL):
        heard = claims(doc, sentence.start, cues.base_form, cues.places(doc), cues.attributes)
        outside = [claim for claim in heard if claim.content and around(marks, claim.cue.start) is None]
        for _, same in groupby(outside, key=attrgetter("cue.start")):
            sure, claim = max(((confidence(claim, doc, sentence.start), claim) for claim in same), key=lambda pair: pair[0])
            if sure < HEARD:
                continue
            told, content = told_by(doc, sentence, claim), _content(claim, case)
            if told is None or content is None:
                continue
            inside = tokens_of(doc, sentence, content)
            if inside is None or inside[1] < told.first or told.last < inside[0]:
                continue
            if content.start >= sentence.start and around(marks, claim.content[0].start) is None:
                yield "begin", begins(told), inside[0]
            end = content.start + len(report.text[content.start : content.end].rstrip(CLOSING))
            last = tokens_of(doc, sentence, Span(content.start, end))
            if content.end <= sentence.end + 1 and last is not None and around(marks, claim.content[0].end - 1) is None:
                yield "end", ends(told), last[1]


def _content(claim: Claim, case: Case) -> Span | None:
    """The content that a person marked with this cue."""
    for label in case.labels["attributions"]:
        if any(start < claim.cue.end and claim.cue.start < end for start, end in label["cue"]):
            return Span(min(start for start, _ in label["content"]), max(end for _, end in label["content"]))
    return None


def _example(edges: list[Edge], right: int) -> Example:
    return [edge.marks for edge in edges], [edge.at == right for edge in edges]


def _held_out(examples: list[tuple[int, Example]]) -> float:
    right = 0
    for left in range(FOLDS):
        weights = fit([example for part, example in examples if part != left], LEAST_SEEN, PENALTY)
        for options, rights in (example for part, example in examples if part == left):
            sums = [sum(weights.get(mark, 0.0) for mark in set(marks)) for marks in options]
            right += rights[max(range(len(sums)), key=lambda at, sums=sums: sums[at])]  # type: ignore[misc]
    return right / len(examples)


if __name__ == "__main__":
    main()

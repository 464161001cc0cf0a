"""Why labelled pledges are missed: `python evals/missed.py GOLD.jsonl` counts where on its way each of them is lost."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import troth
from troth.find import THRESHOLD
from troth.find.actors import background
from troth.find.learned import FAINTEST, sights
from troth.find.passages import passages
from troth.find.pledges.actions import extent
from troth.find.pledges.bearers import bearers
from troth.find.pledges.commitments import Commitment, candidates
from troth.find.pledges.exclusions import is_none
from troth.find.pledges.proposals import proposals
from troth.find.pledges.sureness import sureness
from troth.find.syntax import PINNED_MODEL, parse
from troth.types import Report, Span


def main() -> None:
    """Count the missed labels of the files that the command line names, by the first step that lost each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    lost = Counter(
        why for path in parser.parse_args().gold for row in path.read_text("utf-8").splitlines() for why in _lost(json.loads(row))
    )
    for why, count in lost.most_common():
        print(f"{count:5} {why}")


def _lost(row: dict[str, Any]) -> Iterator[str]:
    report = Report(id=row["id"], text=row["text"], digest="", published=row["published"], title=row["title"], outlet=row["outlet"])
    found = [Span(mention.quote.start, mention.quote.end) for mention in troth.find(report).pledges]
    spans = passages(report)
    seen = {sight.sentence: sight for sight in sights(report, spans)}
    known = background(report, spans)
    for label in (Span(one["quote"]["start"], one["quote"]["end"]) for one in row["pledges"]):
        if any(_overlap(label, mention) for mention in found):
            continue
        sentence = next((span for span in spans if span.start <= label.start < span.end), None)
        if sentence is None:
            yield "it lies in no sentence that is read"
            continue
        [(_, doc)] = parse(report, [sentence], PINNED_MODEL)
        proposed = [one for one in proposals(report.text, doc, seen[sentence]) if _overlap(label, one.words)]
        if any(is_none(one) for one in candidates(doc) if _overlap(label, _place(one, sentence))) and not proposed:
            yield "ruled out as none"
        elif seen[sentence].pledge < FAINTEST:
            yield "nothing seen in its sentence"
        elif not proposed:
            yield "seen elsewhere in its sentence"
        elif max(sureness(one.signals) for one in proposed) < THRESHOLD:
            yield "weighed too light"
        else:
            yield "nobody named" if not any(bearers(one.commitment, sentence.start, known) for one in proposed) else "another reason"


def _place(commitment: Commitment, sentence: Span) -> Span:
    words = extent(commitment)
    return Span(sentence.start + words.start, sentence.start + words.end)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


if __name__ == "__main__":
    main()

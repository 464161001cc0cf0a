"""Why labelled pledges are missed: `python evals/missed.py GOLD.jsonl` counts where on its way each of them is lost."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import troth
from troth.find.actors import background
from troth.find.passages import passages
from troth.find.pledges.actions import extent
from troth.find.pledges.bearers import bearers
from troth.find.pledges.commitments import Commitment, candidates, commitments
from troth.find.pledges.exclusions import is_none
from troth.find.pledges.gate import passing
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
    passed, known = set(passing(report, spans)), background(report, spans)
    for label in (Span(one["quote"]["start"], one["quote"]["end"]) for one in row["pledges"]):
        if any(_overlap(label, mention) for mention in found):
            continue
        sentence = next((span for span in spans if span.start <= label.start < span.end), None)
        if sentence is None:
            yield "it lies in no sentence that is read"
            continue
        [(_, doc)] = parse(report, [sentence], PINNED_MODEL)
        proposed = [one for one in candidates(doc) if _overlap(label, _place(one, sentence))]
        kept = [one for one in commitments(doc) if _overlap(label, _place(one, sentence))]
        if not proposed:
            yield "no word of the lexicon, or none in a pattern that it takes"
        elif not kept:
            yield "weighed too light"
        elif any(is_none(one) for one in kept):
            yield "ruled out as none"
        elif not any(bearers(one, sentence.start, known) for one in kept):
            yield "nobody named"
        else:
            yield "stopped at the gate" if sentence not in passed else "its actor too unsure, or inside another mention"


def _place(commitment: Commitment, sentence: Span) -> Span:
    words = extent(commitment)
    return Span(sentence.start + words.start, sentence.start + words.end)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


if __name__ == "__main__":
    main()

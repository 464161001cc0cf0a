"""How well `troth.text.sentences` cuts, against labelled reports: `python evals/sentences.py GOLD.jsonl`.

A sentence is right when both its ends are.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from troth.text import sentences


def main() -> None:
    """Score the sentences of the files that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    for path in parser.parse_args().gold:
        right = cut = labelled = 0
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            spans = {(span.start, span.end) for span in sentences(row["text"])}
            gold = {(span["start"], span["end"]) for span in row["sentences"]}
            right, cut, labelled = right + len(spans & gold), cut + len(spans), labelled + len(gold)
        print(f"{path.name}: precision {right / cut:.3f}, recall {right / labelled:.3f} of {labelled} sentences")


if __name__ == "__main__":
    main()

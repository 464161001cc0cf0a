"""How well `find` reads, against labelled reports: `python evals/pledges.py GOLD.jsonl`.

A sentence is positive when a pledge mention starts in it.  Fields are compared on pairs of overlapping mentions: actor and source by last
word, the others as they are.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import troth
from troth.types import PledgeMention, Report


def main() -> None:
    """Score the reader on the files that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    for path in parser.parse_args().gold:
        sentences, fields, pairs = Counter[str](), Counter[str](), 0
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            found = troth.find(Report(id=row["id"], text=row["text"], digest="", published=row["published"], title=row["title"])).pledges
            sentences += _compare_sentences(row, found)
            for labelled, mention in _pairs(row["pledges"], found):
                pairs += 1
                fields += _agreeing(labelled, mention)
        precision = sentences["both"] / (sentences["both"] + sentences["found"])
        recall = sentences["both"] / (sentences["both"] + sentences["labelled"])
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{path.name}: sentences P {precision:.3f} R {recall:.3f} F1 {f1:.3f}; on {pairs} pairs of mentions", end="")
        print("".join(f", {name} {count / pairs:.3f}" for name, count in sorted(fields.items())))


def _compare_sentences(row: dict[str, Any], found: tuple[PledgeMention, ...]) -> Counter[str]:
    compared: Counter[str] = Counter()
    for sentence in row["sentences"]:
        labelled = any(sentence["start"] <= label["quote"]["start"] < sentence["end"] for label in row["pledges"])
        read = any(sentence["start"] <= mention.quote.start < sentence["end"] for mention in found)
        if labelled or read:
            compared["both" if labelled and read else "labelled" if labelled else "found"] += 1
    return compared


def _pairs(labels: list[dict[str, Any]], found: tuple[PledgeMention, ...]) -> Iterator[tuple[dict[str, Any], PledgeMention]]:
    """Each mention found with the label that it overlaps most."""
    for mention in found:
        best = max(labels, key=lambda label: _overlap(label, mention), default=None)
        if best is not None and _overlap(best, mention) > 0:
            yield best, mention


def _overlap(label: dict[str, Any], mention: PledgeMention) -> int:
    return int(min(label["quote"]["end"], mention.quote.end) - max(label["quote"]["start"], mention.quote.start))


def _agreeing(label: dict[str, Any], mention: PledgeMention) -> Counter[str]:
    return Counter(
        {
            "who": bool({_last_word(name) for name in label["who"]} & {_last_word(name) for name in mention.who}),
            "force": label["force"] == mention.force,
            "polarity": label["polarity"] == mention.polarity,
            "checkable": label["checkable"] == mention.checkable,
            "source": _last_word(label["source"]) == _last_word(mention.source),
        }
    )


def _last_word(name: str) -> str:
    return name.casefold().replace("’s", "").replace("'s", "").split()[-1]


if __name__ == "__main__":
    main()

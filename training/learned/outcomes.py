"""Weigh the encoder and the rules against each other where outcomes are told: the [development] of `src/troth/find/lexicon/sureness.toml`.

    python training/learned/outcomes.py DEV.jsonl [--out src/troth/find/lexicon/sureness.toml]

Uses the first half of DEV (by item, `data.first_half`), since the labelled reports that the encoder did not learn from hold two dozen
developments.  Every sentence with a cue, or in which the encoder sees something, is an example; it is right when a labelled development
starts in it.  Prints the best F1 over sentences and the least share for it, which stands in `lexicon/developments.toml`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from data import first_half
from sklearn.linear_model import LogisticRegression

from troth.find import FindSettings
from troth.find.actors import background
from troth.find.developments.gate import telling
from troth.find.developments.links import known
from troth.find.developments.sureness import SIGNALS, around, with_cue
from troth.find.developments.weighing import sighting
from troth.find.learned import FAINTEST, sights
from troth.find.passages import passages
from troth.find.pledges.mentions import pledge_mentions
from troth.find.statements import statements
from troth.find.syntax import parse
from troth.types import Report

OUT: Final = Path(__file__).resolve().parents[2] / "src/troth/find/lexicon/sureness.toml"
STRENGTH: Final = 0.3  # inverse strength of the L2 penalty


def main() -> None:
    """Make the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dev", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.dev.read_text("utf-8").splitlines()]
    halves = [[pair for row in rows if first_half(row["item"]) == half for pair in _examples(row)] for half in (True, False)]
    first = halves[0]
    fitted = LogisticRegression(C=STRENGTH).fit([row for row, _ in first], [right for _, right in first])
    least = 0.0
    for name, half, which in (("first half", first, True), ("second half", halves[1], False)):
        sure = fitted.predict_proba([row for row, _ in half])[:, 1]
        right = np.array([right for _, right in half])
        gold = sum(
            _starts(row, span["start"], span["end"]) for row in rows if first_half(row["item"]) == which for span in row["sentences"]
        )
        order = np.argsort(-sure)
        f1 = 2 * np.cumsum(right[order]) / (np.arange(1, len(order) + 1) + gold)
        at = int(f1.argmax())
        print(f"{name}: {gold} sentences, best F1 {f1[at]:.3f} from {sure[order[at]]:.3f}; at the first half's best", end=" ")
        least = sure[order[at]] if which else least
        print(f"{2 * right[sure >= least].sum() / ((sure >= least).sum() + gold):.3f}")
    pairs = [("always", fitted.intercept_[0]), *zip(SIGNALS, fitted.coef_[0], strict=True)]
    lines = [f"{name} = {weight:.3f}" for name, weight in pairs]
    text = re.sub(r"(?s)\[development\]\n.*?\n\n", "[development]\n" + "\n".join(lines) + "\n\n", OUT.read_text("utf-8"))
    given.out.write_text(text, "utf-8")


def _examples(row: dict[str, Any]) -> Iterator[tuple[list[float], bool]]:
    report = Report(id=row["id"], text=row["text"], digest="", published=row["published"], title=row["title"])
    spans = passages(report)
    parsed = dict(parse(report, spans, FindSettings().model))
    context = background(report, spans)
    context = replace(context, statements=statements(report, list(parsed.items()), context.people, context.bodies))
    seen = sights(report, spans)
    stated = known(list(pledge_mentions(report, parsed, seen, context, FindSettings().threshold)))
    for place, sight in enumerate(seen):
        cues = telling(report, sight.sentence, place, stated)
        found = [one for cue in cues if (one := sighting(cue, parsed[sight.sentence], sight.sentence, place, stated))]
        if found or sight.outcome >= FAINTEST:
            ruled = max((one.confidence for one in found), default=None)
            signals = with_cue(around(report.text, seen, place, parsed[sight.sentence], stated), ruled)
            yield [signals.get(name, 0.0) for name in SIGNALS], _starts(row, sight.sentence.start, sight.sentence.end)


def _starts(row: dict[str, Any], start: int, end: int) -> bool:
    return any(start <= label["quote"]["start"] < end for label in row["developments"])


if __name__ == "__main__":
    main()

"""How well reports of one happening are told from others: `python evals/same_event.py PLEDGES REPORTS`.

PLEDGES are labelled reports whose `item` names the story (`pledges-dev.jsonl`): pairs of one story that share no text should be
`same_event`, pairs of different stories not.  REPORTS are many of a few years, of which those close in time are drawn: an upper bound of
what is told wrongly in the same news, since some of these pairs do tell one happening.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import troth
from troth.link.relation import relation
from troth.link.same_event import same_event
from troth.link.words import words_of
from troth.types import Relation, Report

DRAWN = 3000
APART = 30  # reports by date: in the corpus a few days


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pledges", type=Path)
    parser.add_argument("reports", type=Path)
    options = parser.parse_args()
    items = [json.loads(line)["item"] for line in options.pledges.read_text("utf-8").splitlines()]
    told = list(zip(items, troth.read(options.pledges), strict=True))
    one = [(a, b) for (item, a), (other, b) in combinations(told, 2) if item == other]
    apart = [(a, b) for (item, a), (other, b) in combinations(told, 2) if item != other]
    _print("pairs of one story", one)
    _print("pairs of different stories", apart)
    _print("the same, taken as of one day", apart, dated=False)
    ordered = sorted((report for report in troth.read(options.reports) if report.published), key=lambda report: report.published or "")
    rng = random.Random(1)
    starts = [rng.randrange(len(ordered) - APART) for _ in range(DRAWN)]
    _print("pairs close in time", [(ordered[at], ordered[at + rng.randint(1, APART)]) for at in starts])


def _print(name: str, pairs: Iterable[tuple[Report, Report]], *, dated: bool = True) -> None:
    kinds = [_kind(a, b, dated) for a, b in pairs]
    events, texts = kinds.count(Relation.SAME_EVENT), sum(kind not in (Relation.SAME_EVENT, Relation.NONE) for kind in kinds)
    print(f"{name}: {len(kinds):,}; with common text {texts:,}; of the rest same_event {events:,} ({events / (len(kinds) - texts):.4f})")


def _kind(a: Report, b: Report, dated: bool) -> Relation:
    kind, _ = relation(a, b)
    if kind is Relation.NONE:
        a, b = (a, b) if dated else (replace(a, published="2000-01-01"), replace(b, published="2000-01-01"))
        return Relation.SAME_EVENT if same_event(*words_of(a, b)) else kind
    return kind


if __name__ == "__main__":
    main()

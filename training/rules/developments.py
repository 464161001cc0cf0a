"""Estimate the weights of the reader of developments: `python training/rules/developments.py TRAIN.jsonl [OTHER.jsonl ...]`.

Prints the `[weights]` of `src/troth/find/lexicon/developments.toml`, and how well sentences are told apart: by cross-validation over the
reports of the first file, then on each other file.  A sentence is positive when a labelled development starts in it.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import troth
from troth.find.developments.gate import telling
from troth.find.developments.links import known
from troth.find.developments.weighing import sighting
from troth.find.syntax import PINNED_MODEL, parse
from troth.text import sentences
from troth.types import Report

FOLDS = 10
RIDGE = 4.0  # strength of the pull of all weights but "always" towards 0; from 1 to 10 the average precision hardly moves (0.25 to 0.26)
RAREST = 4  # times that something must have been observed to get a weight
SLACK = 3  # characters by which a cue may stand outside the labelled words
STEPS = 30  # of Newton's method: it stands still after ten


@dataclass(frozen=True)
class Place:
    """A cue in a report: what was observed of it, whether labelled words hold it, and whether its sentence is positive."""

    report: str
    sentence: int
    observed: frozenset[str]
    told: bool
    positive: bool


def main() -> None:
    """Estimate and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    files = [[json.loads(line) for line in path.read_text("utf-8").splitlines()] for path in parser.parse_args().gold]
    places = [[place for row in rows for place in _places(row)] for rows in files]
    totals = [sum(_positive(row, span["start"], span["end"]) for row in rows for span in row["sentences"]) for rows in files]
    names = _names(places[0])
    reports = sorted({place.report for place in places[0]})
    crossed: dict[Place, float] = {}
    for fold in range(FOLDS):
        held = set(reports[fold::FOLDS])
        weights = _fit([place for place in places[0] if place.report not in held], names)
        crossed |= {place: _share(place, names, weights) for place in places[0] if place.report in held}
    print("# cross-validated:", _curve(crossed, totals[0]))
    weights = _fit(places[0], names)
    for found, total in zip(places[1:], totals[1:], strict=True):
        print("# other:", _curve({place: _share(place, names, weights) for place in found}, total))
    print("\n[weights]")
    for name, weight in zip(names, weights, strict=True):
        print(f'"{name}" = {weight:.2f}')


def _places(row: dict[str, Any]) -> Iterator[Place]:
    report = Report(id=row["id"], text=row["text"], digest="", published=row["published"], title=row["title"])
    pledges, spans = known(troth.find(report).pledges), sentences(report.text)
    cues = {span: found for number, span in enumerate(spans) if (found := telling(report, span, number, pledges))}
    numbers = {span: number for number, span in enumerate(spans)}
    for span, doc in parse(report, list(cues), PINNED_MODEL):
        for cue in cues[span]:
            seen = sighting(cue, doc, span, numbers[span], pledges)
            if seen is not None:
                told = any(label["quote"]["start"] - SLACK <= cue.start < label["quote"]["end"] + SLACK for label in row["developments"])
                yield Place(report.id, span.start, seen.observed, told, _positive(row, span.start, span.end))


def _positive(row: dict[str, Any], start: int, end: int) -> bool:
    return any(start <= label["quote"]["start"] < end for label in row["developments"])


def _names(places: Sequence[Place]) -> list[str]:
    seen = Counter(name for place in places for name in place.observed)
    return ["always", *sorted(name for name, times in seen.items() if times >= RAREST)]


def _fit(places: Sequence[Place], names: Sequence[str]) -> np.ndarray[Any, Any]:
    """Logistic regression with a ridge, by Newton's method."""
    table = np.array([[name == "always" or name in place.observed for name in names] for place in places], dtype=float)
    told = np.array([place.told for place in places], dtype=float)
    ridge = np.full(len(names), RIDGE)
    ridge[0] = 1e-6
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        share = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (told - share) - ridge * weights
        bend = (table * (share * (1 - share))[:, None]).T @ table + np.diag(ridge)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def _share(place: Place, names: Sequence[str], weights: np.ndarray[Any, Any]) -> float:
    odds = sum(float(weight) for name, weight in zip(names, weights, strict=True) if name == "always" or name in place.observed)
    return 1 / (1 + math.exp(-odds))


def _curve(shares: dict[Place, float], total: int) -> str:
    """Average precision, and precision, recall and F1 of sentences at several least shares."""
    best: dict[tuple[str, int], tuple[float, bool]] = {}
    for place, share in shares.items():
        key = (place.report, place.sentence)
        best[key] = max(best.get(key, (0.0, False)), (share, place.positive))
    ranked = sorted(best.values(), key=lambda pair: -pair[0])
    right, average, lines = 0, 0.0, []
    marks = [0.4, 0.3, 0.25, 0.2, 0.17, 0.14, 0.12, 0.1, 0.08, 0.06]
    for rank, (share, positive) in enumerate(ranked, 1):
        right += positive
        average += positive * right / rank / total
        while marks and (rank == len(ranked) or ranked[rank][0] < marks[0]) and share >= marks[0]:
            lines.append(f"{marks.pop(0)}: P {right / rank:.3f} R {right / total:.3f} F1 {2 * right / (rank + total):.3f}")
    return f"AP {average:.3f}\n#   " + "\n#   ".join(lines)


if __name__ == "__main__":
    main()

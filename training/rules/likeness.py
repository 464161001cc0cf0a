"""Fit the weights by which wordings are joined into pledges: `python training/rules/likeness.py TRAIN.jsonl [OUT.toml]`.

Needs scikit-learn and labelled reports of the form of `gold/pledges-train.jsonl`.  Labels of one pledge all have the same `what`, which
teaches nothing; so a mention is taken as the reader by rule reads it, and once more with the words of its label's quote for an action.
Two mentions of one report are one pledge as the labels say; and two actions that the labels of one report tell apart are two pledges,
in the labels' own words.  Two mentions of different reports count as two pledges where their words mean little alike; where they mean
much alike nobody has said whether they are one, and they are left out.
Prints precision and recall of pairs in cross-validation over reports, then writes `src/troth/link/likeness.toml`, or OUT.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

import troth
from troth.link.likeness import FEATURES as ALL_FEATURES
from troth.link.likeness import features
from troth.link.same_pledge import Signature, signature
from troth.types import Force, PledgeMention, Polarity, Quote, Report

OPPOSED: Final = -4.0  # weight of opposites, by hand: the labels have too few; with it a pair needs all else to be as like as can be
FEATURES: Final = tuple(name for name in ALL_FEATURES if name != "opposed")
FOLDS: Final = 10
REGULAR: Final = 1.0  # scikit-learn's C
UNKNOWN: Final = 0.55  # cosine from which on two mentions of different reports may be one pledge for all that the labels say
# Of 0.2 to 0.7: at 0.6 five of six pairs that are joined within reports are right.  A wrong join hurts a ledger more than a missed one.
JOIN, UNSURE = 0.6, 0.35
OUT: Final = Path(__file__).parents[2] / "src/troth/link/likeness.toml"
HEADER: Final = """\
# How much each likeness of two wordings speaks for their being of one pledge, in log-odds: `bias` and each weight times its feature are
# added up.  The features are explained in `likeness.py`.  From a score of `join` on two wordings make a pledge where they are all there
# is, from `unsure` on a person is asked.  Written by `training/rules/likeness.py`, which fits a logistic regression.
"""


@dataclass(frozen=True, slots=True)
class Read:
    """A mention as it is compared: its report, its signature, and the labelled pledge that it is of (None: no label has it)."""

    report: str
    sign: Signature
    pledge: str | None
    read: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions: what they are weighed by, and whether they are one pledge."""

    report: str
    values: tuple[float, ...]
    one: bool
    read: bool
    within: bool


def main() -> None:
    """Fit, tell how well, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", nargs="?", type=Path, default=OUT)
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.gold.read_text("utf-8").splitlines()]
    mentions = [mention for row in rows for mention in (*_read(row), *_quoted(row))]
    pairs = [*_pairs([one for one in mentions if one.read]), *_pairs([one for one in mentions if not one.read])]
    pairs += [pair for row in rows for pair in _told_apart(row)]
    _report_validation(pairs)
    model = _model().fit(_values(pairs), [pair.one for pair in pairs])
    weights = dict(zip(FEATURES, model.coef_[0], strict=True))
    lines = [HEADER, f"bias = {model.intercept_[0]:.2f}", f"join = {JOIN}", f"unsure = {UNSURE}", "", "[weights]"]
    given.out.write_text(
        "\n".join([*lines, *(f"{name} = {weight:.2f}" for name, weight in weights.items()), f"opposed = {OPPOSED:.2f}"]) + "\n", "utf-8"
    )


def _read(row: dict[str, Any]) -> Iterator[Read]:
    report = Report(id=row["id"], text=row["text"], digest="", published=row["published"], title=row["title"])
    for mention in troth.find(report).pledges:
        label = max(row["pledges"], key=lambda label: _overlap(label, mention), default=None)
        known = label["pledge"] if label is not None and _overlap(label, mention) > 0 else None
        yield Read(row["id"], signature(mention), known, read=True)


def _quoted(row: dict[str, Any]) -> Iterator[Read]:
    for label in row["pledges"]:
        yield Read(row["id"], signature(_mention(row, label, label["quote"]["exact"])), label["pledge"], read=False)


def _told_apart(row: dict[str, Any]) -> Iterator[Pair]:
    """Actions of one actor that a report's labels tell apart: pairs that are two pledges."""
    first: dict[str, dict[str, Any]] = {}
    for label in row["pledges"]:
        first.setdefault(label["pledge"], label)
    signs = [signature(_mention(row, label, label["what"])) for label in first.values()]
    for a, b in combinations(signs, 2):
        if a.polarity == b.polarity and a.common_actors(b) and not (a.bare or b.bare):
            yield Pair(row["id"], _weighed(a, b), one=False, read=False, within=True)


def _mention(row: dict[str, Any], label: dict[str, Any], what: str) -> PledgeMention:
    at = label["quote"]
    quote = Quote(row["id"], at["start"], at["end"], at["exact"])
    who, force, polarity = tuple(label["who"]), Force(label["force"]), Polarity(label["polarity"])
    return PledgeMention(quote, who, what, force, polarity, label["checkable"], label["source"])


def _weighed(a: Signature, b: Signature) -> tuple[float, ...]:
    found = features([a], [b])
    return tuple(float(found[name][0, 0]) for name in FEATURES)


def _overlap(label: dict[str, Any], mention: PledgeMention) -> int:
    return int(min(label["quote"]["end"], mention.quote.end) - max(label["quote"]["start"], mention.quote.start))


def _pairs(mentions: Sequence[Read]) -> Iterator[Pair]:
    by_actor: defaultdict[tuple[str, str], list[Read]] = defaultdict(list)
    for mention in mentions:
        if not mention.sign.bare:
            by_actor[min(mention.sign.actors), mention.sign.polarity].append(mention)
    for same_actor in by_actor.values():
        for a, b in combinations(same_actor, 2):
            within = a.report == b.report
            if within and a.pledge is None and b.pledge is None:
                continue
            values = _weighed(a.sign, b.sign)
            if within or values[FEATURES.index("meaning")] < UNKNOWN:
                yield Pair(a.report, values, within and a.pledge == b.pledge, a.read, within)


def _model() -> LogisticRegression:
    return LogisticRegression(C=REGULAR, max_iter=2000)


def _values(pairs: Sequence[Pair]) -> NDArray[np.float64]:
    return np.array([pair.values for pair in pairs])


def _report_validation(pairs: Sequence[Pair]) -> None:
    truth, folds = np.array([pair.one for pair in pairs]), GroupKFold(FOLDS, shuffle=True, random_state=0)
    judged = cross_val_predict(_model(), _values(pairs), truth, groups=[pair.report for pair in pairs], cv=folds, method="predict_proba")[
        :, 1
    ]
    for read, words in ((True, "as the reader reads them"), (False, "by their quotes")):
        own = np.array([pair.read is read for pair in pairs])
        across = np.array([not pair.within for pair in pairs]) & own
        for least in (0.2, UNSURE, 0.4, JOIN, 0.6):
            joined = (judged >= least) & own
            right = int((joined & truth).sum())
            told = f"precision {right / max(int(joined.sum()), 1):.3f}, recall {right / int((truth & own).sum()):.3f}"
            told += f", {int((joined & across).sum())} of {int(across.sum())} pairs of different reports"
            sys.stdout.write(f"{words}, from {least}: {told}\n")


if __name__ == "__main__":
    main()

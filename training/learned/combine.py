"""Weigh the encoder and the rules against each other: make `src/troth/find/lexicon/sureness.toml`.

    python training/learned/combine.py GOLD.jsonl [--rules WEIGHTS.toml] [--out src/troth/find/lexicon/sureness.toml]

Uses the reports of GOLD that `fit.py` held out of the encoder's training, so WEIGHTS must have been made without them too
(`training/rules/weigh.py` on the others).  Every proposal is an example; it is right when it stands for a labelled mention, one to one.
Prints the threshold of best F1 over sentences, which stands in `troth.find`.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from data import held_out
from sklearn.linear_model import LogisticRegression

from troth.evaluate.matching import one_to_one, overlapping
from troth.find import FindSettings
from troth.find.actors import background
from troth.find.learned import FORCES, sights
from troth.find.passages import passages
from troth.find.pledges import confidence
from troth.find.pledges.bearers import joined
from troth.find.pledges.choice import Case, choose, tally
from troth.find.pledges.fields import ruled_force
from troth.find.pledges.proposals import Proposal, proposals
from troth.find.statements import statements
from troth.find.syntax import parse
from troth.types import Force, Report, Span

FLAT: Final = 0.01  # F1 within which thresholds count as equally good on so few reports: the highest is taken, a false pledge costs more
OUT: Final = Path(__file__).resolve().parents[2] / "src/troth/find/lexicon/sureness.toml"
STRENGTH: Final = 1.0  # inverse strength of the L2 penalty: four weights on 567 examples want none to speak of
SIGNALS: Final = ("sentence", "words", "ruled", "unlisted")
SAME: Final = 0.01  # share of right fields within which weights count as equally good: the greatest is taken, rules can be explained
STEPS: Final = tuple(round(0.5 * step, 2) for step in range(17))  # weights that are tried for the rules' say in a field


@dataclass(frozen=True)
class Example:
    """A proposal of a report: its sentence, its signals, whether it is right; on whose word, whether his own; its label."""

    sentence: tuple[int, int, int]
    signals: dict[str, float]
    right: bool
    proposal: Proposal
    source: str
    own: bool
    label: dict[str, Any] | None


def main() -> None:
    """Make the file that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--rules", type=Path, help="the rules' weights, made without the held-out reports")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    if given.rules:
        table = tomllib.loads(given.rules.read_text("utf-8"))
        cues = {f"{group} {value}": weight for group, values in table["cues"].items() for value, weight in values.items()}
        made = replace(confidence.weights(), without=table["without"], cues=cues)
        confidence.weights = lambda: made  # type: ignore[assignment]
    rows = [json.loads(line) for line in given.gold.read_text("utf-8").splitlines()]
    rows = [row for row in rows if held_out(row["item"])]
    examples = [example for number, row in enumerate(rows) for example in _examples(number, row)]
    print(f"{len(rows)} reports, {len(examples)} proposals")
    lines = ["[pledge]", *_weighed(examples, _gold_sentences(rows)), "", "[fields]", *_fields(examples)]
    head = OUT.read_text("utf-8").split("[pledge]")[0]
    given.out.write_text(head + "\n".join(lines) + "\n", "utf-8")


def _gold_sentences(rows: list[dict[str, Any]]) -> int:
    return sum(
        any(span["start"] <= one["quote"]["start"] < span["end"] for one in row["pledges"]) for row in rows for span in row["sentences"]
    )


def _examples(number: int, row: dict[str, Any]) -> list[Example]:
    report = Report(id=row["id"], text=row["text"], digest="", published=row["published"], title=row["title"])
    spans = passages(report)
    parsed = dict(parse(report, spans, FindSettings().model))
    known = background(report, spans)
    known = replace(known, statements=statements(report, list(parsed.items()), known.people, known.bodies))
    found = [one for sight in sights(report, spans) for one in proposals(report.text, parsed[sight.sentence], sight)]
    cases = [Case.of(one.sentence, one.commitment, known) for one in found]
    told = tally(cases)
    chosen = [choose(case, told, known) for case in cases]
    of_label = _paired(row["pledges"], [one.words for one in found])
    return [
        Example(
            (number, one.sentence.start, one.sentence.end),
            one.signals,
            at in of_label,
            one,
            vouching := joined(who) if case.source == joined(case.who) and one.commitment.word.utters else case.source,
            vouching == joined(who),
            of_label.get(at),
        )
        for at, (one, case, (who, _)) in enumerate(zip(found, cases, chosen, strict=True))
        if who
    ]


def _paired(labels: list[dict[str, Any]], words: list[Span]) -> dict[int, dict[str, Any]]:
    spans = [Span(label["quote"]["start"], label["quote"]["end"]) for label in labels]
    return {at: labels[of] for of, at in one_to_one(overlapping(spans, words))}


def _weighed(examples: list[Example], gold: int) -> list[str]:
    table = np.array([[example.signals[name] for name in SIGNALS] for example in examples])
    right = np.array([example.right for example in examples])
    fitted = LogisticRegression(C=STRENGTH, max_iter=1000).fit(table, right)
    odds = fitted.decision_function(table)
    scores = _scores(examples, odds, gold)
    highest, least = max(scores)
    flat = max(sure for score, sure in scores if score >= highest - FLAT)
    print(f"best F1 over sentences {highest:.3f} from confidence {least:.3f}, hardly less from {flat:.3f}")
    print(f"weights of {', '.join(SIGNALS)}: {fitted.coef_[0].round(2)}")
    pairs = [("always", float(fitted.intercept_[0])), *zip(SIGNALS, map(float, fitted.coef_[0]), strict=True)]
    return [f"{name} = {weight:.3f}" for name, weight in pairs]


def _scores(examples: list[Example], odds: Any, gold: int) -> list[tuple[float, float]]:
    """F1 over sentences at each confidence that an example has."""
    found: dict[tuple[int, int, int], bool] = {}
    scores = []
    order = sorted(range(len(examples)), key=lambda at: -odds[at])
    true = {example.sentence for example in examples if example.right}
    for at in order:
        found[examples[at].sentence] = examples[at].sentence in true
        scores.append((2 * sum(found.values()) / (len(found) + gold), float(1 / (1 + np.exp(-odds[at])))))
    return scores


def _fields(examples: list[Example]) -> list[str]:
    """For each field the weight of the rules' say, in logits of the encoder's."""
    paired = [example for example in examples if example.label]

    def force(weight: float) -> float:
        right = 0
        for one in paired:
            odds = list(one.proposal.stretch.forces)
            ruled = ruled_force(one.proposal.commitment, one.source)
            if ruled is not None:
                odds[FORCES.index(ruled)] += weight
            own = one.own and ruled is Force.PROMISE and one.proposal.commitment.word.kind == "modal"
            right += (ruled if own else FORCES[int(np.argmax(odds))]) == one.label["force"]
        return right / max(1, len(paired))

    def polarity(weight: float) -> float:
        right = 0
        for one in paired:
            say = 0.0 if one.proposal.commitment.built == "unlisted" else weight if one.proposal.commitment.refrain else -weight
            right += (one.proposal.stretch.refrain + say > 0) == (one.label["polarity"] == "refrain")
        return right / len(paired)

    lines = []
    for name, score in (("force ruled", force), ("polarity ruled", polarity)):
        scores = {weight: score(weight) for weight in STEPS}
        best = max(weight for weight in STEPS if scores[weight] >= max(scores.values()) - SAME)
        print(f"{name}: {best}; all that were tried:", {weight: round(score, 3) for weight, score in scores.items()})
        lines.append(f'"{name}" = {best}')
    checks = np.array([one.proposal.stretch.checkable for one in paired])
    labels = np.array([one.label["checkable"] for one in paired])
    fitted = LogisticRegression(C=STRENGTH).fit(checks[:, None], labels)
    print(f"checkable: {np.mean((checks > 0) == labels):.3f}, with its threshold moved {fitted.score(checks[:, None], labels):.3f}")
    lines += [f'"checkable always" = {fitted.intercept_[0] / fitted.coef_[0, 0]:.3f}']
    return lines


if __name__ == "__main__":
    main()

"""Weigh the encoder and the rules against each other: make `src/troth/find/lexicon/sureness.toml`.

    python training/learned/combine.py GOLD.jsonl --rules WEIGHTS.toml [--calibrate DEV.jsonl]

Uses the reports of GOLD that `fit.py` held out of the encoder's training, so WEIGHTS must have been made without them too
(`training/rules/weigh.py` on the others).  Every proposal is an example; it is right when it stands for a labelled mention, one to one, by
shared characters.  The labels of GOLD come from one pass and lack mentions that two passes find: with `--calibrate` the sum is stretched
and shifted so that it means the share of right ones in the first half of DEV (by item, `data.first_half`).  Prints the threshold of best F1
over sentences, which stands in `troth.find`.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from data import first_half, held_out
from sklearn.linear_model import LogisticRegression

from troth.evaluate.matching import one_to_one, overlapping
from troth.find import FindSettings
from troth.find.actors import background
from troth.find.learned import FORCES, sights
from troth.find.passages import passages
from troth.find.pledges import confidence
from troth.find.pledges.choice import choose
from troth.find.pledges.fields import ruled_force
from troth.find.pledges.mentions import placed
from troth.find.pledges.proposals import Proposal, proposals
from troth.find.pledges.vouching import vouching
from troth.find.statements import statements
from troth.find.syntax import parse
from troth.types import Force, Report, Span

OUT: Final = Path(__file__).resolve().parents[2] / "src/troth/find/lexicon/sureness.toml"
STRENGTH: Final = 0.3  # inverse strength of the L2 penalty
SIGNALS: Final = ("sentence", "words", "ruled", "unlisted", "forecast", "nobody")
SAME: Final = 0.004  # share of right fields within which weights count as equally good: the greatest is taken, rules can be explained
STEPS: Final = tuple(round(0.5 * step, 2) for step in range(17))  # weights that are tried for the rules' say in a field
FLAT: Final = 0.003  # F1 within which thresholds count as equally good: the highest is taken, a false pledge costs more


@dataclass(frozen=True)
class Example:
    """A proposal of a report: its sentence, whether it is right; its actor's share; on whose word, whether his own; its label."""

    sentence: tuple[int, int, int]
    right: bool
    proposal: Proposal
    share: float
    source: str
    own: bool
    label: dict[str, Any] | None

    @property
    def row(self) -> list[float]:
        """The signals in order."""
        return [self.proposal.signals.get(name, 0.0) for name in SIGNALS]


def main() -> None:
    """Make the file that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--rules", type=Path, help="the rules' weights, made without the held-out reports")
    parser.add_argument("--calibrate", type=Path, help="reports labelled in two passes, of which the first half is used")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    shipped = confidence.weights
    if given.rules:
        table = tomllib.loads(given.rules.read_text("utf-8"))
        cues = {f"{group} {value}": weight for group, values in table["cues"].items() for value, weight in values.items()}
        made = replace(confidence.weights(), without=table["without"], cues=cues)
        confidence.weights = lambda: made  # type: ignore[assignment]
    rows = [row for row in _rows(given.gold) if held_out(row["item"])]
    examples = [example for number, row in enumerate(rows) for example in _examples(number, row)]
    print(f"{len(rows)} reports, {len(examples)} proposals")
    fitted = LogisticRegression(C=STRENGTH, max_iter=1000).fit([one.row for one in examples], [one.right for one in examples])
    weights, always = fitted.coef_[0], float(fitted.intercept_[0])
    _tell("held out", examples, weights, always, _gold_sentences(rows))
    confidence.weights = shipped
    beside: list[Example] = []
    if given.calibrate:
        rows = [row for row in _rows(given.calibrate) if first_half(row["item"])]
        beside = [example for number, row in enumerate(rows) for example in _examples(number, row)]
        odds = np.array([one.row for one in beside]) @ weights + always
        scaled = LogisticRegression(C=1e6).fit(odds[:, None], [one.right for one in beside])
        stretch, shift = float(scaled.coef_[0, 0]), float(scaled.intercept_[0])
        print(f"{len(rows)} reports, {len(beside)} proposals: log-odds times {stretch:.2f} plus {shift:.2f}")
        weights, always = weights * stretch, always * stretch + shift
        _tell("first half", beside, weights, always, _gold_sentences(rows))
    lines = ["[pledge]", f"always = {always:.3f}", *(f"{name} = {weight:.3f}" for name, weight in zip(SIGNALS, weights, strict=True))]
    lines += ["", "[fields]", *_fields([*examples, *beside]), f'"checkable always" = {_checkable(beside or examples)}']
    head = OUT.read_text("utf-8").split("[pledge]")[0]  # with the table that `outcomes.py` makes
    given.out.write_text(head + "\n".join(lines) + "\n", "utf-8")


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _gold_sentences(rows: list[dict[str, Any]]) -> int:
    return sum(
        any(span["start"] <= one["quote"]["start"] < span["end"] for one in row["pledges"]) for row in rows for span in row["sentences"]
    )


def _examples(number: int, row: dict[str, Any]) -> list[Example]:
    report = Report(id=row["id"], text=row["text"], digest="", published=row["published"], title=row["title"])
    spans = passages(report)
    parsed = dict(parse(report, spans, FindSettings().model))
    known = background(report, spans)
    ordered = list(parsed.items())
    known = replace(known, statements=statements(report, ordered, known.people, known.bodies))
    proposed = [one for sight in sights(report, spans) for one in proposals(report.text, parsed[sight.sentence], sight)]
    found = [(one, at) for one in proposed if (at := placed(one, ordered, known)) is not None]
    choices = choose([at for _, at in found], known)
    of_label = _paired(row["pledges"], [one.words for one, _ in found])
    made = []
    for place, ((one, at), choice) in enumerate(zip(found, choices, strict=True)):
        if choice.who:
            source, _ = vouching(at, choice.who, known)
            sentence = (number, one.sentence.start, one.sentence.end)
            made.append(Example(sentence, place in of_label, one, choice.share, source, source in choice.who, of_label.get(place)))
    return made


def _paired(labels: list[dict[str, Any]], words: list[Span]) -> dict[int, dict[str, Any]]:
    spans = [Span(label["quote"]["start"], label["quote"]["end"]) for label in labels]
    return {at: labels[of] for of, at in one_to_one(overlapping(spans, words))}


def _tell(name: str, examples: Sequence[Example], weights: Any, always: float, gold: int) -> None:
    """Print the best F1 over sentences and from which confidence it is reached, with and without a least share of the actor."""
    print(f"{name}: weights {dict(zip(SIGNALS, np.round(weights, 2).tolist(), strict=True))}, always {always:.2f}")
    odds = np.array([one.row for one in examples]) @ weights + always
    sure = 1 / (1 + np.exp(-odds))
    for least in (0.0, 0.05, 0.1, 0.15, 0.2):
        kept = [at for at, one in enumerate(examples) if sure[at] * one.share >= least]
        if not kept:
            break
        scores = _scores([examples[at] for at in kept], sure[kept], gold)
        highest, at = max(scores)
        flat = max(confidence_ for score, confidence_ in scores if score >= highest - FLAT)
        print(f"  actor's share times confidence from {least}: F1 {highest:.3f} from confidence {at:.3f}, hardly less from {flat:.3f}")
    bins = np.minimum((sure * 10).astype(int), 9)
    right = np.array([one.right for one in examples])
    error = sum(abs(sure[bins == n].mean() - right[bins == n].mean()) * (bins == n).mean() for n in range(10) if (bins == n).any())
    print(f"  expected calibration error of all proposals {error:.3f}")


def _scores(examples: Sequence[Example], sure: Any, gold: int) -> list[tuple[float, float]]:
    """F1 over sentences at each confidence that an example has."""
    found: dict[tuple[int, int, int], bool] = {}
    scores = []
    true = {example.sentence for example in examples if example.right}
    for at in sorted(range(len(examples)), key=lambda at: -sure[at]):
        found[examples[at].sentence] = examples[at].sentence in true
        scores.append((2 * sum(found.values()) / (len(found) + gold), float(sure[at])))
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
    return lines


def _checkable(examples: list[Example]) -> float:
    """What is added to the encoder's log-odds."""
    paired = [example for example in examples if example.label]
    checks = np.array([one.proposal.stretch.checkable for one in paired])
    labels = np.array([one.label["checkable"] for one in paired if one.label])
    fitted = LogisticRegression(C=1.0).fit(checks[:, None], labels)
    print(f"checkable: {np.mean((checks > 0) == labels):.3f}, with its threshold moved {fitted.score(checks[:, None], labels):.3f}")
    return round(float(fitted.intercept_[0] / fitted.coef_[0, 0]), 3)


if __name__ == "__main__":
    main()

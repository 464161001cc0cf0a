"""How well an encoder tells sentences by itself: `python training/learned/scores.py NAME.pt (teacher | small) GOLD.jsonl [--held]`.

Prints the best F1 over sentences that any threshold gives, for pledges and for developments, and how often the fields of labelled
words are right; with `--held` on the reports that were held out of the training alone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from data import held_out
from examples import Example, batches_in_order, of_report, tensors
from fit import PLANS, summed
from network import Network, encoder, large, shallow


def main() -> None:
    """Print the scores that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fitted", type=Path)
    parser.add_argument("plan", choices=PLANS)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--held", action="store_true")
    given = parser.parse_args()
    network = Network(encoder(large(given.fitted.parent)) if given.plan == "teacher" else shallow())
    network.load_state_dict(torch.load(given.fitted), strict=False)
    network.eval()
    rows = [json.loads(line) for line in given.gold.read_text("utf-8").splitlines()]
    known = [one for row in rows if not given.held or held_out(row["item"]) for one in of_report(row, PLANS[given.plan].whole)]
    tell(network, known)


@torch.inference_mode()
def tell(network: Network, known: Sequence[Example]) -> None:
    """Print what a network makes of examples."""
    odds: dict[str, list[float]] = {"pledges": [], "developments": [], "at a glance": []}
    labels: dict[str, list[float]] = {name: [] for name in odds}
    right: dict[str, list[bool]] = {"force": [], "refrain": [], "checkable": [], "status": []}
    for batch in batches_in_order(known, 2048):
        rows, glances = network(*tensors(batch))
        for row, glance, example in zip(rows, glances, batch, strict=True):
            for (first, last), states, tells in zip(example.sentences, example.states, example.tells, strict=True):
                if last:
                    for name, value, label in (
                        ("pledges", summed(row[first:last], 6), states),
                        ("developments", summed(row[first:last], 8), tells),
                        ("at a glance", summed(glance[first:last], 0), states),
                    ):
                        odds[name].append(float(value))
                        labels[name].append(label)
            for words in example.pledges:
                if words.last:
                    mean = row[words.first : words.last].mean(0)
                    right["force"].append(int(mean[10:16].argmax()) == words.labels[0])
                    right["refrain"].append(bool(mean[16] > 0) == bool(words.labels[1]))
                    right["checkable"].append(bool(mean[17] > 0) == bool(words.labels[2]))
            for words in example.outcomes:
                if words.last:
                    right["status"].append(int(row[words.first : words.last, 18:24].mean(0).argmax()) == words.labels[0])
    for name in odds:
        print(name, *best(np.array(odds[name]), np.array(labels[name])))
    print({name: round(float(np.mean(found)), 3) for name, found in right.items() if found})


def best(odds: np.ndarray, labels: np.ndarray) -> tuple[str, str, str]:
    """The best F1, with precision, recall and from which log-odds."""
    order = np.argsort(-odds)
    hits = np.cumsum(labels[order])
    precision, recall = hits / np.arange(1, len(odds) + 1), hits / labels.sum()
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    at = int(f1.argmax())
    return f"F1 {f1[at]:.3f}", f"precision {precision[at]:.3f}, recall {recall[at]:.3f}", f"from {odds[order[at]]:.2f}"


if __name__ == "__main__":
    main()

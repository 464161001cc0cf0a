"""Let the teacher tell what it sees of readings that are worth it.

    python training/learned/label.py choose small0.pt --reports REPORTS.jsonl.gz --apart DEV.jsonl
    python training/learned/label.py tell teacher.pt --gold GOLD.jsonl

`choose` draws passages of unlabelled reports in which a small encoder, fitted on the labels alone, sees something, and some others, and
writes `chosen.pt` beside it; reports that stand in DEV are left out, so that nothing is measured on what was seen.  `tell` writes
`told-*.pt`: sentences of GOLD that were not held out, then those chosen, with their pieces and the teacher's rows for them.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import torch
from data import held_out
from examples import Example, batches_in_order, of_report, passages_of, tensors
from fit import summed
from network import Network, encoder, large, shallow

import troth
from troth.find import lexicon

SEED: Final = 7
REPORTS: Final = 0.2  # share of the reports from which is drawn
SEEN: Final = -3.0  # log-odds from which the small encoder sees something
OTHERS: Final = 0.08  # share of passages without a commissive word, or in which it sees nothing
OF_REPORT: Final = 6  # passages of one report: many reports tell more than many passages
EMPTY: Final = 0.35  # share of the labelled reports' passages without labels
PART: Final = 1500  # passages in a file
PIECES: Final = 1024  # in a batch


def main() -> None:
    """Do what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", choices=("choose", "tell"))
    parser.add_argument("fitted", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--reports")
    parser.add_argument("--apart", type=Path)
    parser.add_argument("--pieces", type=int, default=480_000, help="how many pieces of unlabelled reports are chosen")
    parser.add_argument("--share", default="1/1", help="2/2: the second half alone is told, so that two processes can do it")
    given = parser.parse_args()
    folder = given.fitted.parent
    network = Network(shallow() if given.work == "choose" else encoder(large(folder)))
    network.load_state_dict(torch.load(given.fitted), strict=False)
    network.eval()
    if given.work == "choose":
        apart = {json.loads(line)["text"][:200] for line in given.apart.read_text("utf-8").splitlines()}
        _choose(network, given.reports, apart, given.pieces, folder / "chosen.pt")
    else:
        chance = random.Random(SEED)
        rows = [json.loads(line) for line in given.gold.read_text("utf-8").splitlines()]
        known = [one for row in rows if not held_out(row["item"]) for one in of_report(row, True)]
        gold = [one for one in known if one.labelled or chance.random() < EMPTY]
        chance.shuffle(gold)
        number, of = map(int, given.share.split("/"))
        _tell(network, gold[number - 1 :: of], True, folder, f"told-gold-{number}")
        chosen = torch.load(folder / "chosen.pt", weights_only=False)
        _tell(network, chosen[number - 1 :: of], False, folder, f"told-other-{number}")


@torch.inference_mode()
def _choose(network: Network, reports: str, apart: set[str], most: int, out: Path) -> None:
    began, pieces = time.time(), 0
    chosen: list[Example] = []
    for passages in _drawn(reports, apart):
        for batch in batches_in_order([example for example, _ in passages], PIECES):
            rows = network(*tensors(batch))[0]
            for row, example in zip(rows, batch, strict=True):
                odds = max(max(float(summed(row[a:b], 6)), float(summed(row[a:b], 8))) for a, b in example.sentences if b)
                if odds > SEEN or len(chosen) % 12 == 11:
                    chosen.append(example)
                    pieces += len(example.numbers)
        if pieces >= most:
            break
    torch.save(chosen, out)
    print(f"{len(chosen)} passages, {pieces} pieces, {time.time() - began:.0f} s", flush=True)


def _drawn(reports: str, apart: set[str]) -> Iterator[list[tuple[Example, str]]]:
    chance = random.Random(SEED)
    words = lexicon.commissives()
    for report in troth.read(reports):
        if chance.random() > REPORTS or report.text[:200] in apart:
            continue
        found = list(passages_of(report.text))
        chance.shuffle(found)
        likely = [(example, words_) for words_, example in found if any(word in words for word in words_.lower().split())]
        others = [(example, words_) for words_, example in found if chance.random() < OTHERS]
        if taken := [pair for pair in [*likely[:OF_REPORT], *others[:1]] if any(last for _, last in pair[0].sentences)]:
            yield taken


@torch.inference_mode()
def _tell(network: Network, examples: Sequence[Example], gold: bool, folder: Path, name: str) -> None:
    began, pieces = time.time(), 0
    for first in range(0, len(examples), PART):
        told: list[dict[str, Any]] = []
        for batch in batches_in_order(examples[first : first + PART], PIECES):
            rows = network(*tensors(batch))[0]
            for row, example in zip(rows, batch, strict=True):
                told += _told(row, example, gold)
                pieces += len(example.numbers)
        torch.save(told, folder / f"{name}-{first // PART}.pt")
        done, rate = min(first + PART, len(examples)), pieces / (time.time() - began)
        print(f"{name}: {done} of {len(examples)} passages, {rate:.0f} pieces/s", flush=True)


def _told(row: torch.Tensor, example: Example, gold: bool) -> Iterator[dict[str, Any]]:
    for number, (first, last) in enumerate(example.sentences):
        if last:
            yield {
                "gold": gold,
                "numbers": example.numbers[first:last],
                "rows": row[first:last].to(torch.float16).clone(),
                "states": example.states[number],
                "tells": example.tells[number],
                "pledges": [_within(words, first, last) for words in example.pledges if first <= words.first < last],
                "outcomes": [_within(words, first, last) for words in example.outcomes if first <= words.first < last],
            }


def _within(words: Any, first: int, last: int) -> tuple[int, int, tuple[int, ...]]:
    return words.first - first, min(words.last, last) - first, words.labels


if __name__ == "__main__":
    main()

"""Fine-tune the encoder: `python training/learned/fit.py GOLD.jsonl --out encoder.pt [--seed 1]`.

GOLD is of the form of `gold/pledges-train.jsonl`; one report in eight is held out for `combine.py`.  The word embeddings stay as they are.
Passages without labels outnumber those with some; of them a new sample is drawn each epoch.  Ten minutes on one core; the same seed
on the same processor gives the same weights.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import torch
import torch.nn.functional as F
from examples import OUTSIDE, Example, Words, batches, examples, tensors
from network import Network
from torch import Tensor

EPOCHS: Final = 4
RATE: Final = 1.2e-4  # learning rate of the encoder: small encoders want more than the usual 2e-5 to 5e-5
RATE_OF_HEAD: Final = 1e-3
PIECES: Final = 384  # in a batch: with 1,024 there were too few steps for six hundred reports
UNLABELLED: Final = 1.5  # pieces of passages without labels for each piece of one with some
WARM: Final = 0.1  # share of the steps over which the rate rises before it falls
LEAST_RATE: Final = 0.02  # share of the rate at the end
FIELDS: Final = 0.7  # weight of a field beside the finding of the words
DECAY: Final = 0.01


def main() -> None:
    """Fit what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    chance = random.Random(given.seed)
    known = examples(given.gold)
    network = Network()
    network.enc.embeddings.requires_grad_(False)
    optimizer = _optimizer(network)
    steps = EPOCHS * len(batches(_drawn(known, random.Random(0)), PIECES, random.Random(0)))
    step = 0
    network.train()
    for epoch in range(EPOCHS):
        total = 0.0
        for batch in batches(_drawn(known, chance), PIECES, chance):
            _set_rate(optimizer, step, steps)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                rows = network(*tensors(batch))
            loss = _loss(rows.float(), batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step, total = step + 1, total + loss.item()
        print(f"epoch {epoch + 1}: {step} steps, loss {total / max(1, step // (epoch + 1)):.3f}", flush=True)
        torch.save(network.state_dict(), given.out)


def _drawn(known: Sequence[Example], chance: random.Random) -> list[Example]:
    """All passages with labels, and a sample of the others."""
    labelled = [example for example in known if example.labelled]
    others = [example for example in known if not example.labelled]
    chance.shuffle(others)
    room = UNLABELLED * sum(len(example.numbers) for example in labelled)
    taken = []
    for example in others:
        if room <= 0:
            break
        taken.append(example)
        room -= len(example.numbers)
    return labelled + taken


def _optimizer(network: Network) -> torch.optim.Optimizer:
    encoder = [(name, weight) for name, weight in network.enc.named_parameters() if weight.requires_grad]
    plain = [weight for name, weight in encoder if "bias" in name or "LayerNorm" in name]
    decayed = [weight for name, weight in encoder if not ("bias" in name or "LayerNorm" in name)]
    groups = [
        {"params": decayed, "rate": RATE, "weight_decay": DECAY},
        {"params": plain, "rate": RATE, "weight_decay": 0.0},
        {"params": list(network.head.parameters()), "rate": RATE_OF_HEAD, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def _set_rate(optimizer: torch.optim.Optimizer, step: int, steps: int) -> None:
    share = min(1.0, (step + 1) / (WARM * steps)) * max(LEAST_RATE, 1 - step / steps)
    for group in optimizer.param_groups:
        group["lr"] = group["rate"] * share


def _loss(rows: Tensor, batch: Sequence[Example]) -> Tensor:
    """Of the sentences, of the word pieces, and of the fields of labelled words."""
    of_sentences, of_pieces, of_fields = [], [], []
    states, tells = [], []
    for of_example, example in zip(rows, batch, strict=True):
        for (first, last), *labels in zip(example.sentences, example.states, example.tells, strict=True):
            if last:
                of_sentences.append(torch.stack([_summed(of_example[first:last], 6), _summed(of_example[first:last], 8)]))
                states.append(labels)
        tells.append((of_example[: len(example.numbers)], example))
        of_fields += [_of_pledge(of_example, words) for words in example.pledges if words.last]
        of_fields += [_of_outcome(of_example, words) for words in example.outcomes if words.last]
    loss = 2 * F.binary_cross_entropy_with_logits(torch.stack(of_sentences), torch.tensor(states))
    for kind, columns in (("pledges", slice(0, 3)), ("outcomes", slice(3, 6))):
        of_pieces = torch.cat([known[:, columns] for known, _ in tells])
        loss = loss + F.cross_entropy(of_pieces, torch.cat([_tags(example, getattr(example, kind)) for _, example in tells]))
    return loss + FIELDS * torch.stack(of_fields).mean() if of_fields else loss


def _summed(rows: Tensor, column: int) -> Tensor:
    return (torch.softmax(rows[:, column + 1], 0) * rows[:, column]).sum()


def _tags(example: Example, labelled: Sequence[Words]) -> Tensor:
    tags = torch.full((len(example.numbers),), OUTSIDE)
    for words in labelled:
        tags[words.first : words.last] = 1
        tags[words.first : min(words.last, words.first + 1)] = 0
    return tags


def _of_pledge(rows: Tensor, words: Words) -> Tensor:
    mean = rows[words.first : words.last].mean(0)
    force, *signs = words.labels
    of_force = F.cross_entropy(mean[10:16], torch.tensor(force))
    return of_force + F.binary_cross_entropy_with_logits(mean[16:18], torch.tensor(signs).float(), reduction="sum")


def _of_outcome(rows: Tensor, words: Words) -> Tensor:
    return F.cross_entropy(rows[words.first : words.last, 18:24].mean(0), torch.tensor(words.labels[0]))


if __name__ == "__main__":
    main()

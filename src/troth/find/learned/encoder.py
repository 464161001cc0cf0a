"""The encoder: what it tells of each word piece of a passage of a report, read by onnxruntime from the weights beside this module.

One passage goes through at a time, without padding.  Its marks are therefore a function of its own words: what else is read, before or
beside it, cannot move them.  They hold no date and no name, so a passage that many reports share is read once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from troth.errors import ModelUnavailable
from troth.find.learned.wordpiece import CLOSING, OPENING, Piece, numbers, pieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS: Final = Path(__file__).with_name("encoder.onnx")
DIGEST: Final = "323d47c12328a8fd6d11adf4e06b7eeb9d91ed1ad3d4bcd0228db46f711011ee"  # SHA-256 of the weights
MOST_PIECES: Final = 254  # of a passage, with the two that open and close it 256: as long as any was in training
KEPT: Final = 8192  # passages whose marks are kept at hand: at 45 pieces and 2 kB of text and marks some 40 MB


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """What the encoder tells of a passage: its pieces, and for each a row of numbers, in the columns that `sights` names."""

    pieces: list[Piece]
    rows: NDArray[np.float32]


@lru_cache(maxsize=KEPT)
def marks(words: str) -> Marks:
    """The marks of one passage; of a longer one than any in training, those of its beginning."""
    import numpy as np

    seen = pieces(words)[:MOST_PIECES]
    row = [numbers()[OPENING], *(piece.number for piece in seen), numbers()[CLOSING]]
    told = _session().run(None, {"pieces": np.array([row], dtype=np.int64)})[0]
    return Marks(seen, told[0, 1:-1])


@cache
def _session() -> Any:
    """The weights, loaded and checked.  One thread: where there are more cores, more reports are read at once."""
    import onnxruntime

    data = WEIGHTS.read_bytes() if WEIGHTS.is_file() else b""
    if sha256(data).hexdigest() != DIGEST:
        raise ModelUnavailable(f"reader's weights {WEIGHTS}", "they are not those of this release", "install troth anew")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])

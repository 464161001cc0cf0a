"""The encoder: what it tells of each word piece of a sentence of a report, read by onnxruntime from the weights beside this module.

One sentence goes through at a time, without padding.  Its marks are therefore a function of its own words: what else is read, before or
beside it, cannot move them.  They hold no date and no name, so a sentence that many reports share is read once.  The lowest layer tells at
a glance whether the others could see anything; of half of the words they cannot.
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

LOWER_WEIGHTS: Final = Path(__file__).with_name("lower.onnx")
UPPER_WEIGHTS: Final = Path(__file__).with_name("upper.onnx")
DIGESTS: Final = Path(__file__).with_name("digests.txt")  # SHA-256 of the weights, as `training/learned/export.py` wrote them
# Log-odds of what the lower layer sees, from which the upper ones read on: 0.54 of the words of unlabelled reports.  Of the sentences in
# which all layers see a pledge 0.003 do not pass (training/learned/glances.py).
GLANCE: Final = -2.0
MOST_PIECES: Final = 254  # of a sentence, with the two that open and close it 256
KEPT: Final = 16_384  # sentences whose marks are kept at hand: most hold no rows, of those that do 26 pieces are 3 kB


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """What the encoder tells of a sentence: its pieces, and for each a row of numbers, in the columns that `sights` names.

    `rows` is None where the lowest layer has seen enough: there is nothing in it.
    """

    pieces: list[Piece]
    rows: NDArray[np.float32] | None


@lru_cache(maxsize=KEPT)
def marks(words: str) -> Marks:
    """The marks of one sentence; of a longer one than any in training, those of its beginning."""
    import numpy as np

    seen = pieces(words)[:MOST_PIECES]
    row = [numbers()[OPENING], *(piece.number for piece in seen), numbers()[CLOSING]]
    state, glance = _session("lower.onnx").run(None, {"pieces": np.array([row], dtype=np.int64)})
    if not seen or glanced(glance[0, 1:-1]) < GLANCE:
        return Marks([], None)
    return Marks(seen, _session("upper.onnx").run(None, {"state": state})[0][0, 1:-1])


def glanced(rows: NDArray[np.float32]) -> float:
    """Log-odds of the likelier of a pledge and an outcome, by the lowest layer."""
    return max(summed(rows, 0), summed(rows, 2))


def summed(rows: NDArray[np.float32], column: int) -> float:
    """What the pieces of a sentence come to in a column, each weighed by the next."""
    import numpy as np

    weights = np.exp(rows[:, column + 1] - rows[:, column + 1].max())
    return float((weights * rows[:, column]).sum() / weights.sum())


@cache
def _session(name: str) -> Any:
    """Weights, loaded and checked.  One thread: where there are more cores, more reports are read at once."""
    import onnxruntime

    path = Path(__file__).with_name(name)
    data = path.read_bytes() if path.is_file() else b""
    if f"{sha256(data).hexdigest()}  {name}" not in DIGESTS.read_text("utf-8").splitlines():
        raise ModelUnavailable(f"reader's weights {path}", "they are not those of this release", "install troth anew")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])

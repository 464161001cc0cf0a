"""Products: the parser's matrix products by numpy, whose library knows the processor.

The parser brings one of its own that takes three times as long on processors with wide registers (34 against 98 billion operations a
second for a batch of sentences), and a third of the time of finding went there.  It works with one thread: more reports are read at once
where there are more cores, and a product is the same in every process.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language


def with_one_thread() -> None:
    """Hold numpy's library to one thread, where numpy has not been loaded yet and the user has not said otherwise."""
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def multiply_by_numpy(nlp: Language) -> None:
    """Let all layers of a pipeline multiply by numpy."""
    import numpy as np
    from thinc.api import NumpyOps

    class ByNumpy(NumpyOps):  # type: ignore[misc]  # thinc has no types here
        """The operations of a layer, but for the product of two matrices."""

        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    ops = ByNumpy()
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for layer in model.walk() if model is not None else ():
            layer.ops = ops

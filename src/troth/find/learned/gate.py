"""The gate: which passages the encoder has to read at all, by their words alone.

Each word, and each two that follow one another, has a weight; `training/learned/gate.py` fitted the weights to what the encoder sees in
passages of many reports.  Where their sum stays below the cut, it would see nothing.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final
from zlib import crc32

WEIGHTS: Final = Path(__file__).with_name("gate.bin")  # a signed byte for each slot
SLOTS: Final = 2**16
SCALE: Final = 20.0  # what a byte of 1 stands for is one part in so many of a log-odd
# Log-odds.  On reports apart from those that the weights were fitted to 0.82 of the words pass, and 0.005 of the passages in which the
# encoder sees something do not; at -2 it were 0.73 and 0.01, at -1 0.51 and 0.09.
CUT: Final = -2.5
MOST_WORDS: Final = 50_000  # words whose slots are kept at hand
_WORD: Final = re.compile(r"[a-z]+|['’][a-z]+|\d|[?$£€%“”\"]")


def worth_reading(words: str) -> bool:
    """Whether the encoder may see a pledge or an outcome in a passage."""
    weights = _weights()
    return sum(weights[slot] for slot in slots(words)) >= CUT * SCALE


def slots(words: str) -> set[int]:
    """The slots of the words of a passage, and of the pairs that follow one another."""
    found = _WORD.findall(words.lower())
    sums = [_sum(word) for word in found]
    pairs = (crc32(word.encode(), before) % SLOTS for before, word in zip(sums, found[1:], strict=False))
    return {0, *(one % SLOTS for one in sums), *pairs}


@lru_cache(maxsize=MOST_WORDS)
def _sum(word: str) -> int:
    return crc32(word.encode())


@cache
def _weights() -> list[int]:
    return [byte - 256 if byte > 127 else byte for byte in WEIGHTS.read_bytes()]

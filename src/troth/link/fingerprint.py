"""Fingerprints: a text as the hashes of its words, and the few of its word runs under which copies of it are looked for.

All of it is arithmetic on whole arrays of bytes, of many texts at once, since every report that comes in is fingerprinted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from troth.types import Span

Hashes: TypeAlias = NDArray[np.uint64]
Places: TypeAlias = NDArray[np.int64]

# Words in a run that is compared.  Five are usual for news: copies that a desk edited have runs of ten in common too seldom (Broder
# 1997 had ten, for web pages), and four bring stock phrases.
RUN: Final = 5
# Words in a run that can stand for a text in an index.  Stock phrases have five words and hardly ever eight: in a corpus of 18,316 reports
# a sixth of the pairs are left to compare, and of planted briefs 0.964 are found instead of 0.970 (docs/measurements.md).
KEY_RUN: Final = 8
# Of so many neighbouring ones the one with the least hash is kept (winnowing: Schleimer, Wilkerson and Aiken 2003): any
# WINDOW + KEY_RUN - 1 words that two texts have in common leave a kept run in common, at two kept in WINDOW + 1.  Two sentences of news
# have some 45 words.
WINDOW: Final = 37
_PLACE_BITS: Final = 17
MOST_WORDS: Final = 1 << _PLACE_BITS  # of a text that are fingerprinted; the longest of 18,316 reports has 13,000
BATCH: Final = 1 << 17  # bytes of texts taken at once: their arrays then stay in a processor's cache

KEY_BITS: Final = 31  # of a run's hash: four bytes; among a million reports a key meets an unrelated run once in fifty look-ups


@dataclass(frozen=True, eq=False)
class Fingerprint:
    """A text's words in order, as numbers.

    Words are runs of letters and digits, without case; what an apostrophe divides counts as two.  Equal words have equal hashes on every
    machine and in every process.  `words` are their hashes, `starts` and `ends` their places in the text, `runs` the hash of RUN words
    from each one on (0 across something that was left out, and at the end).  `keys` are the runs that stand for the text in an index,
    whole numbers below 2 ** KEY_BITS, each with the number of the word it begins with.
    """

    words: NDArray[np.uint32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    runs: NDArray[np.uint32]
    keys: dict[int, int]

    @cached_property
    def ordered(self) -> tuple[NDArray[np.uint32], Hashes]:
        """The runs in ascending order of their hashes, and where each stands; of equal ones the first place first."""
        both = self.runs.astype(np.uint64) << np.uint64(32)
        both |= np.arange(len(both), dtype=np.uint64)
        both.sort()  # faster than argsort
        both = both[both.searchsorted(1 << 32) :]  # without those that are none
        return (both >> np.uint64(32)).astype(np.uint32), both & np.uint64(0xFFFFFFFF)

    @cached_property
    def word_bytes(self) -> bytes:
        """The words' hashes as bytes, to compare stretches of them."""
        return self.words.tobytes()

    def __len__(self) -> int:
        return len(self.words)


def fingerprint(text: str, without: Sequence[Span] = ()) -> Fingerprint:
    """The fingerprint of a text, without the words that touch one of these spans."""
    return next(fingerprints([(text, without)]))


def fingerprints(texts: Sequence[tuple[str, Sequence[Span]]]) -> Iterator[Fingerprint]:
    """The fingerprint of each text, without the words that touch one of the spans beside it."""
    batch: list[tuple[str, bytes, Sequence[Span]]] = []
    size = 0
    for text, without in texts:
        data = text.encode("utf-8", "replace")
        batch.append((text, data, without))
        size += len(data) + 1
        if size >= BATCH:
            yield from _of_batch(batch)
            batch, size = [], 0
    if batch:
        yield from _of_batch(batch)


def _of_batch(batch: Sequence[tuple[str, bytes, Sequence[Span]]]) -> Iterator[Fingerprint]:
    low = _LOWER[np.frombuffer(b"\n".join(data for _, data, _ in batch) + b"\n", np.uint8)]
    first, last = _bounds(low)
    words = _hashed(low, first, last)
    begins = np.cumsum([0, *(len(data) + 1 for _, data, _ in batch)])
    counts = np.searchsorted(first, begins)
    text_of = np.repeat(np.arange(len(batch)), np.diff(counts))
    in_text = np.arange(len(words)) - counts[text_of]
    starts, ends = _in_characters(low, first, last, begins[text_of])
    kept = in_text < MOST_WORDS
    part = text_of
    spans = [(number, span.start, span.end) for number, (_, _, without) in enumerate(batch) for span in without]
    if spans:
        left, right = _words_within(np.array(spans, np.int64), text_of, starts, ends)
        for i, j in zip(left.tolist(), right.tolist(), strict=True):
            kept[i:j] = False
        crossing = np.zeros(len(words) + 1, np.int64)
        np.add.at(crossing, right, 1)
        part = text_of + np.cumsum(crossing[:-1])  # a number that changes where a run must not cross
    if not kept.all():
        words, starts, ends, part, text_of = words[kept], starts[kept], ends[kept], part[kept], text_of[kept]
        counts = np.searchsorted(text_of, np.arange(len(batch) + 1))
        in_text = np.arange(len(words)) - counts[text_of]
    runs = _runs(words, part, RUN)
    keys = _keys(_runs(words, part, KEY_RUN), text_of, in_text, len(batch))
    short, first_at, last_at, short_runs = words.astype(np.uint32), starts.astype(np.int32), ends.astype(np.int32), runs.astype(np.uint32)
    for (i, j), own in zip(pairwise(counts.tolist()), keys, strict=True):
        yield Fingerprint(short[i:j], first_at[i:j], last_at[i:j], short_runs[i:j], own)


def _words_within(spans: Places, text_of: Places, starts: Places, ends: Places) -> tuple[Places, Places]:
    """Of each span (number of its text, start, end) the first word that touches it, and the first after it."""
    apart = np.int64(1 << 40)  # more characters than a text has
    texts = text_of * apart
    first = (texts + ends).searchsorted(spans[:, 0] * apart + spans[:, 1], "right")
    return first, np.maximum(first, (texts + starts).searchsorted(spans[:, 0] * apart + spans[:, 2], "left"))


def _bounds(low: NDArray[np.uint8]) -> tuple[Places, Places]:
    """Where words start and end, in bytes.

    Letters beyond ASCII are two bytes from 0x80 on; in UTF-8 general punctuation (curly quotes, dashes) begins with 0xE2 and Latin-1's
    (no-break space, guillemets) with 0xC2.
    """
    word = _OF_A_WORD[low]
    for lead, length in ((0xE2, 3), (0xC2, 2)):
        at = np.flatnonzero(low == lead)
        for i in range(length):
            word[at + i] = False
    change = np.flatnonzero(word[1:] != word[:-1]) + 1
    if word[0]:
        change = np.concatenate((np.zeros(1, np.int64), change))
    return change[::2], change[1::2]


def _hashed(low: NDArray[np.uint8], first: Places, last: Places) -> Hashes:
    """The hash of each word: a polynomial in its bytes modulo 2 ** 64 (Karp and Rabin 1987), from sums over the whole text."""
    powers, inverse = _powers(len(low))
    sums = np.zeros(len(low) + 1, np.uint64)
    np.cumsum(low * powers[: len(low)], out=sums[1:])
    return _mixed((sums[last] - sums[first]) * inverse[first])


def _in_characters(low: NDArray[np.uint8], first: Places, last: Places, begins: Places) -> tuple[Places, Places]:
    """Places in a batch's bytes as places in the characters of the text that begins there."""
    if low.max(initial=0) < 0x80:
        return first - begins, last - begins
    before = np.zeros(len(low) + 1, np.int64)
    np.cumsum((low & 0xC0) != 0x80, out=before[1:])
    begin = before[begins]
    return before[first] - begin, before[last] - begin


def _runs(words: Hashes, part: Places, length: int) -> Hashes:
    """The hash of so many words from each one on; never 0, and 0 where there are not so many."""
    runs = np.zeros(len(words), np.uint64)
    count = len(words) - length + 1
    if count > 0:
        for i, weight in enumerate(_WEIGHTS[:length]):
            runs[:count] += words[i : i + count] * weight
        whole = part[:count] == part[length - 1 :]
        runs[:count] = np.where(whole, _mixed(runs[:count]) | np.uint64(1), np.uint64(0))
        runs[count:] = 0
    return runs


def _keys(runs: Hashes, text_of: Places, in_text: Places, texts: int) -> list[dict[int, int]]:
    """The least run of each window of each text, with its place; of a text shorter than a window the least of all."""
    present = np.flatnonzero(runs)
    least = (runs[present] >> _TO_KEY << _TO_PLACE) | in_text[present].astype(np.uint64)
    of_text = text_of[present]
    bounds = np.searchsorted(of_text, np.arange(texts + 1))
    span, window = 1, WINDOW
    lowest = least
    while 2 * span <= window:
        lowest, span = np.minimum(lowest[:-span], lowest[span:]), 2 * span
    rest = window - span
    lowest = np.minimum(lowest[:-rest], lowest[rest:]) if len(lowest) > rest else lowest[:0]
    one_text = of_text[: len(lowest)] == of_text[window - 1 :][: len(lowest)]
    changed = np.concatenate((np.ones(min(len(lowest), 1), bool), lowest[1:] != lowest[:-1]))
    new = np.flatnonzero(one_text & (changed | np.concatenate((np.ones(min(len(lowest), 1), bool), ~one_text[:-1]))))
    chosen, owners = lowest[new], of_text[new]
    values, places = (chosen >> _TO_PLACE).tolist(), (chosen & _PLACE).tolist()
    ends = np.searchsorted(owners, np.arange(texts + 1)).tolist()
    keys = [dict(zip(values[begin:end][::-1], places[begin:end][::-1], strict=True)) for begin, end in pairwise(ends)]
    for i in np.flatnonzero((np.diff(bounds) < window) & (np.diff(bounds) > 0)).tolist():
        only = int(least[bounds[i] : bounds[i + 1]].min())
        keys[i] = {only >> _PLACE_BITS: only & (MOST_WORDS - 1)}
    return keys


def _mixed(hashes: Hashes) -> Hashes:
    """Every bit of each made to depend on all of its bits (the finalizer of SplitMix64, Steele et al. 2014)."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        hashes = (hashes ^ (hashes >> np.uint64(shift))) * np.uint64(factor)
    mixed: Hashes = hashes ^ (hashes >> np.uint64(31))
    return mixed


_BASE: Final = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2 ** 64
_table: dict[str, Any] = {"length": 0}


def _powers(length: int) -> tuple[Hashes, Hashes]:
    """The powers of the polynomial's base, and those of its inverse; kept, and grown when a longer text comes."""
    if _table["length"] < length:
        grown = 1 << (length - 1).bit_length()
        for name, base in (("powers", _BASE), ("inverse", pow(_BASE, -1, 1 << 64))):
            factors = np.full(grown, base, np.uint64)
            factors[0] = 1
            _table[name] = np.multiply.accumulate(factors)
        _table["length"] = grown
    return _table["powers"], _table["inverse"]


def _tables() -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    lower = np.arange(256, dtype=np.uint8)
    lower[ord("A") : ord("Z") + 1] += ord("a") - ord("A")
    of_a_word = np.zeros(256, bool)
    of_a_word[list(b"0123456789abcdefghijklmnopqrstuvwxyz")] = True
    of_a_word[0x80:] = True
    return lower, of_a_word


_LOWER, _OF_A_WORD = _tables()
_WEIGHTS: Final = _mixed(np.arange(1, KEY_RUN + 1, dtype=np.uint64)) | np.uint64(1)
_TO_KEY: Final = np.uint64(64 - KEY_BITS)
_PLACE: Final = np.uint64(MOST_WORDS - 1)
_TO_PLACE: Final = np.uint64(_PLACE_BITS)

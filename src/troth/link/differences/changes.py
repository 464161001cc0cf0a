"""Changes: which words of two aligned tellings are the same, and the stretches between them that are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from troth.link.align import Pair
from troth.link.differences.datelines import is_dateline
from troth.link.words import Words, is_idle

MATRIX: Final = 400_000_000  # words times words of two stretches that are compared at once: so many bits are held (50 MB)
REWRITTEN: Final = 0.5  # similarity of two sentences below which their changes are told as one: they would be nothing but scraps
ISLAND: Final = 2  # idle words between two changes that do not part them; of others one
REPHRASED: Final = 3  # words of a change, of both tellings together, from which on it is more than a word put for another


@dataclass(frozen=True, slots=True)
class Change:
    """Words of one telling (numbers from `a` up to `a_last`) in whose place the other has others; either side may have none."""

    a: int
    a_last: int
    b: int
    b_last: int

    @property
    def in_a(self) -> range:
        """The numbers of the words in the first telling."""
        return range(self.a, self.a_last)

    @property
    def in_b(self) -> range:
        """The numbers of the words in the second telling."""
        return range(self.b, self.b_last)


@dataclass(frozen=True, slots=True)
class Matching:
    """For each word of one telling its number in the other (None where it has none there), and the changes, in order of `a`."""

    to_b: Sequence[int | None]
    to_a: Sequence[int | None]
    changes: tuple[Change, ...]


def match_words(a: Words, b: Words, pairs: Sequence[Pair]) -> Matching:
    """Match the words of all aligned sentences."""
    to_b: list[int | None] = [None] * len(a.keys)
    to_a: list[int | None] = [None] * len(b.keys)
    changes: list[Change] = []
    for pair in pairs:
        whole = _words_of(a, b, pair)
        blocks = _blocks(a, b, whole)
        for x, y, size in blocks:
            to_b[x : x + size] = range(y, y + size)
            to_a[y : y + size] = range(x, x + size)
        if pair.similarity < REWRITTEN:
            changes.append(_trimmed(whole, blocks))
        elif pair.similarity < 1:
            changes += _bridged(a, b, _between(whole, blocks))
    return Matching(to_b, to_a, tuple(changes))


def _words_of(a: Words, b: Words, pair: Pair) -> Change:
    first, last = a.sentences[pair.a], a.sentences[pair.a_last - 1]
    other, other_last = b.sentences[pair.b], b.sentences[pair.b_last - 1]
    return Change(first.first, last.last, other.first, other_last.last)


Block = tuple[int, int, int]  # numbers of the first word in either telling, and how many words are the same


def _blocks(a: Words, b: Words, whole: Change) -> list[Block]:
    """The longest common subsequence as blocks; of what is too long to compare at once, its beginning and end."""
    from rapidfuzz.distance import Indel

    words_a, words_b = a.codes[whole.a : whole.a_last], b.codes[whole.b : whole.b_last]
    start = _common(words_a, words_b)
    end = _common(words_a[start:][::-1], words_b[start:][::-1])
    middle_a, middle_b = words_a[start : len(words_a) - end], words_b[start : len(words_b) - end]
    blocks = [(whole.a, whole.b, start)] if start else []
    if middle_a and middle_b and len(middle_a) * len(middle_b) <= MATRIX:
        found = Indel.editops(middle_a, middle_b).as_matching_blocks()
        blocks += [(whole.a + start + one.a, whole.b + start + one.b, one.size) for one in found if one.size]
    if end:
        blocks.append((whole.a_last - end, whole.b_last - end, end))
    return blocks


def _common(a: str, b: str) -> int:
    """How many characters two strings begin with alike."""
    size = min(len(a), len(b))
    if a[:size] == b[:size]:
        return size
    low, high = 0, size  # the longest equal beginning has at least `low` and fewer than `high` characters
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if a[:middle] == b[:middle] else (low, middle)
    return low


def _between(whole: Change, blocks: Sequence[Block]) -> Iterator[Change]:
    x, y = whole.a, whole.b
    for at, other, size in [*blocks, (whole.a_last, whole.b_last, 0)]:
        if x < at or y < other:
            yield Change(x, at, y, other)
        x, y = at + size, other + size


def _bridged(a: Words, b: Words, changes: Iterator[Change]) -> list[Change]:
    """Changes that hardly a word parts are one where both put more than one word otherwise; a dateline stays by itself."""
    bridged: list[Change] = []
    for change in changes:
        last = bridged[-1] if bridged else None
        if last is not None and _is_one(a, b, last, change) and not (is_dateline(a, last.in_a) or is_dateline(b, last.in_b)):
            bridged[-1] = Change(last.a, change.a_last, last.b, change.b_last)
        else:
            bridged.append(change)
    return bridged


def _is_one(a: Words, b: Words, last: Change, change: Change) -> bool:
    island = a.keys[last.a_last : change.a]
    idle = all(map(is_idle, island))
    if any(_says_nothing(a, b, one) for one in (last, change)):
        return len(island) <= ISLAND and idle
    if any(len(one.in_a) + len(one.in_b) < REPHRASED for one in (last, change)):
        return False
    both = all(one.in_a and one.in_b for one in (last, change))
    return (len(island) <= ISLAND and idle) or (len(island) == 1 and both)


def _says_nothing(a: Words, b: Words, change: Change) -> bool:
    """Whether idle words stand for idle words: "of the year" for "at the harbor" is one change."""
    words = [a.keys[word] for word in change.in_a] + [b.keys[word] for word in change.in_b]
    return bool(change.in_a and change.in_b) and all(map(is_idle, words))


def _trimmed(whole: Change, blocks: Sequence[Block]) -> Change:
    """The whole without the words that both begin or end with."""
    a, b, a_last, b_last = whole.a, whole.b, whole.a_last, whole.b_last
    if blocks and blocks[0][:2] == (a, b):
        a, b = a + blocks[0][2], b + blocks[0][2]
    if blocks and (blocks[-1][0] + blocks[-1][2], blocks[-1][1] + blocks[-1][2]) == (a_last, b_last):
        a_last, b_last = max(a, a_last - blocks[-1][2]), max(b, b_last - blocks[-1][2])
    return Change(a, a_last, b, b_last)

"""Examples: the passages of labelled reports as the encoder reads them, with what it should tell of each word piece."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import torch
from data import held_out
from torch import Tensor

from troth.find.learned import FORCES, STATUSES
from troth.find.learned.encoder import MOST_PIECES
from troth.find.learned.wordpiece import CLOSING, OPENING, numbers, pieces
from troth.text import sentences
from troth.types import Span

OUTSIDE: Final = 2
PADDING: Final = 0
LONGEST: Final = 600  # characters of a passage that the teacher reads at once: longer paragraphs are cut between sentences


@dataclass(frozen=True)
class Words:
    """Labelled words: the pieces from `first` to before `last`, and the numbers of their labels."""

    first: int
    last: int
    labels: tuple[int, ...]


@dataclass(frozen=True)
class Example:
    """A passage: its pieces, the bounds of its sentences, which of them state a pledge or tell an outcome, and the labelled words."""

    numbers: list[int]
    sentences: list[tuple[int, int]]
    states: list[float]
    tells: list[float]
    pledges: list[Words]
    outcomes: list[Words]

    @property
    def labelled(self) -> bool:
        """Whether there is anything in it."""
        return any(self.states) or any(self.tells)


def examples(gold: Path, whole: bool) -> list[Example]:
    """All passages (or sentences) of a file's reports, but for those held out."""
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    return [example for row in rows if not held_out(row["item"]) for example in of_report(row, whole)]


def of_report(row: dict[str, Any], whole: bool) -> Iterator[Example]:
    """The passages (or sentences) of one report."""
    text = row["text"]
    for window in windows(text) if whole else ([sentence] for sentence in sentences(text)):
        begin, end = window[0].start, window[-1].end
        found = pieces(text[begin:end])[:MOST_PIECES]
        bounds = [(begin + piece.start, begin + piece.end) for piece in found]

        def within(start: int, end: int, bounds: list[tuple[int, int]] = bounds) -> tuple[int, int]:
            at = [place for place, (first, last) in enumerate(bounds) if first < end and last > start]
            return (at[0] + 1, at[-1] + 2) if at else (0, 0)  # the first piece opens the passage

        spans = [within(sentence.start, sentence.end) for sentence in window]
        told = {kind: [one for one in row[kind] if begin <= one["quote"]["start"] < end] for kind in ("pledges", "developments")}
        yield Example(
            numbers=[numbers()[OPENING], *(piece.number for piece in found), numbers()[CLOSING]],
            sentences=spans,
            states=[float(_starts_in(sentence, told["pledges"])) for sentence in window],
            tells=[float(_starts_in(sentence, told["developments"])) for sentence in window],
            pledges=[Words(*within(one["quote"]["start"], one["quote"]["end"]), _labels(one)) for one in told["pledges"]],
            outcomes=[
                Words(*within(one["quote"]["start"], one["quote"]["end"]), (STATUSES.index(one["status"]),)) for one in told["developments"]
            ],
        )


def _starts_in(sentence: Any, told: Sequence[dict[str, Any]]) -> bool:
    return any(sentence.start <= one["quote"]["start"] < sentence.end for one in told)


def _labels(pledge: dict[str, Any]) -> tuple[int, int, int]:
    return FORCES.index(pledge["force"]), int(pledge["polarity"] == "refrain"), int(pledge["checkable"])


def windows(text: str) -> Iterator[list[Span]]:
    """The sentences that the teacher reads together: those of one paragraph, as many as are short enough."""
    window: list[Span] = []
    for sentence in sentences(text):
        adjoins = bool(window) and text[window[-1].end : sentence.start] == " "
        if window and not (adjoins and sentence.end - window[0].start <= LONGEST):
            yield window
            window = []
        window.append(sentence)
    if window:
        yield window


def passages_of(text: str) -> Iterator[tuple[str, Example]]:
    """The passages of an unlabelled text."""
    blank = {"text": text, "pledges": [], "developments": []}
    for window, example in zip(windows(text), of_report(blank, True), strict=True):
        yield text[window[0].start : window[-1].end], example


def batches(chosen: Sequence[Example], most: int, chance: random.Random) -> list[list[Example]]:
    """The examples in batches of at most so many pieces with padding, those of like length together, in random order."""
    mixed = list(chosen)
    chance.shuffle(mixed)
    made = batches_in_order(mixed, most)
    chance.shuffle(made)
    return made


def tensors(batch: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """The pieces of a batch, padded, and which of them are no padding."""
    longest = max(len(example.numbers) for example in batch)
    rows = [example.numbers + [PADDING] * (longest - len(example.numbers)) for example in batch]
    mask = [[1] * len(example.numbers) + [0] * (longest - len(example.numbers)) for example in batch]
    return torch.tensor(rows), torch.tensor(mask)


def batches_in_order(chosen: Sequence[Example], most: int) -> list[list[Example]]:
    """The same, from the shortest to the longest."""
    made: list[list[Example]] = [[]]
    for example in sorted(chosen, key=lambda one: len(one.numbers)):
        if made[-1] and len(example.numbers) * (len(made[-1]) + 1) > most:
            made.append([])
        made[-1].append(example)
    return made

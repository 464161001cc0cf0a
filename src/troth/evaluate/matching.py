"""Which prediction stands for which label: one to one, as many pairs as there can be."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from troth.types import Span

Pair = tuple[int, int]


def one_to_one(likeness: Mapping[Pair, float]) -> list[Pair]:
    """Pairs (label, prediction), each in one pair at most: of those that are given the greatest number, the likest first.

    The greatest matching of a bipartite graph, by augmenting paths from a greedy start; sorted.
    """
    partners: dict[int, list[int]] = {}
    of_label: dict[int, int] = {}
    of_prediction: dict[int, int] = {}
    for label, prediction in sorted(likeness, key=lambda pair: (-likeness[pair], pair)):
        partners.setdefault(label, []).append(prediction)
        if label not in of_label and prediction not in of_prediction:
            of_label[label], of_prediction[prediction] = prediction, label
    for label in sorted(partners):
        if label not in of_label:
            _augment(label, partners, of_label, of_prediction)
    return sorted(of_label.items())


def _augment(start: int, partners: Mapping[int, Sequence[int]], of_label: dict[int, int], of_prediction: dict[int, int]) -> None:
    """Give this label a prediction by giving others their next ones, when there is a way."""
    came_from: dict[int, int] = {}
    waiting = deque([start])
    while waiting:
        label = waiting.popleft()
        for prediction in partners[label]:
            if prediction in came_from:
                continue
            came_from[prediction] = label
            if prediction in of_prediction:
                waiting.append(of_prediction[prediction])
                continue
            _shift(start, prediction, came_from, of_label, of_prediction)
            return


def _shift(start: int, free: int, came_from: Mapping[int, int], of_label: dict[int, int], of_prediction: dict[int, int]) -> None:
    prediction: int | None = free
    while prediction is not None:
        label = came_from[prediction]
        before = of_label.get(label)
        of_label[label], of_prediction[prediction] = prediction, label
        prediction = None if label == start else before


def overlapping(labels: Sequence[Span], predictions: Sequence[Span]) -> dict[Pair, float]:
    """The pairs of spans that share a character, with the share of their common extent that they share (1 for equal spans)."""
    likeness = {}
    for i, label in enumerate(labels):
        for j, prediction in enumerate(predictions):
            common = min(label.end, prediction.end) - max(label.start, prediction.start)
            if common > 0:
                likeness[i, j] = common / (max(label.end, prediction.end) - min(label.start, prediction.start))
    return likeness


def unpaired(count: int, paired: Iterable[int]) -> list[int]:
    """The numbers below `count` that are in no pair."""
    taken = set(paired)
    return [number for number in range(count) if number not in taken]

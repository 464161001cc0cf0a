"""The family tree of a story: each telling on a line of its own, earliest first, joined to the one that it derives from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from troth.types import Relation, Report, Telling

ROW: Final = 34
STEP: Final = 26  # between a telling and those that derive from it
LEFT: Final = 14
MOST_DEEP: Final = 8  # steps that are drawn; deeper ones stand in line with the last
DERIVING: Final = frozenset({Relation.COPY, Relation.EXCERPT})


@dataclass(frozen=True, slots=True)
class Node:
    """A telling: its report, the one that it derives from (None for the first, or where nothing tells), how much of it that one has."""

    report: Report
    parent: Report | None
    edge: Telling | None
    x: float
    y: float
    parent_x: float
    parent_y: float

    @property
    def share(self) -> float:
        """The share of this telling's words that stand in the one it derives from."""
        if self.edge is None:
            return 0.0
        return self.edge.share_b if self.edge.b == self.report.id else self.edge.share_a


def family(reports: Sequence[Report], edges: Sequence[Telling]) -> list[Node]:
    """The tellings, earliest first; each derives from the earlier one with which it has most words in common."""
    of_pair = {(edge.a, edge.b): edge for edge in edges if edge.relation in DERIVING}
    nodes: dict[str, Node] = {}
    depth: dict[str, int] = {}
    for number, report in enumerate(reports):
        edge, parent = _parent(report, reports[:number], of_pair)
        depth[report.id] = min(depth[parent.id] + 1, MOST_DEEP) if parent else 0
        above = nodes[parent.id] if parent else None
        x, y = LEFT + STEP * depth[report.id], ROW * number + ROW / 2
        nodes[report.id] = Node(report, parent, edge, x, y, above.x if above else x, above.y if above else y)
    return list(nodes.values())


def _parent(report: Report, earlier: Sequence[Report], of_pair: Mapping[tuple[str, str], Telling]) -> tuple[Telling | None, Report | None]:
    found = [(edge, one) for one in earlier if (edge := of_pair.get((one.id, report.id)) or of_pair.get((report.id, one.id)))]
    return max(found, key=lambda pair: pair[0].shared, default=(None, None))

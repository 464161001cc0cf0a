"""How the texts of two reports are related, as `compare` tells it: what lineage says of the two alone."""

from __future__ import annotations

from troth.link.body import body
from troth.link.kinship import examined
from troth.types import Relation, Report


def relation(a: Report, b: Report) -> tuple[Relation, float]:
    """How two texts are related, and the share of the one of which the other holds more."""
    if a.text and a.text == b.text:
        return Relation.COPY, 1.0  # however short
    found = examined(body(a), body(b))
    return (found.relation, found.containment) if found else (Relation.NONE, 0.0)

"""Compare: how one report tells what another tells."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from troth.link.align import as_aligned, pairs
from troth.link.differences import differences
from troth.link.relation import relation
from troth.link.same_event import same_event
from troth.link.words import words_of
from troth.types import Aligned, Comparison, Difference, DifferenceType, Reading, Relation, Report

_OTHER_SIDE: Final = {DifferenceType.ADDED: DifferenceType.DROPPED, DifferenceType.DROPPED: DifferenceType.ADDED}


def compare(a: Report, read_a: Reading, b: Report, read_b: Reading) -> Comparison:
    """How two reports are related, which sentences tell the same, and all that `b` tells otherwise than `a`.

    Compared the other way round, additions and omissions change places and the rest stays.
    """
    if (b.text, b.id) < (a.text, a.id):
        return _turned(_compare(b, read_b, a, read_a))
    return _compare(a, read_a, b, read_b)


def _compare(a: Report, read_a: Reading, b: Report, read_b: Reading) -> Comparison:
    first, second = words_of(a, b)
    aligned = pairs(first, second)
    kind, containment = relation(a, b)
    if kind is Relation.NONE and same_event(first, second):
        kind = Relation.SAME_EVENT
    return Comparison(
        a=a.id,
        b=b.id,
        relation=kind,
        containment=round(containment, 3),
        origins=_origins(a, b, kind),
        aligned=tuple(as_aligned(first, second, pair) for pair in aligned),
        differences=differences(first, second, aligned, read_a, read_b),
    )


def _origins(a: Report, b: Report, kind: Relation) -> int:
    """Copies have one origin, and so have two reports of one newsroom; who holds a passage of another must be known to be another."""
    if kind is Relation.COPY or (a.newsroom is not None and a.newsroom == b.newsroom):
        return 1
    return 1 if kind is Relation.EXCERPT and None in (a.newsroom, b.newsroom) else 2


def _turned(one: Comparison) -> Comparison:
    """The same comparison seen from the other report."""
    aligned = sorted((Aligned(pair.b, pair.a, pair.similarity) for pair in one.aligned), key=lambda pair: pair.a.start)
    turned = [Difference(_OTHER_SIDE.get(found.type, found.type), found.b, found.a) for found in one.differences]
    return replace(one, a=one.b, b=one.a, aligned=tuple(aligned), differences=tuple(turned))

"""Mentions: from the commitments of parsed sentences to the pledge mentions that a Reading holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from troth.anchor import quote
from troth.find import lexicon
from troth.find.actors import Background
from troth.find.pledges.actions import extent, infinitive
from troth.find.pledges.bearers import NARRATOR, bearers, source
from troth.find.pledges.checks import checkable
from troth.find.pledges.commitments import Commitment, commitments
from troth.find.pledges.deadlines import deadline
from troth.find.pledges.exclusions import is_none
from troth.find.pledges.occasions import made_on
from troth.find.pledges.terms import condition
from troth.types import Force, PledgeMention, Polarity, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def pledge_mentions(report: Report, parsed: Iterable[tuple[Span, Doc]], background: Background) -> Iterator[PledgeMention]:
    """The pledge mentions of a report's parsed sentences, in order; of nested ones the outer."""
    for sentence, doc in parsed:
        taken = 0
        for commitment in commitments(doc):
            span = extent(commitment)
            if span.start < taken or span.end <= span.start or is_none(commitment):
                continue
            mention = _mention(report, sentence.start, commitment, span, background)
            if mention is not None:
                taken = span.end
                yield mention


def _mention(report: Report, offset: int, commitment: Commitment, span: Span, background: Background) -> PledgeMention | None:
    """What the commitment says, or None when the report does not tell whose it is, or nobody but the reporter says it."""
    who = bearers(commitment, offset, background)
    vouching = source(commitment, offset, background)
    force = _force(commitment, vouching)
    if not who or force is None:
        return None
    place = Span(offset + span.start, offset + span.end)
    what = infinitive(commitment, span)
    polarity = Polarity.REFRAIN if commitment.refrain else Polarity.DO
    return PledgeMention(
        quote=quote(report, place.start, place.end),
        who=who,
        what=what,
        force=force,
        polarity=polarity,
        checkable=checkable(what, force, polarity),
        source=vouching,
        due=deadline(report, offset, span, commitment),
        condition=condition(report, offset, commitment),
        made_on=made_on(report, commitment),
        confidence=commitment.word.confidence,
    )


def _force(commitment: Commitment, source: str) -> Force | None:
    force = commitment.word.narrated if source == NARRATOR else commitment.word.uttered
    hostile = commitment.action.lower_ in lexicon.words("commissives", "hostile")
    return Force.THREAT if force is Force.PROMISE and hostile else force

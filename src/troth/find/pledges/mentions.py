"""Mentions: from the commitments of parsed sentences to the pledge mentions that a Reading holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from troth.anchor import quote
from troth.find import lexicon
from troth.find.actors import Background
from troth.find.pledges.actions import extent, infinitive
from troth.find.pledges.bearers import NARRATOR, joined
from troth.find.pledges.checks import checkable
from troth.find.pledges.choice import Case, choose, least_sure, tally
from troth.find.pledges.commitments import Commitment, commitments
from troth.find.pledges.deadlines import deadline
from troth.find.pledges.exclusions import is_none
from troth.find.pledges.occasions import made_on
from troth.find.pledges.terms import condition
from troth.types import Force, PledgeMention, Polarity, Quote, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def pledge_mentions(report: Report, parsed: Iterable[tuple[Span, Doc]], background: Background) -> Iterator[PledgeMention]:
    """The pledge mentions of a report's parsed sentences, in order; of nested ones the outer."""
    cases = list(undertaken(parsed, background))
    told = tally(cases)
    for case in cases:
        mention = _mention(report, case, told, background)
        if mention is not None:
            yield mention


def undertaken(parsed: Iterable[tuple[Span, Doc]], background: Background) -> Iterator[Case]:
    """The commitments that the rules find an actor for and that somebody else than the reporter gives, or the reporter may."""
    for sentence, doc in parsed:
        taken = 0
        for commitment in commitments(doc):
            span = extent(commitment)
            if span.start < taken or span.end <= span.start or is_none(commitment):
                continue
            case = Case.of(sentence, commitment, background)
            if case.who and _force(commitment, case.source) is not None:
                taken = span.end
                yield case


def _mention(report: Report, case: Case, told: Mapping[str, int], background: Background) -> PledgeMention | None:
    """What the commitment says, or None when the report leaves it too open whose it is."""
    who, share = choose(case, told, background)
    force = _force(case.commitment, case.source)
    commitment, offset, span = case.commitment, case.sentence.start, extent(case.commitment)
    sure = commitment.word.confidence * share
    if sure < least_sure() or force is None:
        return None
    vouching = joined(who) if case.source == joined(case.who) and commitment.word.utters else case.source
    place = Span(offset + span.start, offset + span.end)
    due, on_terms = deadline(report, offset, span, commitment), condition(report, offset, commitment)
    what = infinitive(commitment, _without(span, offset, on_terms)) or infinitive(commitment, span)
    polarity = Polarity.REFRAIN if commitment.refrain else Polarity.DO
    return PledgeMention(
        quote=quote(report, place.start, place.end),
        who=who,
        what=what,
        force=force,
        polarity=polarity,
        checkable=checkable(what, force, polarity),
        source=vouching,
        due=due,
        condition=on_terms,
        made_on=made_on(report, commitment),
        confidence=round(sure, 2),
    )


def _without(span: Span, offset: int, terms: Quote | None) -> Span:
    """The words of a commitment before its condition, where that closes them: it is told apart."""
    closing = terms is not None and span.start < terms.start - offset and terms.end - offset >= span.end
    return Span(span.start, terms.start - offset) if terms is not None and closing else span


def _force(commitment: Commitment, source: str) -> Force | None:
    force = commitment.word.narrated if source == NARRATOR else commitment.word.uttered
    hostile = commitment.action.lower_ in lexicon.words("commissives", "hostile")
    return Force.THREAT if force is Force.PROMISE and hostile else force

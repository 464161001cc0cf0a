"""Mentions: from what is seen and parsed of a report's sentences to the pledge mentions that a Reading holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from troth.anchor import quote
from troth.find.actors import Background
from troth.find.learned import Sight
from troth.find.pledges.actions import extent, infinitive
from troth.find.pledges.bearers import joined
from troth.find.pledges.choice import Case, choose, least_sure, tally
from troth.find.pledges.commitments import Commitment
from troth.find.pledges.deadlines import deadline
from troth.find.pledges.fields import checkable, force, polarity
from troth.find.pledges.occasions import made_on
from troth.find.pledges.proposals import Proposal, proposals
from troth.find.pledges.sureness import sureness
from troth.find.pledges.terms import condition
from troth.types import PledgeMention, Quote, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def pledge_mentions(
    report: Report, parsed: Mapping[Span, Doc], sights: Iterable[Sight], background: Background, threshold: float
) -> Iterator[PledgeMention]:
    """The pledge mentions of a report, in order; none is less sure than the threshold."""
    cases = [
        (proposal, Case.of(sight.sentence, proposal.commitment, background))
        for sight in sights
        for proposal in proposals(report.text, parsed[sight.sentence], sight)
    ]
    told = tally(case for _, case in cases)
    for proposal, case in cases:
        mention = _mention(report, proposal, case, told, background, threshold)
        if mention is not None:
            yield mention


def _mention(
    report: Report, proposal: Proposal, case: Case, told: Mapping[str, int], background: Background, threshold: float
) -> PledgeMention | None:
    """What the commitment says, or None when it is too unsure that it is one or when the report leaves open whose it is."""
    sure = sureness(proposal.signals)
    who, share = choose(case, told, background) if sure >= threshold else ((), 0.0)
    if not who or sure * share < least_sure():
        return None
    commitment, offset, place = proposal.commitment, proposal.sentence.start, proposal.words
    span = Span(place.start - offset, place.end - offset)
    vouching = joined(who) if case.source == joined(case.who) and commitment.word.utters else case.source
    due, on_terms = deadline(report, offset, span, commitment), condition(report, offset, commitment)
    what = _what(commitment, span, offset, on_terms)
    strength, direction = force(proposal, vouching, own=vouching == joined(who)), polarity(proposal)
    return PledgeMention(
        quote=quote(report, place.start, place.end),
        who=who,
        what=what,
        force=strength,
        polarity=direction,
        checkable=checkable(proposal, what, strength, direction),
        source=vouching,
        due=due,
        condition=on_terms,
        made_on=made_on(report, commitment),
        confidence=round(sure, 2),
    )


def _what(commitment: Commitment, span: Span, offset: int, terms: Quote | None) -> str:
    """The action as an infinitive, without the condition; where the syntax has it elsewhere, in the words of the mention."""
    for words in (_without(span, offset, terms), span, extent(commitment)):
        if words.end > commitment.action.idx and (what := infinitive(commitment, words)):
            return what
    return commitment.sign.doc.text[span.start : span.end]


def _without(span: Span, offset: int, terms: Quote | None) -> Span:
    """The words of a commitment before its condition, where that closes them: it is told apart."""
    closing = terms is not None and span.start < terms.start - offset and terms.end - offset >= span.end
    return Span(span.start, terms.start - offset) if terms is not None and closing else span

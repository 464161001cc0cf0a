"""Mentions: from what is seen and parsed of a report's sentences to the pledge mentions that a Reading holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from troth.anchor import quote
from troth.find.actors import Background
from troth.find.learned import Sight
from troth.find.pledges.actions import extent, infinitive
from troth.find.pledges.choice import Choice, choose, least_sure
from troth.find.pledges.commitments import Commitment
from troth.find.pledges.deadlines import deadline
from troth.find.pledges.fields import checkable, force, polarity
from troth.find.pledges.occasions import made_on
from troth.find.pledges.places import Place, place
from troth.find.pledges.proposals import Proposal, proposals
from troth.find.pledges.seen import UNLISTED
from troth.find.pledges.sureness import sureness
from troth.find.pledges.terms import condition
from troth.find.pledges.vouching import vouching
from troth.find.syntax import words_of
from troth.types import PledgeMention, Quote, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def pledge_mentions(
    report: Report, parsed: Mapping[Span, Doc], sights: Sequence[Sight], background: Background, threshold: float
) -> Iterator[PledgeMention]:
    """The pledge mentions of a report, in order; none is less sure than the threshold."""
    ordered = list(parsed.items())
    found = [
        (proposal, at)
        for sight in sights
        for proposal in proposals(report.text, parsed[sight.sentence], sight)
        if sureness(proposal.signals) >= threshold and (at := placed(proposal, ordered, background)) is not None
    ]
    chosen = choose([at for _, at in found], background)
    for (proposal, at), choice in zip(found, chosen, strict=True):
        mention = _mention(report, proposal, at, choice, background)
        if mention is not None:
            yield mention


def placed(proposal: Proposal, parsed: Sequence[tuple[Span, Doc]], background: Background) -> Place | None:
    """Where the words of a proposal stand."""
    if proposal.commitment.built == UNLISTED:
        return place(proposal.words, parsed)
    return Place.of(proposal.sentence, proposal.commitment, background.sentences)


def _mention(report: Report, proposal: Proposal, at: Place, choice: Choice, background: Background) -> PledgeMention | None:
    """What the commitment says, or None when the report leaves it too open whose it is."""
    sure = sureness(proposal.signals)
    if not choice.who or sure * choice.share < least_sure():
        return None
    commitment, offset, words = proposal.commitment, proposal.sentence.start, proposal.words
    span = Span(words.start - offset, words.end - offset)
    vouched, _ = vouching(at, choice.who, background)
    due, on_terms = deadline(report, offset, span, commitment), condition(report, offset, commitment)
    return PledgeMention(
        quote=quote(report, words.start, words.end),
        who=choice.who,
        what=_what(commitment, span, offset, on_terms),
        force=force(proposal, vouched, own=vouched in choice.who),
        polarity=polarity(proposal),
        checkable=checkable(proposal),
        source=vouched,
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
    return words_of(commitment.sign.doc)[span.start : span.end]


def _without(span: Span, offset: int, terms: Quote | None) -> Span:
    """The words of a commitment before its condition, where that closes them: it is told apart."""
    closing = terms is not None and span.start < terms.start - offset and terms.end - offset >= span.end
    return Span(span.start, terms.start - offset) if terms is not None and closing else span

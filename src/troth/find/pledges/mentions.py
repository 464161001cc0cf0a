"""Mentions: from the commitments of parsed sentences to the pledge mentions that a Reading holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from troth.anchor import quote
from troth.find import lexicon
from troth.find.actors import Background
from troth.find.pledges.actions import extent, infinitive
from troth.find.pledges.bearers import NARRATOR, source
from troth.find.pledges.checks import checkable
from troth.find.pledges.choice import Choice, choose, least_sure
from troth.find.pledges.commitments import Commitment, commitments
from troth.find.pledges.deadlines import deadline
from troth.find.pledges.exclusions import is_none
from troth.find.pledges.occasions import made_on
from troth.find.pledges.places import Place
from troth.find.pledges.terms import condition
from troth.find.pledges.vouching import vouching
from troth.find.pledges.ways import ruled
from troth.types import Force, PledgeMention, Polarity, Quote, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Case:
    """A commitment with its place, whom the rules alone take for its actors, and on whose word they find it."""

    place: Place
    commitment: Commitment
    who: tuple[str, ...]
    source: str

    @classmethod
    def of(cls, sentence: Span, commitment: Commitment, background: Background) -> Case:
        """Ask the rules."""
        at = Place.of(sentence, commitment, background.sentences)
        return cls(at, commitment, ruled(at, background), source(commitment, sentence.start, background))


def pledge_mentions(report: Report, parsed: Iterable[tuple[Span, Doc]], background: Background) -> Iterator[PledgeMention]:
    """The pledge mentions of a report's parsed sentences, in order; of nested ones the outer."""
    cases = list(undertaken(parsed, background))
    for case, chosen in zip(cases, choose([case.place for case in cases], background), strict=True):
        mention = _mention(report, case, chosen, background)
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


def _mention(report: Report, case: Case, chosen: Choice, background: Background) -> PledgeMention | None:
    """What the commitment says, or None when the report leaves it too open whose it is."""
    commitment, offset, span = case.commitment, case.place.sentence.start, extent(case.commitment)
    sure = commitment.word.confidence * chosen.share
    if sure < least_sure():
        return None
    vouched, _ = vouching(case.place, chosen.who, background)
    force = _force(commitment, vouched) or _force(commitment, case.source)
    if force is None:
        return None
    due, on_terms = deadline(report, offset, span, commitment), condition(report, offset, commitment)
    what = infinitive(commitment, _without(span, offset, on_terms)) or infinitive(commitment, span)
    polarity = Polarity.REFRAIN if commitment.refrain else Polarity.DO
    return PledgeMention(
        quote=quote(report, offset + span.start, offset + span.end),
        who=chosen.who,
        what=what,
        force=force,
        polarity=polarity,
        checkable=checkable(what, force, polarity),
        source=vouched,
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

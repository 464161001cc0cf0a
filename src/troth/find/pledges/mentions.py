"""Mentions: from the commitments of parsed sentences to the pledge mentions that a Reading holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from troth.anchor import quote
from troth.find import lexicon
from troth.find.actors import FIRST_PERSON, PRONOUN_TAGS, Background, actor, phrase, principal, quoted_speaker
from troth.find.pledges.actions import checkable, extent, infinitive
from troth.find.pledges.commitments import Commitment, commitments
from troth.find.pledges.deadlines import condition, deadline
from troth.find.pledges.exclusions import can_commit, is_none
from troth.find.statements.attribution import speakers
from troth.types import Force, PledgeMention, Polarity, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NARRATOR: Final = "narrator"


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
    who = _who(commitment, offset, background)
    source = _source(commitment, offset, background)
    force = _force(commitment, source)
    if not who or force is None:
        return None
    place = Span(offset + span.start, offset + span.end)
    what = infinitive(commitment, span)
    return PledgeMention(
        quote=quote(report, place.start, place.end),
        who=who,
        what=what,
        force=force,
        polarity=Polarity.REFRAIN if commitment.refrain else Polarity.DO,
        checkable=checkable(commitment, what),
        source=source,
        due=deadline(report, place, commitment),
        condition=condition(report, offset, commitment),
        confidence=commitment.word.confidence,
    )


def _who(commitment: Commitment, offset: int, background: Background) -> tuple[str, ...]:
    names = (principal(actor(token, offset, background)) for token in commitment.actors if can_commit(token, commitment))
    return tuple(dict.fromkeys(name for name in names if name))


def _source(commitment: Commitment, offset: int, background: Background) -> str:
    """Who vouches for it: whom the sentence names as speaking, else whose quotation it stands in, else who uttered it."""
    said_by = speakers(commitment.sign)
    if said_by:
        return _joined(_vouching(token, offset, background) for token in said_by)
    quoted = quoted_speaker(offset + commitment.sign.idx, background)
    if quoted is None and (commitment.word.utters or any(token.lower_ in FIRST_PERSON for token in commitment.actors)):
        return _joined(actor(token, offset, background) for token in commitment.actors)
    return quoted or NARRATOR


def _vouching(token: Token, offset: int, background: Background) -> str | None:
    """Who is meant, or the words for it; a pronoun whose name is not found says nothing."""
    return actor(token, offset, background) or (None if token.tag_ in PRONOUN_TAGS else phrase(token))


def _joined(names: Iterable[str | None]) -> str:
    return " and ".join(name for name in names if name) or NARRATOR


def _force(commitment: Commitment, source: str) -> Force | None:
    force = commitment.word.narrated if source == NARRATOR else commitment.word.uttered
    hostile = commitment.action.lower_ in lexicon.words("commissives", "hostile")
    return Force.THREAT if force is Force.PROMISE and hostile else force

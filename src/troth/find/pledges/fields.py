"""Fields: how strongly, in which direction and how checkably somebody commits himself, by the encoder and by the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from troth.find import lexicon
from troth.find.clauses import NEGATIONS
from troth.find.learned import FORCES
from troth.find.pledges.bearers import NARRATOR
from troth.find.pledges.commitments import Commitment
from troth.find.pledges.seen import UNLISTED
from troth.types import Force, Polarity

if TYPE_CHECKING:
    from troth.find.pledges.proposals import Proposal


def force(proposal: Proposal, source: str, own: bool) -> Force:
    """The force that encoder and lexicon together find likeliest; `own` tells that the actor himself vouches for it.

    "We will" and "said he would" are a promise by definition (GUIDELINES, "force"), however the encoder takes them.
    """
    odds = list(proposal.stretch.forces)
    ruled = ruled_force(proposal.commitment, source)
    if ruled is Force.PROMISE and own and proposal.commitment.word.kind == "modal":
        return ruled
    if ruled is not None:
        odds[FORCES.index(ruled)] += _weight("force ruled")
    return FORCES[max(range(len(odds)), key=odds.__getitem__)]


def ruled_force(commitment: Commitment, source: str) -> Force | None:
    """The force of the lexicon's entry, None where it has none."""
    if commitment.built == UNLISTED:
        return None
    found = commitment.word.narrated if source == NARRATOR else commitment.word.uttered
    hostile = commitment.action.lower_ in lexicon.words("commissives", "hostile")
    return Force.THREAT if found is Force.PROMISE and hostile else found


def polarity(proposal: Proposal) -> Polarity:
    """Whether it is to be done or refrained from."""
    if _is_read_as_an_act(proposal.commitment):
        return Polarity.DO
    odds = proposal.stretch.refrain
    if proposal.commitment.built != UNLISTED:
        odds += _weight("polarity ruled") if proposal.commitment.refrain else -_weight("polarity ruled")
    return Polarity.REFRAIN if odds > 0 else Polarity.DO


def _is_read_as_an_act(commitment: Commitment) -> bool:
    """Whether the rules see a negation and know that it makes no refraining: "won't allow the sale" is to prevent it."""
    words = commitment.sign.doc[min(commitment.sign.i, commitment.action.i) : max(commitment.sign.i, commitment.action.i) + 1]
    return commitment.built != UNLISTED and not commitment.refrain and any(token.lower_ in NEGATIONS for token in words)


def checkable(proposal: Proposal) -> bool:
    """Whether a stranger could establish that it was done, as the encoder finds it."""
    return proposal.stretch.checkable + _weight("checkable always") > 0


def _weight(name: str) -> float:
    return float(lexicon.table("sureness")["fields"][name])

"""Exclusions: what reads like a commitment and is none (GUIDELINES, "Not a pledge")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from troth.find import lexicon
from troth.find.clauses import NOUNS, ancestors, child, marker
from troth.find.pledges.commitments import Commitment
from troth.find.pledges.parties import can_act

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_none(commitment: Commitment) -> bool:
    """Whether the words bind nobody by definition, whatever encoder and cues make of them."""
    return any(rule(commitment) for rule in (_denial, _demand, _diary, _silence, _contest, _doubtful))


def reasons(commitment: Commitment) -> list[str]:
    """What speaks against the words binding anybody, however likely encoder and cues make it; each has a weight of its own."""
    return [name for name, rule in _RULES.items() if rule(commitment)]


def can_commit(token: Token, commitment: Commitment) -> bool:
    """Whether the word may mean a person, office or body; of common nouns any may, where no better is found."""
    return can_act(token) or (token.tag_ in NOUNS and token.lower_ not in lexicon.words("agents", "never"))


def _denial(commitment: Commitment) -> bool:
    """Nothing is undertaken, not even to refrain: "has no plans to", "never promised to"."""
    return commitment.built == "denied"


def _demand(commitment: Commitment) -> bool:
    """What somebody else should do: "wants the council to act"."""
    asked = child(commitment.action, "nsubj", "nsubjpass") if commitment.action.tag_ == "VB" else None
    return "them to" in commitment.word.takes and asked is not None and asked.i > commitment.sign.i and can_act(asked)


def _forecast(commitment: Commitment) -> bool:
    return commitment.word.kind in {"modal", "headline"} and commitment.action.lower_ in lexicon.words("not_pledges", "forecasts")


def _diary(commitment: Commitment) -> bool:
    return commitment.action.lower_ in lexicon.words("not_pledges", "diary") and not commitment.refrain


def _silence(commitment: Commitment) -> bool:
    return commitment.refrain and commitment.action.lower_ in lexicon.words("not_pledges", "silence")


def _contest(commitment: Commitment) -> bool:
    """Sport and elections: "we will win"."""
    return commitment.word.kind == "modal" and commitment.action.lower_ in lexicon.words("not_pledges", "contests")


def _doubtful(commitment: Commitment) -> bool:
    """A guess, a mere possibility or a denial: "I think he will", "if they decide to", "denied that there was a plan to"."""
    for below, above in [(commitment.sign, commitment.sign), *ancestors(commitment.sign)]:
        if below is not above and above.lower_ in lexicon.words("speech", "denials"):
            return True
        if below.dep_ in {"advcl", "ccomp", "pcomp"} and marker(below, "if", "whether", "unless"):
            return commitment.word.kind != "noun"
        if below.dep_ == "ccomp" and above.lower_ in lexicon.words("speech", "guesses") and commitment.word.kind == "modal":
            return True
    return False


def _nobody(commitment: Commitment) -> bool:
    return not any(can_commit(token, commitment) for token in commitment.actors)


_RULES: Final = {
    "forecast": _forecast,
    "nobody": _nobody,
}

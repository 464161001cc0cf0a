"""Exclusions: what reads like a commitment and is none (GUIDELINES, "Not a pledge")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from troth.find import lexicon
from troth.find.clauses import NOUNS, ancestors, marker
from troth.find.pledges.commitments import Commitment

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONAL: Final = frozenset({"i", "we", "he", "she", "they", "my", "our", "his", "her", "their", "it", "its"})
_PRONOUNS: Final = frozenset({"PRP", "PRP$", "WP", "WDT", "DT", "EX"})


def is_none(commitment: Commitment) -> bool:
    """Whether the words bind nobody after all."""
    return not any(can_commit(token, commitment) for token in commitment.actors) or any(
        rule(commitment) for rule in (_forecast, _diary, _silence, _talk, _doubtful)
    )


def can_commit(token: Token, commitment: Commitment) -> bool:
    """Whether the word means a person, office or body, as far as the word alone tells."""
    word = token.lower_
    if word in _PERSONAL:
        return True
    if token.tag_ in _PRONOUNS or word in lexicon.words("agents", "never"):
        return False
    opens = token.i == 0 and token.tag_ in {"NN", "NNS"}  # "Rain will": its capital says nothing
    if word in lexicon.words("agents", "nouns") or (token.text[0].isupper() and not opens):
        return True
    return commitment.word.kind in {"verb", "state"} and token.tag_ in NOUNS and word not in lexicon.words("agents", "instruments")


def _forecast(commitment: Commitment) -> bool:
    return commitment.word.kind in {"modal", "headline"} and commitment.action.lower_ in lexicon.words("not_pledges", "forecasts")


def _diary(commitment: Commitment) -> bool:
    return commitment.action.lower_ in lexicon.words("not_pledges", "diary") and not commitment.refrain


def _silence(commitment: Commitment) -> bool:
    return commitment.refrain and commitment.action.lower_ in lexicon.words("not_pledges", "silence")


def _talk(commitment: Commitment) -> bool:
    return commitment.action.lower_ in lexicon.words("not_pledges", "talk")


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

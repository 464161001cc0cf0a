"""Seen: from the words that the encoder marks as a pledge to the commitment that they carry, by the syntax of their sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from troth.find.clauses import NEGATIONS, NOUNS, VERBS
from troth.find.lexicon import Commissive
from troth.find.pledges.commitments import Commitment
from troth.find.pledges.parties import bound, owners
from troth.types import Force, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What stands for an entry of the lexicon where it has none for the words: their force is the encoder's to tell.
_UNLISTED: Final = Commissive(name="unlisted", kind="unlisted", narrated=Force.PLAN, uttered=Force.PROMISE, takes=frozenset())
_PRESENT: Final = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"})
UNLISTED: Final = "unlisted"  # how a commitment is built that the lexicon does not know


def carried(doc: Doc, words: Span) -> Commitment:
    """The commitment that words carry which the lexicon does not propose, at offsets in the sentence.

    The first of them is the sign, the verb that they lead to the action, its subject or owner the actor.
    """
    tokens = [token for token in doc if token.idx < words.end and token.idx + len(token) > words.start] or [doc[0]]
    sign = next((token for token in tokens if token.is_alpha), tokens[0])
    later = [token for token in tokens if token.i > sign.i]
    action = next((token for token in later if token.tag_ == "VB"), None)
    action = action or next((token for token in [sign, *later] if token.tag_ in VERBS), None) or _head(tokens)
    actors = owners(sign) if sign.tag_ in NOUNS else bound(sign, action)
    refrain = any(token.lower_ in NEGATIONS for token in tokens)
    named = tuple(actor for actor in actors if actor.text[0].isalnum())
    return Commitment(sign, action, named, _UNLISTED, refrain, UNLISTED)


def is_under_way(commitment: Commitment) -> bool:
    """Whether the words tell a deed that is being done, and none that commits: "is tightening security"."""
    sign = commitment.sign
    verb = sign.head if sign.lower_ in _PRESENT else sign
    return verb.tag_ == "VBG" and any(kid.lower_ in _PRESENT for kid in verb.lefts)


def is_without_verb(doc: Doc, words: Span) -> bool:
    """Whether nothing in words at these offsets of the sentence says that anything is done."""
    within = (token for token in doc if token.idx < words.end and token.idx + len(token) > words.start)
    return not any(token.tag_ in VERBS or token.tag_ == "MD" for token in within)


def _head(tokens: Sequence[Token]) -> Token:
    """The word of these that the others hang on."""
    numbers = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in numbers), tokens[-1])

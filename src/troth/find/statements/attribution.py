"""Attribution: who is said, in the sentence itself, to have said what stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from troth.find import lexicon
from troth.find.clauses import NOUNS, VERBS, ancestors, child, subjects
from troth.find.syntax import kept_by_word

if TYPE_CHECKING:
    from spacy.tokens import Token

CONTENT: Final = frozenset({"ccomp", "parataxis", "dep"})  # how what is said hangs on the word of saying


@kept_by_word
def speakers(token: Token) -> list[Token]:
    """The heads of the outermost speaker to whom the sentence attributes the token; none where it attributes it to nobody.

    Outermost, because a promise recalled inside somebody's statement is that somebody's word (GUIDELINES, "Source").
    """
    found = _according(token)
    for below, verb in ancestors(token):
        announced = below is token and below.dep_ == "dobj"  # "announced plans to"
        if _is_speech(verb) and (below.dep_ in CONTENT or announced):
            found = subjects(verb) or found
    return found or _inserted(token)


def _according(token: Token) -> list[Token]:
    """The speaker of "according to"."""
    for word in token.doc:
        if word.lower_ == "according" and (to := child(word, "prep")) and (who := child(to, "pobj")):
            return [who]
    return []


def _is_speech(verb: Token) -> bool:
    return verb.lower_ in lexicon.words("speech", "says") and verb.tag_ in VERBS | NOUNS


def _inserted(token: Token) -> list[Token]:
    """The speaker of a clause put between: "the plan, she said, will ..."."""
    for above in [token, *(head for _, head in ancestors(token))]:
        for kid in above.children:
            if kid.dep_ in CONTENT and _is_speech(kid) and token not in kid.subtree and (own := child(kid, "nsubj")):
                return [own]
    return []

"""Headlines in Title Case, where the parser sees names and no verbs: "Ruiz Vows to Close Mine"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from troth.find.clauses import NEGATIONS
from troth.find.lexicon import Commissive

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOSTLY: Final = 0.7  # share of capitals among the longer words of a headline in Title Case
LONGER: Final = 3  # characters: words up to these ("to", "of", "the") keep their small letter
FEWEST: Final = 3  # longer words: of fewer nobody can tell
_STOPS: Final = frozenset('. ! ” "'.split())


def is_titled(doc: Doc) -> bool:
    """Whether the words are those of a headline in Title Case."""
    if len(doc) == 0 or doc[-1].text in _STOPS:
        return False
    words = [token for token in doc if token.is_alpha and len(token) > LONGER]
    return len(words) >= FEWEST and sum(token.text[0].isupper() for token in words) > MOSTLY * len(words)


def in_title(token: Token, word: Commissive) -> Token | None:
    """The act that the word announces in a headline, by its place alone: the actor stands before it, the act after it."""
    at, doc = token.i, token.doc
    after = [following for following in doc[at + 1 : at + 4] if following.lower_ not in NEGATIONS]
    if at == 0 or not doc[at - 1].is_alpha or not after:
        return None
    to = after[0].lower_ == "to"
    if word.kind in {"modal", "headline"}:
        action = after[0]
    elif word.kind in {"verb", "state"} and "to" in word.takes and to and len(after) > 1:
        action = after[1]
    elif word.kind == "verb" and "thing" in word.takes and not word.things and token.lower_.endswith("s") and not to:
        action = after[0]
    else:
        return None
    return action if action.is_alpha else None

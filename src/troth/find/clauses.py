"""Clauses: who is the subject of what, what a word governs, and what negates it, in one parsed sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from troth.find.syntax import kept_by_word

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SUBJECT: Final = frozenset({"nsubj", "nsubjpass"})
NOUNS: Final = frozenset({"NN", "NNS", "NNP", "NNPS"})
PROPER: Final = frozenset({"NNP", "NNPS"})
VERBS: Final = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
RELATIVE: Final = frozenset({"WDT", "WP"})
NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "nobody", "without", "hardly"})
# Dependents that share the subject of their head when they have none of their own.
SHARES_SUBJECT: Final = frozenset(
    {"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "acomp", "attr", "dep", "oprd", "dobj", "pobj", "aux"}
)
FARTHEST: Final = 8  # steps up a parse: "plans to try to help to ..." has three; in a broken parse the way leads to any verb at all


def between(doc: Doc, start: int, end: int) -> Span:
    """The tokens that share a character with a stretch of a sentence's text."""
    starts = doc.to_array("IDX")
    first, last = int(starts.searchsorted(start, "right")) - 1, int(starts.searchsorted(end, "left"))
    first += first < 0 or doc[first].idx + len(doc[first]) <= start
    return doc[first : max(first, last)]


@kept_by_word
def subjects(token: Token) -> list[Token]:
    """The heads of the token's subject, also through coordination, control and relative clauses; none where it is unsaid."""
    for _ in range(FARTHEST):
        own = [child for child in token.children if child.dep_ in SUBJECT]
        if own:
            return coordinated(_antecedent(own[0]))
        if token.dep_ in {"acl", "relcl"} and token.tag_ != "VB":
            return coordinated(token.head)
        if token.dep_ not in SHARES_SUBJECT and token.dep_ != "acl":
            return []
        token = token.head
    return []


def _antecedent(subject: Token) -> Token:
    """What a relative pronoun stands for; any other subject as it is."""
    verb = subject.head
    if subject.tag_ not in RELATIVE or verb.dep_ != "relcl":
        return subject
    return verb.head.head if verb.head.dep_ == "appos" else verb.head  # "Smith, D-Ohio, who": the parser hangs "who" on the nearer


def coordinated(token: Token) -> list[Token]:
    """The token and what is joined to it by "and"."""
    return [token, *token.conjuncts] if token.dep_ != "conj" else [token]


def child(token: Token, *dependencies: str) -> Token | None:
    """The first dependent of one of these kinds."""
    return next((kid for kid in token.children if kid.dep_ in dependencies), None)


def infinitive(token: Token) -> Token | None:
    """The verb of a "to" infinitive that follows and depends on the token."""
    return next((kid for kid in token.rights if kid.tag_ == "VB" and marker(kid, "to") is not None), None)


def marker(token: Token, *forms: str) -> Token | None:
    """A dependent to the left that is one of these words."""
    return next((kid for kid in token.lefts if kid.lower_ in forms), None)


def negated(token: Token) -> bool:
    """Whether a negation stands directly on the token: "will not close", "no plans", "no longer"."""
    return any((kid.lower_ in NEGATIONS and not _adds(kid)) or (kid.lower_ == "longer" and negated(kid)) for kid in token.children)


def _adds(negation: Token) -> bool:
    """Whether it belongs to "not only", "not just", which deny nothing."""
    return negation.i + 1 < len(negation.doc) and negation.nbor(1).lower_ in {"only", "just", "merely"}


def ancestors(token: Token) -> Iterator[tuple[Token, Token]]:
    """The steps from a token up to its root, each as (dependent, head)."""
    while token.head.i != token.i:
        yield token, token.head
        token = token.head

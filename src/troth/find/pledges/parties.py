"""Parties: which words of a sentence name whom a sign binds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from troth.find import lexicon
from troth.find.clauses import PROPER, SUBJECT, VERBS, ancestors, child, subjects
from troth.find.statements.attribution import speakers

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS: Final = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT", "DT", "EX", "CD"})
_PERSONAL: Final = frozenset({"i", "we", "he", "she", "they", "my", "our", "his", "her", "their", "it", "its", "us", "who"})
OWN: Final = frozenset({"i", "we", "my", "our", "us"})


def can_act(token: Token) -> bool:
    """Whether the word means a person, office or body, as far as the word alone tells."""
    word = token.lower_
    if token.tag_ in _PRONOUNS:
        return word in _PERSONAL
    if word in lexicon.words("agents", "never"):
        return False
    opens = token.i == 0 and token.tag_ in {"NN", "NNS"}  # "Rain will": its capital says nothing
    return word in lexicon.words("agents", "nouns") or (token.text[:1].isupper() and not opens)


def doers(verb: Token) -> list[Token]:
    """Who does what a verb of commitment says; of a passive, by whom it is done or whose the thing is."""
    found = [owner for subject in subjects(verb) for owner in behind(subject)]
    if child(verb, "auxpass") is None:
        return _likeliest(found, verb)
    return agents(verb) or _likeliest([actor for actor in found if can_act(actor)], verb)


def bound(modal: Token, action: Token) -> list[Token]:
    """Who is bound by "will close": the subject, or who says so where the subject is a thing or suffers it."""
    found = [owner for subject in subjects(action) for owner in behind(subject)]
    if child(action, "auxpass") is None:
        return _likeliest(found, modal)
    return agents(action) or _likeliest([actor for actor in found if actor.lower_ in OWN], modal) or found


def agents(verb: Token) -> list[Token]:
    """By whom it is done: "was offered by ministers"."""
    return [agent for by in verb.children if by.dep_ == "agent" for agent in by.children]


def owners(noun: Token) -> list[Token]:
    """Whose promise it is: "his promise", "the Obama plan", "a plan by ministers", "they have a plan"."""
    return _likeliest(_own(noun), noun)


def _own(noun: Token) -> list[Token]:
    for kid in noun.lefts:
        if kid.dep_ == "poss" or (kid.dep_ in {"compound", "nmod", "amod"} and kid.tag_ in PROPER):
            return [kid]
    for by in noun.rights:
        if by.lower_ in {"by", "from"} and by.dep_ in {"prep", "agent"}:
            return list(by.children)
    if noun.dep_ == "pobj" or (noun.dep_ == "conj" and noun.head.tag_ in VERBS):  # the latter a verb that was taken for a noun
        return subjects(noun)
    if noun.dep_ in {"dobj", "attr"} and noun.head.lower_ in lexicon.words("commissives", "carriers"):
        return subjects(noun.head)
    return []


def behind(subject: Token) -> list[Token]:
    """Whose plan it is that "would raise taxes"; any other subject as it is."""
    return _own(subject) or [subject] if subject.lower_ in lexicon.words("agents", "instruments") else [subject]


def _likeliest(found: list[Token], sign: Token) -> list[Token]:
    """The words found, unless none of them can act: then whom the rest of the sentence has to offer."""
    if any(map(can_act, found)):
        return found
    return speakers(sign) or _above(sign) or _ours(sign) or found


def _above(sign: Token) -> list[Token]:
    for _, head in ancestors(sign):
        if head.tag_ in VERBS:
            named = [subject for kid in head.lefts if kid.dep_ in SUBJECT for subject in [kid] if can_act(kid)] or agents(head)
            if named:
                return named
    return []


def _ours(sign: Token) -> list[Token]:
    return [token for token in sign.doc if token.lower_ in OWN and token.tag_ in _PRONOUNS][:1]

"""Commitments: where the words of one parsed sentence bind somebody to something."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from troth.find import lexicon
from troth.find.clauses import NOUNS, PROPER, VERBS, child, infinitive, marker, negated, subjects
from troth.find.lexicon import Commissive
from troth.find.statements.attribution import speakers
from troth.types import Force

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What makes a promise of a clause: "vowed that taxes would fall", "promised that everyone could stay".
FUTURE: Final = ("will", "would", "'ll", "’ll", "'d", "’d", "wo", "shall", "can", "could")
THINGS: Final = NOUNS | {"CD", "$"}  # of "pledged £76m" the parser heads "m" or "£"


@dataclass(frozen=True, slots=True)
class Commitment:
    """Words that may commit somebody: the one that says so (`sign`), the heads of the action, and the heads of the actors.

    `word` is the lexicon's entry for the sign; `refrain` tells that the action is what the actor will not do.
    """

    sign: Token
    action: Token
    actors: tuple[Token, ...]
    word: Commissive
    refrain: bool


def commitments(doc: Doc) -> Iterator[Commitment]:
    """All that one sentence may commit somebody to, in the order of its words."""
    known = lexicon.commissives()
    for token in doc:
        readings = (_RECOGNISE[word.kind](token, word) for word in known.get(token.lower_, ()))
        first = next(filter(None, readings), None)
        if first is not None:
            yield first
            yield from _joined(first)


def _joined(first: Commitment) -> Iterator[Commitment]:
    """Further actions under the same word: "plans to cut taxes and raise wages"."""
    for verb in first.action.conjuncts:
        if verb.i > first.action.i and verb.tag_ == first.action.tag_ == "VB" and child(verb, "nsubj", "aux") is None:
            yield Commitment(first.sign, verb, first.actors, first.word, negated(verb) or first.word.refrains)


def _by_verb(verb: Token, word: Commissive) -> Commitment | None:
    if verb.tag_ not in VERBS or (verb.tag_ == "VB" and word.narrated is Force.AIM):
        return None  # "likely to try", "should consider": an aim is one's own only when it is told of one
    if word.reported and verb.tag_ in {"VBD", "VBN"} and not speakers(verb):
        return None
    doers = _doers(verb)
    return _commitment(verb, complement(verb, word), doers, word) if doers else None


def _doers(verb: Token) -> list[Token]:
    if child(verb, "auxpass"):
        return _agents(verb) or [owner for subject in subjects(verb) for owner in _behind(subject) if owner is not subject]
    return [owner for subject in subjects(verb) for owner in _behind(subject)]


def _agents(verb: Token) -> list[Token]:
    """By whom it is done: "was offered by ministers"."""
    return [agent for by in verb.children if by.dep_ == "agent" for agent in by.children]


def _by_state(state: Token, word: Commissive) -> Commitment | None:
    if state.tag_ not in {"JJ", "VBN", "VBD", "RB"}:
        return None
    return _commitment(state, complement(state, word), subjects(state), word)


def _by_noun(noun: Token, word: Commissive) -> Commitment | None:
    if noun.tag_ not in NOUNS:
        return None
    action = complement(noun, word) or _described(noun, word)
    return _commitment(noun, action, _owners(noun), word)


def _described(noun: Token, word: Commissive) -> Token | None:
    """The noun itself, where it is somebody's and says of what: "his tax plan", "Smith's campaign promise"."""
    described = word.narrated is Force.PROMISE or any(kid.dep_ in {"compound", "amod"} for kid in noun.lefts)
    return noun if "itself" in word.takes and described and child(noun, "poss") is not None else None


def _owners(noun: Token) -> list[Token]:
    """Whose promise it is: "his promise", "the Obama plan", "a plan by ministers", "they have a plan"."""
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


def _by_modal(modal: Token, word: Commissive) -> Commitment | None:
    action = infinitive(modal) if modal.lower_.startswith("go") else modal.head
    if action is None or action.tag_ not in {"VB", "VBG", "VBN"} or action.i < modal.i or marker(action, "have", "'ve", "’ve") is not None:
        return None
    if child(action, "auxpass"):
        return _commitment(modal, action, _agents(action) or speakers(modal), word)
    return _commitment(modal, action, [owner for subject in subjects(action) for owner in _behind(subject)], word)


def _by_headline(to: Token, word: Commissive) -> Commitment | None:
    verb = to.head
    if verb.tag_ != "VB" or to.i > verb.i or child(verb, "mark"):
        return None
    if verb.head.dep_ == "ROOT" and verb.head.tag_ in NOUNS and verb.head.i == to.i - 1:  # the parser heads the headline by its subject
        return _commitment(to, verb, [verb.head], word)
    subject = child(verb, "nsubj")
    inside = verb.head.i < verb.i  # "wants Congress to act" is no headline; "Smith to act, sources say" is
    return None if subject is None or subject.i > to.i or inside else _commitment(to, verb, subjects(verb), word)


def _behind(subject: Token) -> list[Token]:
    """Whose plan it is that "would raise taxes"; any other subject as it is."""
    return _owners(subject) if subject.lower_ in lexicon.words("agents", "instruments") else [subject]


def _commitment(sign: Token, action: Token | None, actors: Iterable[Token], word: Commissive) -> Commitment | None:
    if action is None:
        return None
    refrain = word.refrains != _refrains(action)
    if word.kind == "modal" and action.lower_ in lexicon.words("not_pledges", "permits"):
        refrain = False
    if word.kind != "modal" and _denied(sign):
        if word.negated == "nothing":
            return None
        refrain = not refrain
    return Commitment(sign, action, tuple(actors), word, refrain)


def _denied(sign: Token) -> bool:
    return negated(sign) or (sign.dep_ in {"acomp", "attr", "dobj"} and negated(sign.head))


def _refrains(action: Token) -> bool:
    if action.lower_ in lexicon.words("not_pledges", "abstentions"):
        return not negated(action)
    return negated(action) or (action.head.lower_ == "going" and negated(action.head))


def complement(token: Token, word: Commissive) -> Token | None:
    """The head of what the word commits to, if it has a complement of a kind that the word takes."""
    takes = word.takes
    if "to" in takes and (verb := infinitive(token)) is not None and child(verb, "nsubj") is None:
        return verb
    for kid in token.rights:
        if kid.dep_ == "prep":
            thing = child(kid, "pcomp", "pobj")
            if thing is not None and _fits(kid.lower_, thing, takes):
                return thing
        if "ing" in takes and kid.tag_ == "VBG" and kid.dep_ in {"xcomp", "ccomp", "dobj"} and child(kid, "nsubj", "aux") is None:
            return kid
        if "that" in takes and kid.dep_ in {"ccomp", "acl"} and marker(kid, *FUTURE):
            return kid
        if "thing" in takes and kid.dep_ == "dobj" and kid.tag_ in THINGS and (not word.things or kid.lower_ in word.things):
            return kid
    return None


def _fits(preposition: str, thing: Token, takes: frozenset[str]) -> bool:
    if thing.tag_ == "VBG":
        return preposition in takes
    return f"{preposition} thing" in takes and thing.tag_ in THINGS


_RECOGNISE: Final[dict[str, Callable[[Token, Commissive], Commitment | None]]] = {
    "verb": _by_verb,
    "state": _by_state,
    "noun": _by_noun,
    "modal": _by_modal,
    "headline": _by_headline,
}

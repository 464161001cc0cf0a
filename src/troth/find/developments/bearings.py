"""Bearings: how a cue stands in its parsed sentence: what it bears on, whether it tells a fact, and whether it is denied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from troth.find.clauses import NEGATIONS, NOUNS, SUBJECT, VERBS, marker, subjects
from troth.find.developments.cues import Cue, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FARTHEST: Final = 6  # steps up a parse
WIDEST: Final = 15  # words from the head of a phrase to those that still say what it is about
CLIMBABLE: Final = 4  # steps from the word of a cue to the word that governs it: "on hold" to "put"
_OBJECTS: Final = frozenset({"dobj", "nsubjpass", "attr", "oprd", "dative"})
_CLAUSES: Final = frozenset({"xcomp", "ccomp"})
_PASSES_ON: Final = frozenset(
    {"conj", "xcomp", "pcomp", "csubj", "csubjpass", "dobj", "nsubj", "nsubjpass", "pobj", "prep", "attr", "acl", "oprd", "compound"}
)
_POSSIBLE: Final = frozenset({"could", "can", "ca"})


@dataclass(frozen=True, slots=True)
class Theme:
    """What a cue may bear on: the head of its subject, object or complement."""

    head: Token
    is_subject: bool

    def words(self, cue_head: Token) -> list[Token]:
        """The words of the theme, without those of the cue where it stands inside ("the abandoned plan")."""
        if cue_head.is_ancestor(self.head) or not self.head.is_ancestor(cue_head):
            return [token for token in self.head.subtree if token.i != cue_head.i and abs(token.i - self.head.i) < WIDEST]
        below = {token.i for token in cue_head.subtree}
        return [token for token in self.head.subtree if token.i not in below and abs(token.i - self.head.i) < WIDEST]


def head(doc: Doc, offset: int, cue: Cue) -> Token | None:
    """The verb, noun or adjective that a cue stands on or under; `offset` is where the sentence starts."""
    token = next((token for token in doc if token.idx <= cue.start - offset < token.idx + len(token)), None)
    for _ in range(CLIMBABLE):
        if token is None or token.tag_ in VERBS or token.tag_ in NOUNS or token.tag_ == "JJ":
            return token
        token = token.head
    return token


def themes(head: Token) -> list[Theme]:
    """What the cue on this head may bear on, in the order of the words, its unsaid subject last."""
    found = [theme for kid in head.children for theme in _below(kid, head)]
    if head.dep_ in {"amod", "acl", "relcl"}:
        found.append(Theme(head.head, is_subject=False))
    if head.tag_ in VERBS and not any(kid.dep_ in SUBJECT for kid in head.children):
        found += [Theme(subject, is_subject=True) for subject in subjects(head)[:2]]
    if head.tag_ in NOUNS and head.dep_ in {"dobj", "attr", "pobj"}:  # "hit a snag", "is in limbo"
        verb = head.head.head if head.dep_ == "pobj" else head.head
        found += [Theme(subject, is_subject=True) for subject in subjects(verb)[:2]]
    return found


def _below(kid: Token, head: Token) -> Iterator[Theme]:
    if kid.dep_ in _OBJECTS or (kid.dep_ in _CLAUSES and kid.i > head.i):
        yield Theme(kid, is_subject=False)
    elif kid.dep_ == "nsubj":
        yield Theme(kid, is_subject=True)
    elif kid.dep_ in {"prep", "agent"}:
        yield from (Theme(thing, is_subject=False) for thing in kid.children if thing.dep_ in {"pobj", "pcomp"})
    elif kid.dep_ in {"prt", "advmod"}:  # "backed away from the plan"
        for preposition in kid.children:
            yield from (Theme(thing, is_subject=False) for thing in preposition.children if thing.dep_ == "pobj")
    elif head.tag_ in NOUNS and kid.dep_ in {"compound", "amod", "poss", "nmod"}:
        yield Theme(kid, is_subject=False)


def unreal(token: Token) -> bool:
    """Whether the words tell no fact: under "will", "would", "if", or an infinitive of something meant."""
    for _ in range(FARTHEST):
        if _supposed(token):
            return True
        if token.head.i == token.i:
            return False
        if token.tag_ == "VB" and marker(token, "to") is not None:
            if token.dep_ != "xcomp" or token.head.lower_ not in words("factual"):
                return True
        elif not _takes_on(token):
            return False
        token = token.head
    return False


def _supposed(token: Token) -> bool:
    for kid in token.lefts:
        if kid.lower_ in {"if", "unless", "whether"}:
            return True
        if kid.tag_ == "MD" and not (kid.lower_ in _POSSIBLE and denied(token)):  # "could not" tells a fact
            return True
    return False


def _takes_on(token: Token) -> bool:
    """Whether a word is as real as the word above it: "by dropping it", "the failure of"."""
    if token.tag_ == "VBG":
        finite = any(kid.dep_ == "aux" for kid in token.children)
        told = token.dep_ == "pcomp" and token.head.lower_ in {"after", "since"}
        return not finite and not told and token.dep_ in _PASSES_ON | {"advcl"}
    if token.tag_ in NOUNS or token.tag_ == "VB":
        return token.dep_ in _PASSES_ON or (token.tag_ == "VB" and token.dep_ == "advcl")
    return token.dep_ == "conj" and not any(kid.dep_ in SUBJECT for kid in token.children)


def denied(token: Token) -> bool:
    """Whether a negation stands before the word or on the verb that governs it."""
    if any(kid.lower_ in NEGATIONS for kid in token.lefts):
        return True
    return token.dep_ == "xcomp" and any(kid.lower_ in NEGATIONS for kid in token.head.lefts)

"""Commitments: where the words of one parsed sentence bind somebody to something."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from troth.find import lexicon
from troth.find.clauses import NEGATIONS, NOUNS, VERBS, child, infinitive, marker, negated, subjects
from troth.find.lexicon import Commissive
from troth.find.pledges.headlines import in_title, is_titled
from troth.find.pledges.parties import bound, doers, owners
from troth.find.syntax import kept
from troth.types import Force

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What makes a promise of a clause: "vowed that taxes would fall", "promised that everyone could stay".
FUTURE: Final = ("will", "would", "'ll", "’ll", "'d", "’d", "wo", "shall", "can", "could")
THINGS: Final = NOUNS | {"CD", "$"}  # of "pledged £76m" the parser heads "m" or "£"
_DASHES: Final = frozenset({"-", "--", "–", "—"})
_STATES: Final = frozenset({"JJ", "VBN", "VBD", "RB", "VBZ", "VBP", "IN"})
_BE: Final = frozenset({"is", "was", "'s", "’s", "remains", "be", "are", "were"})
_FROM_BE: Final = 4  # tokens from "is" to the verb of "is to be lifted"; a "to" farther off belongs to something else


@dataclass(frozen=True, slots=True)
class Commitment:
    """Words that may commit somebody: the one that says so (`sign`), the heads of the action, and the heads of the actors.

    `word` is the lexicon's entry for the sign, with the confidence that the words around it give; `refrain` tells that the action is
    what the actor will not do; `built` how the words hang together: `plain`, `joined` (a second action under the sign), `denied`
    ("no plan to") or `titled` (in a headline whose syntax is guessed).
    """

    sign: Token
    action: Token
    actors: tuple[Token, ...]
    word: Commissive
    refrain: bool
    built: str = "plain"


@kept
def candidates(doc: Doc) -> tuple[Commitment, ...]:
    """All places of a sentence that the lexicon proposes, likely or not."""
    return tuple(_candidates(doc))


def _candidates(doc: Doc) -> Iterator[Commitment]:
    places = _places(doc)
    if not places:
        return
    known, titled = lexicon.commissives(), is_titled(doc)
    for place in places:
        token = doc[place]
        entries = known.get(token.lower_, ())
        guessed = titled and token.tag_ in NOUNS  # "Vows" is no noun before "to Close Mine"
        ways = ((_by_title, _by_syntax) if guessed else (_by_syntax, _by_title))[: 1 + titled] if entries else ()
        first = next(filter(None, (way(token, word) for way in ways for word in entries)), None)
        if first is not None:
            yield first
            yield from _joined(first)


def _places(doc: Doc) -> list[int]:
    """Where words of the lexicon stand.  Looking at the whole sentence at once costs a fifth of asking token by token."""
    hashes = _hashes()
    return [place for place, form in enumerate(doc.to_array("LOWER").tolist()) if form in hashes]


@cache
def _hashes() -> frozenset[int]:
    from spacy.strings import get_string_id

    return frozenset(get_string_id(form) for form in lexicon.commissives())


def _joined(first: Commitment) -> Iterator[Commitment]:
    """Further actions under the same word: "plans to cut taxes and raise wages", "will not cut or freeze wages"."""
    action = first.action
    for verb in [*_alike(action), *(also for spelled in action.rights if _spells_out(spelled) for also in _alike(spelled))]:
        same = any(kid.lower_ in {"or", "nor"} for kid in verb.head.children)
        refrain = first.refrain if same else negated(verb) or first.word.refrains
        yield Commitment(first.sign, verb, first.actors, first.word, refrain, "joined")


def _alike(verb: Token) -> list[Token]:
    """The verbs of the same form that are joined to one and have no subject of their own."""
    later = (also for also in verb.conjuncts if also.i > verb.i and verb.tag_ == also.tag_ and verb.tag_ in {"VB", "VBG"})
    return [also for also in later if child(also, "nsubj", "aux", "expl") is None or marker(also, "to") is not None]


def _spells_out(gerund: Token) -> bool:
    """Whether it tells after a dash what the act consists of: "would begin at home -- cutting demand and guarding the border"."""
    return gerund.tag_ == "VBG" and gerund.dep_ == "advcl" and gerund.i > 0 and gerund.nbor(-1).text in _DASHES


def _by_syntax(token: Token, word: Commissive) -> Commitment | None:
    return _RECOGNISE[word.kind](token, word)


def _by_verb(verb: Token, word: Commissive) -> Commitment | None:
    if verb.tag_ not in VERBS or (word.particle and not any(kid.lower_ == word.particle for kid in verb.rights)):
        return None
    action = complement(verb, word)
    return None if action is None else _commitment(verb, action, doers(verb), word)


def _by_state(state: Token, word: Commissive) -> Commitment | None:
    action = complement(state, word) if state.tag_ in _STATES else None
    if action is None:
        return None
    if word.name == "is" and (action.i - state.i > _FROM_BE or any(_is_noun_of_commitment(subject) for subject in subjects(state))):
        return None  # the latter is the noun's: "our goal is to close it"
    return _commitment(state, action, doers(state), word)


def _is_noun_of_commitment(token: Token) -> bool:
    return any(word.kind == "noun" for word in lexicon.commissives().get(token.lower_, ()))


def _by_noun(noun: Token, word: Commissive) -> Commitment | None:
    if noun.tag_ not in NOUNS:
        return None
    action = complement(noun, word) or _predicate(noun) or (noun if "itself" in word.takes else None)
    return None if action is None else _commitment(noun, action, owners(noun), word)


def _predicate(noun: Token) -> Token | None:
    """What the noun is said to be: "our goal is to close it"."""
    return infinitive(noun.head) if noun.dep_ == "nsubj" and noun.head.lower_ in _BE else None


def _by_participle(participle: Token, word: Commissive) -> Commitment | None:
    noun = participle.head
    if participle.dep_ != "amod" or noun.i < participle.i or noun.tag_ not in NOUNS:
        return None
    return _commitment(participle, noun, owners(noun), word)


def _by_modal(modal: Token, word: Commissive) -> Commitment | None:
    action = infinitive(modal) if modal.lower_.startswith("go") else modal.head
    if action is None or action.tag_ not in {"VB", "VBG", "VBN"} or action.i < modal.i or marker(action, "have", "'ve", "’ve") is not None:
        return None
    weaker = action.lower_ in lexicon.words("commissives", "wavering")
    return _commitment(modal, action, bound(modal, action), replace(word, narrated=Force.AIM, uttered=Force.AIM) if weaker else word)


def _by_headline(to: Token, word: Commissive) -> Commitment | None:
    verb = to.head
    if verb.tag_ != "VB" or to.i > verb.i or child(verb, "mark"):
        return None
    if verb.head.dep_ == "ROOT" and verb.head.tag_ in NOUNS and verb.head.i == to.i - 1:  # the parser heads the headline by its subject
        return _commitment(to, verb, [verb.head], word)
    subject = child(verb, "nsubj")
    inside = verb.head.i < verb.i  # "wants Congress to act" is no headline; "Smith to act, sources say" is
    return None if subject is None or subject.i > to.i or inside else _commitment(to, verb, subjects(verb), word)


def _by_title(token: Token, word: Commissive) -> Commitment | None:
    action = in_title(token, word)
    if action is None:
        return None
    refrain = word.refrains != any(between.lower_ in NEGATIONS | {"won't", "won’t"} for between in token.doc[token.i : action.i])
    return Commitment(token, action, (token.nbor(-1),), word, refrain, "titled")


def _commitment(sign: Token, action: Token, actors: Iterable[Token], word: Commissive) -> Commitment:
    refrain, built = word.refrains != _refrains(action), "plain"
    if word.kind == "modal" and _permits(action):
        refrain = False
    if word.kind != "modal" and _denied(sign):
        refrain, built = not refrain, "plain" if word.negated == "refrain" else "denied"
    return Commitment(sign, action, tuple(actor for actor in actors if actor.text[0].isalnum()), word, refrain, built)


def _denied(sign: Token) -> bool:
    return negated(sign) or (sign.dep_ in {"acomp", "attr", "dobj"} and negated(sign.head))


def _refrains(action: Token) -> bool:
    against = action.dep_ in {"pcomp", "pobj"} and action.head.lower_ == "against"  # "decided against selling it"
    no = negated(action) or against or (action.head.lower_ == "going" and negated(action.head))
    ruled_out = action.lower_ == "rule" and any(kid.lower_ == "out" for kid in action.rights)
    return not no if ruled_out or action.lower_ in lexicon.words("not_pledges", "abstentions") else no


def _permits(action: Token) -> bool:
    """Whether not doing it is an act: "won't allow the sale", but not "won't let you down"."""
    return action.lower_ in lexicon.words("not_pledges", "permits") and child(action, "prt") is None


def complement(token: Token, word: Commissive) -> Token | None:
    """The head of what the word commits to, if it has a complement of a kind that the word takes."""
    takes = word.takes
    if "to" in takes and (verb := infinitive(token)) is not None and child(verb, "nsubj") is None:
        return verb
    clause = next((kid for kid in token.rights if _is_clause(kid, takes)), None)
    if clause is not None:
        return clause
    for kid in sorted(token.rights, key=_holds_no_gerund):  # "committed the city to closing it" commits to closing, not to the city
        if kid.dep_ in {"prep", "agent"}:
            thing = child(kid, "pcomp", "pobj")
            if thing is not None and _fits(kid.lower_, thing, takes):
                return thing
        if "thing" in takes and kid.dep_ == "dobj" and kid.tag_ in THINGS and (not word.things or kid.lower_ in word.things):
            return kid
    return None


def _holds_no_gerund(kid: Token) -> bool:
    thing = child(kid, "pcomp") if kid.dep_ == "prep" else None
    return thing is None or thing.tag_ != "VBG"


def _is_clause(kid: Token, takes: frozenset[str]) -> bool:
    if kid.tag_ == "VBG":
        return "ing" in takes and kid.dep_ in {"xcomp", "ccomp", "dobj", "advcl"} and child(kid, "nsubj", "aux") is None
    if "that" in takes and kid.dep_ in {"ccomp", "acl"} and marker(kid, *FUTURE) is not None:
        return True
    if kid.tag_ != "VB":
        return False
    lets = "let's" in takes and kid.dep_ == "ccomp" and kid.head.i + 1 < kid.i and kid.head.nbor(1).lower_ in {"'s", "’s"}
    return lets or ("them to" in takes and child(kid, "nsubj", "nsubjpass") is not None and marker(kid, "to") is not None)


def _fits(preposition: str, thing: Token, takes: frozenset[str]) -> bool:
    if thing.tag_ == "VBG":
        return preposition in takes
    return f"{preposition} thing" in takes and thing.tag_ in THINGS


_RECOGNISE: Final[dict[str, Callable[[Token, Commissive], Commitment | None]]] = {
    "verb": _by_verb,
    "state": _by_state,
    "noun": _by_noun,
    "before": _by_participle,
    "modal": _by_modal,
    "headline": _by_headline,
}

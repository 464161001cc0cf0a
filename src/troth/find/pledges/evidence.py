"""Evidence: what the words around a sign tell about whether it commits anybody, as named cues.

A cue is "group value": "action repeal" is that the act undertaken is to repeal, "actor modal name" that a proper name is the subject
of a modal.  `lexicon/weights.toml` weighs them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from troth.find import lexicon
from troth.find.clauses import NOUNS, PROPER, VERBS, ancestors, child, marker
from troth.find.pledges.parties import OWN
from troth.find.syntax import words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from troth.find.pledges.commitments import Commitment

_FARTHEST: Final = 5  # clauses above the sign that are looked at
_SHORT, _LONG = 12, 30  # tokens: half of all sentences of news have between 12 and 30
_CLAUSES: Final = frozenset({"advcl", "ccomp", "relcl", "acl", "pcomp", "csubj", "conj", "xcomp"})
_SAID: Final = frozenset({"ccomp", "parataxis", "xcomp"})
_MARKS: Final = (
    *("if", "unless", "whether", "when", "while", "because", "as", "that", "after", "before", "until", "since", "so", "than"),
    *("though", "although", "where", "how", "why", "what"),
)
# Lists of verbs that share a weight.
_KINDS_OF_ACT: Final = (
    *(("not_pledges", name) for name in ("forecasts", "diary", "silence", "talk", "contests")),
    *(("commissives", name) for name in ("deeds", "hostile")),
)
_PRONOUNS: Final = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT", "DT", "EX"})
_ENDS: Final = frozenset(". ! ? ” \" '' ’ ' ) … ; :".split())


def evidence(commitment: Commitment) -> list[str]:
    """All cues around one candidate."""
    said = _saying(commitment)
    return [
        *_of_sign(commitment),
        *_of_action(commitment),
        *_of_actor(commitment),
        *_of_clauses(commitment),
        *_of_speaker(commitment, said),
        *_of_sentence(commitment),
    ]


def _of_sign(commitment: Commitment) -> Iterator[str]:
    sign, word = commitment.sign, commitment.word
    yield f"word {word.kind} {word.name}"
    yield f"form {word.kind} {sign.lower_}"
    yield f"built {commitment.built}"
    if word.kind == "verb":
        yield f"tense {word.name} {sign.tag_}"
        yield f"tense any {sign.tag_}"
    if commitment.refrain:
        yield f"refrain {word.kind}"
        if word.kind == "modal":
            yield f"refrain {word.name}"
    if sign.i + 1 < len(sign.doc):
        yield f"next {word.kind} {sign.nbor(1).lower_}"


def _of_action(commitment: Commitment) -> Iterator[str]:
    sign, action, word = commitment.sign, commitment.action, commitment.word
    if action.tag_ in NOUNS:
        yield f"thing {action.lower_}"
        yield f"takes {word.name} thing"
        yield from _of_thing(commitment)
        return
    yield from of_act(action.lemma_.lower() or action.lower_, word.kind)
    yield f"takes {word.name} {action.tag_}"
    thing = child(action, "dobj", "attr", "acomp", "pobj")
    if thing is not None:
        yield f"object {thing.lower_}"
        yield f"object-tag {thing.tag_}"
    else:
        yield f"object-tag {'preposition' if child(action, 'prep') is not None else 'none'}"
    if child(action, "auxpass") is not None:
        yield f"passive {word.kind}"
    for kid in action.children:
        if kid.dep_ == "advmod":
            yield f"adverb {kid.lower_}"
        elif kid.dep_ == "xcomp" and kid.tag_ == "VB":
            yield f"then {kid.lower_}"
    if word.kind == "noun":
        yield from _of_place(sign)


def of_act(verb: str, kind: str) -> Iterator[str]:
    """The cues of the verb undertaken alone: what the gate can see of it too."""
    yield f"action {verb}"
    for file, name in _KINDS_OF_ACT:
        if verb in lexicon.words(file, name):
            yield f"act {kind} {name}"
            yield f"act any {name}"


def _of_thing(commitment: Commitment) -> Iterator[str]:
    action, kind = commitment.action, commitment.word.kind
    for kid in action.lefts:
        if kid.dep_ in {"det", "amod"}:
            yield f"before {kid.lower_}"
        elif kid.dep_ in {"compound", "nummod", "poss"}:
            yield f"before {kid.dep_}"
    yield f"thing-is {kind} {commitment.sign.dep_}"
    if kind in {"noun", "before"}:
        yield from _of_place(action)


def _of_place(noun: Token) -> Iterator[str]:
    """What the noun of a commitment is to the words around it: "dropped the plan", "details of the plan"."""
    if noun.dep_ in {"dobj", "attr", "nsubj", "nsubjpass"}:
        yield f"over {noun.dep_}"
        yield f"over {noun.head.lower_}"
    elif noun.dep_ == "pobj":
        yield f"over {noun.head.lower_}"
        yield f"over-that {noun.head.head.lower_}"


def _of_actor(commitment: Commitment) -> Iterator[str]:
    if not commitment.actors:
        yield "actor none"
        return
    actor, kind = commitment.actors[0], commitment.word.kind
    yield f"actor any {sort(actor)}"
    yield f"actor {kind} {sort(actor)}"
    if actor.tag_ not in PROPER:
        yield f"actor-word {actor.lower_}"
    if len(commitment.actors) > 1:
        yield "actors several"
    for kid in actor.lefts:
        if kid.dep_ in {"det", "amod", "poss", "nummod"}:
            yield f"actor-has {kid.lower_ if kid.dep_ == 'det' else kid.dep_}"


def sort(token: Token) -> str:
    """What sort of word names somebody: a pronoun, a name, an office or body, an instrument of somebody's, or anything else."""
    word = token.lower_
    if token.tag_ in _PRONOUNS:
        return word
    for name in ("never", "instruments", "offices"):
        if word in lexicon.words("agents", name):
            return name
    plural = " plural" if token.tag_ in {"NNS", "NNPS"} else ""
    if word in lexicon.words("agents", "nouns"):
        return f"agent{plural}"
    return "name" if token.tag_ in PROPER else f"other{plural}"


def _verb(commitment: Commitment) -> Token:
    """The verb of the sign's clause."""
    plain = commitment.word.kind == "modal" and not commitment.sign.lower_.startswith("go")
    return commitment.action if plain else commitment.sign


def _of_clauses(commitment: Commitment) -> Iterator[str]:
    verb, kind = _verb(commitment), commitment.word.kind
    yield f"clause {kind} {verb.dep_}"
    for step, (below, above) in enumerate(ancestors(verb)):
        if step >= _FARTHEST:
            break
        if below.dep_ in _CLAUSES:
            mark = marker(below, *_MARKS) if below.dep_ in {"advcl", "ccomp"} else None
            yield f"under {below.dep_}{' ' + mark.lower_ if mark is not None else ''}"
        if above.tag_ in VERBS | NOUNS:
            yield f"above {above.lower_}"
    for kid in verb.children:
        if kid.dep_ == "advcl":
            mark = marker(kid, *_MARKS)
            yield f"with {mark.lower_ if mark is not None else kid.tag_}"
        elif kid.dep_ in {"neg", "cc", "intj"} or (kid.dep_ == "advmod" and verb is commitment.sign):
            yield f"adverb {kid.lower_}"
        elif kid.dep_ == "aux" and kid is not commitment.sign:
            yield f"aux {kind} {kid.lower_}"


def _saying(commitment: Commitment) -> Token | None:
    """The verb under which the commitment stands, or that is put between: "said", "believes"."""
    verb, found = _verb(commitment), None
    for step, (below, above) in enumerate(ancestors(verb)):
        if step < _FARTHEST and below.dep_ in _SAID:
            found = above
    for kid in verb.children:
        if kid.dep_ in {"parataxis", "ccomp"} and kid.lower_ in lexicon.words("speech", "says"):
            found = kid
    return found


def _of_speaker(commitment: Commitment, said: Token | None) -> Iterator[str]:
    kind = commitment.word.kind
    actor = commitment.actors[0] if commitment.actors else None
    if actor is not None and actor.lower_ in OWN:
        yield f"speaks {kind} own"
    if said is None:
        yield f"said nobody {kind}"
        return
    yield f"said {said.lower_}"
    who = child(said, "nsubj")
    if who is None:
        return
    yield f"speaker {sort(who)}"
    if actor is not None and actor.lower_ not in OWN:
        yield f"speaks {kind} {_relation(actor, who)}"
        yield f"speaks {said.lower_} {_relation(actor, who)}"


def _relation(actor: Token, speaker: Token) -> str:
    """Whether somebody speaks of himself: the same word, a pronoun that may mean the speaker, another."""
    if actor.i == speaker.i or actor.lower_ == speaker.lower_:
        return "same"
    if actor.tag_ in {"PRP", "PRP$"}:
        return "pronoun" if speaker.tag_ != "PRP" else "pronouns"
    return "another"


def _of_sentence(commitment: Commitment) -> Iterator[str]:
    sign, kind = commitment.sign, commitment.word.kind
    doc, text = sign.doc, words_of(sign.doc)
    before, after = text[: sign.idx], text[sign.idx :]
    opened = before.count("“") > before.count("”") or (before.count('"') + before.count("''")) % 2 == 1
    closed = "”" in after and "“" not in text
    yield f"quoted {kind} {'yes' if opened or closed else 'no'}"
    if doc[-1].text not in _ENDS:
        yield "headline any"
        yield f"headline {kind}"
    yield f"length {'short' if len(doc) < _SHORT else 'long' if len(doc) > _LONG else 'middling'}"
    if any(token.tag_ == "CD" for token in doc):
        yield "number any"

"""Actors: from a word of a parsed sentence to the fullest name that the report gives for whom it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from troth.find import lexicon
from troth.find.clauses import PROPER, ancestors, child, subjects
from troth.find.names.bodies import Bodies, bodies
from troth.find.names.people import HE, SHE, People, people
from troth.find.statements.attribution import speakers
from troth.find.statements.quotations import Quotations, quotations
from troth.types import Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS: Final = {"he": HE, "him": HE, "his": HE, "himself": HE, "she": SHE, "her": SHE, "hers": SHE, "herself": SHE}
FIRST_PERSON: Final = frozenset({"i", "we", "my", "our", "me", "us", "myself", "ourselves"})
_OTHERS: Final = frozenset({"they", "them", "their", "it", "its", "who", "themselves", "itself"})
NAME_PARTS: Final = frozenset({"amod", "compound", "nmod", "poss", "nummod", "quantmod", "det", "case", "punct"})
PRONOUN_TAGS: Final = frozenset({"PRP", "PRP$", "WP"})  # "US" is no "us"
_ARTICLE: Final = re.compile(r"^(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) ")
_EDGES: Final = re.compile(r"^[\s\"'“”‘’,.|–—-]+|['’]s$|[\s\"“”,]+$")  # marks and the possessive around a name
_PRINCIPAL: Final = re.compile(
    r"(?:an? )?spokes\w+ (?:for|of) (?:the )?(?P<after>.+)|(?:the |an? )?(?P<before>.+?)(?:['’]s)? (?:spokes\w+|press secretary)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Background:
    """What a whole report tells and one of its sentences does not: whom it names and who speaks where."""

    text: str
    sentences: Sequence[Span]
    people: People
    bodies: Bodies
    quotations: Quotations


def background(report: Report, sentences: Sequence[Span]) -> Background:
    """Gather what the whole report tells."""
    return Background(report.text, sentences, people(report.text), bodies(report.text), quotations(report.text))


def actor(token: Token, offset: int, background: Background) -> str | None:
    """The fullest name of whom a word means, or None when the report does not tell; `offset` is where the sentence starts."""
    word, at = token.lower_ if token.tag_ in PRONOUN_TAGS else "", offset + token.idx
    if word in _PRONOUNS:
        return _same_sentence(token, offset, background) or background.people.before(
            at, _PRONOUNS[word], background.sentences, without=quoted_speaker(at, background)
        )
    if word in FIRST_PERSON:
        return own_speaker(token, offset, background)
    if word in _OTHERS:
        return _same_sentence(token, offset, background)
    return _named(token, offset, background)


def _same_sentence(pronoun: Token, offset: int, background: Background) -> str | None:
    """The subject of a clause above the pronoun's: "Obama said he", "Hungary announced it"."""
    for _, head in ancestors(pronoun.head):
        for subject in subjects(head):
            if subject.i < pronoun.i and _fits(subject, pronoun, background.people):
                return actor(subject, offset, background)
    return None


def _fits(subject: Token, pronoun: Token, people: People) -> bool:
    if subject.lower_ in FIRST_PERSON | _OTHERS or subject.lower_ == pronoun.lower_:
        return False
    wanted = _PRONOUNS.get(pronoun.lower_)
    if subject.lower_ in _PRONOUNS:
        return _PRONOUNS[subject.lower_] == wanted
    name = people.full_name(phrase(subject))
    if name is None:
        if wanted is None:
            promised = any(word.kind == "noun" for word in lexicon.commissives().get(subject.lower_, ()))
            return not promised and subject.lower_ not in lexicon.words("agents", "instruments")  # "his pledge has stalled, it said"
        return subject.lower_ in lexicon.words("agents", "offices") or _may_be_person(subject)
    return wanted is not None and people.pronouns.get(name, wanted) == wanted


def _may_be_person(subject: Token) -> bool:
    """A proper name of two words that is no known body: "Ada Ruiz said she"."""
    return subject.tag_ in PROPER and child(subject, "compound") is not None and subject.lower_ not in lexicon.words("agents", "bodies")


def own_speaker(token: Token, offset: int, background: Background) -> str | None:
    """Who says the word "I" or "we": whom the sentence names as speaking, else the speaker of the quotation around it."""
    said_by = [who for who in speakers(token) if who.lower_ not in FIRST_PERSON]
    if said_by:
        return actor(said_by[0], offset, background)
    at = offset + token.idx
    return _speaker(background.quotations.around(at) or Span(at, at + len(token)), background)


def quoted_speaker(at: int, background: Background) -> str | None:
    """The speaker of the quotation around an offset, by fullest name."""
    quotation = background.quotations.around(at)
    return _speaker(quotation, background) if quotation else None


def _speaker(quotation: Span, background: Background) -> str | None:
    said = background.quotations.speaker(quotation)
    if said is None or said.who.lower() in FIRST_PERSON | _OTHERS:
        return None
    if said.who.lower() in _PRONOUNS:
        return background.people.before(said.start, _PRONOUNS[said.who.lower()], background.sentences)
    return background.people.full_name(said.who) or _holder(said.who.split()[-1].lower(), background) or said.who


def principal(name: str | None) -> str | None:
    """Whom a spokesman speaks for; anybody else speaks for himself."""
    found = _PRINCIPAL.match(name) if name else None
    return (found["after"] or found["before"]) if found else name


def _named(token: Token, offset: int, background: Background) -> str:
    apposed = child(token, "appos")
    titled = token.tag_ not in PROPER or token.lower_ in lexicon.words("agents", "titles")  # "President Barack Obama" comes apart
    if titled and apposed is not None and apposed.tag_ in PROPER:
        token = apposed
    words = phrase(token)
    if (owned := _owned_body(token, offset, background)) is not None:
        return owned
    person = background.people.full_name(words.split(" of ")[0]) or _holder(token.lower_, background)
    return person or background.bodies.fullest(_ARTICLE.sub("", words), offset + token.idx)


def _owned_body(token: Token, offset: int, background: Background) -> str | None:
    """The full name of "his administration", or of "the administration" of whoever the report calls president."""
    if token.lower_ not in lexicon.words("agents", "owned"):
        return None
    owner = child(token, "poss")
    if owner is not None and owner.lower_ in _PRONOUNS:
        holder = actor(owner, offset, background)
    elif owner is None and token.lower_ == "administration" and _ARTICLE.sub("", phrase(token)) == token.text:
        holder = background.people.holders.get("president")
    else:
        return None
    return f"{holder.split()[-1]} {token.text}" if holder else None


def _holder(office: str, background: Background) -> str | None:
    return background.people.holders.get(office) if office in lexicon.words("agents", "offices") else None


def phrase(token: Token) -> str:
    """The words that name somebody: the head with what belongs to its name, without clauses, appositions and other additions."""
    first = token
    for kid in reversed(list(token.lefts)):
        if kid.dep_ not in NAME_PARTS:
            break
        first = kid.left_edge
    last = token
    of = next((kid for kid in token.rights if kid.lower_ in {"of", "for"} and kid.i == token.i + 1), None)
    if of is not None and (name := child(of, "pobj")) is not None and (token.text[0].isupper() or name.text[0].isupper()):
        last = name
    return _EDGES.sub("", token.doc[first.i : last.i + 1].text)

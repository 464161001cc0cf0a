"""Actors: from a word of a parsed sentence to the fullest name that the report gives for whom it means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from troth.find import lexicon
from troth.find.actors import known
from troth.find.actors.affiliations import affiliations, represented
from troth.find.actors.cast import MOST_NAMES, Cast
from troth.find.actors.descriptions import described_as, person_described
from troth.find.actors.groups import COUNTRY, PARTY, Group, Groups, groups
from troth.find.clauses import PROPER, ancestors, child, subjects
from troth.find.names.bodies import Bodies, bodies
from troth.find.names.people import HE, SHE, People, people
from troth.find.passages import unfurnished
from troth.find.statements.attribution import speakers
from troth.find.statements.quotations import Quotations, Utterance, quotations
from troth.find.statements.speakers import Speakers
from troth.find.syntax import kept_by_word
from troth.types import Report, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

PRONOUNS: Final = {"he": HE, "him": HE, "his": HE, "himself": HE, "she": SHE, "her": SHE, "hers": SHE, "herself": SHE}
FIRST_PERSON: Final = frozenset({"i", "we", "my", "our", "me", "us", "myself", "ourselves"})
_OTHERS: Final = frozenset({"they", "them", "their", "it", "its", "who", "themselves", "itself"})
_ONE: Final = frozenset({"it", "its", "itself"})
_PLURAL: Final = frozenset({"we", "our", "us", "ourselves"})
_DEFINITE: Final = frozenset({"the", "this", "that", "his", "her", "its", "their", "our"})
_POSSESSIVE: Final = frozenset({"his", "her", "its", "their", "our", "my", "your"})
_VAGUE: Final = frozenset(
    {"new", "former", "then", "current", "presumptive", "likely", "own", "longtime", "embattled", "outgoing", "incoming"}
)
UNNAMED: Final = _OTHERS | FIRST_PERSON | frozenset(PRONOUNS)
PRONOUN_REACH: Final = 3  # sentences back from "it" or "they", its own included, to the name
NAME_PARTS: Final = frozenset({"amod", "compound", "nmod", "poss", "nummod", "quantmod", "det", "case", "punct"})
PRONOUN_TAGS: Final = frozenset({"PRP", "PRP$", "WP"})  # "US" is no "us"
_ARTICLE: Final = re.compile(r"^(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) ")
_STATE_OF_PARTY: Final = re.compile(r"\(?[RDI]-[A-Z]")  # what stands between commas after a member of Congress
_INDEFINITE: Final = re.compile(r"^(?:an?|some|many|most|other) ", re.IGNORECASE)
_EDGES: Final = re.compile(r"^[\s\"'“”‘’,.|–—-]+|['’]s$|[\s\"“”,]+$")  # marks and the possessive around a name
_PRINCIPAL: Final = re.compile(
    r"(?:an? )?spokes\w+ (?:for|of) (?:the )?(?P<after>.+)|(?:the |an? )?(?P<before>.+?)(?:['’]s)? (?:spokes\w+|press secretary)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Background:
    """What a whole report tells and one of its sentences does not: whom it names and who speaks where.

    What only some commitments ask for is gathered when the first of them asks.
    """

    text: str
    sentences: Sequence[Span]
    people: People
    bodies: Bodies
    quotations: Quotations
    statements: Sequence[Statement] = ()

    def speaker_at(self, at: int) -> str | None:
        """Who, by the report's statements, says the words at an offset: of nested statements the outermost speaker."""
        name = self._speakers.speaker(at)
        return name if name is not None and name.lower() not in UNNAMED else None

    def said_at(self, at: int) -> list[Statement]:
        """The statements whose content holds an offset, outermost first."""
        return self._speakers.said_by(at)

    def number(self, at: int) -> int:
        """The number of the sentence that holds an offset, or of the last before it."""
        return max(0, bisect_right(self.sentences, at, key=lambda span: span.start) - 1)

    @cached_property
    def cast(self) -> Cast:
        """Where it names whom, and how often."""
        return Cast.of(self.text, self.people, self.groups, self.statements)

    @cached_property
    def meant(self) -> dict[tuple[int, int], str | None]:
        """Whom words mean that were asked for before, by where their sentence starts and their number in it."""
        return {}

    @cached_property
    def named_most(self) -> dict[str, list[str]]:
        """The persons and the groups that it names, most often named first."""
        counted = {"person": self.people_counted, "group": self.groups_counted}
        return {kind: sorted(names, key=lambda name: (-names[name], name)) for kind, names in counted.items()}

    @cached_property
    def _speakers(self) -> Speakers:
        return Speakers.of(self.statements)

    @cached_property
    def groups(self) -> Groups:
        """The companies, bodies, parties and countries that it names."""
        return groups(self.text, self.people)

    @cached_property
    def people_counted(self) -> Counter[str]:
        """How often it names each person, by fullest name."""
        names = (self.people.name(named) for named in self.people.named)
        return Counter(name for name in names if name is not None)

    @cached_property
    def groups_counted(self) -> Counter[str]:
        """How often it names each group, by the name that the group goes by."""
        return Counter(known.by_name(group.name, self.text) or group.name for group in self.groups.named)

    @cached_property
    def described(self) -> dict[str, frozenset[str]]:
        """The words beside each person's name."""
        return described_as(self.text, self.people)

    @cached_property
    def affiliations(self) -> dict[str, str]:
        """Whom each person speaks for."""
        return affiliations(self.text, self.people)


def background(report: Report, sentences: Sequence[Span], statements: Sequence[Statement] = ()) -> Background:
    """Gather what the whole report tells outside the page's furniture; `statements` are those found in it, where they were looked for."""
    text = unfurnished(report)
    return Background(text, sentences, people(text), bodies(text), quotations(text), statements)


def actor(token: Token, offset: int, background: Background) -> str | None:
    """The fullest name of whom a word means, or None when the report does not tell; `offset` is where the sentence starts."""
    key = (offset, token.i)
    if key not in background.meant:
        background.meant[key] = _actor(token, offset, background)
    return background.meant[key]


def _actor(token: Token, offset: int, background: Background) -> str | None:
    word, at = token.lower_ if token.tag_ in PRONOUN_TAGS else "", offset + token.idx
    if word in PRONOUNS:
        return _same_sentence(token, offset, background) or background.people.before(
            at, PRONOUNS[word], background.sentences, without=quoted_speaker(at, background)
        )
    if word in FIRST_PERSON:
        return own_speaker(token, offset, background)
    if word in _OTHERS:
        return _same_sentence(token, offset, background) or _group_before(word, at, background)
    return _named(token, offset, background) or None  # a phrase may be an article alone


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
    wanted = PRONOUNS.get(pronoun.lower_)
    if subject.lower_ in PRONOUNS:
        return PRONOUNS[subject.lower_] == wanted
    name = people.full_name(phrase(subject))
    if name is not None:
        return wanted is not None and people.pronouns.get(name, wanted) == wanted
    if wanted is None:
        one = pronoun.lower_ in _ONE
        return (subject.tag_ in PROPER or subject.lower_ in lexicon.words("agents", "nouns")) and not (one and subject.tag_ == "NNS")
    return subject.lower_ in lexicon.words("agents", "offices") or bool(known.family(subject.lower_)) or _may_be_person(subject)


def _may_be_person(subject: Token) -> bool:
    """A proper name of two words that is no known body: "Ada Ruiz said she"."""
    return subject.tag_ in PROPER and child(subject, "compound") is not None and subject.lower_ not in lexicon.words("agents", "bodies")


def _group_before(pronoun: str, at: int, background: Background) -> str | None:
    """The group that "it" or "they" takes up from the sentence before."""
    if pronoun == "who":
        return None

    def fits(group: Group) -> bool:
        return group.kind != (PARTY if pronoun in _ONE else COUNTRY)

    name = background.groups.before(at, background.sentences, fits, PRONOUN_REACH)
    return _fullest(name, at, background) if name else None


def own_speaker(token: Token, offset: int, background: Background) -> str | None:
    """Who says the word "I" or "we": whom the sentence names as speaking, else the speaker of the quotation around it.

    Who speaks for a body says "we" for it.
    """
    said_by = [who for who in speakers(token) if who.lower_ not in FIRST_PERSON]
    at = offset + token.idx
    if said_by:
        name = actor(said_by[0], offset, background)
    else:
        name = background.speaker_at(at) or _speaker(background.quotations.around(at) or Span(at, at + len(token)), background)
    if name is None or token.lower_ not in _PLURAL:
        return name
    body = background.affiliations.get(name) or represented(name)
    return _fullest(body, at, background) if body else name


def quoted_speaker(at: int, background: Background) -> str | None:
    """The speaker of the quotation around an offset, by fullest name."""
    quotation = background.quotations.around(at)
    return background.speaker_at(at) or _speaker(quotation, background) if quotation else None


def _speaker(quotation: Span, background: Background) -> str | None:
    said = background.quotations.speaker(quotation)
    return _speaking(said, background) if said is not None else None


def _speaking(said: Utterance, background: Background) -> str | None:
    if said.who.lower() in FIRST_PERSON | _OTHERS:
        return None
    if said.who.lower() in PRONOUNS:
        return background.people.before(said.start, PRONOUNS[said.who.lower()], background.sentences)
    return (
        background.people.full_name(said.who)
        or _described(said.who, said.start, background)
        or _fullest(_ARTICLE.sub("", said.who), said.start, background)
        or None
    )


def speaker_before(at: int, background: Background) -> str | None:
    """Who spoke last before an offset, in its sentence or the one before it, by fullest name."""
    sentence = max(0, bisect_right(background.sentences, at, key=lambda span: span.start) - 2)
    said = background.quotations.utterances[: bisect_right(background.quotations.utterances, at, key=lambda said: said.start)]
    if not said or not background.sentences or said[-1].start < background.sentences[sentence].start:
        return None
    return _speaking(said[-1], background)


@kept_by_word
def names_actor(token: Token) -> bool:
    """Whether a word names a person or a group, as far as the word alone tells, and not a thing that somebody makes or does."""
    if token.tag_ in PROPER | PRONOUN_TAGS or token.tag_ == "PRP$" or token.text[0].isupper():
        return True
    word = token.lower_
    return (
        word in lexicon.words("agents", "nouns")
        or any(word in known.words("stand_ins", kind) for kind in ("company", "body", "party", "country"))
        or bool(known.family(word))
        or any(kid.dep_ == "appos" and kid.tag_ in PROPER for kid in token.children)
    )


@lru_cache(maxsize=MOST_NAMES)
def principal(name: str | None) -> str | None:
    """Whom a spokesman speaks for; anybody else speaks for himself."""
    found = _PRINCIPAL.match(name) if name else None
    return (found["after"] or found["before"]) if found else name


def _named(token: Token, offset: int, background: Background) -> str | None:
    if (same := _said_to_be(token)) is not None:
        return actor(same, offset, background)
    apposed = child(token, "appos")
    titled = token.tag_ not in PROPER or token.lower_ in lexicon.words("agents", "titles")  # "President Barack Obama" comes apart
    if titled and apposed is not None and apposed.tag_ in PROPER:
        token = apposed
    words, at = phrase(token), offset + token.idx
    if (owned := _owned_body(token, offset, background)) is not None:
        return owned
    if token.text[0].isupper() and (person := _person(words, background.people)) is not None:
        return person
    above = frozenset(_names_above(token, offset, background)) if token.tag_ == "NN" else frozenset[str]()
    return _described(words, at, background, above) or _fullest(_ARTICLE.sub("", words), at, background)


def _person(words: str, people: People) -> str | None:
    """The person of that name, also where a place or office is told with it: "Oakes of Norland", "Secretary of State Helen Oakes"."""
    whole = people.full_name(words)
    return whole if whole is not None and whole.split()[-1] in words.split() else people.full_name(words.split(" of ")[0])


@kept_by_word
def _said_to_be(token: Token) -> Token | None:
    """Who is said to be what the word says: "Oakes is the one who", "He is a leader who", "Schumer, D-N.Y., who"."""
    if _STATE_OF_PARTY.match(token.text) and token.dep_ in NAME_PARTS | {"appos", "npadvmod"} and token.head.i < token.i:
        return token.head
    head = next((above for below, above in ancestors(token) if below.dep_ not in {"conj", "appos"}), token)
    first = token
    while first.dep_ in {"conj", "appos"} and first.head.i < first.i:
        first = first.head
    if first.dep_ != "attr" or first.head.i != head.i or _DEFINITE & {kid.lower_ for kid in token.lefts} - {"the"}:
        return None
    return next((subject for subject in subjects(head) if subject.i < first.i and subject.tag_ not in {"EX", "DT", "WDT"}), None)


def _names_above(token: Token, offset: int, background: Background) -> Iterator[str]:
    """Who speaks or acts in the clauses above a description, and so is somebody else: "Oakes said the president will"."""
    for below, head in ancestors(token):
        if below.dep_ in {"ccomp", "xcomp", "advcl", "parataxis"}:
            for subject in subjects(head):
                if (
                    subject.i != token.i
                    and (subject.tag_ in PROPER or subject.lower_ in PRONOUNS)
                    and (name := actor(subject, offset, background))
                ):
                    yield name


def _owned_body(token: Token, offset: int, background: Background) -> str | None:
    """The full name of "his administration", or of "the administration" of whoever the report calls president."""
    if token.lower_ not in lexicon.words("agents", "owned"):
        return None
    owner = child(token, "poss")
    if owner is not None and owner.lower_ in PRONOUNS:
        holder = actor(owner, offset, background)
    elif owner is None and token.lower_ == "administration" and _ARTICLE.sub("", phrase(token)) == token.text:
        holder = background.people.holders.get("president")
    else:
        return None
    return f"{holder.split()[-1]} {token.text}" if holder else None


def _described(words: str, at: int, background: Background, without: frozenset[str] = frozenset()) -> str | None:
    """Whom a description takes up that the report has named: "the Florida senator", "the company"; None for any other words."""
    named_by = words.casefold().split(" of ")[0].split(" for ")[0].replace("-", " ").split()
    if not named_by:
        return None
    head, *modifiers = reversed(named_by)
    definite = bool(modifiers) and modifiers[-1] in _DEFINITE
    if (
        modifiers
        and modifiers[-1] in {"a", "an", *_POSSESSIVE}
        and head not in known.words("stand_ins", PARTY) | known.words("stand_ins", COUNTRY)
    ):
        return None
    named = [word for word in modifiers if word not in _DEFINITE and word not in _VAGUE]
    if not named and (holder := _holder(head, background)) is not None and holder not in without:
        return holder
    person = person_described(head, named, at, background.people, background.described, background.sentences, without)
    if person is not None or not definite or any(word[0].isupper() for word in words.split()[1:]):
        return person
    group = background.groups.stands_for(head, at, background.sentences)
    return _fullest(group, at, background) if group else None


def _holder(office: str, background: Background) -> str | None:
    return background.people.holders.get(office) if office in lexicon.words("agents", "offices") else None


def _fullest(name: str, at: int, background: Background) -> str:
    """The fullest name of a group for any of its names."""
    return (
        known.by_name(_INDEFINITE.sub("", name), background.text)
        or background.groups.companies.get(name)
        or background.bodies.fullest(name, at)
    )


@kept_by_word
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
        joined = child(name, "conj")
        if joined is not None and joined.text[0].isupper() and token.lower_ in lexicon.words("agents", "bodies"):
            last = joined  # "Office of Management and Budget"
    return _EDGES.sub("", token.doc[first.i : last.i + 1].text)

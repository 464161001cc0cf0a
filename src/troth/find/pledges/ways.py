"""Ways: how each of those whom a sentence and its report offer may come to be the actor of a commitment.

The same actor can be come to by several ways: as the subject of the verb, as who is speaking, as whom the report names most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

from troth.find import lexicon
from troth.find.actors import FIRST_PERSON, PRONOUN_TAGS, UNNAMED, Background, actor, names_actor, principal, quoted_speaker, speaker_before
from troth.find.actors.affiliations import represented
from troth.find.actors.cast import PERSON
from troth.find.clauses import NOUNS, PROPER, SUBJECT, ancestors, subjects
from troth.find.pledges.bearers import bearers
from troth.find.pledges.places import Place
from troth.types import Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

Way: TypeAlias = "tuple[str, tuple[str, ...]]"  # its name, and the names it comes to

MOST: Final = 3  # persons and groups that the report names most often which are options everywhere
BACK: Final = 4  # sentences before the commitment whose names are options
FIRST_WORDS: Final = 6  # words of the commitment among which a name before a noun says whose it is: "the planned Oakes tax cut"
_EMPTY: Final = frozenset({"WDT", "WP", "EX", "DT"})


def ways(place: Place, background: Background) -> Iterator[Way]:
    """All ways, the rules' own first; a way can come to several names at once."""
    yield "rule", ruled(place, background)
    known: dict[int, str | None] = {}  # several ways lead to one word
    for way, token in _words(place):
        if token.i not in known:
            known[token.i] = principal(actor(token, place.sentence.start, background))
        if (name := known[token.i]) is not None:
            yield way, (name,)
    yield from _joined(place, background)
    yield from _speaking(place, background)
    yield from _named(place, background)
    yield from _of_report(background)


def ruled(place: Place, background: Background) -> tuple[str, ...]:
    """Whom the rules alone take for the actors; what has no letter is no name."""
    if place.commitment is not None:
        found: Iterable[str | None] = bearers(place.commitment, place.sentence.start, background)
    else:
        found = (principal(actor(token, place.sentence.start, background)) for token in place.actors)
    return tuple(dict.fromkeys(name for name in found if name and any(map(str.isalnum, name))))


def _words(place: Place) -> Iterator[tuple[str, Token]]:
    for number, token in enumerate(place.actors[:MOST]):
        yield f"actor {min(number, 1)}", token
    yield from _above(place)
    yield from _inside(place)
    yield from _under(place)
    yield from _before(place)


def _above(place: Place) -> Iterator[tuple[str, Token]]:
    """The subjects, owners and hearers on the way from the commitment to the root of its sentence."""
    actors, step = {token.i for token in place.actors}, 0
    head = place.head
    for above in [head, *(found for _, found in ancestors(head))]:
        for kid in above.children:
            if kid.dep_ in SUBJECT and kid.i not in actors:
                step += 1
                yield f"above {min(step, 3)}" if names_actor(kid) else f"thing above {min(step, 2)}", kid
            elif kid.dep_ == "agent":
                yield from (("by", agent) for agent in kid.children)
            elif kid.dep_ == "poss" and kid.i <= place.last:
                yield "owner", kid
            elif kid.dep_ in {"dobj", "dative"} and kid.i < place.first and names_actor(kid):
                yield "object above", kid


def _inside(place: Place) -> Iterator[tuple[str, Token]]:
    """Whom the words themselves name, the first of each sort."""
    seen = set[str]()
    for token in place.doc[place.first : place.last + 1]:
        way = _sort_inside(token, place)
        if way is not None and way not in seen and (names_actor(token) or token.text[:1].isupper()):
            seen.add(way)
            yield way, token


def _sort_inside(token: Token, place: Place) -> str | None:
    if token.dep_ == "poss":
        return "owner inside" if token.head.i <= place.last else None
    if token.dep_ in {"compound", "nmod", "amod"} and token.text[:1].isupper() and token.head.tag_ in NOUNS:
        return "before a noun inside" if token.i < place.first + FIRST_WORDS else None
    if token.dep_ in SUBJECT:
        return "of whom inside" if token.head.dep_ in {"relcl", "acl"} else "subject inside"
    return f"{token.head.lower_} inside" if token.dep_ == "pobj" and token.head.lower_ in {"by", "from", "between"} else None


def _under(place: Place) -> Iterator[tuple[str, Token]]:
    """What the words for the actor hold: "the council of Norland"."""
    actors = {token.i for token in place.actors}
    for token in place.actors:
        for kid in token.subtree:
            if kid.i not in actors and kid.dep_ in {"poss", "pobj", "appos", "compound", "nmod", "conj"} and names_actor(kid):
                yield f"under {kid.dep_}", kid


def _before(place: Place) -> Iterator[tuple[str, Token]]:
    """Those before the commitment: the nearest and the first who may act, and the nearest subjects."""
    before = place.doc[: place.first]
    acting = [
        token
        for token in before
        if (token.tag_ in NOUNS or token.tag_ in PRONOUN_TAGS)
        and token.dep_ != "compound"
        and names_actor(token)
        and token.lower_ not in lexicon.words("agents", "never")
    ]
    if acting:
        yield "nearest", acting[-1]
        yield "first", acting[0]
    told = [token for token in before if token.dep_ in SUBJECT and token.tag_ not in _EMPTY]
    yield from ((f"subject before {number}", token) for number, token in enumerate(reversed(told[-MOST:])))


def _joined(place: Place, background: Background) -> Iterator[Way]:
    """Several who act together, by the syntax of the first word and of what it hangs on; "a deal between A and B"."""
    first = place.doc[place.first]
    for way, token in (("subject of first", first), ("subject over first", first.head)):
        if names := _names(subjects(token), place, background):
            yield way, names
            if len(names) > 1:
                yield f"{way}, one", names[:1]
    between = next((kid for way, kid in _inside(place) if way == "between inside"), None)
    if between is not None and len(names := _names([between, *between.conjuncts], place, background)) > 1:
        yield "both", names


def _names(tokens: Iterable[Token], place: Place, background: Background) -> tuple[str, ...]:
    found = (principal(actor(token, place.sentence.start, background)) for token in tokens)
    return tuple(dict.fromkeys(name for name in found if name))


def _speaking(place: Place, background: Background) -> Iterator[Way]:
    """Who says the words, and for whom."""
    for number, said in enumerate(speaking(place, background)):
        name = said.speaker.name if said.speaker is not None else ""
        yield from _with_body("speaker" if number == 0 else "inner speaker", name, background)
    if (quoted := quoted_speaker(place.start, background)) is not None:
        yield from _with_body("quoted", quoted, background)
    if (spoke := speaker_before(place.start, background)) is not None:
        yield "spoke before", (principal(spoke) or spoke,)
    for token in place.actors[:1]:
        own = actor(token, place.sentence.start, background) if token.tag_ in PROPER else None
        body = background.affiliations.get(own) if own is not None else None
        if body is not None:
            yield "actor's body", (body,)


def _with_body(way: str, name: str, background: Background) -> Iterator[Way]:
    first = principal(name) or name
    yield way, (first,)
    body = first if first != name else background.affiliations.get(name) or represented(name)
    if body:
        yield f"{way}'s body", (body,)


def speaking(place: Place, background: Background) -> list[Statement]:
    """The statements that hold the first of the words, outermost first, whose speaker has a name."""
    told = background.said_at(place.start)
    return [said for said in told if said.speaker is not None and said.speaker.name.lower() not in UNNAMED | FIRST_PERSON]


def _named(place: Place, background: Background) -> Iterator[Way]:
    """Those whom the sentence names, and the ones before it."""
    cast, sentences = background.cast, background.sentences
    for number, naming in enumerate(cast.within(place.sentence)):
        where = "before" if naming.start < place.start else "in" if naming.start < place.end else "after"
        yield f"{naming.kind} {where}", (naming.name,)
        if number < MOST - 1:
            yield f"{naming.kind} {number} here", (naming.name,)
    for back in range(1, BACK + 1):
        if place.at - back >= 0:
            for number, naming in enumerate(cast.within(sentences[place.at - back])[:MOST]):
                yield f"{naming.kind} {number}, {back} back", (naming.name,)


def _of_report(background: Background) -> Iterator[Way]:
    for kind, names in background.named_most.items():
        yield from ((f"{kind} {number} of report", (name,)) for number, name in enumerate(names[:MOST]))
    president = background.people.holders.get("president")
    if president is not None:
        yield "president", (president,)
        yield "administration", (f"{president.split()[-1]} administration",)
    headline = background.cast.within(Span(0, background.cast.headline))
    yield from (
        (f"{naming.kind} in headline" if naming.kind == PERSON else "group in headline", (naming.name,)) for naming in headline[:MOST]
    )

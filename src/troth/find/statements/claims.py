"""Claims: in one parsed sentence, each word that attributes with who is its source and what is its content.

A construction is the way the content hangs on the cue: `that` (a clause after it), `left` (the words before it: "…, he said"), `para`
(the words around it), `to`, `ing`, `obj`, `as`, `for` and other prepositions, joined by `-` where two follow each other; `pass-` before
the constructions of a passive; `bare` a verb beside which the parse shows none of the words it reports.  `lexicon/cues.toml` says which
words attribute in which construction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from troth.find.clauses import NOUNS, SUBJECT, VERBS, child
from troth.find.statements import cues
from troth.text import moved
from troth.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Range: TypeAlias = tuple[int, int]  # tokens, first and last
Known: TypeAlias = "Callable[[Token], str | None]"  # the base form of a word that may attribute, None for all others

Attributes: TypeAlias = "Callable[[str, str, str], bool]"  # whether (part, construction, base form) attributes

PASSIVE: Final = "pass-"
ADJECTIVES: Final = frozenset({"JJ", "JJR", "JJS"})
FARTHEST: Final = 5  # steps from a verb up to the one whose subject it shares
_COMPLEMENTS: Final = {"ccomp": "that", "dobj": "obj", "oprd": "as", "acomp": "as", "attr": "as"}
_TOLD: Final = frozenset({"that", "left", "para"})
_PARENTHETIC: Final = frozenset({"parataxis", "ccomp", "dep", "advcl"})
_NOUN_PREPOSITIONS: Final = frozenset({"of", "for", "about", "on", "against", "to", "over", "with", "in"})
_QUESTIONS: Final = frozenset({"WDT", "WP"})


@dataclass(frozen=True, slots=True)
class Claim:
    """A word that attributes: its base form, part of speech and construction, and the stretches of text that it joins."""

    lemma: str
    part: str
    construction: str
    cue: Span
    source: Span | None
    content: tuple[Span, ...]

    def moved(self, by: int) -> Claim:
        """The same claim in a sentence that starts so many characters later."""
        source = moved(self.source, by) if self.source is not None else None
        return replace(self, cue=moved(self.cue, by), source=source, content=tuple(moved(span, by) for span in self.content))


def claims(doc: Doc, start: int, known: Known, places: Iterable[int], attributes: Attributes) -> Iterator[Claim]:
    """The claims of a sentence that starts at this offset, in order of their cues; a cue can have several constructions.

    `places` are the tokens to look at, in order: all, or those that `known` can know.  Constructions that do not attribute by
    `attributes` are left out.
    """
    for place in places:
        token = doc[place]
        lemma = known(token)
        if lemma is None:
            continue
        if lemma == "according":
            part, found = "phrase", _according(token)
        elif token.tag_ in VERBS:
            part, found = "verb", _of_verb(token, lemma)
        elif token.tag_ in NOUNS:
            part, found = "noun", _of_noun(token)
        else:
            part, found = "adjective", _of_adjective(token)
        for construction, source, content in found:
            if not attributes(part, construction, lemma):
                continue
            spans = tuple(_span(doc, start, stretch) for stretch in content if stretch[0] <= stretch[1])
            if spans or construction == "bare":
                held = _span(doc, start, source) if source is not None and source[0] <= source[1] else None
                yield Claim(lemma, part, construction, _span(doc, start, _cue(token)), held, spans)


_Found: TypeAlias = list[tuple[str, Range | None, list[Range]]]


def _span(doc: Doc, start: int, stretch: Range) -> Span:
    last = doc[stretch[1]]
    return Span(start + doc[stretch[0]].idx, start + last.idx + len(last))


def _cue(token: Token) -> Range:
    """The word with a particle or preposition right after it: "pointed out", "called for", "according to"."""
    after = token.i + 1
    if after < len(token.doc) and token.doc[after].head.i == token.i and token.doc[after].dep_ in {"prt", "prep"}:
        return token.i, after
    return token.i, token.i


def _edges(token: Token) -> Range:
    return token.left_edge.i, token.right_edge.i


def _before(token: Token, cue: Token) -> Range:
    """The phrase of a subject, cut off at the cue where the parse makes the cue a part of it."""
    first, last = _edges(token)
    if first <= cue.i <= last:
        return (first, cue.i - 1) if token.i < cue.i else (cue.i + 1, last)
    return first, last


def _subject(verb: Token) -> Token | None:
    """Whose act a verb tells, also through coordination, control, participles and relative clauses; a relative pronoun is kept."""
    at = verb
    for _ in range(FARTHEST):
        for kid in at.children:
            if (kid.dep_ in SUBJECT or kid.dep_ == "expl") and not kid.left_edge.i <= verb.i <= kid.right_edge.i:
                return kid
        dependency = at.dep_
        if dependency == "relcl" or (dependency == "acl" and not _set_off(at)):
            return at.head
        if dependency == "ROOT" or (dependency == "ccomp" and at.tag_ not in {"VBG", "VB"}):
            return None
        if dependency == "xcomp":
            asked = next((kid for kid in at.head.children if kid.dep_ in {"dobj", "dative"} and kid.i < at.i), None)
            if asked is not None:
                return asked
        at = at.head if dependency != "acl" else _governing(at.head)
    return None


def _set_off(participle: Token) -> bool:
    """Whether a comma sets a participle off from the noun before it: ", calling it wrong" goes with the subject."""
    return participle.tag_ == "VBG" and participle.left_edge.i > 0 and participle.doc[participle.left_edge.i - 1].text == ","


def _governing(token: Token) -> Token:
    """The verb that a noun depends on."""
    for _ in range(FARTHEST):
        if token.tag_ in VERBS or token.head.i == token.i:
            break
        token = token.head
    return token


def _of_verb(verb: Token, lemma: str) -> _Found:
    if verb.dep_ in {"aux", "auxpass"}:
        return []
    subject = _subject(verb)
    passive = any(kid.dep_ == "auxpass" for kid in verb.lefts)
    source = _before(subject, verb) if subject is not None and subject.dep_ != "expl" else None
    found = _beside(verb, source)
    told = _complements(verb)
    if told is not None:
        construction, content = told
        found.extend((PASSIVE + construction if passive else construction, source, [stretch]) for stretch in content)
    else:
        found.extend(_prepositional(verb, source, passive))
    if passive:
        return _passive(verb, found, source)
    if lemma in cues.raising():  # what "seems to" be so seems so to nobody in particular
        return [(construction, None, [*([source] if source is not None else []), *content]) for construction, _, content in found]
    if _is_participle(verb):
        return [(construction, None, content) for construction, _, content in found]
    if source is not None and not any(construction in _TOLD for construction, _, _ in found):
        found.append(("bare", source, []))
    return found


def _is_participle(verb: Token) -> bool:
    """Whether a past participle stands alone: of "Asked about it, she left" nobody is told to have asked."""
    return verb.tag_ == "VBN" and verb.dep_ in {"advcl", "acl"} and not any(kid.dep_ in {"aux", *SUBJECT} for kid in verb.lefts)


def _beside(verb: Token, source: Range | None) -> _Found:
    """Content before the cue ("…, he said") or around it ("the plan, he said, has …")."""
    left = [kid for kid in verb.lefts if kid.dep_ == "ccomp"]
    if left:
        first, last = _edges(left[-1])
        if source is not None and first <= source[0] <= last:  # the speaker fell into the words
            last = source[0] - 1
        return [("left", source, [(first, min(last, verb.i - 1))])]
    told = any(kid.dep_ == "ccomp" for kid in verb.rights)
    if verb.dep_ not in _PARENTHETIC or told or not any(kid.dep_ in SUBJECT for kid in verb.children):
        return []
    (first, last), (begin, end) = _edges(verb.head), _edges(verb)
    around = [stretch for stretch in ((first, begin - 1), (end + 1, last)) if stretch[0] <= stretch[1]]
    return [("para", source, around)] if around else []


def _complements(verb: Token) -> tuple[str, list[Range]] | None:
    """The construction and the stretch of what follows a verb as its complement."""
    kinds: list[str] = []
    held: list[Token] = []
    for kid in verb.rights:
        kind = _complement(kid)
        if kind is not None:
            kinds.append(kind)
            held.append(kid)
        elif kid.dep_ == "prep" and held:
            held.append(kid)
    if not kinds:
        return None
    construction = "-".join(kinds[:2])
    if "that" in kinds:  # whom it is told to is no content
        held = [kid for kid in held if kid.dep_ == "ccomp"]
        construction = "obj-that" if kinds[0] == "obj" else "that"
    first, last = max(min(_edges(kid)[0] for kid in held), verb.i + 1), max(_edges(kid)[1] for kid in held)
    return construction, [(first, last)]


def _complement(kid: Token) -> str | None:
    if kid.dep_ == "xcomp":
        if any(left.lower_ == "to" for left in kid.lefts):
            return "to"
        return "ing" if kid.tag_ == "VBG" else "small"
    if kid.dep_ == "advcl":
        return "if" if any(left.lower_ in {"if", "whether"} for left in kid.lefts) else None
    return _COMPLEMENTS.get(kid.dep_)


def _prepositional(word: Token, source: Range | None, passive: bool) -> _Found:
    found: _Found = []
    for kid in word.rights:
        if kid.dep_ == "prep" and (governed := child(kid, "pobj", "pcomp")) is not None:
            first, last = _edges(governed)
            found.append(((PASSIVE if passive else "") + kid.lower_, source, [(max(kid.i + 1, first), last)]))
    return found


def _passive(verb: Token, found: _Found, source: Range | None) -> _Found:
    """Of a passive the subject is content, and nobody the source but whom "by" names."""
    if source is None:
        return []
    agent = next((kid for kid in verb.rights if kid.dep_ == "agent"), None)
    by = child(agent, "pobj") if agent is not None else None
    told: _Found = [(construction, None, [source, *content]) for construction, _, content in found]
    return [*told, ("by", _edges(by), [source])] if by is not None else told


def _of_noun(noun: Token) -> _Found:
    source = _owner(noun)
    found: _Found = []
    for kid in noun.rights:
        if kid.dep_ in {"acl", "ccomp", "relcl"}:
            marks = {left.lower_ for left in kid.lefts}
            if kid.dep_ == "relcl" and any(left.tag_ in _QUESTIONS for left in kid.lefts):
                continue
            construction = "that" if "that" in marks or kid.dep_ == "ccomp" else "to" if "to" in marks else kid.tag_.lower()
            found.append((construction, source, [_edges(kid)]))
        elif kid.dep_ == "prep" and kid.lower_ in _NOUN_PREPOSITIONS and (governed := child(kid, "pobj", "pcomp")) is not None:
            found.append((kid.lower_, source, [(kid.i + 1, _edges(governed)[1])]))
    return found


def _owner(noun: Token) -> Range | None:
    """Whose claim a noun tells: "his claim", "claims by critics", "she made the claim"."""
    owner = child(noun, "poss")
    if owner is not None:
        return _edges(owner)
    for kid in noun.rights:
        if kid.dep_ == "prep" and kid.lower_ in {"by", "from"} and (author := child(kid, "pobj")) is not None:
            return _edges(author)
    if noun.dep_ in {"dobj", "attr", "pobj", "conj"}:
        verb = _governing(noun.head)
        subject = _subject(verb) if verb.tag_ in VERBS else None
        if subject is not None and subject.i < noun.i and subject.dep_ == "nsubj":
            return _before(subject, verb)
    return None


def _of_adjective(adjective: Token) -> _Found:
    bearer = adjective.head if adjective.dep_ == "amod" else _subject(adjective)
    if adjective.dep_ in {"acomp", "oprd", "attr"}:
        bearer = _subject(adjective.head)
    if bearer is None:
        return []
    source = _before(bearer, adjective)
    found: _Found = []
    for kid in adjective.rights:
        if kid.dep_ in {"ccomp", "xcomp"}:
            found.append(("to" if any(left.lower_ == "to" for left in kid.lefts) else "that", source, [_edges(kid)]))
    return [*found, *_prepositional(adjective, source, passive=False)]


def _according(token: Token) -> _Found:
    """ "According to" somebody, all of the clause around it is so."""
    to = token.i + 1
    if to >= len(token.doc) or token.doc[to].lower_ != "to":
        return []
    who = child(token.doc[to], "pobj") or child(token, "pobj")
    if who is None:
        return []
    verb = token.head
    while verb.head.i != verb.i and verb.tag_ not in VERBS:
        verb = verb.head
    (first, last), end = _edges(verb), _edges(who)[1]
    around = [stretch for stretch in ((first, token.i - 1), (end + 1, last)) if stretch[0] <= stretch[1]]
    return [("according", _edges(who), around)]

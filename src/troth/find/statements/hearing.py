"""Hearing: whether a word that may attribute does so where it stands.

The word alone does not tell: "the plan calls for", "voters want", "he did not say". Its construction, its source and its content carry
marks, which `lexicon/hearing.toml` weighs.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from troth.find import lexicon
from troth.find.clauses import NOUNS, PROPER, VERBS, between, negated
from troth.find.statements import cues
from troth.find.statements.claims import Claim

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PRONOUNS: Final = frozenset({"PRP", "PRP$", "WP", "WDT", "DT", "EX"})
# Log-odds of a word and construction alone.  Of the claims of 150 training reports of PolNeAR 30 % lie below; 6 % of these would be heard.
FAINTEST: Final = -1.5
SHORT, LONG = 3, 10  # tokens of content
_ARTICLES: Final = frozenset({"DT", "PRP$", "POS"})


@cache
def audible(part: str, construction: str, lemma: str) -> bool:
    """Whether a word in a construction may be heard at all: what it weighs by itself leaves something to hope for."""
    if not cues.attributes(part, construction, lemma):
        return False
    weighed = _weights()
    alone = _of_word(cues.rate(part, construction, lemma), part, construction, lemma)
    return construction == "bare" or weighed.get("always", 0.0) + math.fsum(weighed.get(mark, 0.0) for mark in alone) >= FAINTEST


def confidence(claim: Claim, doc: Doc, start: int) -> float:
    """How likely it attributes, 0..1; `start` is where the sentence starts."""
    weighed = _weights()
    total = weighed.get("always", 0.0) + math.fsum([weighed[mark] for mark in marks(claim, doc, start) if mark in weighed])
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def marks(claim: Claim, doc: Doc, start: int) -> tuple[str, ...]:
    """All marks of a claim, each once."""
    return tuple(dict.fromkeys(_marks(claim, doc, start)))


def _marks(claim: Claim, doc: Doc, start: int) -> Iterator[str]:
    part, built, word = claim.part, claim.construction, claim.lemma
    rate = cues.rate(part, built, word)
    yield from _of_word(rate, part, built, word)
    cue = _at(doc, claim.cue.start - start)
    if cue is None:
        return
    yield from _of_cue(cue, part, built)
    source = _head(doc, claim.source.start - start, claim.source.end - start) if claim.source is not None else None
    yield from _of_source(source, part, built, word)
    if claim.content:
        first, last = claim.content[0], claim.content[-1]
        yield from _of_content(doc, first.start - start, last.end - start, built, word, len(claim.content))
    if doc[-1].text not in ".!?”\"''":
        yield from ("headline", f"headline {part}")


@cache
def _of_word(rate: str, part: str, built: str, word: str) -> tuple[str, ...]:
    return (f"rate {rate}", f"{part} {built}", f"{part} {word}", f"{part} {built} {word}", f"rate {rate}, {part}")


def _of_cue(cue: Token, part: str, built: str) -> Iterator[str]:
    yield from (f"tag {cue.tag_}", f"tag {cue.tag_}, {built}", f"form {cue.lower_}", f"as {cue.dep_}", f"as {cue.dep_}, {built}")
    yield f"under {cue.head.lower_}"
    for kid in cue.children:
        if kid.dep_ in {"aux", "auxpass", "neg", "mark", "prt", "advmod", "dative"}:
            yield f"with {kid.dep_} {kid.lower_}"
        if kid.dep_ in {"dobj", "ccomp", "xcomp", "prep", "conj"}:
            yield f"with {kid.dep_}, {part}"
    if negated(cue):
        yield f"negated {built}"
    if cue.i:
        yield f"after {cue.nbor(-1).lower_}"
    if cue.i + 1 < len(cue.doc):
        yield from (f"before {cue.nbor(1).lower_}", f"before {cue.nbor(1).tag_}, {built}")


def _of_source(source: Token | None, part: str, built: str, word: str) -> Iterator[str]:
    if source is None:
        yield from ("no source", f"no source, {part} {built}", f"no source, {word}")
        return
    sort = _sort(source)
    yield from (f"source {sort}", f"source {sort}, {part} {built}", f"source {source.lower_}", f"source {sort}, {word}")
    for kid in source.lefts:
        if kid.tag_ in _ARTICLES:
            yield f"source with {kid.lower_}"


def _sort(source: Token) -> str:
    if source.tag_ in _PRONOUNS:
        return source.lower_
    for words in ("offices", "never", "instruments"):
        if source.lower_ in lexicon.words("agents", words):
            return words
    plural = " plural" if source.tag_ in {"NNS", "NNPS"} else ""
    if source.lower_ in lexicon.words("agents", "nouns"):
        return f"agent{plural}"
    if source.lower_ in lexicon.words("speech", "sources"):
        return f"paper{plural}"
    return "name" if source.tag_ in PROPER else f"other{plural}"


def _of_content(doc: Doc, start: int, end: int, built: str, word: str, pieces: int) -> Iterator[str]:
    inside = list(between(doc, start, end))
    if not inside:
        return
    length = len(inside)
    size = "short" if length <= SHORT else "long" if length > LONG else "middling"
    yield from (f"content {size}", f"content {size}, {built}", f"pieces {min(pieces, 2)}, {built}")
    head = _top(inside)
    yield from (f"content {head.tag_}, {built}", f"content word {head.lower_}", f"content {head.dep_}", f"content {head.tag_}, {word}")
    yield from (f"opens {inside[0].lower_}", f"opens {inside[0].tag_}, {built}")
    tags = Counter(token.tag_ for token in inside)
    verbs = sum(tags[tag] for tag in VERBS)
    yield f"verbs {min(verbs, 3)}, {built}"
    if any(tags[tag] for tag in PROPER):
        yield f"names, {built}"
    if tags["MD"]:
        yield f"modal, {built}"
    if tags["``"] or tags["''"]:
        yield "marks inside"
    if not verbs and any(tags[tag] for tag in NOUNS):
        yield f"only nouns, {built}"


def _head(doc: Doc, start: int, end: int) -> Token | None:
    inside = list(between(doc, start, end))
    return _top(inside) if inside else None


def _top(inside: list[Token]) -> Token:
    """The first word of a stretch that hangs on none of its others."""
    first, last = inside[0].i, inside[-1].i
    for token in inside:
        head = token.head.i
        if (not first <= head <= last or head == token.i) and not token.is_punct:
            return token
    return inside[0]


def _at(doc: Doc, offset: int) -> Token | None:
    return next(iter(between(doc, offset, offset + 1)), None)


def _weights() -> dict[str, float]:
    table: dict[str, Any] = lexicon.table("hearing")
    weighed: dict[str, float] = table["marks"]
    return weighed

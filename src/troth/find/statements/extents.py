"""Extents: where what somebody is said to have said begins and ends in its sentence.

The parse proposes a stretch (`claims`).  It often takes in what the reporter adds (", which ..."), whom it was said to, or too little.
Each place where the stretch could begin or end instead carries marks, which `lexicon/extents.toml` weighs; the likeliest is taken.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from troth.find import lexicon
from troth.find.clauses import between
from troth.find.statements.claims import Claim
from troth.find.syntax import kept
from troth.marks import Marked, around
from troth.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST_MOVED: Final = 3  # marks of punctuation that an end may be moved over, either way
_STOPS: Final = frozenset({",", ";", ":", "-", "--", "–", "—", "―", "("})
_CLOSING: Final = frozenset({".", "!", "?", "”", '"', "''", "’", ")", "…", ","})
_OPENERS: Final = frozenset({"that", "to", "whether", "if", "how", "what", "why", "who", "because", "as", "for", "about"})
PARSED: Final = "as parsed"  # the mark of the edge that the parse has
LONG, LONGER = 4, 10  # tokens


@dataclass(frozen=True, slots=True)
class Edge:
    """A token at which a stretch may begin or end, and the marks that speak for or against it."""

    at: int
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What edges are weighed by: the parsed sentence, the tokens of cue and stretch (first and last), construction and base form."""

    doc: Doc
    cue: int
    first: int
    last: int
    construction: str
    lemma: str


def fitted(doc: Doc, sentence: Span, claim: Claim, marks: Sequence[Marked]) -> list[Span]:
    """The content of a claim, whose offsets are in the sentence, in the report and with the likeliest edges.

    Those inside quotation marks stay, and so does content in several pieces.
    """
    if not claim.content:
        return []
    fixed = tuple(around(marks, sentence.start + at) is not None for at in (claim.content[0].start, claim.content[-1].end - 1))
    return [Span(sentence.start + span.start, sentence.start + span.end) for span in _fitted(doc, claim, *fixed)]


@kept
def _fitted(doc: Doc, claim: Claim, first_stays: bool, last_stays: bool) -> tuple[Span, ...]:
    told = told_by(doc, Span(0, 0), claim)
    if told is None:
        return claim.content
    [content] = claim.content
    first = told.first if first_stays else _likeliest(begins(told), _weights("begin"))
    last = told.last if last_stays else _likeliest(ends(told), _weights("end"))
    if last < first or first <= told.cue <= last:
        return (content,)
    start = content.start if first == told.first else doc[first].idx
    end = content.end if last == told.last else doc[last].idx + len(doc[last])
    return (Span(start, end),)


def told_by(doc: Doc, sentence: Span, claim: Claim) -> Told | None:
    """What the edges of a claim's content are weighed by; None where it lies in several pieces, or its cue inside it."""
    if len(claim.content) != 1:
        return None
    content, cue = tokens_of(doc, sentence, claim.content[0]), tokens_of(doc, sentence, claim.cue)
    if content is None or cue is None or (content[0] <= cue[1] and cue[0] <= content[1]):
        return None
    return Told(doc, cue[1] if content[0] > cue[1] else cue[0], *content, claim.construction, claim.lemma)


def _likeliest(edges: Sequence[Edge], weights: Mapping[str, float]) -> int:
    if len(edges) == 1:
        return edges[0].at
    sums = [math.fsum([weights[mark] for mark in edge.marks if mark in weights]) for edge in edges]
    return edges[max(range(len(edges)), key=lambda at: sums[at])].at


def ends(told: Told) -> list[Edge]:
    """Where it may end: where the parse has it, and before the marks of punctuation on either side of that."""
    doc, last = told.doc, _before_closing(told.doc, told.last)
    stop = _before_closing(doc, len(doc) - 1)
    if told.last < told.cue:
        stop = min(stop, told.cue - 1)
    cuts = [at for at in range(told.first, stop + 1) if doc[at].text in _STOPS]
    here = bisect_left(cuts, last + 1)
    places = {last: 0}
    for moved, cut in enumerate(reversed(cuts[:here]), 1):
        if moved <= MOST_MOVED and cut - 1 >= told.first:
            places.setdefault(cut - 1, -moved)
    beyond = [*(cut - 1 for cut in cuts[here:] if cut - 1 > last), stop]
    for moved, at in enumerate(beyond, 1):
        if moved <= MOST_MOVED and at > last:
            places.setdefault(at, moved)
    if len(places) == 1:
        return [Edge(last, (PARSED,))]
    return [Edge(at, tuple(dict.fromkeys(_marks_of_end(told, at, moved, last)))) for at, moved in places.items()]


def _marks_of_end(told: Told, at: int, moved: int, last: int) -> Iterator[str]:
    doc = told.doc
    way = f"{moved:+d}" if moved else "as parsed"
    yield from (way, f"{way} {told.construction}", f"{way} {told.lemma}")
    after = doc[at + 1] if at + 1 < len(doc) else None
    following = doc[at + 2] if at + 2 < len(doc) and after is not None and after.text in _STOPS else after
    side = "cut" if moved < 0 else "more" if moved else "as parsed"
    yield f"{side} before {after.text if after is not None and after.text in _STOPS | _CLOSING else 'word' if after is not None else 'end'}"
    if following is not None:
        yield from (f"{side} before {following.lower_}", f"{side} before {following.tag_}", f"{side} before {_top(following, at).dep_}")
        yield f"{side} {told.construction} before {following.tag_}"
    if moved > 0:
        added = doc[last + 1]
        first = doc[last + 2] if added.text in _STOPS and last + 2 < len(doc) else added
        yield from (f"adding {first.lower_}", f"adding {first.tag_}", f"adding {_top(first, last).dep_}", f"adding {_size(at - last)}")
    if moved < 0:
        yield from (f"leaving {_size(at - told.first + 1)}", f"dropping {_size(last - at)}")
        if following is not None:
            top = _top(following, at)
            yield f"dropping {top.dep_} {'inside' if told.first <= top.head.i <= at else 'outside'} {following.tag_}"
    commas = sum(token.text == "," for token in doc[told.first : at + 1])
    yield f"{side} with {min(commas, 3)} commas"


def begins(told: Told) -> list[Edge]:
    """Where it may begin: where the parse has it, right after the cue, after the first phrase, and at the words that open a clause."""
    doc, first = told.doc, told.first
    lowest = told.cue + 1 if told.first > told.cue else 0
    places = {first: "as parsed", lowest: "after the cue" if told.first > told.cue else "first word"}
    highest = min(told.last, first + 3 * LONGER)
    for at in range(lowest, highest + 1):
        token = doc[at]
        if at and doc[at - 1].text in _STOPS | {"“", '"', "''"}:
            places.setdefault(at, "after a stop")
        elif token.lower_ in _OPENERS and at != first:
            places.setdefault(at, f"at {token.lower_}")
    head = doc[first]
    while (
        head.dep_ in {"det", "amod", "compound", "poss", "nummod", "case", "nmod", "advmod", "punct"}
        and first <= head.head.i <= told.last
        and head.head.i > head.i
    ):
        head = head.head
    if head.i < told.last and told.first > told.cue:
        places.setdefault(head.i + 1, "after the first phrase")
        places.setdefault(head.right_edge.i + 1, "after all of the first phrase")
    kept = [(at, way) for at, way in sorted(places.items()) if at <= told.last]
    if len(kept) == 1:
        return [Edge(first, (PARSED,))]
    return [Edge(at, tuple(dict.fromkeys(_marks_of_begin(told, at, way)))) for at, way in kept]


def _marks_of_begin(told: Told, at: int, way: str) -> Iterator[str]:
    doc = told.doc
    token = doc[at]
    side = "as parsed" if at == told.first else "later" if at > told.first else "earlier"
    yield from (side, way, f"{way}, {told.construction}", f"{side}, {told.construction}", f"{side}, {told.lemma}", f"{way}, {told.lemma}")
    yield from (f"{side} at {token.lower_}", f"{side} at {token.tag_}", f"{side} at {token.dep_}", f"{way} at {token.tag_}")
    if at:
        yield from (f"{side} after {doc[at - 1].lower_}", f"{side} after {doc[at - 1].tag_}")
    if at > told.first:
        passed = doc[told.first]
        yield from (f"passing {passed.lower_}", f"passing {passed.tag_}", f"passing {passed.dep_}", f"passing {_size(at - told.first)}")
        yield f"passing {passed.tag_}, {told.construction}"
    elif at < told.first:
        yield f"taking in {_size(told.first - at)}"
    verb = any(kid.dep_ in {"nsubj", "nsubjpass", "expl"} for kid in token.head.lefts)
    yield f"{side} {'in' if verb else 'outside'} a clause"


def _before_closing(doc: Doc, last: int) -> int:
    while last > 0 and doc[last].text in _CLOSING:
        last -= 1
    return last


def _top(token: Token, at: int) -> Token:
    """The highest word above a token that still stands behind an edge."""
    while token.head.i > at and token.head.i != token.i:
        token = token.head
    return token


def _size(tokens: int) -> str:
    return "little" if tokens <= 1 else "few" if tokens <= LONG else "some" if tokens <= LONGER else "much"


def tokens_of(doc: Doc, sentence: Span, span: Span) -> tuple[int, int] | None:
    """The first and last token of a stretch of a sentence."""
    inside = between(doc, span.start - sentence.start, span.end - sentence.start)
    return (inside.start, inside.end - 1) if len(inside) else None


def _weights(edge: str) -> dict[str, float]:
    table: dict[str, Any] = lexicon.table("extents")
    weighed: dict[str, float] = table[edge]
    return weighed

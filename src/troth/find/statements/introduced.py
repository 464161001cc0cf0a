"""Introduced: quotations that a colon brings in without a word of saying ("He paid her a compliment: “…”", "His answer: “…”")."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from troth.find.clauses import SUBJECT, VERBS, child
from troth.find.statements.drafts import Draft
from troth.marks import Marked
from troth.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

INTRODUCED: Final = 0.6  # confidence that who acts, or whose noun it is, before the colon speaks after it
_NOBODY: Final = frozenset("it this that there here which what these those".split())


def introduced(text: str, parsed: Sequence[tuple[Span, Doc]], marks: Sequence[Marked], taken: Sequence[Marked]) -> Iterator[Draft]:
    """The quotations after a colon, none of those that are taken, each with who the words before the colon name."""
    starts = [span.start for span, _ in parsed]
    for mark in marks:
        if mark in taken:
            continue
        colon = mark.span.start - 1
        while colon > 0 and text[colon].isspace():
            colon -= 1
        at = bisect_right(starts, colon) - 1
        if text[colon] != ":" or at < 0 or parsed[at][0].end <= colon:
            continue
        span, doc = parsed[at]
        held = _who(doc, colon - span.start)
        if held is not None:
            who, cue = held
            first, last = doc[who.left_edge.i], doc[min(who.right_edge.i, cue.i - 1) if who.i < cue.i else who.right_edge.i]
            source = Span(span.start + first.idx, span.start + last.idx + len(last))
            draft = Draft(source, Span(span.start + cue.idx, span.start + cue.idx + len(cue)), [mark.span], INTRODUCED, speech=True)
            draft.quotations.append(mark)
            yield draft


def _who(doc: Doc, colon: int) -> tuple[Token, Token] | None:
    """Who speaks after the colon at this offset of the sentence, and the word that tells it: the subject of its first verb, or an owner."""
    verb = next((token for token in doc if token.idx < colon and token.tag_ in VERBS and token.dep_ not in {"aux", "auxpass"}), None)
    root = next((token for token in doc if token.head.i == token.i), None)
    if root is not None and root.idx < colon and root.tag_ in VERBS:
        verb = root
    if verb is not None:
        subject = next((kid for kid in verb.lefts if kid.dep_ in SUBJECT), None)
        if subject is None or subject.lower_ in _NOBODY:
            return None
        owner = child(subject, "poss")
        return (owner, subject) if owner is not None else (subject, verb)
    for token in doc:
        if token.idx < colon and token.dep_ == "poss":
            return token, token.head
    return None

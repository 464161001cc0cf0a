"""Places: where in a parsed sentence somebody is bound, and by which of its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from troth.find.clauses import NOUNS, between
from troth.find.pledges.actions import extent
from troth.find.pledges.commitments import Commitment, candidates
from troth.find.pledges.parties import doers, owners
from troth.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True)
class Place:
    """Words of a parsed sentence that bind somebody, from token `first` to token `last`.

    `commitment` is what the lexicon makes of them, None where it knows none of these words; `at` the sentence's number in the report.
    """

    sentence: Span
    doc: Doc
    first: int
    last: int
    commitment: Commitment | None
    at: int

    @classmethod
    def of(cls, sentence: Span, commitment: Commitment, sentences: Sequence[Span]) -> Place:
        """Where a commitment that the lexicon proposes stands."""
        doc, words = commitment.sign.doc, extent(commitment)
        first, last = _tokens(doc, words) or (commitment.sign.i, commitment.sign.i)
        return cls(sentence, doc, first, last, commitment, _number(sentence, sentences))

    @property
    def start(self) -> int:
        """Where the words start in the report."""
        return self.sentence.start + self.doc[self.first].idx

    @property
    def end(self) -> int:
        """Where they end in the report."""
        last = self.doc[self.last]
        return self.sentence.start + last.idx + len(last)

    @property
    def sign(self) -> Token:
        """The word that commits; where the lexicon knows none, the first."""
        return self.commitment.sign if self.commitment is not None else self.doc[self.first]

    @property
    def kind(self) -> str:
        """The lexicon's kind of that word."""
        return self.commitment.word.kind if self.commitment is not None else "none"

    @cached_property
    def head(self) -> Token:
        """The word that all the others hang on; of several the one nearest to the root, of these the first."""
        inside = range(self.first, self.last + 1)
        outward = [
            token
            for token in self.doc[self.first : self.last + 1]
            if not token.is_punct and (token.head.i not in inside or token.head.i == token.i)
        ]
        return min(outward, key=lambda token: (sum(1 for _ in token.ancestors), token.i), default=self.doc[self.first])

    @cached_property
    def actors(self) -> tuple[Token, ...]:
        """The words that name whom it binds, by the lexicon or else by the syntax of its head."""
        if self.commitment is not None:
            return self.commitment.actors
        head = self.head
        found = (owners(head) if head.tag_ in NOUNS else None) or doers(head)
        return tuple(token for token in found if token.text[0].isalnum())


def place(quote: Span, parsed: Sequence[tuple[Span, Doc]]) -> Place | None:
    """The place of any words of a report, by its parsed sentences in order; None where they stand in no sentence that was read.

    Of the commitments that the lexicon proposes there the one that starts nearest to the words is theirs.
    """
    at = bisect_right(parsed, quote.start, key=lambda pair: pair[0].start) - 1
    if at < 0 or quote.start >= parsed[at][0].end:
        return None
    sentence, doc = parsed[at]
    words = Span(quote.start - sentence.start, quote.end - sentence.start)
    tokens = _tokens(doc, words)
    if tokens is None:
        return None
    proposed = [
        (abs(own.start - words.start), -_shared(own, words), number, candidate)
        for number, candidate in enumerate(candidates(doc))
        if _shared(own := extent(candidate), words) > 0
    ]
    commitment = min(proposed, key=lambda found: found[:3])[3] if proposed else None
    return Place(sentence, doc, *tokens, commitment, at)


def _tokens(doc: Doc, words: Span) -> tuple[int, int] | None:
    inside = between(doc, words.start, words.end)
    return (inside.start, inside.end - 1) if len(inside) else None


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def _number(sentence: Span, sentences: Sequence[Span]) -> int:
    return max(0, bisect_right(sentences, sentence.start, key=lambda span: span.start) - 1)

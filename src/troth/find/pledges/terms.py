"""Terms: the words that say on what condition a commitment is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from troth.anchor import quote
from troth.find.clauses import NOUNS, ancestors, marker
from troth.find.pledges.commitments import Commitment
from troth.find.syntax import kept
from troth.types import Quote, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OPENERS: Final = ("if", "unless", "provided", "providing", "once", "assuming")
LONGEST: Final = 30  # words: longer than 99 of 100 conditions of the training reports; beyond, the parse has gone wrong
_BEFORE: Final = frozenset({"as", "even", "see", "know", "decide", "determine", "assess", "ask", "asked", "wonder", "say"})
_ENDS: Final = frozenset({",", ";", "—", "–", "--", ":", "”", '"', "''"})
_SUBJECTS: Final = NOUNS | {"PRP", "WP", "WDT"}
_FIRST_WORDS: Final = frozenset({"if", "unless", "should", "as", "so", "in", "on"})
_LONG_AS: Final = ("as long as", "so long as", "in exchange for", "in return for", "on condition")


def condition(report: Report, offset: int, commitment: Commitment) -> Quote | None:
    """The words that say on what terms: "if elected", "unless the Senate acts", "should he win"."""
    words = _worded(commitment.sign.doc, commitment)
    return quote(report, offset + words.start, offset + words.end) if words is not None else None


@kept
def _worded(doc: Doc, commitment: Commitment) -> Span | None:
    """The words at offsets in the sentence."""
    clause = _clause_of_condition(commitment) or _opened(commitment)
    return Span(clause[0].idx, clause[1].idx + len(clause[1])) if clause is not None else None


def _clause_of_condition(commitment: Commitment) -> tuple[Token, Token] | None:
    """The clause, as the parse has it, that hangs on the act or on what stands above it."""
    for token in [commitment.action, commitment.sign, *(above for _, above in ancestors(commitment.sign))]:
        for kid in token.children:
            opener = marker(kid, *OPENERS) or _inverted(kid)
            if kid.dep_ == "advcl" and opener is not None and not _holds(kid, commitment) and _may_open(opener):
                start = kid.left_edge if kid.left_edge.lower_ in {"only", "particularly", "especially"} else opener
                return start, _without_stop(kid.right_edge, start)
    return None


def _inverted(verb: Token) -> Token | None:
    """The "should" of "should he win"."""
    should = marker(verb, "should")
    subject = next((kid for kid in verb.lefts if kid.dep_ in {"nsubj", "nsubjpass"}), None)
    return should if should is not None and subject is not None and should.i < subject.i else None


def _holds(clause: Token, commitment: Commitment) -> bool:
    """Whether the commitment itself stands inside the clause: "once they agreed to talks" is no condition of the talks."""
    return clause.left_edge.i <= commitment.sign.i <= clause.right_edge.i


def _opened(commitment: Commitment) -> tuple[Token, Token] | None:
    """A condition that the parse hides: from its first word to the next mark."""
    doc = commitment.sign.doc
    for token in doc:
        if token.lower_ not in _FIRST_WORDS:
            continue
        opens = token.lower_ in {"if", "unless"} or doc[token.i : token.i + 3].text.lower().startswith(_LONG_AS) or _asks_inverted(token)
        if opens and _may_open(token) and token.i != commitment.sign.i:
            last = _to_mark(token)
            if not token.i <= commitment.sign.i <= last.i and last.i > token.i:
                return token, last
    return None


def _asks_inverted(token: Token) -> bool:
    """Whether "should" here opens a condition: no subject before it, one right after it."""
    if token.lower_ != "should" or token.i + 1 >= len(token.doc) or not token.i:
        return False
    before, after = token.nbor(-1), token.nbor(1)
    subject = after.dep_ in {"nsubj", "nsubjpass", "compound", "det", "poss"} and before.tag_ not in _SUBJECTS
    return subject or after.lower_ in {"he", "she", "they", "it", "we", "i"}


def _may_open(opener: Token) -> bool:
    return opener.i == 0 or opener.nbor(-1).lower_ not in _BEFORE


def _to_mark(token: Token) -> Token:
    last = token
    for following in token.doc[token.i + 1 : token.i + LONGEST]:
        if following.text in _ENDS:
            break
        last = following
    return _without_stop(last, token)


def _without_stop(last: Token, first: Token) -> Token:
    while last.i > first.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    return last

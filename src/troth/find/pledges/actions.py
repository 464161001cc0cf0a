"""Actions: the words of what somebody undertakes, the same as an infinitive, and whether a stranger could check it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from troth.find.clauses import NOUNS, VERBS, marker
from troth.find.pledges.commitments import Commitment
from troth.find.syntax import words_of
from troth.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_WHAT: Final = 22  # words: the longest "what" of the 2,088 mentions in the training reports; 99 of 100 have at most 17
_BREAKS: Final = frozenset({"conj", "cc", "parataxis", "intj", "dep"})
_CLOSING: Final = re.compile(r"[”\"]|''")


def extent(commitment: Commitment) -> Span:
    """Offsets in the sentence of the shortest run from the commissive word to the end of the action."""
    sign, action = commitment.sign, commitment.action
    joined = action.dep_ == "conj" and sign not in action.lefts and action.head.i > sign.i  # the second of two under one word
    begin = _whole_word(action if joined else sign)
    last = max(_last(action), _last_of_object(action), key=lambda token: token.i)
    return Span(begin, _inside_quotation(commitment, begin, last.idx + len(last)))


def _whole_word(token: Token) -> int:
    """Where the word starts that a clitic leans on: "we'll", not "'ll"."""
    while token.i and not token.nbor(-1).whitespace_ and not token.text[0].isalpha():
        token = token.nbor(-1)
    return token.idx


def _last_of_object(action: Token) -> Token:
    """The last word of "support on Thursday for the fight": the parser hangs "for" on the verb before "support".

    Or it takes "for the fight against cartels waging war" for a clause, whose subject then is what the support is for.
    """
    if action.dep_ != "dobj":
        return action
    after = [kid for kid in action.head.rights if kid.dep_ == "prep"]
    after += [
        kid for verb in action.head.rights if verb.dep_ == "advcl" and marker(verb, "for") for kid in verb.lefts if kid.dep_ == "nsubj"
    ]
    return max([action, *map(_last, after)], key=lambda token: token.i)


def _last(head: Token) -> Token:
    """The last word of what hangs on the head, up to the next clause of its own."""
    while within := list(_within(head)):
        head = within[-1]
    return head


def _within(head: Token) -> Iterator[Token]:
    """The dependents to the right that still belong to one action: not a second verb, not what a comma sets off, not on whose word."""
    nominal = head.tag_ in NOUNS
    for kid in head.rights:
        if kid.dep_ == "punct" or (kid.dep_ == "cc" and nominal):
            continue
        if kid.dep_ in _BREAKS and not (kid.dep_ == "conj" and nominal and kid.tag_ in NOUNS):
            return
        if kid.dep_ == "advcl" and kid.left_edge.i and kid.left_edge.nbor(-1).text == ",":
            return
        if kid.lower_ == "according":
            return
        yield kid


def _inside_quotation(commitment: Commitment, start: int, end: int) -> int:
    """The end, moved before a closing quotation mark when the words began inside that quotation."""
    text = words_of(commitment.sign.doc)
    closing = [mark.start() for mark in _CLOSING.finditer(text, start, end)]
    opened = text.count("“", start, end) or text.count('"', start, end) > 1
    return closing[0] if closing and not opened else end


def infinitive(commitment: Commitment, span: Span) -> str:
    """The action as an infinitive in a few words, built of the report's words."""
    head = commitment.action
    text = words_of(head.doc)[head.idx : span.end]
    if head.tag_ not in VERBS:
        text = f"{commitment.word.act} {words_of(head.doc)[head.left_edge.idx : span.end]}"
    elif head.tag_ == "VBG":
        text = head.lemma_ + text[len(head) :]
    plain = re.sub(r"[“”\"]|''", "", text).strip(" ,;:—–-")
    return " ".join(plain.split()[:LONGEST_WHAT])

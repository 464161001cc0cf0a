"""Proposals: words of a sentence that may carry a pledge, by the encoder's sight of them or by the rules, and what speaks for each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from troth.find.learned import FAINTEST, PledgeStretch, Sight, bounded, log_odds, trimmed
from troth.find.pledges import confidence
from troth.find.pledges.actions import extent
from troth.find.pledges.commitments import Commitment, candidates
from troth.find.pledges.evidence import evidence
from troth.find.pledges.exclusions import is_none, reasons
from troth.find.pledges.seen import carried, is_under_way, is_without_verb
from troth.find.pledges.sureness import sureness
from troth.find.syntax import kept, words_of
from troth.text import moved
from troth.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words that may carry a pledge (`words`, offsets in the report), the commitment that they make, and the signals for it."""

    sentence: Span
    words: Span
    commitment: Commitment
    stretch: PledgeStretch
    signals: dict[str, float]

    def moved(self, by: int) -> Proposal:
        """The same proposal in a sentence that starts so many characters later."""
        stretch = replace(self.stretch, span=moved(self.stretch.span, by))
        return Proposal(moved(self.sentence, by), moved(self.words, by), self.commitment, stretch, self.signals)


def proposals(text: str, doc: Doc, sight: Sight) -> list[Proposal]:
    """The proposals of one sentence, in order: what the lexicon proposes, of nested ones the outer, and words seen elsewhere.

    A question proposes nothing, nor do words that by definition are no pledge ("has no plans to", "wants ministers to").
    """
    sentence = sight.sentence
    if sight.pledge < FAINTEST or text.endswith("?", sentence.start, sentence.end):
        return []
    return [one.moved(sentence.start) for one in _proposed(doc, sight.own or sight.moved(-sentence.start))]


@kept
def _proposed(doc: Doc, sight: Sight) -> list[Proposal]:
    """The proposals at offsets in the sentence."""
    text, sentence = words_of(doc), sight.sentence
    found: list[Proposal] = []
    ruled_out: list[Span] = []
    for commitment in candidates(doc):
        span = extent(commitment)
        words = moved(span, sentence.start)
        if words.end <= words.start or (found and words.start < found[-1].words.end):
            continue
        stretch = sight.pledge_in(words)
        if is_none(commitment) or stretch is None:
            ruled_out.append(words)
        else:
            one = _listed(commitment, words, stretch, sight)
            first = next((other for other in found if other.commitment.sign.i == commitment.sign.i), one)
            found.append(replace(one, signals=max(one.signals, first.signals, key=sureness)))  # two acts under one word are as sure
    taken = [*ruled_out, *(one.words for one in found)]
    for stretch in sight.pledges:
        place = trimmed(text, stretch.span)
        # One word says neither that somebody commits himself nor to what.
        if (
            place is not None
            and " " in text[place.start : place.end]
            and not any(place.start < other.end and other.start < place.end for other in taken)
        ):
            seen = _unlisted(doc, place, stretch, sight)
            words = moved(place, -sentence.start)
            found += [] if is_without_verb(doc, words) or is_under_way(seen.commitment) else [seen]
    return sorted(found, key=lambda one: one.words.start)


def _listed(commitment: Commitment, words: Span, stretch: PledgeStretch, sight: Sight) -> Proposal:
    signals = {
        "sentence": bounded(sight.pledge),
        "words": log_odds(stretch.share),
        "ruled": bounded(confidence.log_odds(evidence(commitment))),
        **dict.fromkeys(reasons(commitment), 1.0),
    }
    return Proposal(sight.sentence, words, commitment, stretch, signals)


def _unlisted(doc: Doc, words: Span, stretch: PledgeStretch, sight: Sight) -> Proposal:
    offset = sight.sentence.start
    commitment = carried(doc, moved(words, -offset))
    signals = {"sentence": bounded(sight.pledge), "words": log_odds(stretch.share), "unlisted": 1.0}
    return Proposal(sight.sentence, words, commitment, stretch, signals)

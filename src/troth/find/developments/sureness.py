"""Sureness: how likely it is that words tell what became of a commitment, by the rules, the encoder and what stands around.

A logistic model over few signals, whose weights `training/learned/outcomes.py` made on reports that neither the encoder nor the rules had
learned from.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from troth.find import lexicon
from troth.find.developments.links import Known, stems
from troth.find.learned import Sight, bounded, log_odds
from troth.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

FEWEST: Final = 3  # words: what has fewer is covered by chance
SIGNALS: Final = ("sentence", "modal", "covered", "beside", "ruled", "unlisted")


def around(text: str, sights: Sequence[Sight], place: int, doc: Doc, pledges: Sequence[Known]) -> dict[str, float]:
    """The signals of a sentence, whatever its cues are; `place` is its number among the report's.

    "modal": something is only possible or to come.  "covered": the greatest share of the words of a pledge stated elsewhere that stand in
    it.  "beside": the greater share with which the encoder sees an outcome in the sentence before or after.
    """
    sentence = sights[place].sentence
    beside = [sights[at].outcome for at in (place - 1, place + 1) if 0 <= at < len(sights)]
    return {
        "sentence": bounded(sights[place].outcome),
        "modal": float(any(token.tag_ == "MD" for token in doc)),
        "covered": _covered(stems(text[sentence.start : sentence.end]), sentence, pledges),
        "beside": 1 / (1 + math.exp(-bounded(max(beside, default=-math.inf)))),
    }


def _covered(said: set[str], sentence: Span, pledges: Sequence[Known]) -> float:
    elsewhere = (one.stems for one in pledges if not sentence.start <= one.mention.quote.start < sentence.end)
    return max((len(words & said) / max(FEWEST, len(words)) for words in elsewhere), default=0.0)


def with_cue(signals: Mapping[str, float], ruled: float | None) -> dict[str, float]:
    """The same with what the rules say of a cue: the share of such places that are right; None where they know none."""
    return {**signals, **({"unlisted": 1.0} if ruled is None else {"ruled": log_odds(ruled)})}


def sureness(signals: Mapping[str, float]) -> float:
    """0..1."""
    weights = lexicon.table("sureness")["development"]
    odds = math.fsum([weights["always"], *(weights[name] * signal for name, signal in sorted(signals.items()))])
    return 1 / (1 + math.exp(-odds))

"""How cues add up to a confidence."""

from __future__ import annotations

import math

import pytest

from troth.find import lexicon
from troth.find.pledges.confidence import confidence, weights


def test_without_a_known_cue_a_candidate_is_no_pledge() -> None:
    assert confidence(["action frobnicate"]) == confidence([]) < 0.1


def test_each_cue_counts_once_and_in_any_order() -> None:
    cues = sorted(weights().cues)[:40]
    assert confidence(cues) == confidence(list(reversed(cues)) * 2)


@pytest.mark.parametrize("cue", ["word noun promise", "act any deeds"])
def test_a_cue_for_a_pledge_raises_the_confidence(cue: str) -> None:
    assert confidence([cue]) > confidence([])


def test_a_share_is_never_beyond_reason() -> None:
    assert 0 < confidence([]) < confidence(cue for cue, weight in weights().cues.items() if weight > 0) <= 1


def test_the_weights_are_plain_numbers() -> None:
    assert all(math.isfinite(weight) for weight in (weights().without, *weights().cues.values()))


def test_every_weighed_word_is_in_the_lexicon() -> None:
    known = {f"word {word.kind} {word.name}" for words in lexicon.commissives().values() for word in words}
    assert {cue for cue in weights().cues if cue.startswith("word ")} <= known

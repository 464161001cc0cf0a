from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.identity import mention_id
from troth.link import groups
from troth.types import Force, Judgement, PledgeMention, Polarity, Quote

ACTIONS = (
    "cut the ferry fare",
    "cut the ferry fare by a tenth",
    "lower the ferry fare for pupils",
    "lower the school fees for pupils",
    "raise the school fees",
    "open a second clinic in Eastfield",
    "veto it",
)


def mention(what: str, at: int) -> PledgeMention:
    return PledgeMention(Quote("r", at, at + 5, "words"), ("Ana Whitlock",), what, Force.PROMISE, Polarity.DO, True, "narrator")


some_mentions = st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=14).map(
    lambda actions: [mention(what, 10 * number) for number, what in enumerate(actions)]
)
pairs = st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13), st.booleans()), max_size=5)


def parted(mentions: list[PledgeMention], judged: list[Judgement] | None = None) -> set[frozenset[str]]:
    return {frozenset(map(mention_id, group)) for group in groups(mentions, judged or [])}


def judgements(mentions: list[PledgeMention], told: list[tuple[int, int, bool]]) -> list[Judgement]:
    names = [mention_id(one) for one in mentions]
    return [Judgement(names[a], names[b], same) for a, b, same in told if a < len(names) and b < len(names) and a != b]


@given(some_mentions, pairs, st.randoms(use_true_random=False))
def test_pledges_do_not_depend_on_order(mentions: list[PledgeMention], told: list[tuple[int, int, bool]], rng: random.Random) -> None:
    judged = judgements(mentions, told)
    assert parted(mentions, judged) == parted(rng.sample(mentions, len(mentions)), rng.sample(judged, len(judged)))


@given(some_mentions, pairs)
def test_what_people_said_holds_unless_it_is_contradicted(mentions: list[PledgeMention], told: list[tuple[int, int, bool]]) -> None:
    judged = judgements(mentions, told)
    found = parted(mentions, judged)
    assert not any({one.a, one.b} <= pledge for one in judged if not one.same for pledge in found)
    if all(one.same for one in judged):
        assert all(any({one.a, one.b} <= pledge for pledge in found) for one in judged)


@given(some_mentions)
def test_equal_words_are_one_pledge(mentions: list[PledgeMention]) -> None:
    found = parted(mentions)
    for what in {one.what for one in mentions if one.what != "veto it"}:
        assert any({mention_id(one) for one in mentions if one.what == what} <= pledge for pledge in found)


def test_a_chain_of_likenesses_is_not_one_pledge() -> None:
    chain = [
        "cut the ferry fare by a tenth",
        "cut the ferry fare for pupils",
        "cut the school fees for pupils",
        "cut the school day for pupils",
    ]
    found = groups([mention(what, 10 * number) for number, what in enumerate(chain)])
    assert all(len(group) < len(chain) for group in found)


@pytest.mark.parametrize("same", [True, False])
def test_one_judgement_moves_only_what_it_is_about(same: bool) -> None:
    mentions = [
        mention(what, 10 * number)
        for number, what in enumerate(("cut the ferry fare", "cut the ferry fare", "cut the ferry fare", ACTIONS[5]))
    ]
    names = [mention_id(one) for one in mentions]
    found = parted(mentions, [Judgement(names[0], names[3] if same else names[1], same)])
    assert frozenset(names) in found if same else {frozenset({names[3]})} < found and len(found) == 3


def test_two_that_people_joined_are_together_whatever_the_machine_would_put_beside_them() -> None:
    """A joined to D; D's likes parted from A's likes: A and D stay together, and what somebody parted stays apart."""
    mentions = [mention(what, 10 * number) for number, what in enumerate((ACTIONS[0], ACTIONS[0], ACTIONS[5], ACTIONS[5]))]
    a, beside_a, d, beside_d = map(mention_id, mentions)
    found = parted(mentions, [Judgement(a, d, True), Judgement(beside_a, beside_d, False)])
    assert any({a, d} <= pledge for pledge in found)
    assert not any({beside_a, beside_d} <= pledge for pledge in found)


def test_a_block_of_hundreds_is_parted_by_more_likeness() -> None:
    """More wordings of one topic than are compared all with all."""
    mentions = [mention(f"cut the ferry fare for {number} pupils of school {number % 7}", 10 * number) for number in range(230)]
    found = groups(mentions)
    assert sum(map(len, found)) == 230
    assert parted(mentions) == parted(mentions[::-1])

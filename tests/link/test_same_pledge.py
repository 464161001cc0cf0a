from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.link import Signature, groups, same, signature
from troth.link.same_pledge import actor_key
from troth.types import Force, PledgeMention, Polarity, Quote


def mention(who: str, what: str, *, at: int = 0, polarity: str = "do") -> PledgeMention:
    return PledgeMention(Quote("r", at, at + 5, "words"), (who,), what, Force.PROMISE, Polarity(polarity), True, "narrator")


some_mentions = st.lists(
    st.builds(
        mention,
        st.sampled_from(["Ana Whitlock", "Mayor Whitlock", "the Harbor Board"]),
        st.lists(st.sampled_from("rebuild the north pier open second clinic harbor ferry fare".split()), min_size=1, max_size=6).map(
            " ".join
        ),
        polarity=st.sampled_from(["do", "refrain"]),
    ),
    max_size=12,
).map(lambda made: [mention(m.who[0], m.what, at=10 * i, polarity=m.polarity) for i, m in enumerate(made)])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Ana Whitlock", "rebuild the north pier"), ("Mayor Whitlock", "rebuild the north pier before winter")),
        (("the Whitlock administration", "reopen the clinic"), ("Ana Whitlock", "reopen the clinic")),
        (("the United States", "send three helicopters"), ("U.S.", "send helicopters")),
        (("Whitlock", "resign"), ("Ana Whitlock", "resign")),
    ],
)
def test_the_same_actor_and_action_in_other_words_is_one_pledge(a: tuple[str, str], b: tuple[str, str]) -> None:
    assert same(signature(mention(*a)), signature(mention(*b)))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Ana Whitlock", "rebuild the north pier"), ("Tomas Birch", "rebuild the north pier")),
        (("Ana Whitlock", "rebuild the north pier"), ("Ana Whitlock", "open a second clinic in Eastfield")),
        (("Ana Whitlock", "help farmers"), ("Ana Whitlock", "help sailors")),
    ],
)
def test_another_actor_or_action_is_another_pledge(a: tuple[str, str], b: tuple[str, str]) -> None:
    assert not same(signature(mention(*a)), signature(mention(*b)))


def test_doing_and_refraining_are_never_one_pledge() -> None:
    assert not same(
        signature(mention("Ana Whitlock", "raise the fare")), signature(mention("Ana Whitlock", "raise the fare", polarity="refrain"))
    )


@given(some_mentions)
def test_what_is_the_same_can_be_found_by_its_keys(mentions: list[PledgeMention]) -> None:
    signed = [signature(m) for m in mentions]
    assert all(a.keys & b.keys for a in signed for b in signed if same(a, b))


@given(some_mentions, st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_order(mentions: list[PledgeMention], rng: random.Random) -> None:
    shuffled = rng.sample(mentions, len(mentions))
    assert {frozenset(group) for group in groups(mentions)} == {frozenset(group) for group in groups(shuffled)}


@given(some_mentions)
def test_a_signature_reads_back(mentions: list[PledgeMention]) -> None:
    assert all(Signature.read(str(signature(m))) == signature(m) for m in mentions)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("President Barack Obama", "obama"),
        ("the Obama administration", "obama"),
        ("House Republicans", "house republicans"),
        ("U.S.", "united states"),
        ("the Harbor Board", "harbor board"),
        ("Ana Whitlock’s government", "whitlock"),
        ("—", "—"),
    ],
)
def test_names_of_one_actor_share_a_key(name: str, key: str) -> None:
    assert actor_key(name) == key

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.link import Signature, likeness, signature
from troth.link.likeness import scores, weights
from troth.link.same_pledge import actor_key
from troth.types import Force, PledgeMention, Polarity, Quote


def mention(who: str, what: str, *, at: int = 0, polarity: str = "do", report: str = "r", after: str = "") -> PledgeMention:
    quote = Quote(report, at, at + 5, "words", suffix=after)
    return PledgeMention(quote, (who,), what, Force.PROMISE, Polarity(polarity), True, "narrator")


def like(a: tuple[str, str], b: tuple[str, str]) -> float:
    return likeness(signature(mention(*a)), signature(mention(*b))).score


some_mentions = st.lists(
    st.builds(
        mention,
        st.sampled_from(["Ana Whitlock", "Mayor Whitlock", "the Harbor Board"]),
        st.lists(st.sampled_from("rebuild the north pier open second clinic harbor ferry fare".split()), min_size=1, max_size=6).map(
            " ".join
        ),
        polarity=st.sampled_from(["do", "refrain"]),
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Ana Whitlock", "rebuild the north pier"), ("Mayor Whitlock", "rebuild the north pier before winter")),
        (("the Whitlock administration", "reopen the old clinic"), ("Ana Whitlock", "reopen the old clinic")),
        (("the United States", "send three helicopters to the coast"), ("U.S.", "send helicopters to the coast")),
        (("Whitlock", "resign"), ("Ana Whitlock", "resign")),
        (("Ana Whitlock", "shut the harbor prison"), ("Ana Whitlock", "closing the prison at the harbor")),
    ],
)
def test_the_same_actor_and_action_in_other_words_is_one_pledge(a: tuple[str, str], b: tuple[str, str]) -> None:
    assert like(a, b) >= weights().join


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Ana Whitlock", "rebuild the north pier"), ("Tomas Birch", "rebuild the north pier")),
        (("Ana Whitlock", "rebuild the north pier"), ("Ana Whitlock", "open a second clinic in Eastfield")),
        (("Ana Whitlock", "help the farmers"), ("Ana Whitlock", "help the sailors")),
        (("Ana Whitlock", "raise the school fees"), ("Ana Whitlock", "lower the school fees")),
        (("Ana Whitlock", "close the harbor prison"), ("Ana Whitlock", "reopen the prison at the harbor")),
    ],
)
def test_another_actor_or_action_is_another_pledge(a: tuple[str, str], b: tuple[str, str]) -> None:
    assert like(a, b) < weights().join


def test_doing_and_refraining_are_never_one_pledge() -> None:
    raising = signature(mention("Ana Whitlock", "raise the ferry fare"))
    assert likeness(raising, signature(mention("Ana Whitlock", "raise the ferry fare", polarity="refrain"))).score == 0


@pytest.mark.parametrize("what", ["carry out his promises", "veto it", "do the right thing now", "make it"])
def test_words_that_do_not_say_which_action_join_nothing(what: str) -> None:
    first, second = (signature(mention("Ana Whitlock", what, report=report, after=report)) for report in ("one", "two"))
    assert first.bare or what == "do the right thing now"
    assert not first.bare or likeness(first, second).score == 0


def test_copies_of_a_bare_reference_are_one_wording() -> None:
    first, second = (signature(mention("Ana Whitlock", "veto it", report=report, after=" at once, she said")) for report in ("one", "two"))
    assert first.rank == second.rank


@given(some_mentions)
def test_a_score_does_not_depend_on_what_else_is_compared(mentions: list[PledgeMention]) -> None:
    signed = [signature(one) for one in mentions]
    together = scores(signed, signed)
    for i, a in enumerate(signed):
        for j, b in enumerate(signed):
            assert together[i, j] == scores([a], [b])[0, 0] == scores([b], [a])[0, 0]


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

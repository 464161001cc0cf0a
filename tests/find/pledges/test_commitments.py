"""Which words commit, how strongly, to doing or to refraining."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.find import find, lexicon
from troth.types import Force, PledgeMention, Polarity, Report


def mentions(text: str) -> tuple[PledgeMention, ...]:
    return find(Report(id="r", text=text, digest="", published="2030-03-05")).pledges


@pytest.mark.parametrize(
    ("text", "force", "quote"),
    [
        ("Ada Ruiz hopes to widen the canal.", Force.AIM, "hopes to widen the canal"),
        ("The ministry is considering raising the ferry toll.", Force.AIM, "considering raising the ferry toll"),
        ("Mayor Ada Ruiz said on Monday that she wanted to scrap the toll.", Force.AIM, "wanted to scrap the toll"),
        ("Ruiz's bid to rebuild the pier has begun.", Force.AIM, "bid to rebuild the pier"),
        ("Ada Ruiz plans to widen the canal.", Force.PLAN, "plans to widen the canal"),
        ("The government is preparing to sell the port.", Force.PLAN, "preparing to sell the port"),
        ("The council announced a plan to ban night flights.", Force.PLAN, "announced a plan to ban night flights"),
        ("Ruiz's proposed ban on night flights is popular.", Force.OFFER, "proposed ban on night flights"),
        ("Our goal is to close the mine by 2032, Ada Ruiz said.", Force.AIM, "goal is to close the mine by 2032"),
        ("Ada Ruiz is pushing for a ban on night flights.", Force.AIM, "pushing for a ban on night flights"),
        ("Ada Ruiz is thinking about selling the port.", Force.AIM, "thinking about selling the port"),
        ("Ada Ruiz said she would consider selling the port.", Force.AIM, "would consider selling the port"),
        ("Norland and Suria reached an agreement to cut tariffs by half.", Force.AGREE, "reached an agreement to cut tariffs by half"),
        ("Ruiz Vows to Sell Port and Rebuild Pier", Force.PROMISE, "Vows to Sell Port"),
        ("Ada Ruiz will widen the canal in May.", Force.PLAN, "will widen the canal in May"),
        ("Ruiz's plan to widen the canal was printed on Monday.", Force.PLAN, "plan to widen the canal"),
        ("Council to sell the old port", Force.PLAN, "to sell the old port"),
        ("Ada Ruiz is willing to sell the port.", Force.OFFER, "willing to sell the port"),
        ("Ada Ruiz offered to repay the loan.", Force.OFFER, "offered to repay the loan"),
        ("Ada Ruiz vowed to close the mine.", Force.PROMISE, "vowed to close the mine"),
        ("Ada Ruiz said she would close the mine.", Force.PROMISE, "would close the mine"),
        ("“We will close the mine,” Ada Ruiz said.", Force.PROMISE, "will close the mine"),
        ("“I'm going to close the mine,” Ada Ruiz said.", Force.PROMISE, "going to close the mine"),
        ("The company is committed to reopening the mine.", Force.PROMISE, "committed to reopening the mine"),
        ("Ada Ruiz pledged $40 million for the flood wall.", Force.PROMISE, "pledged $40 million for the flood wall"),
        ("Ruiz's promise to close the mine was popular.", Force.PROMISE, "promise to close the mine"),
        ("Norland and Suria agreed to share the river.", Force.AGREE, "agreed to share the river"),
        ("Ada Ruiz threatened to close the border.", Force.THREAT, "threatened to close the border"),
        ("Ada Ruiz said she would veto the bill.", Force.THREAT, "would veto the bill"),
    ],
)
def test_the_force_follows_the_words_that_carry_it(text: str, force: Force, quote: str) -> None:
    assert [(mention.force, mention.quote.exact) for mention in mentions(text)] == [(force, quote)]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Ada Ruiz promised to raise the toll.", Polarity.DO),
        ("Ada Ruiz promised not to raise the toll.", Polarity.REFRAIN),
        ("Ada Ruiz vowed never to sell the port.", Polarity.REFRAIN),
        ("“We will not sell the port,” Ada Ruiz said.", Polarity.REFRAIN),
        ("Mayor Ada Ruiz said on Monday that she refuses to sell the port.", Polarity.REFRAIN),
        ("Ada Ruiz does not intend to sell the port.", Polarity.REFRAIN),
        ("Ada Ruiz said the city would no longer fund the ferry.", Polarity.REFRAIN),
        ("“We won't allow the sale,” Ada Ruiz said.", Polarity.DO),
        ("“We will not rest until we close the mine,” Ada Ruiz said.", Polarity.DO),
        ("President Ada Ruiz has ruled out raising taxes.", Polarity.REFRAIN),
        ("Ada Ruiz has decided against raising taxes.", Polarity.REFRAIN),
        ("Ada Ruiz promised not only to raise the toll.", Polarity.DO),
    ],
)
def test_negation_and_refusal_refrain_and_a_refusal_to_allow_is_an_act(text: str, polarity: Polarity) -> None:
    assert [mention.polarity for mention in mentions(text)] == [polarity]


def test_two_actions_under_one_word_are_two_mentions() -> None:
    first, second = mentions("Ada Ruiz plans to widen the canal and sell the port.")
    assert (first.quote.exact, first.what) == ("plans to widen the canal", "widen the canal")
    assert (second.quote.exact, second.what) == ("sell the port", "sell the port")
    assert first.who == second.who == ("Ada Ruiz",)


def test_of_nested_commitments_the_outer_is_found() -> None:
    assert [mention.quote.exact for mention in mentions("Ada Ruiz vowed to try to cut the toll.")] == ["vowed to try to cut the toll"]


def test_what_a_dash_spells_out_is_a_mention_of_its_own() -> None:
    found = mentions("Ada Ruiz promised to begin at home -- cutting the toll and closing the mine.")
    assert [mention.what for mention in found] == ["begin at home -- cutting the toll", "close the mine"]


def test_what_is_not_to_be_done_or_the_other_is_neither() -> None:
    found = mentions("“We will not sell or close the port,” Ada Ruiz said.")
    assert [mention.polarity for mention in found] == [Polarity.REFRAIN, Polarity.REFRAIN]


def test_a_surer_word_is_given_a_higher_confidence() -> None:
    vowed, thinking = (mentions(f"Ada Ruiz {words}.")[0] for words in ("vowed to close the mine", "is thinking about closing the mine"))
    assert 0 < thinking.confidence < vowed.confidence < 1


WORDS = st.sampled_from(sorted(lexicon.commissives()) + "Ada Ruiz “ ” \" -- – to the not , . 's mine close closing I 🚢 \u202e".split())


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_the_words_of_every_mention_stand_in_the_text(text: str) -> None:
    for mention in mentions(text):
        assert text[mention.quote.start : mention.quote.end] == mention.quote.exact

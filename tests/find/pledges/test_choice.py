"""Which of all whom a report offers is taken for the actor, and how sure that is."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from troth.find import find
from troth.find.actors import Background, background
from troth.find.passages import passages
from troth.find.pledges.choice import Choice, choose, informed, least_sure, offered, shares, softmax, weights
from troth.find.pledges.commitments import candidates
from troth.find.pledges.places import Place
from troth.find.syntax import PINNED_MODEL, parse
from troth.types import Report


def chosen(text: str) -> tuple[list[Place], Background, list[Choice]]:
    """The commitments of a text, what is known of it, and whom the choice takes with which share."""
    report = Report(id="r", text=text, digest="")
    spans = passages(report)
    known = background(report, spans)
    places = [Place.of(span, one, known.sentences) for span, doc in parse(report, spans, PINNED_MODEL) for one in candidates(doc)]
    return places, known, choose(places, known)


def who(text: str) -> list[tuple[str, ...]]:
    return [choice.who for choice in chosen(text)[2]]


def test_whom_the_sentence_names_is_taken_however_often_the_report_names_another() -> None:
    text = "Helen Oakes spoke. Helen Oakes vowed to sell the pier. Helen Oakes plans to close the mine. Norland vowed to widen the canal."
    assert who(text) == [("Helen Oakes",), ("Helen Oakes",), ("Norland",)]


def test_a_thing_that_cannot_undertake_anything_gives_way_to_the_person_of_the_report() -> None:
    text = "Mayor Helen Oakes spoke. Oakes plans to sell the pier. Oakes vowed to close the mine. “The canal will be widened,” Oakes said."
    found = who(text)
    assert len(found) >= 2
    assert set(found) == {("Helen Oakes",)}


def test_an_administration_that_the_sentence_names_is_not_taken_for_its_head() -> None:
    text = "President Helen Oakes vowed to sell the pier. Oakes plans to close the mine. The administration hopes to widen the canal."
    assert who(text)[-1] == ("Oakes administration",)


def test_who_is_an_actor_more_often_is_surer() -> None:
    once, often = (
        "Helen Oakes vowed to sell the pier.",
        "Helen Oakes met Ben Hale and Ada Ruiz. Ada Ruiz spoke. She vowed to sell the pier.",
    )
    assert chosen(once)[2][0].share > chosen(often)[2][0].share


def test_the_second_choice_sees_what_the_first_took_elsewhere() -> None:
    places, known, _ = chosen("Helen Oakes vowed to sell the pier. Ben Hale spoke. Oakes plans to close the mine.")
    given = offered(places, known)
    first = [shares(options, weights("first")) for options in given]
    added = [
        set(option.marks) - set(before.marks)
        for now, was in zip(informed(places, given, first), given, strict=True)
        for option, before in zip(now, was, strict=True)
    ]
    assert all(any(mark.startswith("elsewhere") for mark in marks) for marks in added)


def test_options_of_one_last_name_are_one() -> None:
    places, known, _ = chosen("Mayor Helen Oakes spoke. Oakes vowed to sell the pier.")
    names = [option.names for option in offered(places, known)[0]]
    assert len(names) == len({tuple(name.split()[-1].lower() for name in one) for one in names})


def test_what_is_told_is_sure_enough() -> None:
    text = "Helen Oakes met Ben Hale. He vowed to sell the pier. The council may try to close the mine."
    assert all(mention.confidence >= round(least_sure(), 2) for mention in find(Report(id="r", text=text, digest="")).pledges)


@given(st.lists(st.floats(-500, 500), min_size=1, max_size=20))
def test_shares_are_of_one_whole(sums: list[float]) -> None:
    found = softmax(sums)
    assert math.isclose(math.fsum(found), 1.0)
    assert sums[found.index(max(found))] >= max(sums) - 1e-9


_PIECES = st.sampled_from(
    [
        *("Helen Oakes ", "Ben Hale, ", "it ", "We ", "they ", "the party ", "US ", "His ", "vowed to ", "will ", "plans to ", "said "),
        *("close ", "the mine", ". ", "“", "”", "\n\n", "🙂", "\u202e", "’s ", "... "),
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_every_choice_has_names_and_a_share_whatever_the_text(text: str) -> None:
    for choice in chosen(text)[2]:
        assert bool(choice.who) is (choice.share > 0)
        assert all(choice.who)
        assert 0 <= choice.share <= 1

"""Which of all whom a report offers is taken for the actor, and how sure that is."""

from __future__ import annotations

import math
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from troth.find import find
from troth.find.actors import background
from troth.find.passages import passages
from troth.find.pledges.choice import Case, choose, least_sure, options, tally
from troth.find.pledges.commitments import candidates
from troth.find.syntax import PINNED_MODEL, parse
from troth.types import Report


def cases(text: str) -> tuple[list[Case], Counter[str], list[tuple[tuple[str, ...], float]]]:
    """The commitments of a text, how often each is an actor, and whom the choice takes with which share."""
    report = Report(id="r", text=text, digest="")
    spans = passages(report)
    known = background(report, spans)
    found = [Case.of(span, one, known) for span, doc in parse(report, spans, PINNED_MODEL) for one in candidates(doc)]
    told = tally(found)
    return found, told, [choose(case, told, known) for case in found]


def test_whom_the_sentence_names_is_taken_however_often_the_report_names_another() -> None:
    text = "Helen Oakes spoke. Helen Oakes vowed to sell the pier. Helen Oakes plans to close the mine. Norland vowed to widen the canal."
    _, _, chosen = cases(text)
    assert [names for names, _ in chosen] == [("Helen Oakes",), ("Helen Oakes",), ("Norland",)]


def test_a_thing_that_cannot_undertake_anything_gives_way_to_the_person_of_the_report() -> None:
    text = "Mayor Helen Oakes spoke. Oakes plans to sell the pier. Oakes vowed to close the mine. “The canal will be widened,” Oakes said."
    found, _, chosen = cases(text)
    assert [names for names, _ in chosen] == [("Helen Oakes",)] * len(found)


def test_who_is_an_actor_more_often_is_surer() -> None:
    once, often = (
        "Helen Oakes vowed to sell the pier.",
        "Helen Oakes met Ben Hale and Ada Ruiz. Ada Ruiz spoke. She vowed to sell the pier.",
    )
    assert cases(once)[2][0][1] > cases(often)[2][0][1]


def test_actors_are_counted_by_their_last_names() -> None:
    _, told, _ = cases("Mayor Helen Oakes vowed to sell the pier. Oakes plans to close the mine.")
    assert told == {"oakes": 2}


def test_the_shares_of_the_options_are_of_one_whole() -> None:
    found, told, chosen = cases("Helen Oakes met Ben Hale. He vowed to sell the pier.")
    report = Report(id="r", text="Helen Oakes met Ben Hale. He vowed to sell the pier.", digest="")
    known = background(report, passages(report))
    assert len(options(found[0], told, known)) >= 2
    assert 0 < chosen[0][1] < 1


def test_what_is_told_is_sure_enough() -> None:
    text = "Helen Oakes met Ben Hale. He vowed to sell the pier. The council may try to close the mine."
    assert all(mention.confidence >= round(least_sure(), 2) for mention in find(Report(id="r", text=text, digest="")).pledges)


_PIECES = st.sampled_from(
    [
        *("Helen Oakes ", "Ben Hale, ", "it ", "We ", "they ", "the party ", "US ", "His ", "vowed to ", "will ", "plans to ", "said "),
        *("close ", "the mine", ". ", "“", "”", "\n\n", "🙂", "\u202e", "’s ", "... "),
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_every_choice_has_names_and_a_share_whatever_the_text(text: str) -> None:
    for names, share in cases(text)[2]:
        assert bool(names) is (share > 0)
        assert all(names)
        assert not names or 0 < share <= 1
        assert math.isfinite(share)

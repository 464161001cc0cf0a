"""Which names are one actor's, across reports, by the reports themselves and by what a person has judged."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.link.actors import Evidence, Verdict, actors, evidence, keys
from troth.types import Force as F
from troth.types import PledgeMention, Polarity, Quote, Reading, Report


def seen(number: int, text: str, published: str | None = "2031-05-02", who: tuple[str, ...] = ()) -> Evidence:
    """The evidence of one report, whose reading names these actors."""
    report = Report(id=f"r{number}", text=text, digest="", published=published)
    mention = PledgeMention(Quote(report.id, 0, 1, text[:1]), who, "close it", F.PLAN, Polarity.DO, True, "narrator")
    return evidence(report, Reading(report.id, "reader", "settings", pledges=(mention,) if who else ()))


NORLAND = [
    seen(1, "President Helen Oakes spoke. Oakes left. The Oakes administration was silent, White House aides said.", who=("Helen Oakes",)),
    seen(2, "President Helen Oakes met Sen. Ben Hale. Mr. Hale left; Oakes stayed.", "2031-05-20", who=("Ben Hale",)),
    seen(3, "President Oakes will speak to the Harbor and Pier Authority (HPA).", "2031-06-01", who=("President Oakes",)),
    seen(4, "Sen. Ben Hale left the Harbor and Pier Authority, or HPA. Hale smiled.", "2031-06-02", who=("HPA",)),
]


@pytest.mark.parametrize(
    "name", ["Helen Oakes", "President Oakes", "Oakes", "President Helen Oakes", "the Oakes administration", "Helen R. Oakes"]
)
def test_titles_last_names_and_the_body_that_goes_by_the_name_are_of_one_actor(name: str) -> None:
    assert keys(NORLAND).key(name, "2031-05-10") == "helen oakes"


def test_initials_stand_for_the_body_that_the_reports_spell_out() -> None:
    found = keys(NORLAND)
    assert found.key("HPA") == found.key("the Harbor and Pier Authority")


def test_a_seat_stands_for_whom_the_reports_of_that_time_give_the_office() -> None:
    later = [
        seen(5, "President Ada Ruiz took office. Ruiz spoke.", "2035-02-01"),
        seen(6, "President Ada Ruiz left for the coast.", "2035-02-03"),
    ]
    found = keys([*NORLAND, *later])
    assert found.key("White House", "2031-05-15") == "helen oakes"
    assert found.key("White House", "2035-02-02") == "ada ruiz"
    assert found.key("White House", "2050-01-01") == "white house"


def test_a_seat_stands_for_nobody_while_few_reports_give_the_office_to_two() -> None:
    visit = [seen(number, "President Ada Ruiz welcomed her guest.", "2031-05-10") for number in (5, 6, 7)]
    assert keys([*NORLAND, *visit]).key("White House", "2031-05-15") == "white house"


def test_two_of_one_last_name_stay_apart_by_title_and_time() -> None:
    family = [
        seen(1, "President Max Brandt spoke. Brandt left.", "2020-01-05"),
        seen(2, "President Max Brandt spoke. Brandt left.", "2020-01-09"),
        seen(3, "Sen. Ida Brandt spoke. Brandt left.", "2030-01-05"),
        seen(4, "Sen. Ida Brandt spoke. Brandt left.", "2030-01-09"),
    ]
    found = keys(family)
    assert found.key("Brandt", "2020-01-07") == "max brandt"
    assert found.key("Brandt", "2030-01-07") == "ida brandt"
    assert found.key("President Brandt", "2030-01-07") == "max brandt"
    assert found.key("Sen. Brandt", "2020-01-07") == "ida brandt"
    assert found.key("Brandt") == "brandt"


def test_what_one_report_alone_shows_of_a_last_name_holds_in_that_report_alone() -> None:
    found = keys([seen(1, "Helen Oakes spoke. Oakes left.", who=("Helen Oakes",))])
    assert found.key("Oakes") == "oakes"
    assert found.key("Oakes", report="r1") == "helen oakes"


def test_a_short_first_name_joins_where_last_name_and_office_are_the_same() -> None:
    found = keys([seen(1, "Gov. Bob Lund spoke."), seen(2, "Gov. Robert Lund left."), seen(3, "Sen. Bob Berg met Judge Robert Berg.")])
    assert found.key("Bob Lund") == found.key("Robert Lund")
    assert found.key("Bob Berg") != found.key("Robert Berg")


def test_a_department_goes_by_either_order_of_its_name() -> None:
    assert keys([]).key("the Department of Piers") == keys([]).key("Piers Department")


def test_an_initial_makes_no_other_person_but_two_do() -> None:
    found = keys([])
    assert found.key("Max B. Brandt") == found.key("Max Brandt")
    assert found.key("Max H.W. Brandt") != found.key("Max W. Brandt")


def test_a_capital_and_a_government_stand_for_the_country() -> None:
    found = keys([])
    assert found.key("Moscow") == found.key("Russia") == found.key("the Russian government")
    assert found.key("Russian lawmakers") != found.key("Russia")


def test_a_judgement_joins_what_the_evidence_leaves_apart() -> None:
    found = keys(NORLAND, [Verdict("the Old Fox", "Helen Oakes", same=True)])
    assert found.key("the Old Fox") == found.key("President Oakes")


def test_a_judgement_parts_what_the_evidence_joins() -> None:
    found = keys(NORLAND, [Verdict("Oakes administration", "Helen Oakes", same=False)])
    assert found.key("the Oakes administration") != found.key("Helen Oakes")
    assert found.key("President Oakes") == found.key("Helen Oakes")


def test_of_contrary_judgements_the_names_stay_apart_and_the_conflict_is_told() -> None:
    joining = Verdict("the Old Fox", "Helen Oakes", same=True)
    found = keys(NORLAND, [joining, Verdict("Helen Oakes", "the Old Fox", same=False)])
    assert found.key("the Old Fox") != found.key("Helen Oakes")
    assert found.conflicts == (joining,)


def test_a_chain_of_judgements_does_not_join_what_a_person_has_parted() -> None:
    found = keys([], [Verdict("Ada", "Ida", same=True), Verdict("Ida", "Una", same=True), Verdict("Ada", "Una", same=False)])
    assert found.key("Ada") != found.key("Una")
    assert len(found.conflicts) == 1


def test_an_actor_has_its_names_with_the_words_that_show_them() -> None:
    [oakes] = [actor for actor in actors(NORLAND) if actor.key == "helen oakes"]
    assert oakes.name == "Helen Oakes"
    assert oakes.role == "president"
    assert {"Helen Oakes", "President Oakes", "Oakes administration"} <= {alias.name for alias in oakes.aliases}
    texts = {"r1": 0, "r2": 1, "r3": 2, "r4": 3}
    assert all(alias.evidence and alias.reports for alias in oakes.aliases)
    assert all(quote.report in texts for alias in oakes.aliases for quote in alias.evidence)


def test_who_speaks_for_a_body_has_it_as_organisation() -> None:
    [ruiz] = [actor for actor in actors([seen(1, "Harbor Board spokeswoman Ada Ruiz said no.")]) if actor.key == "ada ruiz"]
    assert (ruiz.role, ruiz.organisation) == ("spokesman", "Harbor Board")


def test_common_nouns_and_pronouns_are_no_actors_of_many_reports() -> None:
    found = [seen(1, "The government will act. Others will not.", who=("The government", "Others", "I"))]
    assert actors(found) == []


_NAMES = ["Helen Oakes", "President Oakes", "Oakes", "Oakes administration", "White House", "HPA", "Hale", "Sen. Hale"]


@settings(max_examples=30)
@given(st.randoms(use_true_random=False), st.lists(st.tuples(st.sampled_from(_NAMES), st.sampled_from(_NAMES), st.booleans()), max_size=4))
def test_the_order_of_reports_and_judgements_does_not_matter(order: random.Random, judged: list[tuple[str, str, bool]]) -> None:
    verdicts = [Verdict(*one) for one in judged]
    first = keys(NORLAND, verdicts)
    reports, shuffled = [*NORLAND], [*verdicts]
    order.shuffle(reports)
    order.shuffle(shuffled)
    again = keys(reports, shuffled)
    assert [first.key(name, "2031-05-10") for name in _NAMES] == [again.key(name, "2031-05-10") for name in _NAMES]
    assert actors(NORLAND, verdicts) == actors(reports, shuffled)


@settings(max_examples=50)
@given(st.text(max_size=40))
def test_any_name_has_a_key(name: str) -> None:
    assert isinstance(keys(NORLAND).key(name, "2031-05-10"), str)


@settings(max_examples=50)
@given(st.text(alphabet="ABab Mr.President’s,()-\n", max_size=80))
def test_every_clue_quotes_its_report(text: str) -> None:
    report = Report(id="r", text=text, digest="")
    for clue in evidence(report, Reading("r", "reader", "settings")).clues:
        assert report.text[clue.quote.start : clue.quote.end] == clue.quote.exact


def test_a_last_name_with_capitals_inside_stands_for_the_person() -> None:
    shown = [
        seen(1, "Sen. Ada McBride spoke. On Monday McBride left.", who=("Ada McBride",)),
        seen(2, "Sen. Ada McBride spoke; McBride left."),
    ]
    assert keys(shown).key("McBride", "2031-05-10") == "ada mcbride"

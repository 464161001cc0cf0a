from __future__ import annotations

import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprint import report, sentence, sentences, text
from troth.link.lineage import Lineage, lineage
from troth.link.page_furniture import REPORTS, paragraph_id
from troth.types import Judgement, Relation, Report

RNG = random.Random(11)
A, B, C, D = (sentences(RNG, 20) for _ in range(4))


def grouped(found: Lineage) -> set[str]:
    return {"".join(sorted(story.reports)) for story in found.stories}


def relations(found: Lineage) -> dict[tuple[str, str], Relation]:
    return {(edge.a, edge.b): edge.relation for edge in found.tellings}


def edited(told: Sequence[str], rng: random.Random) -> list[str]:
    """A copy that lost a tenth of its sentences; in a third of them the lead is written anew."""
    kept = [one for i, one in enumerate(told) if i == 0 or rng.random() > 0.1]
    return [sentence(rng), *kept[1:]] if rng.random() < 0.33 else kept


@pytest.mark.parametrize("width", [40, 100])
def test_a_story_in_many_outlets_is_one_story_of_one_origin(width: int) -> None:
    rng = random.Random(width)
    footers = [sentence(rng, 30) for _ in range(width)]
    copies = [report(f"w{n}", text(edited(A, rng), footers[n]), f"Outlet {n}", "2011-05-02") for n in range(width)]
    others = [report(f"o{n}", text(sentences(rng, 20), footers[n]), f"Outlet {n}", "2011-05-02") for n in range(30)]
    found = lineage([*copies, *others])
    [story] = found.stories
    assert {*story.reports} == {one.id for one in copies}
    assert (story.origins, story.excerpts) == (1, ())
    assert len(found.tellings) < 20 * width  # and not all of its pairs


def test_edges_come_first_to_last_with_the_words_in_common() -> None:
    reports = [report("late", A, "x", "2011-05-03"), report("early", A[:18], "y", "2011-05-02"), report("undated", A[2:], "z")]
    found = lineage(reports)
    assert [(edge.a, edge.b) for edge in found.tellings] == [("early", "late"), ("early", "undated"), ("late", "undated")]
    assert found.stories[0].reports == ("early", "late", "undated")


def test_nothing_has_no_lineage() -> None:
    assert lineage([]) == Lineage((), ())
    assert lineage([report("a", A)]) == Lineage((), ())
    assert lineage([report("a", ""), report("b", "")]) == Lineage((), ())


HALF = [*A[:10], *B[:10]]


@pytest.mark.parametrize(
    "compiled", [HALF, [*A, *B], [*A[5:9], *C, *B[5:9]], [*A[:10], *C[:4], *B[:10]]], ids=["halves", "whole", "excerpts", "more"]
)
@pytest.mark.parametrize("outlets", [1, 2, 3])
@pytest.mark.parametrize("day", [None, "2011-05-01", "2011-05-09"])
def test_a_report_that_holds_parts_of_two_never_joins_them(compiled: list[str], outlets: int, day: str | None) -> None:
    singles = [
        report(f"{name}{n}", told, f"{name}{n}", day and "2011-05-05") for name, told in (("A", A), ("B", B)) for n in range(outlets)
    ]
    found = lineage([*singles, report("C", compiled, "C", day)])
    for story in found.stories:
        assert len({id[0] for id in story.reports} & {"A", "B"}) < 2
    assert len({(edge.a, edge.b) for edge in found.tellings if "C" in (edge.a, edge.b)}) >= 2  # it is related to both all the same


def test_round_ups_that_are_copies_of_each_other_join_no_others() -> None:
    singles = [report(f"{name}{n}", told, f"{name}{n}") for name, told in (("A", A), ("B", B)) for n in range(2)]
    found = lineage([*singles, report("C1", [*A, *B], "C1"), report("C2", [*A, *B, *C[:3]], "C2")])
    assert all(len({id[0] for id in story.reports} & {"A", "B"}) < 2 for story in found.stories)


def test_an_excerpt_is_of_the_story_and_an_origin_of_its_own() -> None:
    found = lineage([report("a", A, "x"), report("b", A[:-2], "y"), report("c", [*B[:8], *A[4:9], *B[8:]], "z")])
    [story] = found.stories
    assert ({*story.reports}, story.excerpts, story.origins) == ({"a", "b", "c"}, ("c",), 2)


def test_origins_count_newsrooms() -> None:
    own = [*B[:8], *A[4:9], *B[8:]]
    copies = [report("a", A, "x", "2011-05-02", "Reuters"), report("b", A[:-2], "y", "2011-05-03")]
    for outlet, credit, origins in (("z", None, 2), ("z", "Reuters", 1), ("Reuters", None, 1), ("z", "AP", 2)):
        [story] = lineage([*copies, report("c", own, outlet, "2011-05-04", credit)]).stories
        assert (story.newsroom, story.origins) == ("Reuters", origins)


FOOTER = " ".join(sentences(random.Random(12), 3))


def test_a_footer_under_different_reports_is_learned_and_relates_none_of_them() -> None:
    under = [report(str(n), text(sentences(random.Random(n), 12), FOOTER), "Courier") for n in range(REPORTS)]
    assert lineage(under) == Lineage((), ())
    kept = lineage(under, furniture={paragraph_id("Courier", FOOTER): False})
    assert {*relations(kept).values()} == {Relation.SHARED_FURNITURE}  # still no copies: nothing else is the same
    assert kept.stories == ()


def test_the_end_of_a_text_that_one_outlet_published_four_times_is_not_learned() -> None:
    versions = [report(str(n), text([*A, sentence(random.Random(n))], FOOTER), "Courier") for n in range(REPORTS)]
    found = lineage(versions)
    assert grouped(found) == {"0123"}
    assert all(FOOTER[:-1] in reported(versions, edge.a)[edge.passages[-1][0].start : edge.passages[-1][0].end] for edge in found.tellings)


def reported(reports: Sequence[Report], id: str) -> str:
    return next(report.text for report in reports if report.id == id)


def test_a_person_may_call_a_paragraph_furniture_that_stands_once() -> None:
    both = [report("a", text(A[:6], " ".join(C[:4])), "Courier"), report("b", text([*B[:6], *C[:4]]), "Herald")]
    assert relations(lineage(both)) == {("a", "b"): Relation.EXCERPT} or relations(lineage(both)) == {("b", "a"): Relation.EXCERPT}
    assert lineage(both, furniture={paragraph_id("Courier", " ".join(C[:4])): True}) == Lineage((), ())


def test_copies_that_a_person_ruled_different_are_in_two_stories_and_each_other_copy_in_one() -> None:
    copies = [report(str(n), A[n % 3 :], f"Outlet {n}", f"2011-05-1{n}") for n in range(8)]
    apart = lineage(copies, judged=[Judgement("0", "1", False)])
    assert grouped(apart) in ({"0234567"}, {"1234567"})  # one of the two is alone, and so no story
    assert lineage(copies[::-1], judged=[Judgement("1", "0", False)]) == apart
    assert apart.tellings == lineage(copies).tellings  # what the texts have in common is as it was


def test_what_a_person_ruled_the_same_is_one_story_and_contrary_rulings_keep_apart() -> None:
    reports = [report("a", A, "x"), report("b", A[1:], "y"), report("c", B, "z")]
    assert grouped(lineage(reports, judged=[Judgement("c", "a", True)])) == {"abc"}
    assert grouped(lineage(reports, judged=[Judgement("c", "a", True), Judgement("b", "c", False)])) == {"ac"}
    assert grouped(lineage(reports, judged=[Judgement("a", "b", True), Judgement("b", "a", False)])) == set()


FOOTERS = [sentence(random.Random(n), 24) for n in range(3)]
piece = st.lists(st.sampled_from([*A[:4], *B[:4], *C[:2], "“" + " ".join(D[:2]) + "”"]), min_size=1, max_size=14)
some_reports = st.lists(
    st.tuples(
        piece, st.sampled_from(["", *FOOTERS]), st.sampled_from([None, "x", "y"]), st.sampled_from([None, "2011-05-02", "2011-05-03"])
    ),
    max_size=10,
).map(lambda made: [report(str(n), text(told, end), outlet, day) for n, (told, end, outlet, day) in enumerate(made)])


@given(some_reports, st.randoms(use_true_random=False))
def test_any_order_of_the_reports_gives_the_same(reports: list[Report], rng: random.Random) -> None:
    assert lineage(rng.sample(reports, len(reports))) == lineage(reports)


@given(st.integers(0, 10**6))
@settings(max_examples=5)
def test_any_order_of_a_wide_story_among_others_gives_the_same(seed: int) -> None:
    rng = random.Random(seed)
    reports = [report(f"w{n}", edited(A, rng), f"Outlet {n}") for n in range(25)]
    reports += [report(f"e{n}", [*sentences(rng, 8), *A[n : n + 4], *B[n : n + 4], *sentences(rng, 8)], f"Outlet {n}") for n in range(6)]
    reports += [report(f"b{n}", edited(B, rng)[: 5 + n], f"Outlet {n}", "2011-05-02") for n in range(6)]
    found = lineage(reports)
    assert found.stories
    assert lineage(rng.sample(reports, len(reports))) == found


@given(some_reports)
def test_stories_hold_what_edges_join_and_edges_come_once(reports: list[Report]) -> None:
    found = lineage(reports)
    assert len({frozenset((edge.a, edge.b)) for edge in found.tellings}) == len(found.tellings)
    told = [id for story in found.stories for id in story.reports]
    assert len({*told}) == len(told)
    joining = {id for edge in found.tellings if edge.relation in (Relation.COPY, Relation.EXCERPT) for id in (edge.a, edge.b)}
    assert {*told} <= joining


def test_odd_texts_among_many_take_no_longer() -> None:
    odd = ["", "rain", "a" * 1_000_000, "Rain fell on the valley again. " * 32_000, "😀 " * 100_000, "\ud800 and \udfff", "“" * 100_000]
    began = time.process_time()
    found = lineage([report(f"{name}{n}", one, "x") for n, one in enumerate(odd) for name in "ab"])
    assert time.process_time() - began < 20
    assert {edge.a[1:] + edge.b[1:] for edge in found.tellings} == {"33", "44"}

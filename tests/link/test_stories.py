from __future__ import annotations

import random
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from troth.link.stories import Member, stories
from troth.types import Judgement, Relation, Span, Story, Telling

NAMES = "abcdefgh"


def members(names: Iterable[str] = NAMES, **newsrooms: tuple[str | None, str | None]) -> dict[str, Member]:
    """Reports in the order of their names, each of an outlet of its own but for those given with outlet and credit."""
    return {name: Member(name, f"2011-05-0{n + 1}", *newsrooms.get(name, (name.upper(), None))) for n, name in enumerate(names)}


def copy(a: str, b: str, share: float = 0.9, of_b: float | None = None, shared: int = 300, at: int = 0, in_b: int = 0) -> Telling:
    places = ((Span(at, at + 6 * shared), Span(in_b, in_b + 6 * shared)),)
    return Telling(a, b, Relation.COPY, share, share if of_b is None else of_b, shared, places)


def excerpt(a: str, b: str, shared: int = 60, at: int = 0) -> Telling:
    return Telling(a, b, Relation.EXCERPT, 0.3, 0.1, shared, ((Span(at, at + 6 * shared), Span(at, at + 6 * shared)),))


def grouped(found: Iterable[Story]) -> set[str]:
    return {"".join(story.reports) for story in found}


def test_copies_of_copies_are_one_story_named_after_the_first() -> None:
    [story] = stories(members("abc"), [copy("a", "b"), copy("b", "c")])
    assert (story.id, story.reports, story.origins, story.newsroom, story.excerpts) == ("a", ("a", "b", "c"), 1, "A", ())


def test_a_report_alone_is_no_story() -> None:
    assert stories(members("abc"), []) == []


def test_quotations_and_furniture_make_no_story() -> None:
    edges = [Telling("a", "b", kind, 0.9, 0.9, 300) for kind in Relation if kind not in (Relation.COPY, Relation.EXCERPT)]
    assert stories(members("ab"), edges) == []


def test_what_holds_excerpts_of_two_cores_goes_to_that_of_which_it_has_most() -> None:
    edges = [copy("a", "b"), copy("c", "d"), excerpt("a", "e", 60), excerpt("c", "e", 90, at=600)]
    assert grouped(stories(members("abcde"), edges)) == {"ab", "cde"}


def test_a_round_up_of_two_reports_joins_neither_to_the_other() -> None:
    edges = [copy("a", "c", 1.0, 0.5, shared=300), copy("b", "c", 1.0, 0.5, shared=290, in_b=1900)]
    assert grouped(stories(members("abc"), edges)) == {"ac"}


def test_two_briefs_of_one_long_report_are_one_story() -> None:
    edges = [copy("a", "b", 0.1, 1.0, shared=60), copy("a", "c", 0.1, 1.0, shared=50, at=900)]
    assert grouped(stories(members("abc"), edges)) == {"abc"}


def test_excerpts_are_named_and_count_as_origins_of_their_own() -> None:
    [story] = stories(members("abc"), [copy("a", "b"), excerpt("a", "c")])
    assert (story.reports, story.excerpts, story.origins) == (("a", "b", "c"), ("c",), 2)


def test_an_excerpt_in_the_same_newsroom_is_no_other_origin() -> None:
    [story] = stories(members("abc", c=("A", None)), [copy("a", "b"), excerpt("a", "c")])
    assert (story.excerpts, story.origins) == (("c",), 1)


def test_copies_come_from_the_agency_that_the_earliest_credits() -> None:
    own = members("abcd", b=("B", "Reuters"), c=("C", "AP"), d=("D", "Reuters"))
    [story] = stories(own, [copy("a", "b"), copy("a", "c"), excerpt("a", "d")])
    assert (story.newsroom, story.origins) == ("Reuters", 1)


def test_what_people_ruled_the_same_is_one_story_without_any_common_word() -> None:
    assert grouped(stories(members("abc"), [], [Judgement("c", "a", True)])) == {"ac"}


def test_two_copies_that_were_ruled_apart_are_in_two_stories_and_their_followers_in_one_of_them() -> None:
    edges = [copy("a", "b", shared=500), copy("a", "c", shared=300), copy("b", "c", shared=299), copy("b", "d", shared=310)]
    assert grouped(stories(members("abcd"), edges, [Judgement("b", "a", False)])) == {"ac", "bd"}


def test_contrary_rulings_keep_apart() -> None:
    rulings = [Judgement("a", "b", True), Judgement("b", "c", True), Judgement("a", "c", False)]
    assert grouped(stories(members("abc"), [copy("a", "c")], rulings)) == {"ab"}


def test_stories_come_in_the_order_of_their_first_reports() -> None:
    found = stories(members(), [copy("g", "h"), copy("c", "d"), copy("a", "e")])
    assert [story.id for story in found] == ["a", "c", "g"]


kinds = st.sampled_from([(Relation.COPY, 0.9, 0.9), (Relation.COPY, 0.2, 1.0), (Relation.COPY, 1.0, 0.5), (Relation.EXCERPT, 0.3, 0.1)])
edge = st.builds(
    lambda pair, kind, shared, at: Telling(*sorted(pair), *kind, shared, ((Span(at, at + 6 * shared), Span(at, at + 6 * shared)),)),
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True),
    kinds,
    st.integers(20, 400),
    st.sampled_from([0, 900, 2000]),
)
edges_of = st.lists(edge, max_size=14, unique_by=lambda one: (one.a, one.b))
rulings_of = st.lists(
    st.builds(
        lambda pair, same: Judgement(*pair, same), st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True), st.booleans()
    ),
    max_size=4,
)


@given(edges_of, rulings_of, st.randoms(use_true_random=False))
def test_stories_do_not_depend_on_order(edges: list[Telling], rulings: list[Judgement], rng: random.Random) -> None:
    own = members()
    shuffled = dict(rng.sample(list(own.items()), len(own)))
    turned = [one if rng.random() < 0.5 else Judgement(one.b, one.a, one.same) for one in rng.sample(rulings, len(rulings))]
    assert stories(own, edges, rulings) == stories(shuffled, rng.sample(edges, len(edges)), turned)


@given(edges_of, rulings_of)
def test_a_report_is_in_one_story_at_most_and_never_with_one_it_was_ruled_apart_from(
    edges: list[Telling], rulings: list[Judgement]
) -> None:
    found = stories(members(), edges, rulings)
    told = [report for story in found for report in story.reports]
    assert len({*told}) == len(told)
    for story in found:
        assert len(story.reports) > 1
        assert 1 <= story.origins <= len(story.reports)
        assert {*story.excerpts} < {*story.reports}
        assert story.id == min(story.reports)
        assert not any(not one.same and {one.a, one.b} <= {*story.reports} for one in rulings)


@given(edges_of)
def test_stories_of_parts_without_edges_between_them_are_those_of_the_whole(edges: list[Telling]) -> None:
    own = members()
    parts = [[one for one in edges if {one.a, one.b} <= {*half}] for half in (NAMES[:4], NAMES[4:])]
    alone = [story for half, part in zip((NAMES[:4], NAMES[4:]), parts, strict=True) for story in stories({n: own[n] for n in half}, part)]
    assert alone == stories(own, [*parts[0], *parts[1]])

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tellers import STORY, compared, told
from troth.find.figures import figures
from troth.link import compare
from troth.types import Comparison, DifferenceType, Reading, Relation, Report

SENTENCES = (
    "About a dozen boats were lost.",
    "Some 16 boats were lost, the Harbor Board said.",
    'Whitlock said: "We will not leave the harbor to the sea."',
    "Whitlock said we will not leave the harbor to the sea.",
    "PORT ALDER - Rain fell on the valley.",
    "Rain fell on the valley for most of 1962.",
    "Rain fell on the valley for most of 1963, a spokesman said.",
    "“Nobody was hurt”",
)
paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join)
texts = st.lists(paragraphs, max_size=6).map("\n\n".join) | st.text(max_size=200)


def quick(a: Report, b: Report) -> Comparison:
    """A comparison by the figures alone, which need no parser."""
    first, second = (Reading(one.id, "", "", figures=tuple(figures(one))) for one in (a, b))
    return compare(a, first, b, second)


@given(texts)
def test_a_report_does_not_differ_from_itself(text: str) -> None:
    comparison = quick(told(text, id="a"), told(text, id="b"))
    assert comparison.differences == ()
    assert {one.similarity for one in comparison.aligned} <= {1.0}


@given(texts, texts)
def test_every_difference_has_a_place_and_its_offsets_hold(a: str, b: str) -> None:
    first, second = told(a, id="a"), told(b, id="b")
    for one in quick(first, second).differences:
        assert one.a or one.b
        assert one.a is None or (one.a.report == "a" and first.text[one.a.start : one.a.end] == one.a.exact)
        assert one.b is None or (one.b.report == "b" and second.text[one.b.start : one.b.end] == one.b.exact)
        assert (one.b is None) == (one.type is DifferenceType.DROPPED)
        assert (one.a is None) == (one.type is DifferenceType.ADDED)


@given(texts, texts)
def test_the_other_way_round_additions_are_omissions_and_the_rest_stays(a: str, b: str) -> None:
    first, second = told(a, id="a"), told(b, id="b")
    there, back = quick(first, second), quick(second, first)
    turned = {DifferenceType.ADDED: DifferenceType.DROPPED, DifferenceType.DROPPED: DifferenceType.ADDED}
    assert {(one.type, one.a, one.b) for one in there.differences} == {
        (turned.get(one.type, one.type), one.b, one.a) for one in back.differences
    }
    assert {(one.a, one.b, one.similarity) for one in there.aligned} == {(one.b, one.a, one.similarity) for one in back.aligned}
    assert (there.relation, there.containment, there.origins) == (back.relation, back.containment, back.origins)


@given(texts, texts)
def test_the_same_two_compare_the_same(a: str, b: str) -> None:
    first, second = told(a, id="a"), told(b, id="b")
    assert quick(first, second) == quick(first, second)


def test_two_tellings_of_one_text_have_one_origin() -> None:
    a, b = told(STORY, id="a", outlet="The Courier"), told(STORY.replace("140", "180"), id="b", outlet="Evening Post")
    comparison = compared(a, b)
    assert (comparison.relation, comparison.origins) == (Relation.COPY, 1)
    assert comparison.containment > 0.8


def test_two_texts_of_one_newsroom_have_one_origin_and_of_two_have_two() -> None:
    a, b = told("The ferry was late.", id="a", outlet="The Courier"), told("A clinic opened.", id="b", outlet="The Courier")
    assert compared(a, b).origins == 1
    assert compared(a, told("A clinic opened.", id="b", outlet="Evening Post")).origins == 2


def test_one_happening_told_separately_is_known_by_what_both_name() -> None:
    a = (
        "Storm at Gullwick: the Osterby breakwater gave way on Tuesday night, and the trawlers Merganser and Kittiwake sank at their quay. "
        "Harbormaster Tove Lindqvist put the damage at 340,000 crowns."
    )
    b = (
        "Two trawlers, Kittiwake and Merganser, went down in Gullwick harbor after waves tore open the Osterby breakwater. "
        "Repairs will cost 340,000 crowns, according to Tove Lindqvist, the harbormaster."
    )
    day, later = {"published": "2011-05-03"}, {"published": "2011-06-20"}
    assert compared(told(a, id="a", **day), told(b, id="b", **day)).relation is Relation.SAME_EVENT
    assert compared(told(a, id="a", **day), told(b, id="b", **later)).relation is Relation.NONE
    assert compared(told(a, id="a", **day), told(STORY, id="b", **day)).relation is Relation.NONE

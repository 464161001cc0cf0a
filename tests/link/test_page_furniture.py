from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprint import report, sentences, text
from troth.link.page_furniture import REPORTS, Page, learned, page, paragraph_id
from troth.types import Span

FOOTER = "Read the Courier every morning, and tell your neighbours."


def told(seed: int) -> list[str]:
    return sentences(random.Random(seed), 8)


def pages(*texts: str, outlet: str | None = "Courier") -> list[Page]:
    return [page(report(str(n), one, outlet)) for n, one in enumerate(texts)]


def test_a_footer_under_four_different_reports_is_learned() -> None:
    seen = pages(*(text(told(seed), FOOTER) for seed in range(REPORTS)))
    known = frozenset(learned(seen, {}))
    assert known == {paragraph_id("Courier", FOOTER)}
    own = text(told(0), FOOTER)
    assert seen[0].furniture(known) == (Span(own.index(FOOTER), len(own)),)


def test_a_footer_under_fewer_reports_is_not() -> None:
    assert not list(learned(pages(*(text(told(seed), FOOTER) for seed in range(REPORTS - 1))), {}))


def test_the_end_of_a_story_that_an_outlet_published_in_versions_is_not() -> None:
    versions = [text([*told(1)[:n], *told(2)], FOOTER) for n in (2, 2, 2, 2, 2)]
    assert not list(learned(pages(*(f"Version {n}\n\n{version}" for n, version in enumerate(versions))), {}))


def test_each_outlet_has_furniture_of_its_own() -> None:
    seen = [page(report(str(n), text(told(n), FOOTER), f"Outlet {n}")) for n in range(8)]
    assert not list(learned(seen, {}))


def test_a_persons_ruling_outweighs_the_count() -> None:
    id = paragraph_id("Courier", FOOTER)
    often, once = (pages(*(text(told(seed), FOOTER) for seed in range(count))) for count in (9, 1))
    assert list(learned(often, {id: False})) == []
    assert list(learned(once, {id: True})) == [id]
    assert list(learned([], {id: True})) == []  # nothing has it


def test_a_report_without_outlet_tells_nothing_about_furniture() -> None:
    assert not list(learned(pages(*(text(told(seed), FOOTER) for seed in range(9)), outlet=None), {}))


@pytest.mark.parametrize("paragraphs", [0, 1, 2, 3, 4, 11, 12, 13, 40])
def test_at_most_half_of_a_report_and_six_paragraphs_are_looked_at(paragraphs: int) -> None:
    own = "\n\n".join(f"Paragraph {n}" for n in range(paragraphs))
    endings = page(report("a", own, "Courier")).endings
    assert len(endings) == min(paragraphs // 2, 6)
    assert [own[one.place.start : one.place.end] for one in endings] == [f"Paragraph {n}" for n in range(paragraphs)][
        paragraphs - len(endings) :
    ]


@given(
    st.lists(st.sampled_from([text(told(seed), footer) for seed in range(4) for footer in (FOOTER, "Other", "")]), max_size=8), st.randoms()
)
def test_what_is_learned_does_not_depend_on_order(texts: list[str], rng: random.Random) -> None:
    seen = pages(*texts)
    assert {*learned(seen, {})} == {*learned(rng.sample(seen, len(seen)), {})}


def test_case_and_odd_letters_do_not_matter() -> None:
    assert paragraph_id("Courier", "READ US") == paragraph_id("Courier", "Read us")
    assert 0 <= paragraph_id("\ud800", "\udfff 😀") < 1 << 63

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from troth.identity import canonical_json, place_id, place_of, report_id, report_key
from troth.types import Quote

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(json_values)
def test_canonical_json_is_json_and_one_text_for_one_value(value: object) -> None:
    written = canonical_json(value)
    assert json.loads(written) == value
    assert canonical_json(json.loads(written)) == written


def test_key_order_does_not_matter() -> None:
    assert canonical_json({"b": 1, "a": [True, None]}) == canonical_json({"a": [True, None], "b": 1}) == '{"a":[true,null],"b":1}'


def test_a_report_without_an_id_is_named_by_what_it_says_and_where_and_when() -> None:
    name = report_id("The Courier", None, "2009-04-16", "Text.")
    # SHA-256 of ["The Courier",null,"2009-04-16","Text."], worked out with sha256sum.
    assert name == "e8ac5a631cbca2a25cb9b17474b269664ef7025cf573d53ee84b3d9db5d5fe79"
    assert report_id("The Courier", None, "2009-04-17", "Text.") != name


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), st.integers(0, 10**7), st.integers(1, 10**4), st.sampled_from("pd"))
def test_a_mention_id_tells_its_place(report: str, start: int, length: int, kind: str) -> None:
    place = place_of(place_id(kind, Quote(report, start, start + length, "")))
    assert place == (kind, report_key(report), start, start + length)


def test_other_ids_tell_no_place() -> None:
    assert place_of("as-GUoPp2i9TufUaNKQ") is None

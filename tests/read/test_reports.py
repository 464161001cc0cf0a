from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import UnreadableReport
from troth.identity import digest, report_id
from troth.read import Given, Kind, Piece, Read, report_of
from troth.text import canonical
from troth.types import Report

LEAD = "The mayor opened the bridge on Monday, a year after it was closed."
MORE = "She promised to keep the ferry running."


def plain(text: str, given: Given = Given()) -> Report:  # noqa: B008
    return report_of(Piece("a.txt", text.encode(), Kind.PLAIN), given).report


def record(given: Given = Given(), **fields: Any) -> Read:  # noqa: B008
    return report_of(Piece("r.jsonl, line 1", json.dumps({"text": LEAD} | fields).encode(), Kind.JSON), given)


def json_form(report: Report) -> Piece:
    names = ("id", "outlet", "url", "title", "byline", "credit", "published", "language", "text")
    return Piece("again", json.dumps({name: getattr(report, name) for name in names}).encode(), Kind.JSON)


def furniture_of(report: Report) -> list[str]:
    return [report.text[span.start : span.end] for span in report.furniture]


def test_the_headline_becomes_the_first_paragraph() -> None:
    assert record(title="Bridge opens").report.text == f"Bridge opens\n\n{LEAD}"


def test_a_headline_that_is_there_already_is_not_put_twice() -> None:
    assert record(title="Bridge  opens ", text=f"Bridge opens\n{LEAD}").report.text == f"Bridge opens\n\n{LEAD}"


def test_a_text_without_a_title_may_begin_with_its_headline() -> None:
    report = plain(f"Bridge opens at last\nBy Ana Whitlock\n{LEAD}\n{MORE}")
    assert (report.title, report.byline) == ("Bridge opens at last", "Ana Whitlock")
    assert report.text.startswith("Bridge opens at last\n\nBy Ana Whitlock\n\n")
    assert plain(f"{LEAD}\n{MORE}").title is None


def test_a_text_in_front_of_which_a_dateline_stands_has_no_headline() -> None:
    report = plain(f"PORT ELLERY - {LEAD}\n{MORE}")
    assert (report.title, report.dateline, report.credit) == (None, "PORT ELLERY", None)


def test_canonical_text_comes_through_unchanged() -> None:
    text = f"PORT ELLERY - {LEAD}\n\n{MORE}"
    assert plain(text).text == text


def test_hard_wrapped_text_is_joined_at_its_blank_lines() -> None:
    wrapped = (
        "The mayor opened the bridge on Monday, a year after it had been\n"
        "closed for repairs that nobody believed would ever come to an end\n"
        "within her time.\n\n"
    )
    assert plain(wrapped * 2).text.count("\n\n") == 1


def test_the_digest_is_of_the_bytes_and_the_id_of_the_content() -> None:
    report = record(outlet="Post", url="https://p.example", published="2009-04-16").report
    assert report.id == report_id("Post", "https://p.example", "2009-04-16", LEAD)
    assert plain(LEAD).digest == digest(LEAD)
    assert record(id=7).report.id == "7"


def test_given_metadata_fill_what_a_report_lacks_and_no_more() -> None:
    given = Given(
        outlet="Post",
        url="https://p.example",
        title="Bridge",
        byline="By Ana Whitlock",
        published="2009-04-16",
        language="en",
        credit="Coastal Wire",
    )
    report = plain(LEAD, given)
    assert (report.outlet, report.url, report.title, report.byline) == ("Post", "https://p.example", "Bridge", "Ana Whitlock")
    assert (report.published, report.language, report.credit) == ("2009-04-16", "en", "Coastal Wire")
    own = record(given, outlet="Herald", published="2010-01-02", title="Own").report
    assert (own.outlet, own.published, own.title, own.language) == ("Herald", "2010-01-02", "Own", "en")


def test_an_outlet_that_is_given_wins_over_the_name_of_a_host() -> None:
    data = f'<html><head><link rel="canonical" href="https://www.harbour.example/b"></head><body><p>{LEAD}</p><p>{MORE}</p></body></html>'.encode()
    assert report_of(Piece("a.html", data, Kind.HTML)).report.outlet == "harbour.example"
    assert report_of(Piece("a.html", data, Kind.HTML), Given(outlet="The Harbour Times")).report.outlet == "The Harbour Times"


def test_a_date_that_is_none_is_left_out_with_a_notice() -> None:
    read = record(published="soon")
    assert read.report.published is None
    assert read.notices == ("published 'soon' is no date with day, month and year: read without it",)


def test_a_given_date_stands_in_for_one_that_is_none() -> None:
    read = record(Given(published="2009-04-16"), published="soon")
    assert read.report.published == "2009-04-16"
    assert len(read.notices) == 1


def test_seconds_since_1970_are_a_moment() -> None:
    assert record(published=1239892200).report.published == "2009-04-16T14:30:00+00:00"


@pytest.mark.parametrize(
    ("fields", "credit"),
    [
        ({"text": f"PORT ELLERY (AP) - {LEAD}"}, "AP"),
        ({"text": f"REUTERS - {LEAD}"}, "Reuters"),
        ({"byline": "Ana Whitlock, Associated Press"}, "AP"),
        ({"text": f"Bridge opens\nBy Ana Whitlock, Reuters\n{LEAD}\n{MORE}"}, "Reuters"),
        ({"text": f"{LEAD}\n© 2009 Reuters. All rights reserved."}, "Reuters"),
        ({"outlet": "The Associated Press"}, "AP"),
        ({"outlet": "The Harbour Times"}, None),
        ({"credit": "Associated Press", "text": f"(Reuters) - {LEAD}"}, "AP"),
        ({"credit": "Coastal Wire", "text": f"(Reuters) - {LEAD}"}, "Coastal Wire"),
        ({"text": f"{LEAD}\nThe Associated Press contributed to this report."}, None),
        ({"text": f"{LEAD}\n(Reporting by Ana Whitlock; editing by Tomas Birch)"}, None),
    ],
)
def test_a_report_credits_one_agency(fields: dict[str, Any], credit: str | None) -> None:
    assert record(**fields).report.credit == credit


def test_marks_of_the_wire_are_kept_in_text_and_tags() -> None:
    report = plain(f"UPDATE 2-Mayor opens bridge\n(Adds quotes)\nPORT ELLERY, April 16 (Reuters) - {LEAD}\n{MORE}\n-30-")
    assert report.tags == ("UPDATE 2", "Adds quotes", "30")
    assert report.title == "UPDATE 2-Mayor opens bridge"
    assert (report.dateline, report.credit) == ("PORT ELLERY", "Reuters")


def test_furniture_is_marked_and_stays() -> None:
    report = plain(f"{LEAD}\n{MORE} Story Continued Below\nSign up for our newsletter\nMore harbour news")
    assert furniture_of(report) == ["Story Continued Below", "Sign up for our newsletter"]


def test_nuls_and_lone_surrogates_become_replacement_characters() -> None:
    assert plain(f"{LEAD}\n\0 met").text == f"{LEAD}\n\n\ufffd met"
    report = record(title="A \ud800 title", text=f"{LEAD} \ud800\udc00 \udfff", outlet="\ud800").report
    assert "\ufffd" in report.text
    json.dumps([report.text, report.title, report.outlet], ensure_ascii=False).encode()


def test_right_to_left_and_emoji_text_is_text() -> None:
    text = "افتتح رئيس البلدية الجسر يوم الاثنين.\n\nראש העיר הבטיחה להפעיל את המעבורת. 🚢👩‍👩‍👧"
    report = plain(text)
    assert (report.text, report.title) == (text, None)


def test_a_text_of_fifty_megabytes_is_read() -> None:
    paragraph = ("The harbour board said that it would dredge the channel before winter. " * 70).strip()
    data = "\n\n".join([paragraph] * 10_000).encode()
    assert len(data) > 49_000_000
    assert len(report_of(Piece("big.txt", data, Kind.PLAIN)).report.text) == len(data)


@pytest.mark.parametrize(
    ("data", "kind"), [(b"\xef\xbb\xbf", Kind.PLAIN), (b"\xff\xfe\n\0", Kind.PLAIN), (b'{"text": "\\u3000"}', Kind.JSON)]
)
def test_a_text_of_nothing_but_space_is_an_error(data: bytes, kind: Kind) -> None:
    with pytest.raises(UnreadableReport):
        report_of(Piece("a.txt", data, kind))


def test_what_had_to_be_mended_is_told() -> None:
    assert report_of(Piece("a.txt", b"The mayor\x92s bridge is open.", Kind.PLAIN)).notices == ("it is not UTF-8: read as Windows-1252",)


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode), st.sampled_from([Kind.PLAIN, Kind.JSON]))
def test_any_bytes_are_refused_or_give_a_canonical_report(data: bytes, kind: Kind) -> None:
    try:
        report = report_of(Piece("a", data, kind)).report
    except UnreadableReport:
        return
    assert report.text == canonical(report.text) != ""
    assert report.title is None or report.text.split("\n\n")[0] == report.title


@given(
    st.lists(
        st.text(st.characters(exclude_categories=()), max_size=40)
        | st.sampled_from(["Bridge opens", f"ELLERY (AP) - {LEAD}", "Subscribe", "By Ana Birch"]),
        min_size=1,
    ),
    st.dictionaries(
        st.sampled_from(["id", "outlet", "url", "title", "byline", "credit", "language", "published"]),
        st.text(st.characters(exclude_categories=()), max_size=20) | st.integers(0, 10**10) | st.just("2009-04-16") | st.just("By By By"),
    ),
)
def test_the_json_form_of_a_report_reads_as_the_same_report(paragraphs: list[str], fields: dict[str, Any]) -> None:
    try:
        first = record(**(fields | {"text": "\n".join(paragraphs)})).report
    except UnreadableReport:
        return
    again = report_of(json_form(first))
    assert again.notices == ()
    assert again.report.id == first.id
    assert again.report.text == first.text
    assert (again.report.title, again.report.dateline, again.report.credit) == (first.title, first.dateline, first.credit)
    assert again.report.furniture == first.furniture


def test_the_two_tellings_that_troth_must_read_right(shared: Path) -> None:
    first, second = (report_of(Piece(path.name, path.read_bytes(), Kind.PLAIN)).report for path in sorted((shared / "seeds").glob("*.txt")))
    assert (first.dateline, first.credit, first.title, first.furniture) == ("MEXICO CITY", None, None, ())
    assert (second.dateline, second.credit, second.title) == (None, "Reuters", "Obama backs crackdown on drug cartels")
    assert len(second.furniture) == 1
    assert second.text[second.furniture[0].start :].startswith("Daily newsletter")
    assert second.furniture[0].end == len(second.text)

from __future__ import annotations

import json
from typing import Any

import pytest

from troth.errors import UnreadableReport
from troth.read.fields import Fields
from troth.read.jsonl import fields_of_json


def fields(**record: Any) -> Fields:
    return fields_of_json(json.dumps({"text": "The board met."} | record).encode(), "r.jsonl, line 7")


def test_every_field_of_the_format_is_read_and_others_are_ignored() -> None:
    named: dict[str, Any] = {
        "outlet": "Post",
        "url": "https://p.example",
        "title": "T",
        "byline": "A B",
        "credit": "AP",
        "published": "2009-04-16",
        "language": "en",
    }
    assert fields(id="own-1", topic="bridges", score=0.5, **named) == Fields("The board met.", "own-1", **named)


@pytest.mark.parametrize(("value", "read"), [("own-1", "own-1"), (17, "17"), (0, "0"), (None, None), ("", None), (" a\nb ", "a b")])
def test_an_id_is_a_string_or_a_whole_number(value: object, read: str | None) -> None:
    assert fields(id=value).id == read


@pytest.mark.parametrize("value", [1.5, True, ["a"], {"a": 1}])
def test_an_id_of_another_kind_is_an_error(value: object) -> None:
    with pytest.raises(UnreadableReport, match="line 7: its id is neither a string nor a whole number"):
        fields(id=value)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("Ana  Whitlock\n", "Ana Whitlock"),
        (["Ana Whitlock", "Tomas Birch"], "Ana Whitlock, Tomas Birch"),
        (21, "21"),
        (1.5, "1.5"),
        ("", None),
        ([], None),
    ],
)
def test_a_field_is_one_line_whatever_it_was(value: object, read: str | None) -> None:
    assert (fields(byline=value).byline, fields(byline=value).notices) == (read, ())


@pytest.mark.parametrize("value", [True, {"name": "Ana"}, ["Ana", 1]])
def test_a_field_that_cannot_be_a_line_is_left_out_with_a_notice(value: object) -> None:
    assert fields(outlet=value).outlet is None
    assert fields(outlet=value).notices == ("outlet is neither a string nor a number: read without it",)


def test_controls_and_lone_surrogates_do_not_survive_in_a_field() -> None:
    assert fields(title="A\x00b\x1b\ud800").title == "A\ufffdb\ufffd\ufffd"


def test_seconds_since_1970_stay_a_number() -> None:
    assert fields(published=1239892200).published == 1239892200


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"not json", "it is not JSON"),
        (b'{"text": "cut', "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b'{"text": "x", "id": ' + b"9" * 5000 + b"}", "it is not JSON"),
        (b'"text"', "it is not a JSON object"),
        (b'["text"]', "it is not a JSON object"),
        (b"{}", 'it has no "text"'),
        (b'{"title": "T"}', 'it has no "text"'),
        (b'{"text": null}', 'it has no "text"'),
        (b'{"text": 7}', 'its "text" is empty or no string'),
        (b'{"text": " \\n "}', 'its "text" is empty or no string'),
    ],
)
def test_what_is_no_report_is_named_by_its_line(line: bytes, reason: str) -> None:
    with pytest.raises(UnreadableReport) as raised:
        fields_of_json(line, "r.jsonl, line 7")
    assert raised.value.where == "r.jsonl, line 7"
    assert raised.value.reason.startswith(reason)
    assert '"text"' in raised.value.remedy


def test_a_line_in_windows_1252_is_read_with_a_notice() -> None:
    read = fields_of_json('{"text": "“We met,” she said."}'.encode("cp1252"), "r.jsonl, line 1")
    assert read.text == "“We met,” she said."
    assert read.notices == ("it is not UTF-8: read as Windows-1252",)


def test_a_mark_before_the_first_line_is_no_part_of_it() -> None:
    assert fields_of_json(b'\xef\xbb\xbf{"text": "The board met."}', "r.jsonl, line 1").text == "The board met."

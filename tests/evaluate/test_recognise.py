"""Labels that are not as they should be: the message names file, row and remedy, and the rest is read."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from troth.evaluate import Unscorable
from troth.evaluate.recognise import gold_set

Form = dict[str, Any]
Write = Callable[..., Path]

KEYS = (
    "id text pledges quote start end exact who what force due sentences quantities value change differences type a b chain passages role"
).split()


def first_error(path: Path) -> str:
    return str(gold_set(path).errors[0])


def test_zipped_labels_and_labels_in_a_list_are_read_as_lines_are(pledge_row: Form, tmp_path: Path) -> None:
    packed, listed = tmp_path / "gold.jsonl.gz", tmp_path / "gold.json"
    packed.write_bytes(gzip.compress(json.dumps(pledge_row).encode()))
    listed.write_text(json.dumps([pledge_row], indent=1), "utf-8")
    assert gold_set(packed).cases[0].labels == gold_set(listed).cases[0].labels


def test_the_digest_is_that_of_the_file(pledge_row: Form, write: Write) -> None:
    from hashlib import sha256

    path = write("gold.jsonl", pledge_row)
    assert gold_set(path).digest == sha256(path.read_bytes()).hexdigest()


def test_a_quote_needs_no_offsets_when_its_words_stand_once(pledge_row: Form, write: Write) -> None:
    bare = {"text": pledge_row["text"], "pledges": [{"quote": {"exact": "plans to plant trees"}}]}
    [case] = gold_set(write("gold.jsonl", bare)).cases
    quote = case.labels["pledges"][0]["quote"]
    assert case.text[quote["start"] : quote["end"]] == "plans to plant trees"


def test_offsets_hold_under_a_headline_that_the_text_does_not_have(pledge_row: Form, write: Write) -> None:
    [case] = gold_set(write("gold.jsonl", {**pledge_row, "title": "Piers and trees", "text": pledge_row["text"]})).cases
    assert case.text.startswith("Piers and trees\n\n")
    quote = case.labels["pledges"][1]["quote"]
    assert case.text[quote["start"] : quote["end"]] == "plans to plant trees"


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        ({"text": None}, 'no "text"'),
        ({"pledges": [{"force": "aim"}]}, "no 'quote'"),
        ({"pledges": [{"quote": {"exact": "nowhere"}}]}, "'nowhere' stand 0 times"),
        ({"pledges": [{"quote": {"exact": "p"}}]}, 'give "start" and "end"'),
        ({"pledges": [{"quote": {"start": 0, "end": 5, "exact": "piers"}}]}, "does not have 'piers'"),
        ({"pledges": [{"quote": {"start": 5, "end": 5}}]}, "5-5"),
        ({"pledges": [{"quote": {"start": 0, "end": 5}, "force": "vow"}]}, "force 'vow'"),
        ({"pledges": 7}, "another form"),
        ({"developments": [{"quote": {"start": 0, "end": 5}, "status": "done"}]}, "status 'done'"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_others_are_read(pledge_row: Form, write: Write, spoilt: Form, told: str) -> None:
    path = write("gold.jsonl", pledge_row, {**pledge_row, "id": "bad", **spoilt})
    labelled = gold_set(path)
    assert len(labelled.cases) == 1
    assert "gold.jsonl, line 2: " in first_error(path)
    assert told in first_error(path)


def test_a_line_that_is_no_json_stops_nothing(pledge_row: Form, write: Write) -> None:
    path = write("gold.jsonl", pledge_row)
    path.write_text(path.read_text("utf-8") + "{\n[1]\n", "utf-8")
    labelled = gold_set(path)
    assert (len(labelled.cases), len(labelled.errors)) == (1, 2)


def test_an_id_may_stand_once_only(pledge_row: Form, write: Write) -> None:
    assert "line 1 already" in first_error(write("gold.jsonl", pledge_row, pledge_row))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"family": 1}', "plain words", "[", "\x00"])
def test_a_file_without_labels_says_what_can_be_given(tmp_path: Path, content: str) -> None:
    (tmp_path / "odd.jsonl").write_text(content, "utf-8")
    with pytest.raises(Unscorable, match=r"odd\.jsonl"):
        gold_set(tmp_path / "odd.jsonl")


def test_bytes_that_are_no_text_and_damaged_gzip_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}')[:-9])
    for name, told in (("a.jsonl", "UTF-8"), ("b.jsonl.gz", "gzip"), ("none.jsonl", "no such"), (".", "neither")):
        with pytest.raises(Unscorable, match=f"(?i){told}"):
            gold_set(tmp_path / name)


def test_an_event_that_names_what_is_not_there_is_told(standoff: dict[str, str], pack: Write) -> None:
    standoff |= {
        "dev/text/b.txt": "One pier.",
        "dev/attributions/b_ab.ann": "E1\tAttribution:T9 Content:T8\n",
        "dev/attributions/c.ann": "",
    }
    labelled = gold_set(pack("set.tar.gz", standoff))
    assert [case.id for case in labelled.cases] == ["pier"]
    assert "there is no text" in str(labelled.errors[0])
    assert "T9" in str(labelled.errors[1])


def test_a_document_that_is_no_xml_is_told(timeml: dict[str, str], pack: Write) -> None:
    labelled = gold_set(pack("set.tar.gz", timeml | {"set/b.tml": "<TimeML><TEXT>", "set/c.tml": "<TimeML/>"}))
    assert [case.id for case in labelled.cases] == ["pier"]
    assert [str(error).split(": ")[1].split(" ")[0:3] for error in labelled.errors] == [["it", "is", "not"], ["it", "has", "no"]]


def test_the_day_a_document_was_written_is_the_reports_date_and_no_label(timeml: dict[str, str], pack: Write) -> None:
    [case] = gold_set(pack("set.tar.gz", timeml)).cases
    assert case.report is not None
    assert case.report.published == "2011-05-02"
    assert len(case.labels["times"]) == 1


def test_a_value_that_is_no_number_is_told(write: Write) -> None:
    good = {"text": "Two boats.", "quantities": []}
    assert "no number" in first_error(write("f.jsonl", good, {"text": "Some.", "quantities": [{"value": "some", "change": "="}]}))
    assert "change 'more'" in first_error(write("f.jsonl", good, {"text": "Some.", "quantities": [{"value": "2", "change": "more"}]}))


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 60)
    | st.just(10**400)
    | st.floats()
    | st.sampled_from(["Two boats.", "boats", "=", "x", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=15,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(row=st.dictionaries(st.sampled_from(KEYS), anything))
@pytest.mark.parametrize("key", ["pledges", "quantities", "differences", "passages", "name"])
def test_no_row_whatever_its_form_is_an_error_of_another_kind(tmp_path: Path, key: str, row: Form) -> None:
    needed = {known: row.get(known) for known in (key, "chain", "a", "b", "doc", "start", "end")}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"text": "Two boats."} | row | needed) + "\n", "utf-8")
    with suppress(Unscorable):
        assert gold_set(path, texts=tmp_path).cases

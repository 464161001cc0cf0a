from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.text import canonical, one_line, paragraphs, sentences

any_text = st.text(st.characters(), max_size=300)
# Texts in which what canonical() treats specially is common rather than rare.
awkward_text = st.text(st.sampled_from("aé. \t\n\r\x0b\x0c\x85\xa0\u2028\u0301\x00\x1f\ud800\ufeffنص😀" + "w" * 8), max_size=200)
long_lines = st.lists(st.text(st.sampled_from("ab c\u0301"), min_size=55, max_size=85), max_size=8).map("\n".join)


@given(any_text | awkward_text | long_lines)
def test_canonical_text_comes_through_unchanged(raw: str) -> None:
    once = canonical(raw)
    assert canonical(once) == once


@given(st.binary(max_size=300))
def test_canonical_text_of_any_bytes_is_encodable_and_comes_through_unchanged(data: bytes) -> None:
    once = canonical(data.decode("utf-8", "surrogateescape"))
    assert once.encode().decode() == once
    assert canonical(once) == once


@given(any_text | awkward_text)
def test_canonical_text_has_no_controls_no_double_spaces_and_no_loose_newlines(raw: str) -> None:
    text = canonical(raw)
    assert "\n" not in text.replace("\n\n", "")
    assert "  " not in text
    assert text == text.strip()
    assert not any((ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or 0xD800 <= ord(c) < 0xE000 for c in text)


@given(awkward_text)
def test_nothing_but_white_space_is_ever_deleted(raw: str) -> None:
    visible = [c for c in raw.replace("\u0301", "").replace("é", "e") if not c.isspace() or c in "\x1c\x1d\x1e\x1f\x85"]
    kept = [c for c in canonical(raw).replace("\u0301", "").replace("é", "e").replace("á", "a").replace("ẃ", "w") if not c.isspace()]
    assert len(kept) == len(visible)


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("Headline\nFirst paragraph.\nSecond.", "Headline\n\nFirst paragraph.\n\nSecond."),
        ("one\r\ntwo\rthree\u2028four", "one\n\ntwo\n\nthree\n\nfour"),
        ("  two\u00a0\u00a0words \t here  ", "two words here"),
        ("and then\x85 nothing", "and then\ufffd nothing"),
        ("cafe\u0301", "café"),
        ("a\x00b\x07c\ud800d", "a\ufffdb\ufffdc\ufffdd"),
        ("\n\n \n", ""),
        ("", ""),
    ],
)
def test_canonical_form(raw: str, wanted: str) -> None:
    assert canonical(raw) == wanted


def test_hard_wrapped_text_is_parted_at_blank_lines_only() -> None:
    lines = ["word " * 13 + "end", "more " * 13 + "end", "last " * 13 + "end"]
    assert canonical("\n".join(lines[:2]) + "\n\n" + lines[2]) == f"{lines[0]} {lines[1]}\n\n{lines[2]}"


def test_a_headline_is_one_line() -> None:
    assert one_line(" Mayor opens\n bridge ") == "Mayor opens bridge"


@given(any_text.map(canonical))
def test_sentences_cover_every_paragraph_in_order_and_cross_none(text: str) -> None:
    found = sentences(text)
    assert "".join(text[s.start : s.end] for s in found).replace(" ", "") == text.replace("\n\n", "").replace(" ", "")
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(any(p.start <= s.start and s.end <= p.end for p in paragraphs(text)) for s in found)


@pytest.mark.parametrize(
    "parts",
    [
        ["The mayor spoke.", "Nobody answered!", "Why?"],
        ["Mr. Hale met Sen. J. P. Ortiz in the U.S. Senate on Oct. 5 at noon."],
        ["“We will go.”", "He left."],
        ["It rose 2.5 percent.", "Then it fell."],
        ["He waited … and waited.", '"Go!" she said.'],
        ["DULUTH, Minn. — Snow fell."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[s.start : s.end] for s in sentences(text)] == parts


@pytest.mark.parametrize("unit", [".", "a", "a.", ". ", "A. ", ".)))", "\n", "w" * 70 + "\n"])
def test_a_million_characters_of_anything_do_not_keep_a_reader_waiting(unit: str) -> None:
    began = time.perf_counter()
    sentences(canonical(unit * (1_000_000 // len(unit))))
    assert time.perf_counter() - began < 60  # it takes half a second; work that grows with the square of the length takes hours

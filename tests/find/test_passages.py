"""Which sentences of a report are read at all, and from where."""

from __future__ import annotations

import pytest

from troth.find.passages import LONGEST, passages
from troth.types import Report, Span


def read(text: str, furniture: tuple[Span, ...] = (), dateline: str | None = None) -> list[str]:
    report = Report(id="r", text=text, digest="", furniture=furniture, dateline=dateline)
    return [text[span.start : span.end] for span in passages(report)]


@pytest.mark.parametrize("before", ["PORT ALDER - ", "PORT ALDER, May 2 (Meridian Wire) — ", "PORT ALDER (MW) ", "PORT ALDER -- "])
def test_a_dateline_is_left_off(before: str) -> None:
    assert read(f"{before}Helen Oakes vowed to close it.", dateline="PORT ALDER") == ["Helen Oakes vowed to close it."]


def test_furniture_is_not_read() -> None:
    assert read("She vowed to close it.", furniture=(Span(4, 8),)) == []


def test_a_sentence_beyond_reason_is_not_read() -> None:
    assert read("She vowed to close it" + " and then some" * (LONGEST // 10)) == []

"""What stands between quotation marks."""

from __future__ import annotations

import pytest

from troth.marks import marked


@pytest.mark.parametrize(
    ("text", "between"),
    [
        ("“Old,” she said. “New.”", ["“Old,”", "“New.”"]),
        ('"Old," she said. "New."', ['"Old,"', '"New."']),
        ("''Old,'' she said.", ["''Old,''"]),
        ("``Old,'' she said.", ["``Old,''"]),
        ("'We don't know,' she said.", ["'We don't know,'"]),
        ("‘It’s old,’ she said.", ["‘It’s old,’"]),
        ("The miners' wages and the ’90s.", []),
        ('A 6\'2" man said "no" twice.', ['"no"']),
        ("“Old, she said.\n\nNew.", ["“Old, she said."]),
    ],
)
def test_marks_of_all_kinds_open_and_close(text: str, between: list[str]) -> None:
    assert [text[mark.span.start : mark.span.end] for mark in marked(text)] == between


def test_a_quotation_without_its_closing_mark_is_open() -> None:
    found = marked("“Old.\n\nShe left. “New.”")
    assert [(mark.closed, mark.first, mark.last) for mark in found] == [(False, True, True), (True, False, True)]

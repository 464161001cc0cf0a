from __future__ import annotations

import pytest

from troth.read.tags import after_tags, tags_of

BODY = ["The bridge opened on Monday.", "It had been closed for a year."]


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("UPDATE 2-Mayor opens bridge", ("UPDATE 2",)),
        ("UPDATE 1 - Mayor opens bridge", ("UPDATE 1",)),
        ("WRAPUP 3-Storms batter the coast", ("WRAPUP 3",)),
        ("RPT-UPDATE 1-Mayor opens bridge", ("RPT", "UPDATE 1")),
        ("CORRECTED-Mayor opens bridge", ("CORRECTED",)),
        ("FACTBOX-The bridge in figures", ("FACTBOX",)),
        ("EXCLUSIVE-Mayor to open bridge", ("EXCLUSIVE",)),
        ("EXCLUSIVE: Mayor to open bridge", ("EXCLUSIVE",)),
        ("BREAKING: Mayor opens bridge", ("BREAKING",)),
        ("BREAKING NEWS — Mayor opens bridge", ("BREAKING NEWS",)),
        ("URGENT", ("URGENT",)),
        ("(UPDATE 1) Mayor opens bridge", ("UPDATE 1",)),
        ("(2nd LEAD) Mayor opens bridge", ("2nd LEAD",)),
        ("(Recasts, adds quotes)", ("Recasts, adds quotes",)),
        ("(Adds mayor's comment) PORT ELLERY, April 16 (AP) - The bridge opened.", ("Adds mayor's comment",)),
    ],
)
def test_marks_at_the_beginning_are_kept_as_they_are_written(line: str, tags: tuple[str, ...]) -> None:
    assert tags_of([line, *BODY]) == tags


@pytest.mark.parametrize(
    "line",
    [
        "UPDATE on the bridge: it opens on Monday",
        "Exclusive: Mayor to open bridge",
        "Urgent repairs close bridge",
        "BREAKING the ice takes a week",
        "(The mayor adds quotes to her speeches.)",
        "FACTBOXES are what readers like",
        "LEAD poisoning found in water",
        "Ends and means",
    ],
)
def test_words_of_the_report_are_no_marks(line: str) -> None:
    assert tags_of([line, *BODY]) == ()


@pytest.mark.parametrize(
    ("line", "tags"), [("-30-", ("30",)), ("- 30 -", ("30",)), ("ENDS", ("ENDS",)), ("END", ("END",)), ("###", ("###",))]
)
def test_marks_at_the_end_stand_on_their_own_line(line: str, tags: tuple[str, ...]) -> None:
    assert tags_of([*BODY, *BODY, line]) == tags
    assert tags_of([line, *BODY, *BODY, *BODY]) == ()


def test_each_mark_is_kept_once() -> None:
    assert tags_of(["UPDATE 2-Mayor opens bridge", "(UPDATE 2)", *BODY]) == ("UPDATE 2",)


def test_what_follows_the_marks_is_left() -> None:
    assert after_tags("(UPDATE 1) URGENT: Bridge opens") == "Bridge opens"
    assert after_tags("Bridge opens") == "Bridge opens"

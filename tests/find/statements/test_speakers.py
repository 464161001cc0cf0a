"""Who is speaking at a place of a report."""

from __future__ import annotations

from troth.anchor import quote
from troth.find.statements import Speakers
from troth.types import Report, Speaker, Statement

REPORT = Report(id="r", text="Ada said Ben thinks rain helps. Dry land.", digest="")


def _statement(name: str | None, start: int, end: int) -> Statement:
    return Statement((quote(REPORT, start, end),), "indirect", Speaker(name, quote(REPORT, 0, 3)) if name else None)


OUTER, INNER = _statement("Ada", 9, 30), _statement("Ben", 20, 30)
SPEAKERS = Speakers.of([INNER, OUTER])


def test_the_outermost_speaker_comes_first() -> None:
    assert SPEAKERS.said_by(25) == [OUTER, INNER]
    assert SPEAKERS.speaker(25) == "Ada"


def test_the_reporter_speaks_where_nobody_is_said_to() -> None:
    assert SPEAKERS.said_by(35) == []
    assert SPEAKERS.speaker(35) is None


def test_a_statement_without_a_speaker_gives_way_to_the_next() -> None:
    assert Speakers.of([_statement(None, 9, 30), INNER]).speaker(25) == "Ben"

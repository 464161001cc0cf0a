"""What speaks for a sentence's telling an outcome besides its cues and what the encoder sees in it."""

from __future__ import annotations

import pytest

from troth.find import FindSettings, find
from troth.find.developments.links import known
from troth.find.developments.sureness import around, sureness, with_cue
from troth.find.learned import sights
from troth.find.passages import passages
from troth.find.syntax import parse
from troth.types import Report


def signals(text: str, place: int) -> dict[str, float]:
    report = Report(id="r", text=text, digest="")
    spans = passages(report)
    doc = dict(parse(report, spans, FindSettings().model))[spans[place]]
    return around(report.text, sights(report, spans), place, doc, known(find(report).pledges))


PLEDGE = "Ada Ruiz promised to widen the northern canal."


def test_a_sentence_covers_a_pledge_whose_words_it_has() -> None:
    of_it = signals(f"{PLEDGE}\n\nDredgers widened the northern canal in May.", 1)
    of_else = signals(f"{PLEDGE}\n\nThe museum was painted in May.", 1)
    assert of_it["covered"] > of_else["covered"] == 0


def test_a_pledge_does_not_cover_its_own_sentence() -> None:
    assert signals(PLEDGE, 0)["covered"] == 0


@pytest.mark.parametrize(("text", "modal"), [("Dredgers will widen the canal.", 1), ("Dredgers widened the canal.", 0)])
def test_what_is_to_come_is_told_by_its_verb(text: str, modal: float) -> None:
    assert signals(text, 0)["modal"] == modal


def test_an_outcome_beside_a_sentence_speaks_for_another() -> None:
    plain = "The council met on Monday."
    kept = "Ada Ruiz broke her promise to widen the canal."
    assert signals(f"{kept}\n\n{plain}", 1)["beside"] > signals(f"{plain}\n\n{plain}", 1)["beside"]


def test_a_cue_that_is_mostly_right_makes_surer_than_none() -> None:
    seen = signals("Ada Ruiz broke her promise to widen the canal.", 0)
    assert sureness(with_cue(seen, 0.6)) > sureness(with_cue(seen, None))

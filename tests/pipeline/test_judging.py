"""Mentions that people add and reject: they count, can be taken back, and hold whatever is read again."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import troth
from samples import write_jsonl
from troth.errors import BadAct, NoSuchThing
from troth.ledger import judged
from troth.ledger.engine import open_ledger
from troth.pipeline.judging import Mentioned
from troth.types import Force

TEXT = """Pier to be rebuilt

Mayor Ana Whitlock promised to rebuild the north pier. Rain fell on the valley.

Governor Tomas Birch vowed to open a second clinic. The mayor shook hands on the ferry fare."""
MISSED = "shook hands on the ferry fare"
ROW = {"id": "r1", "outlet": "The Courier", "published": "2011-05-03", "text": TEXT}
TOLD = Mentioned(MISSED, ("Ana Whitlock",), "cut the ferry fare", Force.AGREE)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    list(troth.add(write_jsonl(tmp_path / "a.jsonl", [ROW]), ledger=tmp_path / "t.db", processes=1))
    return tmp_path / "t.db"


def pledged(ledger: Path | str) -> set[str]:
    return {pledge.what for pledge in troth.pledges(ledger)}


def mention_of(ledger: Path, what: str) -> str:
    [pledge] = [pledge for pledge in troth.pledges(ledger) if pledge.what == what]
    return pledge.id


def test_a_missed_mention_is_a_pledge_once_a_person_adds_it(ledger: Path) -> None:
    assert pledged(ledger) == {"rebuild the north pier", "open a second clinic"}
    event = troth.add_mention("r1", TOLD, ledger, by="Ana")
    assert pledged(ledger) == {"rebuild the north pier", "open a second clinic", "cut the ferry fare"}
    troth.undo(event.seq, ledger, by="Ana")
    assert pledged(ledger) == {"rebuild the north pier", "open a second clinic"}


def test_a_rejected_mention_is_none_and_comes_back_when_that_is_undone(ledger: Path) -> None:
    before = list(troth.export(ledger))
    event = troth.reject_mention(mention_of(ledger, "open a second clinic"), ledger, by="Ana")
    assert pledged(ledger) == {"rebuild the north pier"}
    troth.rebuild(ledger, processes=1)
    assert pledged(ledger) == {"rebuild the north pier"}
    troth.undo(event.seq, ledger, by="Ana")
    assert list(troth.export(ledger)) == before


def test_a_persons_mention_takes_the_place_of_the_readers_at_the_same_words(ledger: Path) -> None:
    corrected = Mentioned("promised to rebuild the north pier", ("Ana Whitlock",), "rebuild the pier of the north", Force.PLAN)
    troth.add_mention("r1", corrected, ledger, by="Ana")
    assert pledged(ledger) == {"rebuild the pier of the north", "open a second clinic"}
    [pledge] = [pledge for pledge in troth.pledges(ledger) if "north" in pledge.what]
    assert pledge.force is Force.PLAN


def test_two_peoples_contrary_words_decide_nothing_and_are_a_conflict(ledger: Path) -> None:
    troth.add_mention("r1", TOLD, ledger, by="Ana")
    troth.reject_mention(mention_of(ledger, "cut the ferry fare"), ledger, by="Bo")
    assert pledged(ledger) == {"rebuild the north pier", "open a second clinic"}
    with open_ledger(ledger) as opened, opened.reading() as db:
        [conflict] = judged.conflicts(db)
    assert [event.by for event in conflict.events] == ["Ana", "Bo"]


@pytest.mark.parametrize(
    ("words", "reason"), [("no such words", "do not stand"), ("the", "times"), ("", "do not stand"), ("MAYOR ANA", "do not stand")]
)
def test_words_that_do_not_stand_in_the_report_once_are_refused(ledger: Path, words: str, reason: str) -> None:
    with pytest.raises(BadAct, match=reason):
        troth.add_mention("r1", Mentioned(words, ("Ana",), "do it", Force.AIM), ledger, by="Ana")


def test_what_was_judged_goes_with_the_text_when_it_is_redacted(ledger: Path) -> None:
    troth.add_mention("r1", Mentioned(MISSED, ("Ana Whitlock",), "a secret undertaking", Force.AGREE), ledger, by="Ana")
    troth.redact("r1", ledger, because="a person asked", by="Bo")
    assert b"secret undertaking" not in ledger.read_bytes()
    assert [finding for finding in troth.doctor(ledger) if finding.grade == "fault"] == []


def test_judgements_export_as_labels_that_score(ledger: Path, tmp_path: Path) -> None:
    troth.add_mention("r1", TOLD, ledger, by="Ana")
    troth.reject_mention(mention_of(ledger, "open a second clinic"), ledger, by="Ana")
    [labels] = troth.gold(ledger)
    assert {(label["quote"]["exact"], label["judged"]) for label in labels["pledges"]} >= {(MISSED, "added")}
    (tmp_path / "gold.jsonl").write_text(json.dumps(labels) + "\n")
    assert list(troth.score(tmp_path / "gold.jsonl"))


class Judges(RuleBasedStateMachine):
    """Two people at one report: whatever they say and take back, the ledger is a function of what stands."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.ledger = str(Path(self.folder.name) / "troth.db")
        self.acts: list[int] = []

    @initialize()
    def take_in(self) -> None:
        list(troth.add(write_jsonl(Path(self.folder.name) / "a.jsonl", [ROW]), ledger=self.ledger, processes=1))

    @rule(
        words=st.sampled_from([MISSED, "promised to rebuild the north pier", "north pier", "Rain fell", "vowed to open a second clinic"]),
        by=st.sampled_from(["Ana", "Bo"]),
        force=st.sampled_from(list(Force)),
    )
    def add(self, words: str, by: str, force: Force) -> None:
        with suppress(BadAct):
            self.acts.append(troth.add_mention("r1", Mentioned(words, ("Ana Whitlock",), "do it", force), self.ledger, by=by).seq)

    @precondition(lambda self: list(troth.pledges(self.ledger)))
    @rule(data=st.data(), by=st.sampled_from(["Ana", "Bo"]))
    def reject(self, data: st.DataObject, by: str) -> None:
        name = data.draw(st.sampled_from(sorted(pledge.id for pledge in troth.pledges(self.ledger))))
        with suppress(BadAct, NoSuchThing):
            self.acts.append(troth.reject_mention(name, self.ledger, by=by).seq)

    @precondition(lambda self: self.acts)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        with suppress(BadAct):
            self.acts.append(troth.undo(data.draw(st.sampled_from(self.acts)), self.ledger, by="Ana").seq)

    @invariant()
    def a_rebuild_gives_the_same_ledger(self) -> None:
        if Path(self.ledger).exists():
            before = list(troth.export(self.ledger))
            troth.rebuild(self.ledger, processes=1)
            assert list(troth.export(self.ledger)) == before

    def teardown(self) -> None:
        self.folder.cleanup()


TestJudges = Judges.TestCase
TestJudges.settings = settings(max_examples=5, stateful_step_count=8, deadline=None)

"""Judgements as a state machine: whatever people say, take back and say again, the ledger is a function of what stands."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import troth
from retold import retelling
from samples import write_jsonl
from troth.errors import BadAct, NoSuchThing
from troth.ledger import derived, judgements
from troth.ledger.engine import open_ledger
from troth.link.lineage import lineage

REPORTS = 10
reports = st.integers(0, REPORTS - 1).map(lambda number: f"r{number}")
people = st.sampled_from(["Ana", "Bo"])


class Desk(RuleBasedStateMachine):
    """Two people at one ledger."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.ledger = str(Path(self.folder.name) / "troth.db")
        self.acts: list[int] = []

    @initialize(count=st.integers(3, REPORTS))
    def take_in(self, count: int) -> None:
        rows = [retelling(number) for number in range(count)]
        list(troth.add(write_jsonl(Path(self.folder.name) / "a.jsonl", rows), ledger=self.ledger, processes=1))

    @rule(a=reports, b=reports, by=people, same=st.booleans())
    def judge(self, a: str, b: str, by: str, same: bool) -> None:
        with suppress(BadAct, NoSuchThing):  # the same word twice, one report twice, a report that is not there
            self.acts.append((troth.same if same else troth.different)(a, b, self.ledger, by=by).seq)

    @precondition(lambda self: self.acts)
    @rule(data=st.data(), by=people)
    def undo(self, data: st.DataObject, by: str) -> None:
        with suppress(BadAct):  # what does not hold any more cannot be taken back
            self.acts.append(troth.undo(data.draw(st.sampled_from(self.acts)), self.ledger, by=by).seq)

    @rule()
    def rebuild(self) -> None:
        before = list(troth.export(self.ledger))
        troth.rebuild(self.ledger, processes=1)
        assert list(troth.export(self.ledger)) == before

    @invariant()
    def stories_follow_what_stands(self) -> None:
        if not Path(self.ledger).exists():
            return
        with open_ledger(self.ledger) as opened, opened.reading() as db:
            judged = judgements.tellings(db)
            expected = lineage(list(derived.all_reports(db)), furniture=judgements.furniture(db), judged=judged)
        stories = {frozenset(story.reports) for story in troth.lineage(ledger=self.ledger).stories}
        assert stories == {frozenset(story.reports) for story in expected.stories}
        for one in judged:
            assert one.same or not any({one.a, one.b} <= story for story in stories)

    def teardown(self) -> None:
        self.folder.cleanup()


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=6, stateful_step_count=8, deadline=None)

"""Rulings as a state machine: whatever people rule, take back and rule again while reports come and go, what holds follows from the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

import troth
from samples import report, write_jsonl
from troth.errors import BadAct, NoSuchThing
from troth.identity import mention_id
from troth.ledger import log
from troth.ledger.engine import open_ledger

NewLedger = Callable[[], str]
people = st.sampled_from(["Ana", "Bo"])
statuses = st.sampled_from(["kept", "broken", "stalled"])
numbers = st.integers(0, 25)


class Desk(RuleBasedStateMachine):
    """Two people at one ledger, into which reports come and out of which they go."""

    new_ledger: NewLedger

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.ledger = self.new_ledger()
        self.acts: list[int] = []
        self.views: dict[str, str] = {}

    @initialize(chosen=st.lists(numbers, min_size=4, max_size=12, unique=True))
    def take_in_some(self, chosen: list[int]) -> None:
        for number in chosen:
            self.take_in(number)

    def take_in(self, number: int) -> None:
        row = {"id": f"r{number}", **report(number)}
        list(troth.add(write_jsonl(Path(self.folder.name) / "a.jsonl", [row]), ledger=self.ledger, processes=1))

    @rule(number=numbers)
    def a_report_comes(self, number: int) -> None:
        self.take_in(number)

    @precondition(lambda self: self.reports())
    @rule(data=st.data())
    def a_report_goes(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.reports())), "report")
        self.acts.append(troth.undo(name, self.ledger, by="Ana").seq)

    @precondition(lambda self: len(self.reports()) > 2)
    @rule(data=st.data())
    def a_report_is_redacted(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.reports())), "report")
        self.acts.append(troth.redact(name, self.ledger, because="asked to", by="Ana").seq)

    @precondition(lambda self: self.pledges())
    @rule(data=st.data(), by=people, status=statuses)
    def somebody_rules(self, data: st.DataObject, by: str, status: str) -> None:
        pledge = data.draw(st.sampled_from(self.pledges()), "pledge")
        cited = data.draw(st.sampled_from(sorted(self.mentions())), "evidence")
        with suppress(BadAct):  # the same ruling twice
            ruled = troth.rule(pledge.id, status, self.ledger, because="so", evidence=[cited], by=by)
            self.acts.append(ruled.event.seq)
            assert [past.ruling.by for past in troth.docket(pledge.id, self.ledger).history if past.holds].count(by) == 1
            assert ruled.pledge.status == status or (ruled.pledge.status == "not_rated" and ruled.pledge.contested)

    @precondition(lambda self: self.pledges())
    @rule(data=st.data())
    def somebody_looks(self, data: st.DataObject) -> None:
        pledge = data.draw(st.sampled_from(self.pledges()), "pledge")
        self.views[pledge.id] = troth.docket(pledge.id, self.ledger).view

    @precondition(lambda self: self.views)
    @rule(data=st.data(), by=people, status=statuses)
    def somebody_rules_on_what_was_seen(self, data: st.DataObject, by: str, status: str) -> None:
        name = data.draw(st.sampled_from(sorted(self.views)), "pledge")
        seen = self.views.pop(name).partition("-")[2]
        try:
            docket = troth.docket(name, self.ledger)
        except NoSuchThing:
            return
        view = docket.view.partition("-")[0] + "-" + seen
        if seen != docket.view.partition("-")[2]:
            with pytest.raises(BadAct, match="changed since you saw it"):
                troth.rule(name, status, self.ledger, because="so", evidence=[docket.pledge.id], by=by, seen=view)
            return
        with suppress(BadAct):
            ruled = troth.rule(name, status, self.ledger, because="so", evidence=[docket.pledge.id], by=by, seen=view)
            self.acts.append(ruled.event.seq)
            assert ruled.pledge.status == status
            assert sum(past.holds for past in troth.docket(name, self.ledger).history) == 1

    @precondition(lambda self: self.acts)
    @rule(data=st.data(), by=people)
    def somebody_takes_back(self, data: st.DataObject, by: str) -> None:
        with suppress(BadAct):  # what does not hold any more cannot be taken back
            self.acts.append(troth.undo(data.draw(st.sampled_from(self.acts), "act"), self.ledger, by=by).seq)

    @rule()
    def rebuild(self) -> None:
        before = list(troth.export(self.ledger))
        troth.rebuild(self.ledger, processes=1)
        assert list(troth.export(self.ledger)) == before

    @invariant()
    def what_holds_of_a_pledge_follows_from_the_log(self) -> None:
        if not hasattr(self, "ledger") or not self.acts:
            return
        homes = {mention_id(mention): pledge.id for pledge in self.pledges() for mention in pledge.mentions}
        said = defaultdict[str, list[log.Event]](list)
        with open_ledger(self.ledger) as opened, opened.reading() as db:
            for event in log.current(db, log.RULED):
                if home := next((homes[name] for name in event.body["mentions"] if name in homes), None):
                    said[home].append(event)
        for pledge in self.pledges():
            told = [event.body["status"] for event in said[pledge.id]]
            assert pledge.status == (told[-1] if len(set(told)) == 1 else "not_rated")
            assert [ruling.event for ruling in pledge.contested] == ([event.seq for event in said[pledge.id]] if len(set(told)) > 1 else [])
        assert not [finding for finding in troth.doctor(self.ledger) if finding.grade == "fault"]

    def pledges(self) -> list[troth.Pledge]:
        return sorted(troth.pledges(self.ledger), key=lambda pledge: pledge.id)

    def mentions(self) -> set[str]:
        return {mention_id(mention) for pledge in self.pledges() for mention in pledge.mentions}

    def reports(self) -> set[str]:
        return {line["report"]["id"] for line in troth.export(self.ledger) if "report" in line}

    def teardown(self) -> None:
        self.folder.cleanup()


def test_what_people_rule_holds_as_they_said_it(new_ledger: NewLedger) -> None:
    class On(Desk):
        pass

    On.new_ledger = staticmethod(new_ledger)
    run_state_machine_as_test(On, settings=settings(max_examples=3, stateful_step_count=10, deadline=None))

"""Judgements on pledges as a state machine: whatever comes in, goes, is said and taken back, the pledges are a function of what stands."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

import postgres
import troth
from joined import at_once
from samples import write_jsonl
from troth.errors import BadAct, NoSuchThing
from troth.identity import mention_id, report_key
from troth.ledger import judgements
from troth.ledger import wordings as ledger
from troth.ledger.engine import open_ledger
from troth.pipeline import judge_pledges
from troth.types import Judgement, PledgeMention

# Alike in all degrees, so that blocks grow, part and are joined by what comes between.
ACTS = (
    "cut the ferry fare",
    "cut the ferry fare by a tenth",
    "cut the ferry fare by a tenth for pupils",
    "lower the ferry fare for pupils and nurses",
    "lower the school fees for pupils and nurses",
    "raise the school fees",
    "open a second clinic in Eastfield",
    "open the second clinic",
    "veto it",
)
REPORTS = 14

numbers = st.integers(0, REPORTS - 1)
people = st.sampled_from(["Ana", "Bo"])


# Who is meant by the seat and by the last name alone depends on which reports are there, and on what people say.
NAMES = ("President Ana Whitlock", "President Tomas Birch", "The White House", "Whitlock", "Ana Whitlock", "Sen. Ida Whitlock")
names = st.sampled_from(["White House", "Ana Whitlock", "Whitlock", "Tomas Birch", "Ida Whitlock"])


def telling(number: int) -> dict[str, str]:
    who, other = NAMES[number % len(NAMES)], NAMES[number * 5 % len(NAMES)]
    told = f"{who} promised to {ACTS[number % len(ACTS)]}. {other} vowed to {ACTS[number * 5 % len(ACTS)]}."
    day = f"201{number // 10}-03-{10 + number * 7 % 17}"
    return {"id": f"r{number}", "outlet": f"Paper {number % 3}", "published": day, "text": told}


class Desk(RuleBasedStateMachine):
    """Two people at one ledger, into which reports come in any order and in portions."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.ledger = self.new_ledger()
        open_ledger(self.ledger, create=True).close()
        self.acts: list[int] = []
        self.known: list[str] = []

    def new_ledger(self) -> str:
        return str(Path(self.folder.name) / "troth.db")

    @initialize(portion=st.sets(numbers, min_size=3))
    def begin(self, portion: set[int]) -> None:
        self.take_in(portion)

    @rule(portion=st.sets(numbers, max_size=3))
    def take_in(self, portion: set[int]) -> None:
        rows = [telling(number) for number in sorted(portion, reverse=True)]
        list(troth.add(write_jsonl(Path(self.folder.name) / "a.jsonl", rows), ledger=self.ledger, processes=1))
        self.known = sorted({*self.known, *(mention_id(mention) for mention in self.mentions())})

    @precondition(lambda self: self.known)
    @rule(data=st.data(), by=people, same=st.booleans())
    def judge(self, data: st.DataObject, by: str, same: bool) -> None:
        a, b = data.draw(st.sampled_from(self.known)), data.draw(st.sampled_from(self.known))
        with suppress(BadAct, NoSuchThing):  # the same word twice, one mention twice, a mention that is gone
            self.acts.append((troth.same if same else troth.different)(a, b, self.ledger, by=by).seq)

    @rule(a=names, b=names, by=people, same=st.booleans())
    def judge_names(self, a: str, b: str, by: str, same: bool) -> None:
        with suppress(BadAct):  # the same word twice, one name twice
            self.acts.append((troth.same if same else troth.different)(a, b, self.ledger, actors=True, by=by).seq)

    @precondition(lambda self: self.acts)
    @rule(data=st.data(), by=people)
    def undo(self, data: st.DataObject, by: str) -> None:
        with suppress(BadAct):  # what does not hold any more cannot be taken back
            self.acts.append(troth.undo(data.draw(st.sampled_from(self.acts)), self.ledger, by=by).seq)

    @rule(number=numbers)
    def redact(self, number: int) -> None:
        with suppress(BadAct, NoSuchThing):  # not there, or gone already
            self.acts.append(troth.redact(f"r{number}", self.ledger, because="asked to", by="Ana").seq)

    @rule()
    def rebuild(self) -> None:
        before, queue = list(troth.export(self.ledger)), troth.unsure(self.ledger)
        with open_ledger(self.ledger) as opened, opened.reading() as db:
            edges = list(ledger.all_edges(db))
        troth.rebuild(self.ledger, processes=1)
        assert list(troth.export(self.ledger)) == before
        assert troth.unsure(self.ledger) == queue
        with open_ledger(self.ledger) as opened, opened.reading() as db:
            assert list(ledger.all_edges(db)) == edges

    @invariant()
    def pledges_follow_what_stands(self) -> None:
        """What the ledger came to step by step is what all reports and judgements give at once."""
        with open_ledger(self.ledger) as opened, opened.reading() as db:
            expected, judged = at_once(db), judgements.pledges(db)
        pledges = {frozenset(map(mention_id, pledge.mentions)) for pledge in troth.pledges(self.ledger)}
        assert pledges == expected
        for one in judged:
            assert one.same or not any({one.a, one.b} <= pledge for pledge in pledges)

    def mentions(self) -> list[PledgeMention]:
        return [mention for pledge in troth.pledges(self.ledger) for mention in pledge.mentions]

    def teardown(self) -> None:
        assert not [finding for finding in troth.doctor(self.ledger) if finding.grade == "fault"]
        self.folder.cleanup()


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=5, stateful_step_count=10, deadline=None)


def test_the_same_holds_on_a_server() -> None:
    programs = postgres.programs()
    if programs is None:
        pytest.skip("needs PostgreSQL: install the package postgresql")
    numbers = count()
    with postgres.server(programs) as url:

        class Served(Desk):
            def new_ledger(self) -> str:
                return postgres.new_schema(url, f"desk{next(numbers)}")

        run_state_machine_as_test(Served, settings=settings(max_examples=2, stateful_step_count=8, deadline=None))


def test_a_judgement_holds_for_what_a_newer_reader_finds_at_its_place_and_waits_where_it_finds_nothing(tmp_path: Path) -> None:
    ledger = str(tmp_path / "troth.db")
    text = "Mayor Ana Whitlock promised to open a second clinic in Eastfield. Mayor Ana Whitlock vowed to cut the ferry fare."
    list(troth.add(write_jsonl(tmp_path / "a.jsonl", [{"id": "r", "text": text}]), ledger=ledger, processes=1))
    first, second = sorted(mention.quote.start for pledge in troth.pledges(ledger) for mention in pledge.mentions)
    key = report_key("r")
    earlier = Judgement(
        f"p{key}-{first + 3}-{first + 9}", f"p{key}-{second + 2}-{second + 30}", True
    )  # as an earlier reader marked the words
    with open_ledger(ledger) as opened:
        judge_pledges(opened, earlier, because="", by="Ana")
    assert len(list(troth.pledges(ledger))) == 1
    with open_ledger(ledger) as opened:
        judge_pledges(opened, Judgement(f"p{key}-{first}-{first + 9}", f"p{key}-9000-9010", True), because="", by="Ana")
    assert [finding.where for finding in troth.doctor(ledger) if "nothing is read there" in finding.what] == [f"mention p{key}-9000-9010"]

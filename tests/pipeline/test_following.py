from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import troth
from outcomes import IDLE, STORIES, told
from samples import write_jsonl
from troth.publish.life import came_of_it

NewLedger = Callable[[], str]


def lives(ledger: str) -> dict[str, tuple[object, ...]]:
    return {pledge.what: (pledge.bearings, pledge.proposal) for pledge in troth.pledges(ledger)}


def add(ledger: str, path: Path, rows: list[dict[str, object]]) -> None:
    list(troth.add(write_jsonl(path, rows), ledger=ledger, processes=1))


def test_a_pledge_of_the_ledger_has_its_life_and_a_proposal(new_ledger: NewLedger, tmp_path: Path) -> None:
    ledger = new_ledger()
    add(ledger, tmp_path / "a.jsonl", STORIES)
    told = {pledge.who[0].split()[-1]: pledge for pledge in troth.pledges(ledger) if pledge.since in ("2011-05-02", "2011-05-03")}
    assert told["Whitlock"].proposed_status == "kept"
    assert [str(one.status) for one in told["Whitlock"].bearings if one.status] == ["in_progress", "stalled", "kept", "kept"]
    assert told["Oakes"].proposed_status == "broken"
    assert all(pledge.status == "not_rated" for pledge in told.values())


def test_lives_do_not_depend_on_order_and_portions(new_ledger: NewLedger, tmp_path: Path) -> None:
    at_once = new_ledger()
    add(at_once, tmp_path / "a.jsonl", STORIES)
    expected = list(troth.export(at_once))

    @settings(max_examples=4, deadline=None)
    @given(st.permutations(STORIES), st.integers(1, 4))
    def holds(shuffled: list[dict[str, object]], size: int) -> None:
        ledger = new_ledger()
        for first in range(0, len(shuffled), size):
            add(ledger, tmp_path / "b.jsonl", shuffled[first : first + size])
        assert list(troth.export(ledger)) == expected

    holds()


def test_a_rebuilt_ledger_has_the_same_lives(new_ledger: NewLedger, tmp_path: Path) -> None:
    ledger = new_ledger()
    for number, row in enumerate(STORIES):
        add(ledger, tmp_path / f"{number}.jsonl", [row])
    before = list(troth.export(ledger))
    troth.rebuild(ledger, processes=1)
    assert list(troth.export(ledger)) == before


def test_what_a_redacted_report_told_of_a_pledge_is_gone(new_ledger: NewLedger, tmp_path: Path) -> None:
    ledger, without = new_ledger(), new_ledger()
    add(ledger, tmp_path / "a.jsonl", STORIES)
    gone = STORIES[3]
    troth.redact(gone["id"], ledger, because="asked to", by="Ana")
    add(without, tmp_path / "b.jsonl", [row for row in STORIES if row is not gone])
    assert lives(ledger) == lives(without)
    assert not [line for line in troth.export(ledger) if "rebuilt the north pier" in str(line)]


def test_what_nobody_could_check_is_not_followed(new_ledger: NewLedger, tmp_path: Path) -> None:
    rows = [
        told(
            "2011-05-02",
            "The Courier",
            "Mayor Ana Whitlock promised to make the harbour of Gull Point a better place for everybody.",
            *IDLE,
        ),
        told(
            "2012-05-02",
            "Evening Post",
            *IDLE,
            "Whitlock has not made the harbour of Gull Point a better place for everybody, critics said.",
        ),
    ]
    ledger = new_ledger()
    add(ledger, tmp_path / "a.jsonl", rows)
    [vague] = [pledge for pledge in troth.pledges(ledger) if pledge.since == "2011-05-02"]
    assert not vague.checkable
    assert {one.quote.report for one in vague.bearings} <= {mention.quote.report for mention in vague.mentions}
    assert vague.proposal is None
    assert came_of_it(vague) == "not checked: as it is put, nobody could tell whether it came to be"

"""What must hold whatever the reports are and in whatever order they come (DESIGN rules 1, 4, 5 and 6)."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, update

import troth
from joined import at_once
from samples import report, reports, write_jsonl
from troth.identity import mention_id
from troth.ledger import derived, queries
from troth.ledger.engine import open_ledger
from troth.ledger.queries import PledgeFilter
from troth.ledger.schema import mentions

NewLedger = Callable[[], str]
Rows = list[dict[str, Any]]

some_reports = st.lists(st.integers(0, 60), min_size=1, max_size=9, unique=True).map(lambda numbers: [report(n) for n in numbers])


def add(rows: list[dict[str, Any]], ledger: str, processes: int = 1) -> list[str]:
    with TemporaryDirectory() as folder:
        added = list(troth.add(write_jsonl(Path(folder) / "a.jsonl", rows), ledger=ledger, processes=processes))
    assert not [one.error for one in added if one.error]
    return [one.outcome for one in added]


def filled(ledger: str, rows: list[dict[str, Any]], processes: int = 1) -> str:
    if rows:
        add(rows, ledger, processes)
    else:
        open_ledger(ledger, create=True).close()
    return ledger


def exported(ledger: str) -> list[str]:
    """What the ledger says but for the human acts in it."""
    return [json.dumps(line, ensure_ascii=False) for line in troth.export(ledger, text=True) if not {"act", "reader"} & line.keys()]


def sound(ledger: str) -> bool:
    return not [finding for finding in troth.doctor(ledger) if finding.grade == "fault"]


def id_of(row: dict[str, Any]) -> str:
    with TemporaryDirectory() as folder:
        [read] = troth.read(write_jsonl(Path(folder) / "a.jsonl", [row]))
        return read.id


@settings(max_examples=6)
@given(rows=some_reports, rng=st.randoms(use_true_random=False))
def test_any_order_of_arrival_gives_the_same_ledger(new_ledger: NewLedger, rows: Rows, rng: random.Random) -> None:
    first, second = filled(new_ledger(), rows), filled(new_ledger(), rng.sample(rows, len(rows)))
    assert exported(first) == exported(second)
    assert sound(first)


def test_any_number_of_processes_gives_the_same_ledger(new_ledger: NewLedger) -> None:
    rows = reports(120)
    one = exported(filled(new_ledger(), rows, processes=1))
    assert exported(filled(new_ledger(), rows[::-1], processes=4)) == one
    assert sum("pledge" in json.loads(line) for line in one) > 10


def test_file_and_server_keep_the_same_ledger(new_ledger: NewLedger, tmp_path: Path) -> None:
    rows = reports(60)
    assert exported(filled(new_ledger(), rows)) == exported(filled(str(tmp_path / "troth.db"), rows))


@settings(max_examples=5)
@given(rows=some_reports)
def test_adding_again_changes_nothing(new_ledger: NewLedger, rows: Rows) -> None:
    ledger = filled(new_ledger(), rows)
    before = exported(ledger)
    assert set(add(rows, ledger)) == {"known"}
    assert exported(ledger) == before


@settings(max_examples=5)
@given(rows=some_reports)
def test_a_rebuilt_ledger_is_the_one_that_grew(new_ledger: NewLedger, rows: Rows) -> None:
    ledger = filled(new_ledger(), rows)
    before = exported(ledger)
    assert troth.rebuild(ledger, processes=1) == len(rows)
    assert exported(ledger) == before
    assert sound(ledger)


@settings(max_examples=5)
@given(rows=some_reports)
def test_pledges_that_grew_are_those_that_joining_all_mentions_at_once_gives(new_ledger: NewLedger, rows: Rows) -> None:
    with open_ledger(filled(new_ledger(), rows)) as ledger, ledger.reading() as db:
        grown = {frozenset(map(mention_id, pledge.mentions)) for pledge in queries.find_pledges(db, PledgeFilter())}
        assert at_once(db) == grown


@settings(max_examples=5)
@given(rows=some_reports, data=st.data())
def test_undo_restores(new_ledger: NewLedger, rows: Rows, data: st.DataObject) -> None:
    kept = [row for row in rows if data.draw(st.booleans())]
    ledger = filled(new_ledger(), rows)
    before = exported(ledger)
    undos = [troth.undo(id_of(row), ledger, by="Ana") for row in rows if row not in kept]
    assert exported(ledger) == exported(filled(new_ledger(), kept))
    for event in reversed(undos):
        troth.undo(event.seq, ledger, by="Ana")
    assert exported(ledger) == before
    assert sound(ledger)


@settings(max_examples=5)
@given(rows=some_reports, data=st.data())
def test_redaction_leaves_the_ledger_of_the_other_reports_and_a_chain_that_holds(
    new_ledger: NewLedger, rows: Rows, data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(rows))
    ledger = filled(new_ledger(), rows)
    troth.redact(id_of(gone), ledger, because="asked by the court", by="Ana")
    left = exported(ledger)
    assert left == exported(filled(new_ledger(), [row for row in rows if row is not gone]))
    assert sound(ledger)
    assert add(rows, ledger).count("redacted") == 1
    troth.rebuild(ledger, processes=1)
    assert exported(ledger) == left


def test_undoing_a_redaction_lets_the_text_be_added_again(new_ledger: NewLedger) -> None:
    rows = reports(5)
    ledger = filled(new_ledger(), rows)
    before = exported(ledger)
    event = troth.redact(id_of(rows[0]), ledger, because="a mistake", by="Ana")
    troth.undo(event.seq, ledger, by="Ana")
    assert sound(ledger)
    assert sorted(add(rows, ledger)) == ["added", *["known"] * 4]
    assert exported(ledger) == before


def test_a_redaction_that_stands_again_removes_the_text_again(new_ledger: NewLedger) -> None:
    rows = reports(5)
    ledger = filled(new_ledger(), rows)
    troth.redact(id_of(rows[0]), ledger, because="asked to", by="Ana")
    left = exported(ledger)
    undo = troth.undo(None, ledger, by="Bo")
    add(rows, ledger)
    assert exported(ledger) != left
    troth.undo(undo.seq, ledger, by="Ana")
    assert exported(ledger) == left
    assert sound(ledger)
    assert add(rows, ledger).count("redacted") == 1


def test_a_redacted_text_is_nowhere_in_the_files_of_the_ledger(tmp_path: Path) -> None:
    secret = "Zyxomma Quillfeather promised to reveal the marzipan cipher."
    rows = [*reports(30), {"id": "secret", "title": "Zyxomma speaks", "byline": "Wigbert Underhay", "text": secret}]
    ledger = filled(str(tmp_path / "a.db"), rows)
    held = b"".join(path.read_bytes() for path in tmp_path.glob("a.db*"))
    assert b"Quillfeather" in held
    troth.redact("secret", ledger, because="asked by the court", by="Ana")
    held = b"".join(path.read_bytes() for path in tmp_path.glob("a.db*")).lower()
    assert not [word for word in (b"quillfeather", b"zyxomma", b"marzipan", b"underhay", b"quillfeath") if word in held]


def test_the_doctor_finds_a_quote_that_is_not_in_its_text_and_rebuilding_mends_it(new_ledger: NewLedger) -> None:
    name = filled(new_ledger(), reports(10))
    with open_ledger(name) as ledger, ledger.writing() as db:
        db.execute(update(mentions).values(body=func.replace(mentions.c.body, "promised", "refused")))
    assert not sound(name)
    troth.rebuild(name, processes=1)
    assert sound(name)


def test_the_doctor_finds_a_report_that_was_taken_in_but_not_read(new_ledger: NewLedger) -> None:
    rows = reports(10)
    name = filled(new_ledger(), rows)
    before = exported(name)
    with open_ledger(name) as ledger, ledger.writing() as db:
        derived.remove(db, id_of(rows[3]))
    assert not sound(name)
    add(rows[:1], name)  # an `add` finishes what was left undone, as after a killed rebuild
    assert exported(name) == before
    assert sound(name)

from __future__ import annotations

from pathlib import Path

import pytest

import troth
from samples import reports, write_jsonl
from troth.errors import TrothError
from troth.pipeline import read_and_find


def test_a_report_beyond_reason_is_kept_whole_and_told(tmp_path: Path) -> None:
    text = "Mayor Ana Whitlock promised to rebuild the pier.\n" + "Rain fell on the valley for most of the day.\n" * 1_150_000  # 50 MB
    (tmp_path / "dump.txt").write_text(text)
    [added] = troth.add(tmp_path / "dump.txt", ledger=tmp_path / "t.db")
    assert (added.outcome, added.pledges) == ("added", 1)
    assert "first 1,000,000" in added.notices[0]


def test_errors_stand_where_the_unreadable_report_stood(tmp_path: Path) -> None:
    good = write_jsonl(tmp_path / "a.jsonl", reports(2))
    good.write_text(good.read_text().replace("\n", "\n{broken\n", 1))
    found = list(read_and_find([good, tmp_path / "missing.txt"]))
    assert [isinstance(one, TrothError) for one in found] == [False, True, False, True]


def test_a_missing_language_model_ends_the_work_and_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROTH_MODEL", "en_core_web_lg_not_here")
    with pytest.raises(TrothError, match="en_core_web_lg_not_here"):
        list(troth.add(write_jsonl(tmp_path / "a.jsonl", reports(3)), ledger=tmp_path / "t.db"))


def test_a_ledger_of_another_reader_is_not_mixed_but_rebuilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger, source = tmp_path / "t.db", write_jsonl(tmp_path / "a.jsonl", reports(5))
    list(troth.add(source, ledger=ledger, processes=1))
    before = list(troth.export(ledger))
    monkeypatch.setattr("troth.pipeline.READER", "rules-0")
    with pytest.raises(TrothError, match="troth rebuild"):
        list(troth.add(source, ledger=ledger, processes=1))
    assert troth.rebuild(ledger, processes=1) == 5
    assert list(troth.add(source, ledger=ledger, processes=1))
    after = list(troth.export(ledger))
    assert after[0]["reader"]["reader"] == "rules-0"
    assert after[1:] == before[1:]

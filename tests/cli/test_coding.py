from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import troth as library
from samples import reports, write_jsonl
from troth.cli import main


def troth(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("coding")
    list(library.add(write_jsonl(folder / "a.jsonl", reports(60)), ledger=folder / "troth.db", processes=1))
    return folder / "troth.db"


def rows(sheet: Path) -> list[dict[str, str]]:
    with sheet.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_two_coders_get_one_sample_with_words_and_nothing_that_troth_made_of_them(ledger: Path, tmp_path: Path) -> None:
    a, b = tmp_path / "ana.csv", tmp_path / "bo.csv"
    done = troth("code", "sample", a, b, "--size", 20, "--seed", 7, "--ledger", ledger)
    assert done.exit_code == 0, done.output
    assert a.read_bytes() == b.read_bytes()
    found = rows(a)
    texts = {report["id"]: report for report in (line["report"] for line in library.export(ledger, text=True) if "report" in line)}
    assert len({row["item"] for row in found}) == 20
    for row in found:
        assert any(row["sentence"] in report["text"] for report in texts.values())
        assert not any(row[name] for name in ("is_pledge", "who", "force", "polarity", "checkable", "source", "notes"))
    mentioned = [mention.quote.exact for pledge in library.pledges(ledger) for mention in pledge.mentions]
    assert sum(any(words in row["sentence"] for words in mentioned) for row in found) == 14  # and the others at random places among them
    again = tmp_path / "again.csv"
    troth("code", "sample", again, "--size", 20, "--seed", 7, "--ledger", ledger)
    assert again.read_bytes() == a.read_bytes()
    troth("code", "sample", again, "--size", 20, "--seed", 8, "--ledger", ledger, "--force")
    assert again.read_bytes() != a.read_bytes()


def test_a_filled_sheet_is_not_written_over(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("work of a week")
    refused = troth("code", "sample", tmp_path / "a.csv", "--ledger", ledger)
    assert (refused.exit_code, (tmp_path / "a.csv").read_text()) == (2, "work of a week")


def test_a_stratified_sample_has_as_many_of_each(ledger: Path, tmp_path: Path) -> None:
    troth("code", "sample", tmp_path / "a.csv", "--size", 12, "--by", "outlet", "--others", 0, "--ledger", ledger)
    outlets = [row["outlet"] for row in rows(tmp_path / "a.csv")]
    assert {outlets.count(outlet) for outlet in set(outlets)} <= {2, 3, 4}
    assert len(set(outlets)) == 4


def test_pledges_are_shown_as_their_passages(ledger: Path, tmp_path: Path) -> None:
    troth("code", "sample", tmp_path / "a.csv", "--unit", "pledges", "--size", 500, "--ledger", ledger)
    shown = {row["item"]: row["passages"] for row in rows(tmp_path / "a.csv")}
    for pledge in library.pledges(ledger):
        assert all(mention.quote.exact in shown[pledge.id] for mention in pledge.mentions)


def test_what_two_coders_filled_in_is_compared(ledger: Path, tmp_path: Path) -> None:
    sheets = [tmp_path / "a.csv", tmp_path / "b.csv"]
    troth("code", "sample", *sheets, "--size", 10, "--ledger", ledger)
    for sheet, first in zip(sheets, ("yes", "no"), strict=True):
        filled = rows(sheet)
        for number, row in enumerate(filled):
            row["is_pledge"] = first if number == 0 else "yes" if number % 2 else "no"
        with sheet.open("w", newline="") as out:
            writer = csv.DictWriter(out, list(filled[0]))
            writer.writeheader()
            writer.writerows(filled)
    told = [json.loads(line) for line in troth("code", "compare", *sheets, "--json").output.splitlines()]
    agreement = next(line["agreement"] for line in told if line.get("agreement", {}).get("variable") == "is_pledge")
    assert (agreement["units"], agreement["agreed"]) == (10, 0.9)
    assert 0.6 < agreement["alpha"] < 1
    [disagreement] = [line["disagreement"] for line in told if "disagreement" in line]
    assert (disagreement["a"], disagreement["b"], disagreement["words"]) == ("yes", "no", rows(sheets[0])[0]["sentence"])
    shown = troth("code", "compare", *sheets, "--disagreements", tmp_path / "d.csv")
    assert (shown.exit_code, "1 disagreements" in shown.output, len(rows(tmp_path / "d.csv"))) == (0, True, 1)
    sheets[0].write_text(sheets[0].read_text().replace("yes", "perhaps", 1))
    partly = troth("code", "compare", *sheets)
    assert (partly.exit_code, "is_pledge is 'perhaps'" in partly.stderr) == (3, True)

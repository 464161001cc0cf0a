from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.coding.agreement import Agreement, Codings, compare_codings
from troth.coding.sheets import read_sheet, write_disagreements, write_sheet
from troth.coding.variables import Unit, columns
from troth.errors import BadSheet


def filled(
    path: Path, rows: Iterable[dict[str, str]], unit: Unit = Unit.MENTIONS, delimiter: str = ",", encoding: str = "utf-8-sig"
) -> Path:
    with path.open("w", encoding=encoding, newline="") as out:
        writer = csv.DictWriter(out, columns(unit), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def coded(folder: Path, variable: str, a: Iterable[str], b: Iterable[str], unit: Unit = Unit.MENTIONS) -> Codings:
    sheets = (
        filled(folder / f"{name}.csv", ({"item": f"s{n}", variable: value} for n, value in enumerate(values)), unit)
        for name, values in (("a", a), ("b", b))
    )
    return compare_codings(*map(read_sheet, sheets))


def of(found: Codings, variable: str, level: str = "nominal") -> Agreement:
    return next(one for one in found.agreements if (one.variable, str(one.level)) == (variable, level))


def test_alpha_of_two_values_is_krippendorffs(tmp_path: Path) -> None:
    # Observed disagreement: 4 of 10 units differ.  Of the 20 values 14 are "no" and 6 "yes": expected 2 * 14 * 6 / (20 * 19).
    found = of(
        coded(tmp_path, "is_pledge", ("no yes no no no no no no no no").split(), ("yes yes yes no no yes no yes no no").split()),
        "is_pledge",
    )
    assert (found.units, found.agreed) == (10, 0.6)
    assert found.alpha == pytest.approx(1 - 0.4 / (2 * 14 * 6 / (20 * 19)))
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.alpha <= found.high


def test_the_order_of_force_counts_and_a_threat_has_no_place_in_it(tmp_path: Path) -> None:
    near = coded(tmp_path, "force", "aim plan offer promise agree threat".split(), "plan plan offer promise agree aim".split())
    far = coded(tmp_path, "force", "aim plan offer promise agree threat".split(), "agree plan offer promise agree aim".split())
    assert of(near, "force").alpha == pytest.approx(of(far, "force").alpha, abs=0.06)
    near_ordinal, far_ordinal = of(near, "force", "ordinal"), of(far, "force", "ordinal")
    assert near_ordinal.units == 5
    assert near_ordinal.alpha is not None
    assert far_ordinal.alpha is not None
    assert near_ordinal.alpha > far_ordinal.alpha + 0.3


def test_what_only_one_coded_does_not_count_and_one_value_alone_says_nothing(tmp_path: Path) -> None:
    found = coded(tmp_path, "is_pledge", ["yes", "", "yes"], ["yes", "no", ""])
    assert of(found, "is_pledge") == Agreement("is_pledge", of(found, "is_pledge").level, 1, 1.0, None)
    assert of(found, "polarity").agreed is None


@settings(max_examples=15)
@given(values=st.lists(st.sampled_from(["kept", "broken", "stalled"]), min_size=3, max_size=20).filter(lambda told: len(set(told)) > 1))
def test_coders_who_agree_in_all_have_alpha_one(tmp_path_factory: pytest.TempPathFactory, values: list[str]) -> None:
    found = coded(tmp_path_factory.mktemp("coded"), "status", values, values, Unit.PLEDGES)
    assert of(found, "status").alpha == pytest.approx(1)
    assert not found.disagreements


def test_values_are_read_as_people_and_spreadsheets_write_them(tmp_path: Path) -> None:
    rows = [{"item": "s1", "is_pledge": " Yes ", "who": "Mayor  Oakes", "checkable": "TRUE"}]
    others = [{"item": "'s1", "is_pledge": "y", "who": "mayor oakes", "checkable": "1"}]
    a = read_sheet(filled(tmp_path / "a.csv", rows, delimiter=";", encoding="utf-8"))
    b = read_sheet(filled(tmp_path / "b.csv", others, delimiter="\t"))
    assert not compare_codings(a, b).disagreements
    assert not a.faults


def test_bad_rows_are_told_with_file_and_row(tmp_path: Path) -> None:
    rows = [{"item": "s1", "force": "promis"}, {"item": "s1"}, {"item": "", "force": "aim"}, {"item": "s2", "force": "aim"}]
    a, b = filled(tmp_path / "a.csv", rows), filled(tmp_path / "b.csv", [{"item": "s1", "force": "aim"}])
    found = compare_codings(read_sheet(a), read_sheet(b))
    assert [fault.replace(str(tmp_path), "") for fault in found.faults] == [
        "/a.csv, row ending in line 2: force is 'promis', none of aim, plan, offer, promise, agree, threat; it counts as empty",
        "/a.csv, row ending in line 3: item s1 stands here again; the row is left out",
        "/a.csv, row ending in line 4: it has no item; the row is left out",
        "/b.csv: item s2 of /a.csv is not there; left out",
    ]


def test_sheets_that_are_none_are_refused(tmp_path: Path) -> None:
    (tmp_path / "none.csv").write_text("a,b\n1,2\n")
    with pytest.raises(BadSheet, match="not the columns"):
        read_sheet(tmp_path / "none.csv")
    with pytest.raises(BadSheet, match="cannot be read"):
        read_sheet(tmp_path / "absent.csv")
    pledges = read_sheet(filled(tmp_path / "p.csv", [{"item": "p"}], Unit.PLEDGES))
    with pytest.raises(BadSheet, match="one sample"):
        compare_codings(pledges, read_sheet(filled(tmp_path / "m.csv", [{"item": "s"}])))


def test_no_words_become_a_formula_and_what_was_written_is_read_again(tmp_path: Path) -> None:
    words = '=HYPERLINK("https://a.example"), said “Oakes”'
    write_sheet([{"item": "s1", "sentence": words}], Unit.MENTIONS, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as sheet:
        [row] = csv.DictReader(sheet)
    assert row["sentence"] == "'" + words
    found = coded(tmp_path, "who", ["=1+1"], ["Oakes"])
    write_disagreements(found.disagreements, tmp_path / "d.csv")
    assert "'=1+1" in (tmp_path / "d.csv").read_text("utf-8-sig")

"""Coding sheets: CSV that spreadsheets open as it is meant, written empty and read back filled in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from troth.coding.variables import VARIABLES, Unit, Variable, columns
from troth.errors import BadSheet
from troth.publish.table import spreadsheet_cell
from troth.read.decode import decode

_YES_NO: Final = {"y": "yes", "n": "no", "true": "yes", "false": "no", "1": "yes", "0": "no", "ja": "yes", "wahr": "yes", "falsch": "no"}
_DELIMITERS: Final = (",", ";", "\t")  # a spreadsheet saves by the customs of its country


@dataclass(frozen=True, slots=True)
class Coded:
    """A row as a coder filled it in: the item, its words, and the value of each variable (None: left empty, or no value)."""

    item: str
    words: str
    values: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One coder's sheet: its rows by item, and what is wrong with it, row by row."""

    where: str
    unit: Unit
    rows: Mapping[str, Coded]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A row in which the coders gave one variable different values."""

    item: str
    variable: str
    a: str
    b: str
    words: str


def write_sheet(rows: Iterable[Mapping[str, str]], unit: Unit, path: Path) -> None:
    """An empty sheet: no cell is taken for a formula, and the encoding is one that spreadsheets recognise (UTF-8 with its mark)."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(columns(unit))
        for row in rows:
            writer.writerow([spreadsheet_cell(row.get(column, "")) for column in columns(unit)])


def read_sheet(path: Path) -> Sheet:
    """A sheet that a coder filled in.  Raises BadSheet when it is none; what is wrong with single rows is told in its faults."""
    where = str(path)
    try:
        text = decode(path.read_bytes(), where).text.removeprefix("\ufeff")
    except OSError as error:
        raise BadSheet(where, f"it cannot be read ({error.strerror})", "check the name") from error
    head = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    named = [name.strip().lower() for name in reader.fieldnames or ()]
    reader.fieldnames = named
    unit = next((unit for unit in Unit if {"item", *_names(unit)} <= set(named)), None)
    if unit is None:
        raise BadSheet(
            where, "it has not the columns of a coding sheet", f"keep {' or '.join('item, ' + ', '.join(_names(unit)) for unit in Unit)}"
        )
    return _sheet(where, unit, [(reader.line_num, row) for row in reader])


def write_disagreements(found: Iterable[Disagreement], path: Path) -> None:
    """The rows in which two coders differ, as CSV for a spreadsheet: to be talked over, and decided."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("item", "variable", "a", "b", "words", "decided"))
        for one in found:
            writer.writerow([spreadsheet_cell(value) for value in (one.item, one.variable, one.a, one.b, one.words, "")])


def _names(unit: Unit) -> list[str]:
    return [variable.name for variable in VARIABLES[unit]]


def _sheet(where: str, unit: Unit, rows: Sequence[tuple[int, Mapping[str, str | None]]]) -> Sheet:
    found: dict[str, Coded] = {}
    faults: list[str] = []
    for line, row in rows:
        item, here = (row.get("item") or "").strip().lstrip("'"), f"{where}, row ending in line {line}"
        if not any(isinstance(value, str) and value.strip() for value in row.values()):
            continue
        if not item or item in found:
            faults.append(f"{here}: {f'item {item} stands here again' if item else 'it has no item'}; the row is left out")
            continue
        values: dict[str, str | None] = {}
        for variable in VARIABLES[unit]:
            told = row.get(variable.name) or ""
            values[variable.name] = _value(variable, told)
            if told.strip() and values[variable.name] is None:
                faults.append(f"{here}: {variable.name} is {told.strip()!r}, none of {', '.join(variable.values)}; it counts as empty")
        words = row.get("sentence") or row.get("passages") or ""
        found[item] = Coded(item, words, values)
    return Sheet(where, unit, found, tuple(faults))


def _value(variable: Variable, told: str) -> str | None:
    folded = " ".join(told.lstrip("'").casefold().split())
    if not variable.values:
        return folded or None
    folded = _YES_NO.get(folded, folded) if "yes" in variable.values else folded.replace(" ", "_")
    return folded if folded in variable.values else None

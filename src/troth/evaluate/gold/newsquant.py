"""Quantities in news sentences, as NewsQuant has them: a sentence with the values that it states and how each is qualified."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from troth.evaluate.cases import Case, Unscorable
from troth.evaluate.gold.rows import Row, report_in
from troth.forms import Form

CHANGES: Final = frozenset({"=", "~", "<", ">", "up", "down"})

_NUMBER: Final = r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
_VALUE: Final = re.compile(rf"\s*(?P<low>{_NUMBER})\s*(?:-\s*(?P<high>{_NUMBER})\s*)?")


def figure_case(row: Row) -> Case:
    """A sentence with its `figures`: low, high and change.  Its id is its place in the file, unless it has one."""
    name = PurePath(row.where.rpartition(", ")[0]).name.partition(".")[0]
    report, _ = report_in(row, {"id": str(row.form.get("id") or f"{name}-{row.number}"), "text": row.form["text"]})
    return Case(report.id, row.where, report.id, {"figures": [_figure(quantity, row) for quantity in row.form["quantities"]]}, report)


def _figure(quantity: Form, row: Row) -> Form:
    """`252.0-287.0` is a range; the lesser number stands first, in whichever order the labels have them."""
    value, change = _VALUE.fullmatch(str(quantity["value"])), quantity["change"]
    if not value:
        raise Unscorable(row.where, f"the value {quantity['value']!r} is no number", "write 12, 1.5 or a range as 10-12")
    if change not in CHANGES:
        raise Unscorable(row.where, f"the change {change!r} is not known", f"write one of {', '.join(sorted(CHANGES))}")
    low, high = float(value["low"]), float(value["high"] or value["low"])
    return {"low": min(low, high), "high": max(low, high), "change": change, "unit": quantity.get("unit")}

"""Pairs of versions of one report with the differences between them, typed and placed."""

from __future__ import annotations

from typing import Final

from troth.evaluate.cases import Case, Unscorable
from troth.evaluate.gold.rows import Row, report_in, span_in
from troth.forms import Form, report_form

TYPES: Final = ("figure", "attribution", "quotation", "wording", "added", "dropped", "moved")


def version_case(row: Row) -> Case:
    """A pair with both reports in JSON form and its `differences`, whose offsets point into their texts."""
    name = str(row.form.get("id") or row.number)
    given: Form = {"id": name}
    sides, ways = {}, {}
    pair = []
    for side in ("a", "b"):
        report, ways[side] = report_in(row, {"id": f"{name}-{side}", **row.form[side]})
        sides[side] = report.text
        pair.append(report)
        given[side] = report_form(report) | {"text": report.text}
    differences: list[Form] = []
    for label in row.form["differences"]:
        if label["type"] not in TYPES:
            raise Unscorable(row.where, f"the type {label['type']!r} is not known", f"write one of {', '.join(TYPES)}")
        placed: Form = {"type": label["type"]}
        for side in ("a", "b"):
            span = span_in(label[side], row, row.form[side]["text"], ways[side]) if label.get(side) else None
            placed[side] = {"start": span.start, "end": span.end} if span else None
        differences.append(placed)
    labels = {"a": sides["a"], "b": sides["b"], "differences": differences, "given": given}
    return Case(name, row.where, name, labels, pair=(pair[0], pair[1]))

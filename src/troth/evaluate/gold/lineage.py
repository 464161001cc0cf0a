"""Reports with the family of texts that each was made from, one a line of JSON, and how it was made."""

from __future__ import annotations

from troth.evaluate.cases import Case
from troth.evaluate.gold.rows import Row, report_in


def lineage_case(row: Row) -> Case:
    """A report with its `family` and `kind`, drawn together with the others of its family."""
    report, _ = report_in(row)
    family = str(row.form["family"])
    return Case(report.id, row.where, family, {"family": family, "kind": str(row.form["kind"])}, report)

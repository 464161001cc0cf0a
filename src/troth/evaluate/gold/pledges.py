"""Reports with labelled pledges and developments, one a line of JSON: the form of troth's own labels."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from troth.evaluate.cases import Case, Unscorable
from troth.evaluate.gold.rows import Row, report_in, span_in
from troth.evaluate.places import Transfer
from troth.forms import Form
from troth.text import sentences
from troth.types import Force, Polarity, Report, Span, Status

FORCES: Final = frozenset(map(str, Force))
POLARITIES: Final = frozenset(map(str, Polarity))
STATUSES: Final = frozenset(map(str, Status))


def pledge_case(row: Row) -> Case:
    """A report with its labels: `pledges`, and `developments` and `sentences` where the row has them.

    Sentences that the row does not give are those that `troth.text.sentences` cuts.
    """
    report, transfer = report_in(row)
    text = row.form["text"]
    move = partial(_moved, row=row, text=text, transfer=transfer)
    labels: Form = {"item": str(row.form.get("item") or report.id), "pledges": [move(label) for label in row.form["pledges"]]}
    for label in labels["pledges"]:
        _check(label, row, "force", FORCES)
        _check(label, row, "polarity", POLARITIES)
    if "developments" in row.form:
        labels["developments"] = [move(label) for label in row.form["developments"]]
        for label in labels["developments"]:
            _check(label, row, "status", STATUSES)
    labels["sentences"] = _sentences(row, transfer, report)
    labels["cut"] = "sentences" in row.form  # whether a person cut them
    return Case(report.id, row.where, labels["item"], labels, report)


def _moved(label: Form, row: Row, text: str, transfer: Transfer) -> Form:
    """The label with offsets into the report, and the fields that may be given as a quote or as words given as words."""
    span = span_in(label["quote"], row, text, transfer)
    words = {name: _words(label[name]) for name in ("due", "condition") if name in label}
    who = {"who": [label["who"]] if isinstance(label["who"], str) else list(label["who"])} if "who" in label else {}
    return label | words | who | {"quote": {"start": span.start, "end": span.end}}


def _words(value: Any) -> str | None:
    words = value["exact"] if isinstance(value, dict) else value
    return None if words is None else str(words)


def _sentences(row: Row, transfer: Transfer, report: Report) -> list[tuple[int, int]]:
    if "sentences" not in row.form:
        return [(span.start, span.end) for span in sentences(report.text)]
    spans = [transfer.span(Span(int(at["start"]), int(at["end"]))) for at in row.form["sentences"]]
    return [(span.start, span.end) for span in spans if span]


def _check(label: Form, row: Row, name: str, known: frozenset[str]) -> None:
    if label.get(name) is not None and label[name] not in known:
        raise Unscorable(row.where, f"{name} {label[name]!r} is none of troth's", f"write one of {', '.join(sorted(known))}")

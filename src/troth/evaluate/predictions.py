"""What was found: read from a file that any reader may have written, or made by troth's own readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from troth.errors import ModelUnavailable, TrothError, UnreadableReport
from troth.evaluate.cases import Case, Unscorable
from troth.evaluate.gold.rows import Row, bytes_of, rows, unzipped
from troth.evaluate.places import Transfer
from troth.find import FindSettings, find
from troth.forms import Form, bearing_form, comparison_form, find_form, proposal_form
from troth.link import compare
from troth.parallel import in_chunks
from troth.pipeline.tracking import track
from troth.text import canonical, sentences
from troth.types import Report, Span

Found = Form | TrothError


def read_predictions(path: Path) -> list[Row | TrothError]:
    """The rows of a file of predictions: JSON Lines as troth's verbs write them with `--json`."""
    return list(rows(unzipped(bytes_of(path), str(path)), str(path)))


def readings_in(predicted: Sequence[Row], cases: Sequence[Case]) -> dict[str, Found]:
    """Of each case's report what the file says was found in it, by the case's id.

    A row that carries the text it was read from may have offsets into another form of that text: they are carried over.
    """
    wanted = {case.id: case for case in cases}
    found: dict[str, Found] = {}
    for row in predicted:
        about = row.form.get("report")
        name = str(about.get("id")) if isinstance(about, dict) else None
        if name not in wanted:
            continue
        if name in found:
            found[name] = Unscorable(row.where, f"report {name} stands in it twice", "give each report once")
            continue
        try:
            given = about.get("text") if isinstance(about, dict) else None
            found[name] = _carried(row.form, Transfer(given, wanted[name].text)) if isinstance(given, str) else row.form
        except (ValueError, RecursionError) as error:
            found[name] = Unscorable(row.where, str(error), "give the text that `troth eval --reports` prints, or none")
    return found


def comparisons_in(predicted: Sequence[Row], pairs: Sequence[Case]) -> dict[str, Found]:
    """For each pair of versions the row with its id; rows without id are of the pairs in order."""
    rows = [row.form for row in predicted if "differences" in row.form]
    if any(row.get("id") is not None for row in rows):
        return {str(row.get("id")): row for row in rows}
    return {pair.id: row for pair, row in zip(pairs, rows, strict=False)}


def followings_in(predicted: Sequence[Row], chains: Sequence[Case]) -> dict[str, Found]:
    """For each pledge that was followed its passages and rating, as {"passages": [...], "rating": [...]}.

    Rows name their pledge (`chain`), or the row with the rating ends those of one pledge and the pledges stand in order.
    """
    found: dict[str, Form] = {}
    names = iter([chain.id for chain in chains])
    current = next(names, None)
    for row in predicted:
        name = str(row.form["chain"]) if row.form.get("chain") is not None else current
        if name is None:
            break
        followed = found.setdefault(name, {"passages": [], "rating": []})
        if "rating" in row.form:
            followed["rating"] = row.form["rating"]
            current = next(names, None) if name == current else current
        else:
            followed["passages"].append(row.form)
    return dict(found)


def _carried(value: Any, transfer: Transfer) -> Any:
    """The same form with every place carried over; what has no letter is left out."""
    if isinstance(value, list):
        moved = [_carried(item, transfer) for item in value]
        return [item for item, was in zip(moved, value, strict=True) if item is not None or was is None]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
        span = transfer.span(Span(value["start"], value["end"]))
        return None if span is None else value | {"start": span.start, "end": span.end}
    return {name: _carried(item, transfer) for name, item in value.items()}


def read_by_troth(
    cases: Sequence[Case], settings: FindSettings, processes: int, progress: Callable[[int, int], None] | None = None
) -> dict[str, Found]:
    """What troth's own reader finds in each case's report, by the case's id; an error where it fails on one."""
    reports = [case.report for case in cases if case.report]
    found: dict[str, Found] = {}
    for chunk in in_chunks(partial(_find_all, settings=settings), reports, processes):
        for name, form in chunk:
            found[name] = form
        if progress:
            progress(len(found), len(reports))
    return found


def _find_all(reports: list[Report], *, settings: FindSettings) -> list[tuple[str, Found]]:
    return [(report.id, _found(f"report {report.id}", partial(_reading, report, settings))) for report in reports]


def _reading(report: Report, settings: FindSettings) -> Form:
    return find_form(report, find(report, settings))


def _found(where: str, work: Callable[[], Form]) -> Found:
    try:
        return work()
    except ModelUnavailable:
        raise  # it would fail all of them
    except Exception as unforeseen:  # a fault on this one alone: it must not stop the others
        told = f"reading it failed: {type(unforeseen).__name__}: {unforeseen}"
        return UnreadableReport(where, told, "please report this, with the text")


def compared_by_troth(
    cases: Sequence[Case], settings: FindSettings, processes: int, progress: Callable[[int, int], None] | None = None
) -> dict[str, Found]:
    """How troth compares each case's pair, by the case's id; an error where it fails on one."""
    pairs = [(case.id, *case.pair) for case in cases if case.pair]
    found: dict[str, Found] = {}
    for chunk in in_chunks(partial(_compare_all, settings=settings), pairs, processes):
        found.update(chunk)
        if progress:
            progress(len(found), len(pairs))
    return found


def _compare_all(pairs: list[tuple[str, Report, Report]], *, settings: FindSettings) -> list[tuple[str, Found]]:
    return [(name, _found(f"pair {name}", partial(_comparison, a, b, settings))) for name, a, b in pairs]


def _comparison(a: Report, b: Report, settings: FindSettings) -> Form:
    return comparison_form(compare(a, find(a, settings), b, find(b, settings)))


def tracked_by_troth(chains: Sequence[Case]) -> Iterator[tuple[str, Found]]:
    """How troth follows each case's pledge through its passages, each of which is given as a report of its own."""
    for chain in chains:
        yield chain.id, _found(f"pledge {chain.id}", partial(_followed, chain))


def _followed(chain: Case) -> Form:
    given = chain.labels["given"]
    reports = [
        Report(id=passage["id"], text=canonical(passage["text"]), digest="", outlet=passage["outlet"], published=passage["published"])
        for passage in given["passages"]
        if passage["text"]
    ]
    who = given["who"] if isinstance(given["who"], list) else [given["who"]]
    found = track(who, given["what"], reports, since=given["made_on"])
    return {"passages": [bearing_form(bearing) for bearing in found.bearings], "rating": [proposal_form(step) for step in found.ratings]}


def cut_by_troth(cases: Sequence[Case]) -> Iterator[tuple[str, Found]]:
    """The sentences that troth cuts, in each case's report."""
    for case in cases:
        yield case.id, {"sentences": [{"start": span.start, "end": span.end} for span in sentences(case.text)]}

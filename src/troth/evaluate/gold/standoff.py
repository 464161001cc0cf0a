"""Attributions in brat standoff, as PolNeAR has them: who (source) said (cue) what (content), by character offsets.

A text `x.txt` has its labels in `x.ann` or, by an annotator with a name, in `x_NAME.ann`.  Of several annotators the first by name
counts, so that every text counts once: PolNeAR had 18 of its texts labelled by all six of its annotators, to see how well they agree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from troth.errors import TrothError
from troth.evaluate.cases import Case, Unscorable
from troth.evaluate.gold.rows import Row, made_of, report_in
from troth.evaluate.places import Transfer
from troth.forms import Form
from troth.types import Span

_ENTITY: Final = re.compile(r"(?P<name>T\d+)\t(?P<type>\S+) (?P<spans>\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_EVENT: Final = re.compile(r"E\d+\t(?P<roles>\S+:T\d+(?: \S+:T\d+)*)\s*")
_ANNOTATOR: Final = re.compile(r"_[^_]+$")


def attribution_cases(files: Mapping[str, bytes], where: str) -> Iterator[Case | TrothError]:
    """Each text that has labels, with its attributions: `content`, `source` and `cue` as lists of spans.

    An attribution without content says nothing that could be found and is left out.
    """
    texts = {PurePosixPath(name).stem: name for name in files if name.endswith(".txt")}
    labelled: dict[str, list[str]] = defaultdict(list)
    for name in sorted(files):
        if name.endswith(".ann"):
            stem = PurePosixPath(name).stem
            text = stem if stem in texts else _ANNOTATOR.sub("", stem)
            if text not in texts:
                yield Unscorable(f"{where}, {name}", "there is no text of that name", f"put {text}.txt into the same folder or archive")
                continue
            labelled[text].append(name)
    for text, names in labelled.items():
        row = Row(f"{where}, {names[0]}", 1, {"id": text, "text": files[texts[text]], "labels": files[names[0]]})
        yield made_of(row, _case, "brat standoff")


def text_forms(files: Mapping[str, bytes]) -> dict[str, Form]:
    """The texts alone, as reports in JSON form, by name."""
    return {
        PurePosixPath(name).stem: {"id": PurePosixPath(name).stem, "text": data.decode("utf-8")}
        for name, data in files.items()
        if name.endswith(".txt")
    }


def _case(row: Row) -> Case:
    text, labels = row.form["text"].decode("utf-8"), row.form["labels"].decode("utf-8")
    report, transfer = report_in(row, {"id": row.form["id"], "text": text})
    spans: dict[str, list[Span]] = {}
    attributions: list[Form] = []
    for line in labels.split("\n"):
        entity = _ENTITY.match(line)
        if entity:
            spans[entity["name"]] = [Span(*map(int, pair.split())) for pair in entity["spans"].split(";")]
    for line in labels.split("\n"):
        event = _EVENT.fullmatch(line)
        if event:
            attributions.append(_attribution(event["roles"].split(" "), spans, transfer, row))
    found = [attribution for attribution in attributions if attribution["content"]]
    return Case(report.id, row.where, report.id, {"attributions": found}, report)


def _attribution(roles: list[str], spans: Mapping[str, list[Span]], transfer: Transfer, row: Row) -> Form:
    filled: dict[str, list[tuple[int, int]]] = {"content": [], "source": [], "cue": []}
    for role in roles:
        part, _, entity = role.partition(":")
        if entity not in spans:
            raise Unscorable(row.where, f"an event names {entity}, which is not there", "add it, or take the event out")
        name = part.rstrip("0123456789").lower()  # Content2 is more of the same content
        if name in filled:
            moved = map(transfer.span, spans[entity])
            filled[name] += [(span.start, span.end) for span in moved if span]
    return {name: sorted(places) for name, places in filled.items()}

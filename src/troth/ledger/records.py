"""How facts are kept in the database: as JSON made from the types and checked against them when they come back."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter

from troth.anchor import quote
from troth.identity import canonical_json
from troth.types import Development, Pledge, PledgeMention, Quote, Reading, Report, Story

T = TypeVar("T")

_ADAPTERS: Final[dict[Any, TypeAdapter[Any]]] = {
    kind: TypeAdapter(kind) for kind in (Development, Pledge, PledgeMention, Quote, Reading, Report, Story)
}

# Kept in columns and tables of their own, so not in a reading's rest.
_APART: Final = ("report", "reader", "settings", "pledges", "developments")
_QUOTE: Final = {field.name for field in fields(Quote)}
_AT: Final = "at"  # under which the start and end of a quote are kept: a seventh of the space of its words and surroundings


def to_record(fact: Any) -> str:
    """A fact as canonical JSON."""
    return canonical_json(asdict(fact))


def from_record(kind: type[T], record: str | bytes) -> T:
    """The fact that `to_record` wrote.  Raises ValueError when the record is not of this kind."""
    fact: T = _ADAPTERS[kind].validate_json(record)
    return fact


def report_record(report: Report) -> bytes:
    """What the ledger keeps of a report: all but the digest of its source, since one report may come from several files."""
    content = asdict(report)
    del content["digest"]
    return canonical_json(content).encode()


def report_of_record(record: bytes, source: str) -> Report:
    """The report that `report_record` kept; `source` is the digest of the bytes it came from."""
    return from_record(Report, json.dumps(json.loads(record) | {"digest": source}))


def reading_rest(reading: Reading) -> str:
    """A reading without what has tables of its own; of each quote only its place, for the words are in the report."""
    kept = {name: value for name, value in asdict(reading).items() if name not in _APART}
    return canonical_json(_without_words(kept))


def reading_of_rest(rest: str, report: Report, **apart: Any) -> Reading:
    """The reading of this report that `reading_rest` kept, with what was kept apart.

    Raises BadAnchor when a place in it is none of the report's text.
    """
    kept = {item.name for item in fields(Reading)} - set(_APART)
    whole = _with_words(json.loads(rest), report) | {"report": report.id, "reader": "", "settings": ""}
    read = from_record(Reading, json.dumps(whole))
    return Reading(report=report.id, **apart, **{name: getattr(read, name) for name in kept})


def _without_words(value: Any) -> Any:
    if isinstance(value, dict):
        return (
            {_AT: [value["start"], value["end"]]} if value.keys() == _QUOTE else {key: _without_words(part) for key, part in value.items()}
        )
    return [_without_words(part) for part in value] if isinstance(value, list | tuple) else value


def _with_words(value: Any, report: Report) -> Any:
    if isinstance(value, dict):
        return asdict(quote(report, *value[_AT])) if _AT in value else {key: _with_words(part, report) for key, part in value.items()}
    return [_with_words(part, report) for part in value] if isinstance(value, list) else value

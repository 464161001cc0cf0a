"""How facts are kept in the database: as JSON made from the types and checked against them when they come back."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter

from troth.identity import canonical_json
from troth.types import Development, Pledge, PledgeMention, Reading, Report

T = TypeVar("T")

_ADAPTERS: Final[dict[Any, TypeAdapter[Any]]] = {kind: TypeAdapter(kind) for kind in (Development, Pledge, PledgeMention, Reading, Report)}

# Kept in columns and tables of their own, so not in a reading's rest.
_APART: Final = ("report", "reader", "settings", "pledges", "developments")


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
    """A reading without what has tables of its own."""
    return canonical_json({name: value for name, value in asdict(reading).items() if name not in _APART})


def reading_of_rest(rest: str, **apart: Any) -> Reading:
    """The reading that `reading_rest` kept, with what was kept apart."""
    kept = {item.name for item in fields(Reading)} - set(_APART)
    whole = from_record(Reading, json.dumps(json.loads(rest) | {"report": "", "reader": "", "settings": ""}))
    return Reading(**apart, **{name: getattr(whole, name) for name in kept})

"""One JSON object to the fields of a report (DESIGN, "Formats")."""

from __future__ import annotations

import json
from typing import Any, Final

from troth.errors import UnreadableReport
from troth.read.decode import decode
from troth.read.fields import Fields, line_or_none

REMEDY: Final = 'give one JSON object a line, with at least {"text": "..."}'

_NAMES: Final = ("outlet", "url", "title", "byline", "published", "language", "credit")


def fields_of_json(data: bytes, where: str) -> Fields:
    """The fields of one JSON report; keys that troth does not know are ignored.

    Raises UnreadableReport when it is no object, has no text, or an id that is neither a string nor a whole number.
    """
    decoded = decode(data, where)
    record = _object(decoded.text, where)
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise UnreadableReport(where, 'it has no "text"' if text is None else 'its "text" is empty or no string', REMEDY)
    named = {name: _line(record.get(name)) for name in _NAMES}
    notices = [f"{name} is neither a string nor a number: read without it" for name in _NAMES if _is_odd(record.get(name))]
    if decoded.notice:
        notices.insert(0, decoded.notice)
    if _is_whole_number(record.get("published")):  # seconds since 1970
        named["published"] = record["published"]
    return Fields(text, _id(record.get("id"), where), **named, notices=tuple(notices))


def _object(text: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableReport(where, f"it is not JSON ({error})", REMEDY) from None
    if not isinstance(record, dict):
        raise UnreadableReport(where, "it is not a JSON object", REMEDY)
    return record


def _id(value: Any, where: str) -> str | None:
    if value is None:
        return None
    if isinstance(value, str) or _is_whole_number(value):
        return line_or_none(str(value))
    raise UnreadableReport(where, "its id is neither a string nor a whole number", "make the id a string, or leave it out")


def _line(value: Any) -> Any:
    """A metadata value on one line: numbers in figures, several names after each other, None for anything else."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return line_or_none(str(value))


def _is_odd(value: Any) -> bool:
    return value not in (None, []) and not isinstance(value, str) and _line(value) is None


def _is_whole_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)

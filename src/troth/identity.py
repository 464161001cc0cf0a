"""What a thing is called: canonical JSON, digests, and the ids of reports and mentions (DESIGN, "Identity")."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from troth.types import PledgeMention, Quote

# 64 bits of SHA-256: in a ledger of a million reports two share a key with probability 3e-8 (birthday bound).
REPORT_KEY_HEX: Final = 16
MENTION_ID: Final = re.compile(r"(?P<kind>[a-z])(?P<report>[0-9a-f]{16})-(?P<start>\d+)-(?P<end>\d+)")


class Place(NamedTuple):
    """What a mention's id says: the kind of thing, the key of its report, and where in the text it stands."""

    kind: str
    report_key: str
    start: int
    end: int


def canonical_json(value: object) -> str:
    """One text for one value: keys sorted, no spaces, no escapes beyond JSON's own (after RFC 8785, for our values).

    NaN and infinities have no canonical form: ValueError.
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(data: bytes | str) -> str:
    """SHA-256 of the bytes (of the UTF-8 of a text), as 64 hexadecimal digits."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def settings_digest(settings: Mapping[str, Any]) -> str:
    """A short name for one choice of settings."""
    return digest(canonical_json(dict(settings)))[:REPORT_KEY_HEX]


def report_id(outlet: str | None, url: str | None, published: str | None, text: str) -> str:
    """The id of a report that brought none of its own."""
    return digest(canonical_json([outlet, url, published, text]))


def report_key(report: str) -> str:
    """The short, uniform stand-in for a report's id inside the ids of mentions."""
    return digest(report)[:REPORT_KEY_HEX]


def mention_id(mention: PledgeMention) -> str:
    """The id of a pledge mention: it follows from its report and offsets alone."""
    return place_id("p", mention.quote)


def place_id(kind: str, quote: Quote) -> str:
    """The id of a thing of this kind (`p` pledge mention, `d` development) at this place."""
    return f"{kind}{report_key(quote.report)}-{quote.start}-{quote.end}"


def place_of(mention: str) -> Place | None:
    """What an id says of its place, or None when it is not an id of a mention.

    An id can be read back, so that a link made today finds its report and words even when a later reader marks them otherwise.
    """
    found = MENTION_ID.fullmatch(mention)
    if found is None:
        return None
    return Place(found["kind"], found["report"], int(found["start"]), int(found["end"]))

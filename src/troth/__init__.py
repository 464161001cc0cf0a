"""troth reads the news and keeps the record of who pledged what, on what evidence, and what came of it.

The verbs are those of the command line; `import troth` loads nothing heavy, each verb loads what it needs when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from troth.errors import TrothError
from troth.find import find
from troth.read import Given, read
from troth.types import Comparison, Pledge, PledgeMention, Quote, Reading, Report

if TYPE_CHECKING:
    from troth.ledger.queries import PledgeFilter
    from troth.verbs import (
        actors,
        add,
        add_mention,
        agreement,
        code,
        compare,
        demo,
        different,
        docket,
        doctor,
        export,
        furniture,
        gold,
        judge_furniture,
        lineage,
        link,
        pledges,
        rebuild,
        redact,
        reject_mention,
        rule,
        same,
        score,
        search,
        show,
        track,
        undo,
        unsure,
        watch,
        why,
    )

__version__: Final = "0.1.0"

__all__ = [
    "Comparison",
    "Given",
    "Pledge",
    "PledgeFilter",
    "PledgeMention",
    "Quote",
    "Reading",
    "Report",
    "TrothError",
    "actors",
    "add",
    "add_mention",
    "agreement",
    "code",
    "compare",
    "demo",
    "different",
    "docket",
    "doctor",
    "export",
    "find",
    "furniture",
    "gold",
    "judge_furniture",
    "lineage",
    "link",
    "pledges",
    "read",
    "rebuild",
    "redact",
    "reject_mention",
    "rule",
    "same",
    "score",
    "search",
    "show",
    "track",
    "undo",
    "unsure",
    "watch",
    "why",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'troth' has no attribute {name!r}")
    return getattr(import_module("troth.ledger.queries" if name == "PledgeFilter" else "troth.verbs"), name)

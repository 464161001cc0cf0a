"""Two tellings for tests, in words of our own, and what comparing them gives."""

from __future__ import annotations

from typing import Any

import troth
from troth.link import compare
from troth.text import canonical
from troth.types import Comparison, Report

STORY = """The north pier will open again

PORT ALDER (Valley Wire) - Mayor Ana Whitlock promised on Monday to rebuild the north pier before the winter storms.

About a dozen boats were lost when the old pier broke in March, and 140 families moved inland.

"We will not leave the harbor to the sea," Whitlock said.

The Harbor Board will pay for the cranes, a senior board official said. Work starts in May.

Fishermen welcomed the plan but asked who would pay for the ice house, which burned down two years ago."""


def told(text: str, **fields: Any) -> Report:
    """A report with this text."""
    return Report(id=fields.pop("id", "r"), text=canonical(text), digest="", **fields)


def compared(a: str | Report, b: str | Report) -> Comparison:
    """The comparison of two texts."""
    first, second = (one if isinstance(one, Report) else told(one, id=name) for one, name in ((a, "a"), (b, "b")))
    return compare(first, troth.find(first), second, troth.find(second))


def changes(a: str, b: str) -> list[tuple[str, str | None, str | None]]:
    """The differences as (type, words in a, words in b)."""
    return [(str(one.type), one.a and one.a.exact, one.b and one.b.exact) for one in compared(a, b).differences]


def retold(*pairs: tuple[str, str]) -> list[tuple[str, str | None, str | None]]:
    """The differences between the story and the story with these words put for others."""
    text = STORY
    for was, now in pairs:
        assert was in text
        text = text.replace(was, now)
    return changes(STORY, text)

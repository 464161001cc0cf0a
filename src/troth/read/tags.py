"""The wire's own marks: `UPDATE 2-`, `(Recasts, adds quotes)`, `-30-`; they stay in the text, `wire.toml` lists them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

FIRST_LINES: Final = 4  # paragraphs: a slug line, the headline, a note of changes, the lead
LAST_LINES: Final = 2


def tags_of(paragraphs: list[str]) -> tuple[str, ...]:
    """The marks of these paragraphs, in their order, each once."""
    tags: dict[str, None] = {}
    for paragraph in paragraphs[:FIRST_LINES]:
        tags.update(dict.fromkeys(_leading(paragraph)[0]))
    for paragraph in paragraphs[FIRST_LINES:][-LAST_LINES:]:
        if mark := _patterns("closing").fullmatch(paragraph):
            tags[_tag(mark)] = None
    return tuple(tags)


def after_tags(paragraph: str) -> str:
    """The paragraph without the marks that it begins with."""
    return paragraph[_leading(paragraph)[1] :]


def _leading(paragraph: str) -> tuple[list[str], int]:
    found, at = [], 0
    while mark := _patterns("leading").match(paragraph, at):
        found.append(_tag(mark))
        at = mark.end()
    return found, at


def _tag(mark: re.Match[str]) -> str:
    return str(mark[mark.lastindex or 0])  # each pattern has one group, and one of them matched


@cache
def _patterns(name: str) -> re.Pattern[str]:
    """One pattern for a list of them; their groups are told apart by which one matched."""
    listed = tomllib.loads(files("troth.read").joinpath("wire.toml").read_text("utf-8"))["tags"][name]
    return re.compile("|".join(pattern.replace("?P<tag>", "") for pattern in listed))

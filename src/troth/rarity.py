"""Rarity: which words are common in any news, and so say nothing of what a report or a pledge is about."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def shares() -> dict[str, float]:
    """The share of reports that have each common word (of one in twenty or more); words of half of all reports tell nothing: 1."""
    classes = tomllib.loads(files("troth").joinpath("common.toml").read_text("utf-8"))["class"]
    return {word: 1.0 if listed["share"] >= 0.5 else listed["share"] for listed in classes for word in listed["words"].split()}

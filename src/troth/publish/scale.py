"""Scales: the labels by which a desk publishes what became of pledges, one for each status of troth's own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from troth.errors import BadSettings
from troth.types import Status


@dataclass(frozen=True, slots=True)
class Scale:
    """A name, and a label for every status; two statuses may share one."""

    name: str
    labels: Mapping[Status, str]

    def label(self, status: Status) -> str:
        """What a reader sees for a status."""
        return self.labels[status]


PLAIN: Final = Scale("plain", {status: str(status).replace("_", " ") for status in Status})


def scale_named(name: str) -> Scale:
    """The scale of this name, or the one in this TOML file (`[scale]`: name, labels).

    Raises BadSettings, which names the file and the row, when it is no scale.
    """
    if name == PLAIN.name:
        return PLAIN
    ours = {path.name.removesuffix(".toml"): path for path in files("troth.publish").joinpath("scales").iterdir()}
    if name in ours:
        return read_scale(ours[name].read_text("utf-8"), name)
    try:
        return read_scale(Path(name).read_text("utf-8"), name)
    except (OSError, UnicodeDecodeError) as unread:
        told = f"it is neither a file that can be read nor one of {', '.join(sorted([PLAIN.name, *ours]))}"
        raise BadSettings(f"scale {name!r}", told, "correct `scale` in troth.toml, or $TROTH_SCALE") from unread


def read_scale(text: str, where: str) -> Scale:
    """The scale that a TOML text tells; `where` names it in errors."""
    try:
        told = tomllib.loads(text).get("scale")
    except tomllib.TOMLDecodeError as broken:  # it tells line and column
        raise BadSettings(where, str(broken), "mend the file: it is TOML") from broken
    if not isinstance(told, dict):
        raise BadSettings(where, "it has no table [scale]", _EXAMPLE)
    labels = told.get("labels")
    if not isinstance(labels, dict):
        raise BadSettings(where, "its scale has no table [scale.labels]", _EXAMPLE)
    for key, label in labels.items():
        if key not in set(Status):
            raise BadSettings(_row(where, text, key), f"{key!r} is no status", f"the statuses are {', '.join(Status)}")
        _check_label(_row(where, text, key), label)
    if missing := [str(status) for status in Status if status not in labels]:
        raise BadSettings(
            f"{where}, [scale.labels]", f"no label for {', '.join(missing)}", "give every status a label, if need be the same"
        )
    name = told.get("name")
    _check_label(_row(where, text, "name"), name)
    return Scale(str(name), {Status(key): label for key, label in labels.items()})


_EXAMPLE: Final = 'write [scale] with name = "...", and [scale.labels] with kept = "..." and so on'


def _check_label(where: str, label: Any) -> None:
    if not isinstance(label, str) or not label.strip():
        raise BadSettings(where, "it is no text, or empty", 'write it in quotation marks: kept = "Promise kept"')


def _row(where: str, text: str, key: str) -> str:
    """The file and the line in which a key stands, as far as it can be found."""
    keyed = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
    number = next((number for number, line in enumerate(text.splitlines(), 1) if keyed.match(line)), None)
    return f"{where}, line {number}" if number else where

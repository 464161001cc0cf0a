"""Whether troth reads as well as it did: `python evals/check.py ../shared/gold` scores it and compares with the floors of `floors.toml`.

One process, parts of the labels, so that it is done in three minutes.  `--raise` writes floors that have become too low anew;
nothing here ever lowers one.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from troth.evaluate import EvalSettings, Part, Score, score

FLOORS: Final = Path(__file__).with_name("floors.toml")
MARGIN: Final = 0.01  # a raised floor stands so far below the score: other versions of the libraries parse a few sentences otherwise
DIGITS: Final = 2


@dataclass(frozen=True, slots=True)
class Judged:
    """A score and its floor."""

    file: str
    task: str
    name: str
    value: float
    floor: float

    def __str__(self) -> str:
        verdict = "ok" if self.value >= self.floor else "TOO LOW"
        return f"{verdict:<8}{self.file} {self.task} {self.name}: {self.value:.3f}, floor {self.floor}"


def main() -> int:
    """Print every score beside its floor; 1 when one is below it, or its labels are not those that the floor is for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="the folder with the labels")
    parser.add_argument("--raise", dest="raising", action="store_true", help="raise the floors that the scores now allow")
    arguments = parser.parse_args()
    judged: list[Judged] = []
    bad = 0
    for entry in tomllib.loads(FLOORS.read_text("utf-8"))["gold"]:
        try:
            of_entry = list(_judge(arguments.gold, entry))
        except ValueError as refused:
            print(f"REFUSED {refused}")
            bad += 1
            continue
        for one in of_entry:
            print(one)
        judged += of_entry
    if arguments.raising:
        _raise_floors(judged)
    return bad + sum(one.value < one.floor for one in judged)


def _judge(folder: Path, entry: dict[str, Any]) -> Iterator[Judged]:
    settings = EvalSettings(tasks=tuple(entry["floors"]), part=Part.read(entry["part"]))
    lacking = {*entry["floors"]}
    for scored in score(folder / entry["file"], settings=settings):
        _check_pin(scored, entry)
        for name, floor in entry["floors"][scored.task].items():
            yield Judged(entry["file"], scored.task, name, scored.scores[name] or 0.0, floor)
        lacking.remove(scored.task)
    if lacking:
        raise ValueError(f"{entry['file']}: its labels have nothing for {', '.join(sorted(lacking))}; see the floors")


def _check_pin(scored: Score, entry: dict[str, Any]) -> None:
    if scored.digest != entry["sha256"]:
        raise ValueError(
            f"{entry['file']} has SHA-256 {scored.digest}, its floors are for {entry['sha256']}: measure anew on the new labels"
        )


def _raise_floors(judged: list[Judged]) -> None:
    """Write those floors anew that stand more than the margin below their score; the order and comments of the file stay."""
    higher = {(one.file, one.task, one.name): round(one.value - MARGIN - 0.5 * 10**-DIGITS, DIGITS) for one in judged}
    lines, file, task = [], "", ""
    for line in FLOORS.read_text("utf-8").split("\n"):
        if named := re.fullmatch(r'file = "(.+)"', line):
            file = named[1]
        if header := re.fullmatch(r"\[gold\.floors\.(\w+)\]", line):
            task = header[1]
        if (floor := re.fullmatch(r"(\w+) = (\d\.\d+)", line)) and higher.get((file, task, floor[1]), 0.0) > float(floor[2]):
            line = f"{floor[1]} = {higher[file, task, floor[1]]}"
        lines.append(line)
    FLOORS.write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    sys.exit(main())

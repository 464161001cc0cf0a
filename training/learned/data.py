"""Which labelled reports are held out of the encoder's training: `python training/learned/data.py GOLD.jsonl --out OTHERS.jsonl`.

Writes the others, from which the rules' weights are made where `combine.py` weighs encoder and rules against each other.
"""

from __future__ import annotations

import argparse
import json
from hashlib import sha256
from pathlib import Path
from typing import Final

HELD: Final = 8  # one report in so many is held out: the weights that join encoder and rules are made on these


def held_out(item: str) -> bool:
    """Whether the reports of an item are: all tellings of a story go the same way."""
    return int(sha256(item.encode()).hexdigest(), 16) % HELD == 0


def first_half(item: str) -> bool:
    """Whether the reports of an item are in the half of other labels on which confidence is calibrated; the other half measures it."""
    return int(sha256(item.encode()).hexdigest(), 16) % 2 == 0


def main() -> None:
    """Write what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    lines = given.gold.read_text("utf-8").splitlines()
    given.out.write_text("".join(f"{line}\n" for line in lines if not held_out(json.loads(line)["item"])), "utf-8")


if __name__ == "__main__":
    main()

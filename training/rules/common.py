"""List the words that are common in news, by the share of reports that have them: `python training/rules/common.py REPORTS [OUT.toml]`.

REPORTS are JSON Lines with a text each.  Writes `src/troth/common.toml`, or OUT: what two reports of one happening share must be
weighed by how seldom others have it (`link/same_event.py`).
"""

from __future__ import annotations

import argparse
import textwrap
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

import troth
from troth.link.words import words_of

LEAST: Final = 0.05  # share of reports: below it a word names what a report is about (0.02 and 0.01 tell happenings apart less well)
CLASSES: Final = (0.5, 0.35, 0.25, 0.18, 0.13, 0.09, 0.07, 0.05)  # least share of each class, steps of about the square root of two
OWN: Final = Path(__file__).parents[2] / "src" / "troth" / "common.toml"
HEAD: Final = """\
# The words that at least one report in twenty has, by the share of reports that have them: of {reports:,} reports of US politics,
# 2012 to 2017.  Made by training/rules/common.py; a word that stands in none of the classes is rarer than all of these.
"""


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path)
    parser.add_argument("out", type=Path, nargs="?", default=OWN)
    options = parser.parse_args()
    count, reports = Counter[str](), 0
    for report in troth.read(options.reports):
        count.update(set(words_of(report, report)[0].keys))
        reports += 1
    classes: dict[float, list[str]] = defaultdict(list)
    for word, having in count.items():
        share = next((share for share in CLASSES if having >= share * reports), None)
        if share is not None:
            classes[share].append(word)
    parts = [HEAD.format(reports=reports)]
    for share in CLASSES:
        words = textwrap.fill(" ".join(sorted(classes[share])), width=136, break_long_words=False, break_on_hyphens=False)
        parts.append(f'[[class]]\nshare = {share}\nwords = """\n{words}\n"""\n')
    options.out.write_text("\n".join(parts), "utf-8")
    print(f"{sum(map(len, classes.values())):,} words of {reports:,} reports")


if __name__ == "__main__":
    main()

"""A small folder like SHARED, on which `make train` runs from end to end: `python training/learned/excerpt.py SHARED --out FOLDER`.

The weights that come of it are worth nothing; it shows whether the chain holds.  Run it in a copy of the checkout, since it writes over the
weights that ship.  Of the labelled reports some are held out and some calibrate, in the shares that `data.py` gives.
"""

from __future__ import annotations

import argparse
import gzip
from itertools import islice
from pathlib import Path
from typing import Final

REPORTS: Final = {"gold/pledges-train.jsonl": 40, "gold/pledges-dev.jsonl": 20, "corpora/us-politics-2012-2017.jsonl.gz": 120}


def main() -> None:
    """Write what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    for name, most in REPORTS.items():
        (given.out / name).parent.mkdir(parents=True, exist_ok=True)
        opened = gzip.open if name.endswith(".gz") else open
        with opened(given.shared / name, "rb") as whole, opened(given.out / name, "wb") as part:
            part.writelines(islice(whole, most))


if __name__ == "__main__":
    main()

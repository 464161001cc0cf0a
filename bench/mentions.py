"""What joining costs with so many mentions: `python bench/mentions.py FOUND [--mentions 200000] [--chunk 50]`, on one core.

FOUND are JSON Lines as `troth find --json` writes them for real reports.  Mentions are made of those in it: each time round, names and
some words of their actions are put in the place of others, so that wordings are new and as like one another as those of the news.  They
enter a new ledger, some fifty at a time as `add` enters those of 16 reports, without reading or lineage.  Told are processor milliseconds a
mention of the first and of the last tenth, the size of the largest blocks and pledges and the most memory that the process had.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, func, select

from troth.forms import Form
from troth.ledger import derived
from troth.ledger.engine import open_ledger
from troth.ledger.schema import mentions as table
from troth.ledger.schema import wordings
from troth.pipeline import actors, pledges
from troth.types import Force, PledgeMention, Polarity, Quote, Reading, Report

OTHER = 0.3  # share of an action's words that are put in the place of others


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("found", type=Path)
    arguments.add_argument("--mentions", type=int, default=200_000)
    arguments.add_argument("--chunk", type=int, default=50)
    options = arguments.parse_args()
    rows = map(json.loads, options.found.read_text("utf-8").splitlines())
    known = [_mention(form) for row in rows for form in row["pledges"]]
    tenth = options.mentions // 10
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "troth.db", create=True) as ledger:
        costs: list[float] = []
        for chunk in _chunks(known, options.mentions, options.chunk):
            with ledger.writing() as db:
                start = time.process_time()
                _enter(db, chunk)
                costs += [(time.process_time() - start) / len(chunk)] * len(chunk)
        first, last = (sum(part) / len(part) * 1000 for part in (costs[:tenth], costs[-tenth:]))
        print(f"{len(costs):,} mentions: {first:.2f} ms a mention in the first tenth, {last:.2f} in the last, ratio {last / first:.2f}")
        with ledger.reading() as db:
            _tell(db)
    print(f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def _mention(form: Form) -> PledgeMention:
    who, force, polarity = tuple(form["who"]), Force(form["force"]), Polarity(form["polarity"])
    return PledgeMention(Quote("", 0, 1, "w"), who, form["what"], force, polarity, form["checkable"], form["source"])


def _tell(db: Connection) -> None:
    said = db.execute(select(func.count()).select_from(wordings)).scalar_one()
    blocks = (
        db.execute(select(func.count()).select_from(wordings).group_by(wordings.c.block).order_by(func.count().desc()).limit(5))
        .scalars()
        .all()
    )
    sizes = (
        db.execute(select(func.count()).select_from(table).group_by(table.c.pledge).order_by(func.count().desc()).limit(5)).scalars().all()
    )
    print(f"{said:,} wordings, the largest blocks {list(blocks)}, the largest pledges {list(sizes)}")


def _chunks(known: Sequence[PledgeMention], count: int, size: int) -> Iterator[list[PledgeMention]]:
    """New mentions, in portions; the same in every run."""
    rng, words = random.Random(0), [word for mention in known for word in mention.what.split()]
    names = [mention.who for mention in known]
    made = 0
    while made < count:
        chunk = []
        for mention in rng.choices(known, k=min(size, count - made)):
            what = " ".join(rng.choice(words) if rng.random() < OTHER else word for word in mention.what.split())
            who = rng.choice(names) if rng.random() < OTHER else mention.who
            quote = Quote(f"made-{made // size}", 10 * len(chunk), 10 * len(chunk) + 5, "words", suffix=what[:32])
            chunk.append(replace(mention, quote=quote, who=who, what=what))
            made += 1
        yield chunk


def _enter(db: Connection, chunk: Sequence[PledgeMention]) -> None:
    name = chunk[0].quote.report
    report = Report(id=name, text="words " * 2 * len(chunk), digest=name, published="2015-01-01")
    reading = Reading(name, "bench", "none", pledges=tuple(chunk))
    derived.enter(db, report, reading, 0, rank=int(name.removeprefix("made-")), page=0)
    renamed = actors.enter(db, [(report, reading)])
    touched = pledges.join(db, chunk) | pledges.rename(db, renamed)
    pledges.settle(db, touched)


if __name__ == "__main__":
    main()

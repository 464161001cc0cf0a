"""How fast the desk answers: `python bench/desk.py REPORTS [--base 400] [--pledges 100000] [--ledger FILE] [--adding]`.

A ledger of so many pledges is made of the first reports of a corpus: these are read, joined and followed as `add` does, then entered again
and again, under other ids, other days and (every other time) other names, without being read or compared anew: that would take hours.
Told are, for each kind of page, the median and the 95th percentile of the milliseconds that its answers take, of the processor and of
the clock, in this process.  With `--adding`, `troth add` reads further reports into the same ledger meanwhile, in a process of its own.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, select
from starlette.testclient import TestClient

import troth
from troth.desk.app import application
from troth.identity import digest, mention_id, report_key
from troth.ledger import admission, derived, queries
from troth.ledger import lineage as ledger_lineage
from troth.ledger.actors import Named, name_mentions
from troth.ledger.engine import Ledger, open_ledger
from troth.ledger.records import from_record, to_record
from troth.ledger.schema import mention_actors, mentions, pledges, reports
from troth.link.body import rank
from troth.types import Pledge, PledgeMention, Reading, Report, Story

REQUESTS = 40  # of each kind
DAYS = 17  # between one time that the reports are entered and the next
SURNAMES = (
    "Ashdown Birch Castellan Dray Elmhurst Fenn Garrow Holt Ives Jessop Kell Lund Marsh Nairn Oakes Pell Quill Rook Sable Thorn".split()
)
WORDS = ("president", "health care", "taxes", "said", "helicopters", '"climate change"', "jobs -taxes", "border OR wall", "zyzzyva")


def main() -> None:
    """Make the ledger, unless it is there, and measure."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("reports")
    arguments.add_argument("--base", type=int, default=400)
    arguments.add_argument("--pledges", type=int, default=100_000)
    arguments.add_argument("--ledger", type=Path)
    arguments.add_argument("--adding", action="store_true")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        name = options.ledger or Path(folder) / "desk.db"
        if not name.exists():
            lines = list(itertools.islice(_lines(options.reports), options.base))
            (Path(folder) / "base.jsonl").write_text("".join(lines))
            for _ in troth.add(Path(folder) / "base.jsonl", ledger=name, processes=1):
                pass
            with open_ledger(name) as ledger:
                _multiply(ledger, options.pledges)
        with open_ledger(name) as ledger:
            if not options.adding:
                _measure(ledger, name)
                return
            more = Path(folder) / "more.jsonl"
            more.write_text("".join(itertools.islice(_lines(options.reports), options.base, options.base + 2000)))
            adding = subprocess.Popen(
                [sys.executable, "-m", "troth", "add", "--processes", "1", "--ledger", name, more], stdout=subprocess.DEVNULL
            )
            time.sleep(15)  # until it has loaded its model
            _measure(ledger, name)
            print(f"still adding at the end: {adding.poll() is None}")
            adding.terminate()


def _lines(path: str) -> Iterator[str]:
    with gzip.open(path, "rt") if path.endswith(".gz") else Path(path).open() as lines:
        yield from lines


def _multiply(ledger: Ledger, wanted: int) -> None:
    """Enter what the ledger holds again and again, until it holds so many pledges."""
    begin = time.monotonic()
    with ledger.reading() as db:
        base = list(derived.all_reports(db))
        readings = {report.id: derived.reading_of(db, report) for report in base}
        entries = list(queries.all_pledges(db))
        stories = list(ledger_lineage.all_stories(db))
        edges = list(ledger_lineage.all_edges(db))
        whose: dict[str, set[str]] = {}
        for row in db.execute(select(mention_actors)):
            whose.setdefault(row.mention, set()).add(row.actor)
    ids = {report.id for report in base}
    known = {json.dumps(name)[1:-1]: name for name in ids} | {report_key(name): name for name in ids}
    pattern = re.compile("|".join(sorted(map(re.escape, known), key=len, reverse=True)))
    count = len(entries)
    for turn in itertools.count(1):
        if count >= wanted:
            break
        rename = _renamer(pattern, known, turn)
        with ledger.writing() as db:
            for report in base:
                told = _enter(db, report, readings[report.id], rename, turn)
                _name(db, zip(readings[report.id].pledges, told.pledges, strict=True), whose, turn)
            again = [_pledge(entry, rename, turn) for entry in entries]
            for entry in again:
                derived.assign(db, {mention_id(mention) for mention in entry.mentions}, entry.id)
            derived.put_pledges(db, again)
            ledger_lineage.replace_stories(db, (), [from_record(Story, rename(to_record(story))) for story in stories])
            ledger_lineage.put_edges(db, [replace(edge, a=rename(edge.a), b=rename(edge.b)) for edge in edges])
        count += len(again)
    print(f"{count:,} pledges in {len(base) * turn:,} reports, made in {time.monotonic() - begin:.0f} s")


def _renamer(pattern: re.Pattern[str], known: dict[str, str], turn: int) -> Callable[[str], str]:
    def other(found: re.Match[str]) -> str:
        name = known[found[0]]
        return report_key(f"{name}~{turn}") if len(found[0]) == 16 and found[0] == report_key(name) else f"{found[0]}~{turn}"

    return lambda text: pattern.sub(other, text)


def _enter(db: Connection, report: Report, reading: Reading, rename: Callable[[str], str], turn: int) -> Reading:
    told = replace(
        report, id=rename(report.id), published=_later(report.published, turn), url=None, digest=digest(f"{report.digest}{turn}")
    )
    found = replace(
        reading,
        report=told.id,
        pledges=tuple(_named(from_record(PledgeMention, rename(to_record(one))), turn) for one in reading.pledges),
        developments=tuple(replace(one, quote=replace(one.quote, report=told.id)) for one in reading.developments),
    )
    admitted = admission.admit(db, told, f"{told.id}".encode())
    derived.enter(db, told, found, admitted.seq, rank=rank(told), page=turn)
    return found


def _name(db: Connection, told: Iterable[tuple[PledgeMention, PledgeMention]], whose: dict[str, set[str]], turn: int) -> None:
    """Note whose the mentions are that were entered again: the same actors' as before, or others' whose names are longer."""
    added = "" if turn % 2 else f" {SURNAMES[turn % len(SURNAMES)].casefold()}"
    named = [
        Named(mention_id(new), 0, frozenset(f"{actor}{added}" for actor in whose.get(mention_id(old), ())), frozenset())
        for old, new in told
    ]
    name_mentions(db, named)


def _named(one: PledgeMention, turn: int) -> PledgeMention:
    return one if turn % 2 else replace(one, who=tuple(f"{name} {SURNAMES[turn % len(SURNAMES)]}" for name in one.who))


def _pledge(entry: Pledge, rename: Callable[[str], str], turn: int) -> Pledge:
    told = from_record(Pledge, rename(to_record(entry)))
    members = tuple(_named(mention, turn) for mention in told.mentions)
    who = told.who if turn % 2 else tuple(f"{name} {SURNAMES[turn % len(SURNAMES)]}" for name in told.who)
    return replace(told, mentions=members, who=who, since=_later(told.since, turn))


def _later(day: str | None, turn: int) -> str | None:
    return str(date.fromisoformat(day[:10]) + timedelta(days=DAYS * turn)) if day else None


def _measure(ledger: Ledger, name: Path) -> None:
    rng = random.Random(7)
    with ledger.reading() as db:
        ids = list(db.execute(select(pledges.c.id)).scalars())
        keys = list(db.execute(select(reports.c.key)).scalars())
        heads = [report_key(story.id) for story in ledger_lineage.some_stories(db, largest=True, skip=0, limit=400)]
        names = list(dict.fromkeys(db.execute(select(pledges.c.who)).scalars()))
        many = db.execute(select(mentions.c.pledge)).first() is not None
    assert many
    print(f"{len(ids):,} pledges, {len(keys):,} reports")
    who = ("obama", "board", "united states", "qu")
    forces, sorts = ("promise", "aim", "plan"), ("due", "-origins", "who")
    kinds: dict[str, Callable[[], str]] = {
        "inbox": lambda: "/",
        "ledger": lambda: "/ledger",
        "ledger, filtered": lambda: f"/ledger?who={quote(rng.choice(who))}&force={rng.choice(forces)}&sort={rng.choice(sorts)}",
        "ledger, words": lambda: f"/ledger?words={quote(rng.choice(WORDS))}&sort={rng.choice(['since', '-origins', 'who'])}",
        "ledger, far on": lambda: f"/ledger?sort=since&after=20{rng.randrange(13, 18)}-05-05~p",
        "pledge": lambda: f"/pledge/{rng.choice(ids)}",
        "report": lambda: f"/report/{rng.choice(keys)}",
        "stories": lambda: f"/stories?sort={rng.choice(['', 'newest'])}&skip={40 * rng.randrange(5)}",
        "story": lambda: f"/story/{rng.choice(heads)}",
        "actors": lambda: f"/actors?who={quote(rng.choice(('', *who)))}",
        "actor": lambda: f"/actor?name={quote(rng.choice((*names[:40], 'Barack Obama')).split(chr(10))[0])}",
        "search": lambda: f"/search?q={quote(rng.choice(WORDS))}&skip={rng.choice([0, 0, 15])}",
        "add": lambda: "/add",
    }
    client = TestClient(application(ledger, str(name), "somebody"), base_url="http://localhost")
    print(f"{'page':<18}{'median':>9}{'p95':>9}{'clock p95':>12}   ms")
    for kind, address in kinds.items():
        processor, clock = [], []
        client.get(address())
        for _ in range(REQUESTS):
            asked = address()
            start, begin = time.process_time(), time.perf_counter()
            answer = client.get(asked)
            processor.append(1000 * (time.process_time() - start))
            clock.append(1000 * (time.perf_counter() - begin))
            assert answer.status_code == 200, (asked, answer.status_code)
        processor.sort()
        clock.sort()
        at = int(0.95 * REQUESTS) - 1
        print(f"{kind:<18}{processor[REQUESTS // 2]:>9.0f}{processor[at]:>9.0f}{clock[at]:>12.0f}", flush=True)


if __name__ == "__main__":
    main()

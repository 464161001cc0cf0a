"""Reports for tests, in words of our own: as many as wanted, some telling the same pledges, some revised, some without any."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

ACTORS = ("Mayor Ana Whitlock", "Governor Tomas Birch", "Senator Lena Oakes", "The Harbor Board", "Premier Idris Vale")
ACTS = (
    "repave Mill Street before winter",
    "rebuild the north pier",
    "cut the ferry fare by a tenth",
    "open a second clinic in Eastfield",
    "publish the budget of every school",
    "plant four thousand trees along the canal",
)
WAYS = (
    "{who} promised to {act}.",
    "{who} vowed on Monday to {act}.",
    "{who} plans to {act}.",
    "{who} said the city would wait. {who} hopes to {act}.",
)
IDLE = (
    "Rain fell on the valley for most of the day.",
    "The old market was crowded, and the trams were late.",
    "Nobody was hurt when a wall came down behind the station.",
    "Prices of pears rose for the third week.",
)
OUTLETS = ("The Courier", "Evening Post", "Valley Herald", None)


def report(n: int, seed: int = 0) -> dict[str, Any]:
    """Report number `n`: the same for the same numbers."""
    rng = random.Random(f"{seed}/{n}")
    told = [rng.choice(WAYS).format(who=rng.choice(ACTORS), act=rng.choice(ACTS)) for _ in range(rng.randrange(3))]
    body = [*rng.sample(IDLE, 2), *told]
    rng.shuffle(body)
    made: dict[str, Any] = {"outlet": rng.choice(OUTLETS), "title": f"Notes from the valley, number {n}", "text": "\n".join(body)}
    if rng.random() < 0.8:
        made["published"] = f"20{rng.randrange(10, 13)}-0{rng.randrange(1, 10)}-1{rng.randrange(10)}"
    if rng.random() < 0.4:
        made["url"] = f"https://valley.example/{rng.randrange(n + 5)}"  # now and then the same: a revision
    if rng.random() < 0.3:
        made["id"] = f"own-{n}"
    return made


def reports(count: int, seed: int = 0) -> list[dict[str, Any]]:
    """The first `count` reports."""
    return [report(n, seed) for n in range(count)]


def write_jsonl(path: Path, rows: list[dict[str, Any]]) -> Path:
    """The reports as a JSONL file."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path

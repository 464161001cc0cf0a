"""Reports for ledgers, many of them copies of one another: stories told by several outlets, cut, rewritten, under their own footers."""

from __future__ import annotations

import random
from typing import Any

from newsprint import sentences

STORIES = 4
PAPERS = ("Courier", "Evening Post", "Valley Herald", "Harbor Gazette", "Mill Street News")
PLEDGES = (
    "Mayor Ana Whitlock promised to rebuild the north pier.",
    "Governor Tomas Birch vowed to cut the ferry fare by a tenth.",
    "Senator Lena Oakes plans to plant four thousand trees along the canal.",
)
FOOTERS = {paper: f"More from the {paper} every morning at the kiosk, and the Harbor Board promised to read it." for paper in PAPERS}


def retelling(number: int, seed: int = 0) -> dict[str, Any]:
    """Report number `number`: one of a few stories as some paper tells it; the same for the same numbers."""
    rng = random.Random(f"{seed}/{number}")
    story = rng.randrange(STORIES)
    told = story_text(story, seed)
    way = rng.choice(["whole", "cut", "brief", "excerpt", "own"])
    if way == "cut":
        told = [one for i, one in enumerate(told) if i == 0 or rng.random() > 0.2]
    elif way == "brief":
        told = told[2:5]
    elif way == "excerpt":
        told = [*sentences(rng, 6), *told[3:8], *sentences(rng, 5)]
    elif way == "own":
        told = [*sentences(rng, 8), rng.choice(PLEDGES)]
    paper = rng.choice(PAPERS)
    made: dict[str, Any] = {"id": f"r{number}", "outlet": paper, "text": "\n\n".join([*told, FOOTERS[paper]])}
    if rng.random() < 0.7:
        made["published"] = f"2011-0{rng.randrange(1, 5)}-1{rng.randrange(10)}"
    if rng.random() < 0.2:
        made["credit"] = "Meridian Wire"
    return made


def story_text(story: int, seed: int = 0) -> list[str]:
    """The sentences of a story, a pledge among them."""
    told = sentences(random.Random(f"{seed}/story {story}"), 12)
    told.insert(4, PLEDGES[story % len(PLEDGES)])
    return told

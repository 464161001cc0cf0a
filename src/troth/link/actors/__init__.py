"""Actors: which names are of one actor, across reports, learned from the reports themselves.

Who holds an office stands in no list: "the White House" is whoever the reports of that time call President.  What the reports leave
unsure stays apart, and what a person has judged wins over all of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from troth.link.actors.clues import Clue, Evidence, evidence
from troth.link.actors.gathered import gathered
from troth.link.actors.keys import Keys, Verdict
from troth.link.actors.listing import listing
from troth.types import Actor

__all__ = ["Clue", "Evidence", "Keys", "Verdict", "actors", "evidence", "keys", "listing"]


def keys(found: Iterable[Evidence], verdicts: Iterable[Verdict] = ()) -> Keys:
    """The key of every name, by the evidence of all reports and by what persons have judged; the same in any order of either."""
    every = list({one.report: one for one in found}.values())
    return Keys(gathered(every), tuple(verdicts))


def actors(found: Iterable[Evidence], verdicts: Iterable[Verdict] = ()) -> list[Actor]:
    """The actors of all reports with their names, those that most reports name first."""
    every = list(found)
    return listing(every, keys(every, verdicts))

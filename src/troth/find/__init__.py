"""Find: one report in, a Reading of it out: who pledged what, in which words, on whose word, and what else it tells.

An encoder that learned from labelled reports sees where pledges and outcomes stand (`learned`); rules on the syntax of the sentences
propose them too, tell whose each is and what is undertaken, and find all else (GUIDELINES).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Final

from troth.find.actors import background
from troth.find.developments import developments
from troth.find.figures import figures
from troth.find.learned import sights
from troth.find.passages import passages
from troth.find.pledges.mentions import pledge_mentions
from troth.find.statements import statements
from troth.find.syntax import PINNED_MODEL, parse
from troth.find.times import times
from troth.identity import settings_digest
from troth.types import Reading, Report

__all__ = ["LONGEST_READ", "READER", "FindSettings", "find"]

READER: Final = "learned-2"
# Reports of news do not reach a tenth of it (the longest of 18,316 has 76,553 characters); what does is a dump of many, whose
# end would be waited for in minutes.
LONGEST_READ: Final = 1_000_000  # characters of a report that are read
# At best F1 over sentences of reports that nothing had learned from (training/learned/combine.py).
THRESHOLD: Final = 0.375


@dataclass(frozen=True, slots=True)
class FindSettings:
    """What a user may choose.

    `model` is the installed spaCy model that parses; `threshold` the least confidence, 0..1, with which a pledge mention is told.
    """

    model: str = PINNED_MODEL
    threshold: float = THRESHOLD


def find(report: Report, settings: FindSettings = FindSettings()) -> Reading:
    """Read one report.  The Reading depends on the report's text and date and on the settings, and on nothing read before."""
    report = replace(report, text=report.text[:LONGEST_READ])
    spans = passages(report)
    # All are parsed, though a gate could spare a third: it would lose 4 points of F1 of what is attributed (docs/measurements.md).
    parsed = dict(parse(report, spans, settings.model))
    known = background(report, spans)
    said = statements(report, list(parsed.items()), known.people, known.bodies)
    known = replace(known, statements=said)
    seen = sights(report, spans)
    pledges = list(pledge_mentions(report, parsed, seen, known, settings.threshold))
    return Reading(
        report=report.id,
        reader=READER,
        settings=settings_digest(asdict(settings)),
        pledges=tuple(pledges),
        developments=tuple(developments(report, parsed, seen, known, pledges)),
        statements=tuple(said),
        figures=tuple(figures(report)),
        times=tuple(times(report)),
    )

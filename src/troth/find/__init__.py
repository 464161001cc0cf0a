"""Find: one report in, a Reading of it out: who pledged what, in which words, on whose word.

This reader goes by rule: words that commit, on the syntax of the few sentences that hold one (GUIDELINES).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Final

from troth.find.actors import background
from troth.find.gate import passing
from troth.find.pledges.mentions import pledge_mentions
from troth.find.syntax import PINNED_MODEL, parse
from troth.identity import settings_digest
from troth.text import sentences
from troth.types import Reading, Report

__all__ = ["LONGEST_READ", "READER", "FindSettings", "find"]

READER: Final = "rules-1"
# Reports of news do not reach a tenth of it (the longest of 18,316 has 76,553 characters); what does is a dump of many, whose
# end would be waited for in minutes.
LONGEST_READ: Final = 1_000_000  # characters of a report that are read for pledges


@dataclass(frozen=True, slots=True)
class FindSettings:
    """What a user may choose: `model`, the installed spaCy model that parses."""

    model: str = PINNED_MODEL


def find(report: Report, settings: FindSettings = FindSettings()) -> Reading:
    """Read one report.  The Reading depends on the report's text and date and on the settings, and on nothing read before."""
    report = replace(report, text=report.text[:LONGEST_READ])
    spans = sentences(report.text)
    parsed = parse(report, passing(report, spans), settings.model)
    mentions = pledge_mentions(report, parsed, background(report, spans))
    return Reading(report=report.id, reader=READER, settings=settings_digest(asdict(settings)), pledges=tuple(mentions))

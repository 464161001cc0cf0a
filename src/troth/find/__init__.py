"""Find: one report in, a Reading of it out: who pledged what, in which words, on whose word, and what else it tells.

This reader goes by rule: words that commit, attribute or tell an outcome, on the syntax of the sentences that hold one (GUIDELINES).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final

from troth.find.actors import background
from troth.find.developments import developments, may_tell
from troth.find.figures import figures
from troth.find.passages import passages
from troth.find.pledges.gate import passing
from troth.find.pledges.mentions import pledge_mentions
from troth.find.statements import statements, stating
from troth.find.syntax import PINNED_MODEL, parse
from troth.find.times import times
from troth.identity import settings_digest
from troth.types import Reading, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["LONGEST_READ", "READER", "FindSettings", "find"]

READER: Final = "rules-2"
# Reports of news do not reach a tenth of it (the longest of 18,316 has 76,553 characters); what does is a dump of many, whose
# end would be waited for in minutes.
LONGEST_READ: Final = 1_000_000  # characters of a report that are read


@dataclass(frozen=True, slots=True)
class FindSettings:
    """What a user may choose: `model`, the installed spaCy model that parses."""

    model: str = PINNED_MODEL


def find(report: Report, settings: FindSettings = FindSettings()) -> Reading:
    """Read one report.  The Reading depends on the report's text and date and on the settings, and on nothing read before."""
    report = replace(report, text=report.text[:LONGEST_READ])
    spans = passages(report)
    parses = _Parses(report, settings.model)
    pledging = passing(report, spans)
    parses.add([*pledging, *stating(report, spans)])
    known = background(report, spans)
    said = statements(report, parses.of(spans), known.people, known.bodies)
    known = replace(known, statements=said)
    pledges = list(pledge_mentions(report, parses.of(pledging), known))
    telling = may_tell(report, spans, pledges)
    parses.add(telling)
    return Reading(
        report=report.id,
        reader=READER,
        settings=settings_digest(asdict(settings)),
        pledges=tuple(pledges),
        developments=tuple(developments(report, parses.of(telling), known, pledges)),
        statements=tuple(said),
        figures=tuple(figures(report)),
        times=tuple(times(report)),
    )


class _Parses:
    """The parses of one report's passages, each made once, when something in the passage first asks for it."""

    def __init__(self, report: Report, model: str) -> None:
        self._report, self._model = report, model
        self._made: dict[Span, Doc] = {}

    def add(self, passages: Iterable[Span]) -> None:
        """Parse those of the passages that have no parse yet."""
        new = sorted({*passages} - self._made.keys(), key=lambda span: span.start)
        self._made.update(parse(self._report, new, self._model))

    def of(self, passages: Sequence[Span]) -> list[tuple[Span, Doc]]:
        """Those of the passages that have a parse, with it, in order."""
        return [(span, self._made[span]) for span in passages if span in self._made]

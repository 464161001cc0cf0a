"""Following: which passages of later reports bear on a pledge that is known, and what status they speak for.

Pure functions: a subject (how a pledge is known) and reports in, bearings and a proposal out.  `docs/following.md` tells the conventions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from troth.follow.life import life
from troth.follow.outline import Outline, Words
from troth.follow.proposal import borne_out, overdue, propose, ratings
from troth.follow.sightings import Sighting, sightings, words_in
from troth.follow.subject import Subject, subject, subject_of
from troth.follow.weighing import Weights
from troth.types import Bearing, Proposal, Report

__all__ = [
    "Followed", "Outline", "Sighting", "Subject", "Words",
    "borne_out", "follow", "life", "overdue", "propose", "ratings", "sightings", "subject", "subject_of", "words_in",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of a pledge: the passages that bear on it, by day, and how the proposed status changed, the present one last."""

    bearings: tuple[Bearing, ...]
    ratings: tuple[Proposal, ...]

    @property
    def proposal(self) -> Proposal | None:
        """The present proposal; None where no passage tells what became of the pledge."""
        return self.ratings[-1] if self.ratings else None


def follow(subject: Subject, reports: Iterable[Report], *, deadline: str | None = None, weights: Weights | None = None) -> Followed:
    """Follow a pledge through reports, in any order; `weights` are the shipped ones unless given."""
    bearings = life(one for report in reports for one in sightings(subject, report, weights=weights))
    return Followed(bearings, ratings(bearings, deadline))

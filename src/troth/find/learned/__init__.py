"""Learned: what an encoder, fine-tuned on labelled reports, tells of the sentences of a report (MODEL_CARD.md)."""

from troth.find.learned.sights import FORCES, STATUSES, OutcomeStretch, PledgeStretch, Sight, sights
from troth.find.learned.signals import FAINTEST, bounded, log_odds, trimmed

__all__ = ["FAINTEST", "FORCES", "STATUSES", "OutcomeStretch", "PledgeStretch", "Sight", "bounded", "log_odds", "sights", "trimmed"]

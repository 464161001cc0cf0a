"""Evaluate: how well a reader reads, against labels that people made.  Any reader: what it found is taken in troth's JSON forms."""

from troth.evaluate.cases import Mistake, Passage, Unscorable
from troth.evaluate.scoring import TASKS, EvalSettings, Part, Score, score, unlabelled

__all__ = ["TASKS", "EvalSettings", "Mistake", "Part", "Passage", "Score", "Unscorable", "score", "unlabelled"]

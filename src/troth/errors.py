"""What can go wrong: one root, one class per broken promise.  A message names the object and the remedy."""

from __future__ import annotations


class TrothError(Exception):
    """Root of all errors that troth raises on purpose.

    `where` is the file, row or id that it is about, `reason` what was wrong, `remedy` what to do.
    """

    def __init__(self, where: str, reason: str, remedy: str) -> None:
        super().__init__(where, reason, remedy)
        self.where, self.reason, self.remedy = where, reason, remedy

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}; {self.remedy}"


class UnreadableReport(TrothError):
    """The bytes hold no report that troth can read."""


class IdentityConflict(TrothError):
    """Two different reports claim one id."""


class BadAnchor(TrothError):
    """A quote's words are not at its place."""


class ModelUnavailable(TrothError):
    """The language model that finding needs is absent, or its files are not the pinned ones."""


class BadSettings(TrothError):
    """A settings file or variable has a name or value that troth does not know."""


class NoSuchThing(TrothError):
    """Nothing in the ledger has this id, or more than one thing does."""


class BadAct(TrothError):
    """A human act that cannot be done as asked."""


class BadSheet(TrothError):
    """A coding sheet that cannot be read, or does not go with the other."""


class LedgerUnusable(TrothError):
    """The ledger cannot be opened, is of an unknown form, or is held by another process for too long."""


class LedgerFull(TrothError):
    """No space was left for the ledger; what was acknowledged before is kept."""


class WorkerLost(TrothError):
    """A reading process died; what was acknowledged before is kept."""

    def __init__(self) -> None:
        super().__init__("reading", "one of its processes was killed (out of memory?)", "run it again, with `--processes 1` if it recurs")


class DeskUnusable(TrothError):
    """The desk cannot be served as asked."""

"""Many to one: which mentions are of the same pledge, and the ledger's entry for them."""

from troth.link.entry import entry
from troth.link.same_pledge import Signature, groups, same, signature

__all__ = ["Signature", "entry", "groups", "same", "signature"]

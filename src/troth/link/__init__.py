"""Many to one: which mentions are of the same pledge, and the ledger's entry for them; how two reports tell the same."""

from troth.link.align import align
from troth.link.compare import compare
from troth.link.entry import entry
from troth.link.joining import groups
from troth.link.likeness import likeness
from troth.link.quotations import restore_quotations
from troth.link.same_pledge import Signature, signature

__all__ = ["Signature", "align", "compare", "entry", "groups", "likeness", "restore_quotations", "signature"]

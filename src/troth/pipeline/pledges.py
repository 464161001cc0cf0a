"""Pledges in the ledger: mentions joined to the pledges they are of, taken out again, and the entries of pledges written anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection

from troth.identity import mention_id
from troth.ledger import bearings, derived, judgements, rulings
from troth.ledger import wordings as ledger
from troth.ledger.provenance import provenance
from troth.link import entry
from troth.link.joining import among, worded
from troth.link.linkage import Said, said
from troth.link.same_pledge import Signature
from troth.pipeline import following, wordings
from troth.pipeline.actors import Names
from troth.types import PledgeMention


def join(db: Connection, mentions: Iterable[PledgeMention]) -> set[str]:
    """Join each of these mentions to the pledge it is of; returns the pledges that must be settled."""
    mentions = list(mentions)
    names = Names(db, {mention.quote.report for mention in mentions})
    signs = _signs(db, mentions, names)
    names.note(mentions)
    ledger.say(db, {name: sign.rank for name, sign in signs.items()})
    saying = {sign.rank: sign for sign in signs.values()}
    known = ledger.get(db, saying).keys()
    unplaced = known - ledger.pledges_of(db, known).keys()  # of mentions that all went away without a word
    new = {rank: sign for rank, sign in saying.items() if rank not in known}
    touched = wordings.change(db, new, (), _said(db), unplaced)
    return touched | _follow(db, signs)


def take_out(db: Connection, mentions: Collection[PledgeMention]) -> set[str]:
    """Make these mentions belong to no pledge; pledges that they held together part.  Returns the pledges that must be settled."""
    names = {mention_id(mention) for mention in mentions}
    touched = derived.pledges_of(db, names)
    idle = ledger.release(db, names)
    for left in derived.ids_of(db, touched & names).values():  # no pledge goes by the id of a mention that is not in it
        derived.assign(db, left, min(left))
        touched.add(min(left))
    return touched | wordings.change(db, {}, idle, _said(db))


def rejoin(db: Connection, names: Collection[str]) -> set[str]:
    """Join those of these mentions anew, by their ids, that are joined, since what is said of them is another now.

    Returns the pledges that must be settled.
    """
    mentions = derived.get_mentions(db, ledger.wordings_of(db, names).keys())
    return take_out(db, mentions) | join(db, mentions)


def rename(db: Connection, names: Collection[str]) -> set[str]:
    """Join those of these mentions anew, by their ids, whose actors are others now; returns the pledges that must be settled."""
    mentions = derived.get_mentions(db, names)
    signs = _signs(db, mentions, Names(db, {mention.quote.report for mention in mentions}))
    was = ledger.wordings_of(db, signs)
    return rejoin(db, {name for name, rank in was.items() if signs[name].rank != rank})


def told_by(db: Connection, reports: Collection[str]) -> set[str]:
    """The ids of the pledges that these reports mention or bear on, or that people ruled on by words of theirs."""
    return derived.pledges_in(db, reports) | bearings.sighted_in(db, reports) | rulings.pledges_naming(db, reports)


def settle(db: Connection, touched: Collection[str]) -> None:
    """Write anew the entries of pledges that gained or lost mentions, or whose reports changed."""
    members = derived.mentions_of(db, touched)
    reports = provenance(db, {mention.quote.report for mentions in members.values() for mention in mentions})
    entries = {was: entry(mentions, reports) for was, mentions in members.items()}
    for was, pledge in entries.items():
        if was != pledge.id:
            derived.assign(db, {mention_id(mention) for mention in pledge.mentions}, pledge.id)
    derived.drop_pledges(db, {*touched, *(pledge.id for pledge in entries.values())})
    bearings.drop(db, set(touched) - {pledge.id for pledge in entries.values()})
    derived.put_pledges(db, rulings.with_rulings(db, following.with_lives(db, entries)).values())


def _signs(db: Connection, mentions: Iterable[PledgeMention], names: Names) -> dict[str, Signature]:
    """What these mentions are compared by, by their ids."""
    judged = set(derived.mentions_at(db, judgements.judged_mentions(db)).values())
    return {mention_id(mention): worded(mention, judged, names.whose) for mention in mentions}


def _follow(db: Connection, names: Collection[str]) -> set[str]:
    """Put those of these mentions that belong to no pledge yet to the pledge of their wording."""
    left = ledger.unplaced(db, names)
    pledges = ledger.pledges_of(db, {one.wording for one in left})
    for rank, pledge in pledges.items():
        derived.assign(db, {one.mention for one in left if one.wording == rank}, pledge)
    return set(pledges.values())


def _said(db: Connection) -> Said[int]:
    """What people said of mentions, told of the wordings that these have now."""
    told = said(judgements.pledges(db))
    if not told.together and not told.apart:
        return Said()
    at = derived.mentions_at(db, {name for pair in (*told.together, *told.apart) for name in pair})
    of = ledger.wordings_of(db, at.values())
    ranks = {name: of[mention] for name, mention in at.items() if mention in of}
    return among(told, ranks)

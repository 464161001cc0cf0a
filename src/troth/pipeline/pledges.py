"""Pledges in the ledger: mentions joined to the pledges they are of, parted again when one leaves, and their entries written anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection

from troth.identity import mention_id
from troth.ledger import derived, rulings
from troth.ledger.derived import Mark
from troth.ledger.provenance import provenance
from troth.link import Signature, entry, groups, same, signature
from troth.types import PledgeMention


def marks(mentions: Iterable[PledgeMention]) -> dict[str, Mark]:
    """What the ledger keeps beside each mention, so that it can be joined."""
    signed = ((mention_id(mention), signature(mention)) for mention in mentions)
    return {name: Mark(str(sign), sign.keys) for name, sign in signed}


def join(db: Connection, mentions: Iterable[PledgeMention]) -> set[str]:
    """Make each of these mentions one with every pledge that has a mention the same as it; returns the pledges that must be settled."""
    return {_join(db, mention_id(mention), signature(mention)) for mention in mentions}


def take_out(db: Connection, mentions: Collection[PledgeMention]) -> set[str]:
    """Make these mentions belong to no pledge; pledges that they held together part.  Returns the pledges that must be settled."""
    touched = derived.pledges_of(db, {mention_id(mention) for mention in mentions})
    derived.release(db, {mention_id(mention) for mention in mentions})
    return part(db, touched)


def part(db: Connection, pledges: Collection[str]) -> set[str]:
    """Part these pledges, which lost mentions, where what is left is not one; returns all that must be settled."""
    touched = set(pledges)
    for mentions in derived.mentions_of(db, touched).values():
        for left in groups(mentions):
            derived.assign(db, {mention_id(mention) for mention in left}, mention_id(left[0]))
            touched.add(mention_id(left[0]))
    return touched


def told_by(db: Connection, reports: Collection[str]) -> set[str]:
    """The ids of the pledges that these reports mention, or that people ruled on by words of theirs."""
    return derived.pledges_in(db, reports) | rulings.pledges_naming(db, reports)


def settle(db: Connection, touched: Collection[str]) -> None:
    """Write anew the entries of pledges that gained or lost mentions, or whose reports changed."""
    members = derived.mentions_of(db, touched)
    reports = provenance(db, {mention.quote.report for mentions in members.values() for mention in mentions})
    entries = {was: entry(mentions, reports) for was, mentions in members.items()}
    for was, pledge in entries.items():
        if was != pledge.id:
            derived.assign(db, {mention_id(mention) for mention in pledge.mentions}, pledge.id)
    derived.drop_pledges(db, {*touched, *(pledge.id for pledge in entries.values())})
    derived.put_pledges(db, rulings.with_rulings(db, entries).values())


def _join(db: Connection, mention: str, sign: Signature) -> str:
    near = derived.candidates(db, sign.keys)
    found = {candidate.pledge for candidate in near if same(sign, Signature.read(candidate.signature))}
    pledge = min(found, default=mention)
    derived.assign(db, {mention}, pledge)
    derived.merge(db, found - {pledge}, pledge)
    return pledge

"""What joining all mentions of a ledger at once gives, which the ledger comes to step by step."""

from __future__ import annotations

from sqlalchemy import Connection

from troth.identity import mention_id
from troth.ledger import derived, judgements
from troth.link import groups
from troth.link.actors import Verdict, evidence, keys
from troth.link.whose import whose


def at_once(db: Connection) -> set[frozenset[str]]:
    """The mentions of each pledge, by their ids, of all reports and judgements of the ledger."""
    reports = list(derived.all_reports(db))
    readings = [reading for report in reports if (reading := derived.reading_of(db, report))]
    named = [Verdict(one.a, one.b, one.same) for one in judgements.actors(db)]
    found = keys([evidence(*pair) for pair in zip(reports, readings, strict=True)], named)
    on = {report.id: report.published for report in reports}
    mentions = [mention for reading in readings for mention in reading.pledges]
    joined = groups(mentions, judgements.pledges(db), lambda mention: whose(found, mention, on[mention.quote.report]))
    return {frozenset(map(mention_id, group)) for group in joined}

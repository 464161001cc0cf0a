"""What people judged of mentions, brought into the ledger: their mentions beside the reader's, and those that they rejected left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from troth.anchor import quote
from troth.errors import BadAct
from troth.identity import mention_id
from troth.ledger import derived, judged, log, queries
from troth.ledger.derived import Standing
from troth.ledger.judged import Judged
from troth.text import one_line
from troth.types import Force, Pledge, PledgeMention, Polarity, Quote, Report


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What a person says of a mention that the reader missed: its words as they stand in the report, and what they state.

    `at` is where the words begin, for those that stand in the report more than once.
    """

    words: str
    who: tuple[str, ...]
    what: str
    force: Force
    polarity: Polarity = Polarity.DO
    checkable: bool = True
    source: str = "narrator"
    at: int | None = None


def add_mention(db: Connection, report: Report, told: Mentioned, *, because: str, by: str) -> log.Event:
    """Add a mention that the reader missed, or put what it states in the place of what the reader read there.

    Raises BadAct when the words do not stand in the report, stand there more than once, or when it says not who pledges what.
    """
    who = tuple(filter(None, (one_line(name) for name in told.who)))
    if not who or not told.what.strip():
        raise BadAct(f"report {report.id}", "a mention needs who pledges and what", "say both")
    place = place_of_words(report, told.words, told.at)
    mention = PledgeMention(place, who, one_line(told.what), told.force, told.polarity, told.checkable, one_line(told.source) or "narrator")
    return judged.add_mention(db, mention, because, by)


def reject_mention(db: Connection, name: str, *, because: str, by: str) -> log.Event:
    """Say that the mention with this id states no pledge.  Raises BadAct when nothing has this id."""
    place = queries.quote_named(db, name)
    if place is None:
        raise BadAct(name, "no mention has this id", "`troth show REPORT --json` tells the ids of its mentions")
    return judged.reject_mention(db, place, because, by)


def place_of_words(report: Report, words: str, at: int | None = None) -> Quote:
    """Where the words stand in a report.  Raises BadAct when they do not, or when they stand in several places and `at` names none."""
    wanted = " ".join(words.split())
    text = report.text.replace("\n\n", "  ")  # so that words marked across paragraphs are found: as many characters, none a newline
    found, start = [], text.find(wanted) if wanted else -1
    while start >= 0:
        found.append(start)
        start = text.find(wanted, start + 1)
    if at in found:
        found = [at]
    if not found:
        raise BadAct(f"“{wanted[:80]}”", "these words do not stand in the report", "copy them from its text, letter by letter")
    if len(found) > 1:
        raise BadAct(f"“{wanted[:80]}”", f"these words stand in the report {len(found)} times", "give more of them")
    return quote(report, found[0], found[0] + len(wanted))


def standings(read: Sequence[PledgeMention], said: Judged) -> list[Standing]:
    """What stands in a report: a person's mentions, and the reader's that none of them replaces; rejected ones stay, known as such."""
    of_reader = {mention_id(mention): mention for mention in read}
    added = [Standing(mention, of_reader.pop(mention_id(mention), None), "added") for mention in said.added]
    kept = [Standing(mention, mention, _verdict(mention, said)) for mention in of_reader.values()]
    return sorted([*added, *kept], key=lambda one: (one.mention.quote.start, one.mention.quote.end))


def put_in(db: Connection, report: str) -> None:
    """Bring the mentions of a report, which belong to no pledge now, in line with what people said."""
    found = standings(derived.read_mentions(db, report), judged.judged(db, report))
    derived.replace_mentions(db, report, found)


def gold(db: Connection) -> list[tuple[Report, list[tuple[PledgeMention, str | None, Pledge | None]]]]:
    """The reports whose mentions people judged, each with the mentions that stand in it: what was judged of them, and their pledges."""
    ids = judged.judged_reports(db)
    reports = derived.get_reports(db, ids)
    return [(reports[name], _labels(db, name)) for name in ids if name in reports]


def _labels(db: Connection, report: str) -> list[tuple[PledgeMention, str | None, Pledge | None]]:
    found = [one for one in derived.standing_mentions(db, report) if one.verdict not in derived.OUT]
    homes = queries.pledges_at(db, [mention_id(one.mention) for one in found])
    entries = queries.get_pledges(db, set(homes.values()))
    return [(one.mention, one.verdict, entries.get(homes.get(mention_id(one.mention), ""))) for one in found]


def _verdict(mention: PledgeMention, said: Judged) -> str | None:
    if said.rejects(mention.quote):
        return "rejected"
    return "replaced" if said.replaces(mention.quote) else None

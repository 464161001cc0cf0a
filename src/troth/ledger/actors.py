"""The derived tables of actors: what each report shows of names, what reports show together, whose the mentions are.

Nothing here decides anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import Connection, and_, delete, insert, or_, select, text

from troth.ledger.portions import portions
from troth.ledger.schema import clue_counts, clues, mention_actors, mention_topics

Months = dict[int, dict[str, int]]  # in how many reports of a month each thing is shown

_COUNT = """
    INSERT INTO clue_counts (topic, month, what, reports) VALUES (:topic, :month, :what, :reports)
    ON CONFLICT (topic, month, what) DO UPDATE SET reports = clue_counts.reports + excluded.reports"""


def put_clues(db: Connection, report: str, body: str) -> None:
    """Keep what a report shows of names."""
    db.execute(insert(clues).values(report=report, body=body))


def get_clues(db: Connection, reports: Collection[str]) -> dict[str, str]:
    """What these reports show of names, as it was kept."""
    told = select(clues.c.report, clues.c.body)
    rows = (row for some in portions(reports) for row in db.execute(told.where(clues.c.report.in_(some))))
    return {row.report: row.body for row in rows}


def all_clues(db: Connection) -> Iterator[tuple[str, str]]:
    """What every report shows of names, in order of the reports' ids."""
    for row in db.execute(select(clues.c.report, clues.c.body).order_by(clues.c.report).execution_options(yield_per=1000)):
        yield row.report, row.body


def count(db: Connection, changes: Iterable[tuple[tuple[str, int, str], int]]) -> None:
    """Count so many more reports (or fewer) that show something under a topic in a month."""
    rows = [{"topic": topic, "month": month, "what": what, "reports": times} for (topic, month, what), times in sorted(changes) if times]
    if rows:
        db.execute(text(_COUNT), rows)
        db.execute(delete(clue_counts).where(clue_counts.c.topic.in_({row["topic"] for row in rows}), clue_counts.c.reports <= 0))


def counted(db: Connection, topics: Collection[str]) -> dict[str, Months]:
    """What reports show under each of these topics."""
    found: defaultdict[str, Months] = defaultdict(dict)
    for some in portions(topics):
        for row in db.execute(select(clue_counts).where(clue_counts.c.topic.in_(some))):
            found[row.topic].setdefault(row.month, {})[row.what] = row.reports
    return found


class Named(NamedTuple):
    """Whose a mention in a report of some month is, and the topics on which that depends."""

    mention: str
    month: int
    actors: frozenset[str]
    topics: frozenset[str]


def name_mentions(db: Connection, named: Collection[Named]) -> None:
    """Note whose mentions are, in the place of what was noted before."""
    for some in portions([one.mention for one in named]):
        for table in (mention_actors, mention_topics):
            db.execute(delete(table).where(table.c.mention.in_(some)))
    of = [{"actor": actor, "mention": one.mention} for one in named for actor in sorted(one.actors)]
    on = [{"topic": topic, "month": one.month, "mention": one.mention} for one in named for topic in sorted(one.topics)]
    for table, rows in ((mention_actors, of), (mention_topics, on)):
        if rows:
            db.execute(insert(table), rows)


def months_of(db: Connection, topics: Collection[str]) -> dict[str, set[int]]:
    """The months of the mentions that depend on each of these topics."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    told = select(mention_topics.c.topic, mention_topics.c.month).distinct()
    for some in portions(topics):
        for row in db.execute(told.where(mention_topics.c.topic.in_(some))):
            found[row.topic].add(row.month)
    return found


def mentions_on(db: Connection, places: Collection[tuple[str, int]]) -> set[str]:
    """The mentions of these months that depend on these topics."""
    found: set[str] = set()
    for some in portions(places):
        either = or_(*(and_(mention_topics.c.topic == topic, mention_topics.c.month == month) for topic, month in some))
        found.update(db.execute(select(mention_topics.c.mention).where(either)).scalars())
    return found


def has_mentions(db: Connection, actor: str) -> bool:
    """Whether any mention is of this actor, by its key."""
    return db.execute(select(mention_actors.c.mention).where(mention_actors.c.actor == actor).limit(1)).first() is not None


def mentions_by(db: Connection, actors: Collection[str]) -> set[str]:
    """The mentions of these actors, by their keys."""
    told = select(mention_actors.c.mention)
    return {name for some in portions(actors) for name in db.execute(told.where(mention_actors.c.actor.in_(some))).scalars()}

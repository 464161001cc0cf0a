"""The tables: `log` and `blobs` are permanent, the others are derived and made again by `troth rebuild`."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import REAL, BigInteger, Column, Double, ForeignKey, Index, Integer, LargeBinary, MetaData, Table
from sqlalchemy import Text as _Text
from sqlalchemy.dialects.postgresql import TEXT

# Raised when the permanent tables change form; the code that changes them then migrates older ledgers.
PERMANENT_FORM: Final = 1
# Raised when a derived table changes form: an older ledger's derived tables are then dropped and made again.
DERIVED_FORM: Final = 10

# Ordered by code points everywhere: a server's own collation would make the order of ids depend on where the ledger lies.
Text: Final = _Text().with_variant(TEXT(collation="C"), "postgresql")

# Whole numbers below 2 ** 63; SQLite's strict tables know one kind of whole number only.
Number: Final = Integer().with_variant(BigInteger, "postgresql")
Share: Final[Any] = REAL().with_variant(Double(), "postgresql")

permanent: Final = MetaData()
derived: Final = MetaData()


def _table(metadata: MetaData, name: str, *columns: Column[Any] | Index, clustered: bool = False) -> Table:
    """A table; `clustered` keeps its rows in order of the primary key and nowhere else, for small rows in great number."""
    return Table(name, metadata, *columns, sqlite_strict=True, sqlite_with_rowid=not clustered)


meta: Final = _table(
    permanent,
    "meta",
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# `event` is the event's canonical JSON and `hash` its SHA-256; the other columns repeat parts of it for look-ups.
log: Final = _table(
    permanent,
    "log",
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False, index=True),
    Column("subject", Text, index=True),
    Column("supersedes", Text),
    Column("event", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
)

# Undo and redaction are rare among thousands of admissions; every look-up of what is current asks for them.
Index(
    "log_superseding",
    log.c.seq,
    sqlite_where=log.c.supersedes.is_not(None),
    postgresql_where=log.c.supersedes.is_not(None),
)

# `data` is compressed (zlib); `digest` is the SHA-256 of what it decompresses to, `packed` that of `data` itself: some bits of a
# compressed stream carry nothing, and a flipped one would otherwise go unseen.
blobs: Final = _table(
    permanent,
    "blobs",
    Column("digest", Text, primary_key=True),
    Column("packed", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# `n` is an arbitrary row number that ties a report to its words in the search index; `seq` is the event that admitted it.  `rank`
# puts reports in order (troth.link.body), `page` is the number of its longest paragraph (troth.link.page_furniture).
reports: Final = _table(
    derived,
    "reports",
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("key", Text, nullable=False, index=True),
    Column("seq", Integer, nullable=False, index=True),
    Column("source", Text, nullable=False, index=True),
    Column("outlet", Text),
    Column("credit", Text),
    Column("rank", Number, nullable=False, index=True),
    Column("page", Number, nullable=False),
    Column("url", Text, index=True),
    Column("published", Text, index=True),
    Column("title", Text),
    Column("body", Text, nullable=False),
    Column("text", Text, nullable=False),
)

# `rest` is what the reading holds besides pledges and developments, which have tables of their own: quotes as places, without words.
readings: Final = _table(
    derived,
    "readings",
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("reader", Text, nullable=False),
    Column("settings", Text, nullable=False),
    Column("rest", Text, nullable=False),
)

# `judged` is what people said of a mention: `added`, `rejected`, or `replaced` by theirs; `read` is what the reader read there, where that
# is not what `body` says: null where it is, and empty where the reader read nothing.
mentions: Final = _table(
    derived,
    "mentions",
    Column("id", Text, primary_key=True),
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("pledge", Text, index=True),
    Column("wording", Number, index=True),
    Column("exact", Text, nullable=False),
    Column("judged", Text),
    Column("read", Text),
    Column("body", Text, nullable=False),
)

# What joined mentions say, each once (troth.link.same_pledge): by rank, with the block of like wordings that it belongs to; the keys under
# which it is found; and how like two of them are, where that is enough to ask a person at least.
wordings: Final = _table(
    derived,
    "wordings",
    Column("rank", Number, primary_key=True, autoincrement=False),
    Column("block", Number, nullable=False, index=True),
    Column("signature", Text, nullable=False),
)
wording_keys: Final = _table(
    derived,
    "wording_keys",
    Column("key", Number, primary_key=True, autoincrement=False),
    Column("rank", Number, primary_key=True, autoincrement=False),
    clustered=True,
)
wording_edges: Final = _table(
    derived,
    "wording_edges",
    Column("a", Number, primary_key=True, autoincrement=False),
    Column("b", Number, primary_key=True, autoincrement=False, index=True),
    Column("score", Share, nullable=False),
    clustered=True,
)

# How each pledge is followed (`troth.follow`), under which words a new report finds it, and the passages of reports that bear on it.
subjects: Final = _table(
    derived,
    "subjects",
    Column("pledge", Text, primary_key=True),
    Column("outline", Text, nullable=False),
    Column("body", Text, nullable=False),
)

subject_keys: Final = _table(
    derived,
    "subject_keys",
    Column("name", Text, primary_key=True),
    Column("stem", Text, primary_key=True),
    Column("pledge", Text, ForeignKey("subjects.pledge", ondelete="CASCADE"), primary_key=True, index=True),
    Column("share", Integer, nullable=False),
    clustered=True,
)

sightings: Final = _table(
    derived,
    "sightings",
    Column("pledge", Text, ForeignKey("subjects.pledge", ondelete="CASCADE"), primary_key=True),
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("start", Integer, primary_key=True),
    Column("body", Text, nullable=False),
)

# What each report shows of names (troth.link.actors), and what reports show together, counted by topic and month; the actors of each
# mention by their keys, and the topics on which these depend.
clues: Final = _table(
    derived,
    "clues",
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("body", Text, nullable=False),
)
clue_counts: Final = _table(
    derived,
    "clue_counts",
    Column("topic", Text, primary_key=True),
    Column("month", Integer, primary_key=True, autoincrement=False),
    Column("what", Text, primary_key=True),
    Column("reports", Integer, nullable=False),
    clustered=True,
)
mention_actors: Final = _table(
    derived,
    "mention_actors",
    Column("actor", Text, primary_key=True),
    Column("mention", Text, ForeignKey("mentions.id", ondelete="CASCADE"), primary_key=True, index=True),
    clustered=True,
)
mention_topics: Final = _table(
    derived,
    "mention_topics",
    Column("topic", Text, primary_key=True),
    Column("month", Integer, primary_key=True, autoincrement=False),
    Column("mention", Text, ForeignKey("mentions.id", ondelete="CASCADE"), primary_key=True, index=True),
    clustered=True,
)

developments: Final = _table(
    derived,
    "developments",
    Column("id", Text, primary_key=True),
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("body", Text, nullable=False),
)

# The pledges as a table shows, filters and sorts them; narrow, so that all of a hundred thousand can be looked at while a person waits.
# `n` ties a pledge to its words in the search index; `due` is the last day that its deadline can mean, `due_words` how it is told.
# `contested` tells whether current rulings contradict one another, `seq` the number of the event that admitted the last of its reports.
pledges: Final = _table(
    derived,
    "pledges",
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("force", Text, nullable=False),
    Column("strength", Integer, nullable=False),
    Column("checkable", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("proposed", Text, index=True),
    Column("contested", Integer, nullable=False),
    Column("since", Text),
    Column("made_on", Text),
    Column("due", Text),
    Column("due_words", Text),
    Column("seq", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
)
# What is counted on every visit: the pledges of each status, and those that wait past their deadline.
Index("pledges_by_status", pledges.c.status, pledges.c.due)

# The whole entry of a pledge but its mentions.
pledge_bodies: Final = _table(derived, "pledge_bodies", Column("pledge", Text, primary_key=True), Column("body", Text, nullable=False))

# Who is bound by which pledge, by the name that the entry has.
pledge_parties: Final = _table(
    derived,
    "pledge_parties",
    Column("name", Text, primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False, index=True),
    clustered=True,
)

# The rulings (by the number of their event) that name a place in a report, by the report's key: as their pledge or as evidence.
ruling_places: Final = _table(
    derived,
    "ruling_places",
    Column("report_key", Text, primary_key=True),
    Column("event", Integer, primary_key=True, autoincrement=False),
    clustered=True,
)

# Under which keys a report can be found as a copy, by its rank (troth.link.fingerprint).
run_keys: Final = _table(
    derived,
    "run_keys",
    Column("key", Number, primary_key=True, autoincrement=False),
    Column("rank", Number, primary_key=True, autoincrement=False),
    clustered=True,
)

# The last paragraphs of a report, by its rank, and those paragraphs that are furniture by now.
endings: Final = _table(
    derived,
    "endings",
    Column("paragraph", Number, primary_key=True, autoincrement=False),
    Column("rank", Number, primary_key=True, autoincrement=False),
    clustered=True,
)
furniture: Final = _table(derived, "furniture", Column("paragraph", Number, primary_key=True, autoincrement=False))

# An edge of the lineage, from the report that comes first: how much of each text is in the other, and where.
tellings: Final = _table(
    derived,
    "tellings",
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True, index=True),
    Column("relation", Text, nullable=False),
    Column("share_a", Share, nullable=False),
    Column("share_b", Share, nullable=False),
    Column("shared", Integer, nullable=False),
    Column("passages", Text, nullable=False),
)

# `published` is the day of the first telling, `size` how many there are.
stories: Final = _table(
    derived,
    "stories",
    Column("id", Text, primary_key=True),
    Column("published", Text, nullable=False, index=True),
    Column("size", Integer, nullable=False, index=True),
    Column("body", Text, nullable=False),
)
story_reports: Final = _table(
    derived, "story_reports", Column("report", Text, primary_key=True), Column("story", Text, nullable=False, index=True), clustered=True
)

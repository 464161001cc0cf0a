"""The search index: which words stand in which report, and where; and in which pledge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from sqlalchemy import Connection, TextClause, text

# Marks put around hits; canonical text holds no control characters, so they cannot be mistaken for the report's own.
_OPEN: Final = "\x01"
_CLOSE: Final = "\x02"
NO_LIMIT: Final = 1_000_000_000
_TERM: Final = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


class Hit(NamedTuple):
    """A report that has the words, and where they stand in its text."""

    report: str
    places: tuple[tuple[int, int], ...]


def create(db: Connection) -> None:
    """Make the index, empty."""
    if db.dialect.name == "sqlite":
        db.execute(
            text("CREATE VIRTUAL TABLE report_words USING fts5(text, content='reports', content_rowid='n', tokenize='porter unicode61')")
        )
        db.execute(text("CREATE VIRTUAL TABLE pledge_words USING fts5(words, tokenize='porter unicode61')"))
    else:
        db.execute(text("CREATE INDEX report_words ON reports USING gin (to_tsvector('english', left(text, 500000)))"))
        db.execute(text("CREATE TABLE pledge_words (n integer PRIMARY KEY, words text NOT NULL)"))
        db.execute(text("CREATE INDEX pledge_words_found ON pledge_words USING gin (to_tsvector('english', left(words, 500000)))"))


def drop(db: Connection) -> None:
    """Drop the index."""
    kind = "TABLE" if db.dialect.name == "sqlite" else "INDEX"
    db.execute(text(f"DROP {kind} IF EXISTS report_words"))
    db.execute(text("DROP TABLE IF EXISTS pledge_words"))


def note(db: Connection, n: int, words: str) -> None:
    """Enter the text of report number `n`."""
    if db.dialect.name == "sqlite":
        db.execute(text("INSERT INTO report_words(rowid, text) VALUES (:n, :words)"), {"n": n, "words": words})


def forget(db: Connection, n: int, words: str) -> None:
    """Take the text of report number `n` out, before its row goes."""
    if db.dialect.name == "sqlite":
        db.execute(text("INSERT INTO report_words(report_words, rowid, text) VALUES ('delete', :n, :words)"), {"n": n, "words": words})


def note_pledge(db: Connection, n: int, words: str) -> None:
    """Enter what a pledge, by its number, says: whose it is, what is pledged, and the words of its mentions."""
    column = "rowid" if db.dialect.name == "sqlite" else "n"
    db.execute(text(f"INSERT INTO pledge_words({column}, words) VALUES (:n, :words)"), {"n": n, "words": words})


def forget_pledges(db: Connection, numbers: Sequence[int]) -> None:
    """Take these pledges out, by their numbers."""
    column = "rowid" if db.dialect.name == "sqlite" else "n"
    if numbers:
        db.execute(text(f"DELETE FROM pledge_words WHERE {column} = :n"), [{"n": n} for n in numbers])


def pledges_with(db: Connection, query: str) -> TextClause | None:
    """The question for the numbers of the pledges that have the words (see `find`), as a part of others; None when no word is sought."""
    if db.dialect.name == "sqlite":
        statement, wanted = "SELECT rowid FROM pledge_words WHERE pledge_words MATCH :words", _fts5(query)
    else:
        statement = (
            "SELECT n FROM pledge_words WHERE to_tsvector('english', left(words, 500000)) @@ websearch_to_tsquery('english', :words)"
        )
        wanted = query.strip()
    return text(statement).bindparams(words=wanted) if wanted else None


def forget_removed(db: Connection) -> None:
    """Purge the words of texts that were taken out: the index keeps them until its segments are merged."""
    if db.dialect.name == "sqlite":
        db.execute(text("INSERT INTO report_words(report_words) VALUES ('optimize')"))
        db.execute(text("INSERT INTO pledge_words(pledge_words) VALUES ('optimize')"))


def check(db: Connection) -> str | None:
    """What is wrong with the index, if anything."""
    if db.dialect.name == "sqlite":
        try:
            db.execute(text("INSERT INTO report_words(report_words, rank) VALUES ('integrity-check', 1)"))
            db.execute(text("INSERT INTO pledge_words(pledge_words, rank) VALUES ('integrity-check', 1)"))
        except Exception as broken:
            return str(broken)
    return None


def find(db: Connection, query: str, *, skip: int = 0, limit: int = NO_LIMIT) -> Iterator[Hit]:
    """Reports that hold all the words (best first): `"exact phrase"`, `-without`, `this OR that`; so many, after so many others."""
    if db.dialect.name == "sqlite":
        statement, wanted = _SQLITE, _fts5(query)
    else:
        statement, wanted = _POSTGRESQL, query
    if not wanted:
        return
    asked = {"wanted": wanted, "open": _OPEN, "close": _CLOSE, "skip": skip, "limit": limit}
    for report, marked in db.execute(text(statement), asked):
        yield Hit(report, tuple(_places(marked)))


def reports_with(
    db: Connection, names: Sequence[str], beginnings: Sequence[tuple[str, Sequence[str]]], *, since: str | None = None
) -> set[str]:
    """The ids of the reports that have one of these words, and a word with one of these beginnings, of this day or later or of none.

    A beginning that has others beside it counts only where the report has a word with one of those too.
    """
    if not names or not beginnings:
        return set()
    asked = {"since": (since or "")[:10]}
    if db.dialect.name == "sqlite":
        named = " OR ".join(f'"{word}"' for word in names)
        begun = _begun(beginnings, lambda word: f'"{word}"*', " AND ", " OR ")
        return set(db.execute(text(_SQLITE_WITH), asked | {"wanted": f"({named}) AND ({begun})"}).scalars())
    named = " | ".join(f"'{_lexeme(word)}'" for word in names)
    begun = _begun(beginnings, lambda word: f"'{_lexeme(word)}':*", " & ", " | ")
    return set(db.execute(text(_POSTGRESQL_WITH), asked | {"named": named, "begun": begun}).scalars())


def _begun(beginnings: Sequence[tuple[str, Sequence[str]]], one: Callable[[str], str], both: str, either: str) -> str:
    return either.join(f"({one(word)}{both}({either.join(map(one, beside))}))" if beside else one(word) for word, beside in beginnings)


def _lexeme(word: str) -> str:
    return word.replace("'", "''").replace("\\", "")


# Reports mostly come in the order of their days, so that the first one of the day spares the index all before it.
_SQLITE_WITH: Final = """
    SELECT id FROM reports WHERE (+published >= :since OR +published IS NULL) AND n IN (
        SELECT rowid FROM report_words WHERE report_words MATCH :wanted AND rowid >= (
            SELECT min(n) FROM (
                SELECT min(n) AS n FROM reports WHERE published >= :since UNION ALL SELECT min(n) FROM reports WHERE published IS NULL
            )
        )
    )"""

_POSTGRESQL_WITH: Final = """
    SELECT id FROM reports
    WHERE to_tsvector('english', left(text, 500000)) @@ (to_tsquery('english', :named) && to_tsquery('simple', :begun))
    AND (published >= :since OR published IS NULL)"""


def count(db: Connection, query: str) -> int:
    """How many reports hold all the words."""
    wanted = _fts5(query) if db.dialect.name == "sqlite" else query
    return db.execute(text(_COUNTED[db.dialect.name]), {"wanted": wanted}).scalar_one() if wanted else 0


# Ranked first and marked afterwards: marking the words of all reports that have them takes far longer than finding them.
_SQLITE: Final = """
    WITH best AS (
        SELECT reports.n, reports.id, report_words.rank AS fit FROM report_words JOIN reports ON reports.n = report_words.rowid
        WHERE report_words MATCH :wanted ORDER BY report_words.rank, reports.id LIMIT :limit OFFSET :skip
    )
    SELECT best.id, highlight(report_words, 0, :open, :close) FROM best JOIN report_words ON report_words.rowid = best.n
    WHERE report_words MATCH :wanted ORDER BY best.fit, best.id"""

_POSTGRESQL: Final = """
    WITH best AS (
        SELECT id, text, query, ts_rank_cd(to_tsvector('english', left(text, 500000)), query) AS fit
        FROM reports, websearch_to_tsquery('english', :wanted) query WHERE to_tsvector('english', left(text, 500000)) @@ query
        ORDER BY fit DESC, id LIMIT :limit OFFSET :skip
    )
    SELECT id, ts_headline('english', text, query, 'HighlightAll=true, StartSel=' || :open || ', StopSel=' || :close)
    FROM best ORDER BY fit DESC, id"""

_COUNTED: Final = {
    "sqlite": "SELECT count(*) FROM report_words WHERE report_words MATCH :wanted",
    "postgresql": """
        SELECT count(*) FROM reports
        WHERE to_tsvector('english', left(text, 500000)) @@ websearch_to_tsquery('english', :wanted)""",
}


def _fts5(query: str) -> str:
    """The query in FTS5's own language, with every word quoted so that no input is a syntax error."""
    wanted: list[str] = []
    unwanted: list[str] = []
    alternative = False
    for term in _TERM.finditer(query):
        words = term["phrase"] if term["phrase"] is not None else term["word"]
        if words == "OR" and term["word"]:
            alternative = bool(wanted)
        elif any(character.isalnum() for character in words):
            quoted = '"' + words.replace('"', "") + '"'
            if term["minus"]:
                unwanted.append(quoted)
            elif alternative:
                wanted[-1] = f"({wanted[-1]} OR {quoted})"
            else:
                wanted.append(quoted)
            alternative = False
    if not wanted:
        return ""
    return " AND ".join(wanted) + "".join(f" NOT {words}" for words in unwanted)


def _places(marked: str) -> Iterator[tuple[int, int]]:
    """Where the marks stood, as offsets into the text without them."""
    at = start = 0
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if piece == _OPEN:
            start = at
        elif piece == _CLOSE:
            yield start, at
        else:
            at += len(piece)

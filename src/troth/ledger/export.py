"""The whole ledger as sorted lines, without times of arrival: two ledgers are the same when their exports are equal."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from troth.forms import Form, find_form, pledge_form, story_form, telling_form
from troth.identity import canonical_json, digest
from troth.ledger import acts, derived, judgements, lineage, log
from troth.ledger.queries import all_pledges


def lines(db: Connection, *, text: bool = False) -> Iterator[Form]:
    """The reader, every report with its reading (`text` adds the text itself), pledges, edges, stories, and human acts that hold."""
    yield from ({"reader": event.body} for event in log.current(db, log.READER))
    for report in derived.all_reports(db):
        reading = derived.reading_of(db, report)
        if reading is not None:
            form = find_form(report, reading, text=text)
            form["report"]["text_digest"] = digest(report.text)
            yield form
    yield from ({"pledge": _timeless(pledge_form(pledge))} for pledge in all_pledges(db))
    yield from (telling_form(edge) for edge in lineage.all_edges(db))
    yield from (story_form(story) for story in lineage.all_stories(db))
    yield from ({"furniture": judgements.paragraph_name(paragraph)} for paragraph in lineage.all_furniture(db))
    yield from ({"act": act} for act in sorted(_acts(db), key=lambda act: [str(value) for value in act.values()]))


def _timeless(pledge: Form) -> Form:
    """A pledge's form without the moments of its rulings and their places in the log."""
    for ruling in (pledge["ruling"], *pledge["contested"]):
        if ruling is not None:
            del ruling["at"], ruling["event"]
    pledge["contested"].sort(key=canonical_json)
    return pledge


def _acts(db: Connection) -> Iterator[Form]:
    for event in log.current(db, *acts.HUMAN):
        if event.kind != log.UNDONE:  # what an undo took away is not there; it says nothing more of the ledger
            body = {name: value for name, value in event.body.items() if name != "seen"}  # a view is of a moment
            yield {"kind": event.kind, "subject": event.subject, "by": event.by, "body": body}

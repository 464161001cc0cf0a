"""What bears on pledges: how each is followed, under which words new reports find it, and where it was sighted.  Decides nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import Column, Connection, delete, func, insert, select

from troth.ledger.portions import MOST, portions
from troth.ledger.schema import sightings, subject_keys, subjects

MOST_NAMES: Final = 2_000  # in one statement, beside the stems
Key = tuple[str, str]  # a word of an actor's name, and the stem of a word of the action or a short form of some of them


def subjects_of(db: Connection, pledges: Collection[str]) -> dict[str, str]:
    """How these pledges are followed, as far as they are."""
    return _followed(db, subjects.c.body, pledges)


def put(db: Connection, pledge: str, outline: str, body: str, keys: Mapping[Key, int]) -> None:
    """Follow a pledge, from now on, by this subject, its outline and these keys with their shares; what was known of it is forgotten."""
    drop(db, {pledge})
    db.execute(insert(subjects).values(pledge=pledge, outline=outline, body=body))
    rows = [{"name": name, "stem": stem, "pledge": pledge, "share": share} for (name, stem), share in sorted(keys.items())]
    if rows:
        db.execute(insert(subject_keys), rows)


def drop(db: Connection, pledges: Collection[str]) -> None:
    """Follow these pledges no more."""
    for some in portions(pledges):
        db.execute(delete(subjects).where(subjects.c.pledge.in_(some)))


def names_known(db: Connection, names: Collection[str]) -> set[str]:
    """Those of these names under which a pledge is followed."""
    wanted = select(subject_keys.c.name).distinct()
    return {name for some in portions(names) for name in db.execute(wanted.where(subject_keys.c.name.in_(some))).scalars()}


def followed_under(db: Connection, names: Collection[str], stems: Collection[str], enough: int) -> set[str]:
    """The pledges whose keys of one of these names and these stems come to so much; in texts of very many stems, those that have any."""
    wanted = select(subject_keys.c.pledge).where(subject_keys.c.name.in_(sorted(names)[:MOST_NAMES]))
    wanted = wanted.group_by(subject_keys.c.pledge, subject_keys.c.name)
    if len(stems) <= MOST:
        wanted = wanted.having(func.sum(subject_keys.c.share) >= enough)
    return {pledge for some in portions(sorted(stems)) for pledge in db.execute(wanted.where(subject_keys.c.stem.in_(some))).scalars()}


def outlines_of(db: Connection, pledges: Collection[str]) -> dict[str, str]:
    """The outlines of these pledges, as far as they are followed."""
    return _followed(db, subjects.c.outline, pledges)


def enter(db: Connection, pledge: str, found: Mapping[tuple[str, int], str]) -> None:
    """Enter sightings of a pledge by report and start."""
    if found:
        rows = [{"pledge": pledge, "report": report, "start": start, "body": body} for (report, start), body in sorted(found.items())]
        db.execute(insert(sightings), rows)


def sightings_of(db: Connection, pledges: Collection[str]) -> dict[str, list[str]]:
    """The sightings of these pledges."""
    found: dict[str, list[str]] = {}
    wanted = select(sightings.c.pledge, sightings.c.body).order_by(sightings.c.pledge, sightings.c.report, sightings.c.start)
    for some in portions(pledges):
        for row in db.execute(wanted.where(sightings.c.pledge.in_(some))):
            found.setdefault(row.pledge, []).append(row.body)
    return found


def sighted_in(db: Connection, ids: Collection[str]) -> set[str]:
    """The pledges that were sighted in these reports."""
    return {
        pledge
        for some in portions(ids)
        for pledge in db.execute(select(sightings.c.pledge).where(sightings.c.report.in_(some)).distinct()).scalars()
    }


def _followed(db: Connection, column: Column[str], pledges: Collection[str]) -> dict[str, str]:
    wanted = select(subjects.c.pledge, column)
    return {pledge: told for some in portions(pledges) for pledge, told in db.execute(wanted.where(subjects.c.pledge.in_(some)))}

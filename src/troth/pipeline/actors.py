"""Actors in the ledger: whose the mentions are, kept true while reports and judgements come and go.

A key depends on what reports show under a few topics.  When these change what is decided under a topic, the mentions that depend on it are
joined anew, and no others; a test compares the two.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, replace

from pydantic import TypeAdapter
from sqlalchemy import Connection

from troth.identity import canonical_json, mention_id
from troth.ledger import actors as ledger
from troth.ledger import derived, judgements
from troth.ledger.actors import Named
from troth.ledger.queries import PledgeFilter
from troth.link.actors import Evidence, Keys, Verdict, evidence, listing
from troth.link.actors.gathered import UNDATED, Count, Gathered, counts_of, depends_on_time, month_of, own_of
from troth.link.same_pledge import Whose
from troth.link.whose import whose
from troth.types import Actor, Alias, PledgeMention, Reading, Report

_EVIDENCE: TypeAdapter[Evidence] = TypeAdapter(Evidence)
Counts = Mapping[str, Mapping[int, Mapping[str, int]]]


class Names:
    """The keys of names as the ledger has them now; it must not outlive what it was made of."""

    def __init__(self, db: Connection, reports: Collection[str] = ()) -> None:
        self._db = db
        self._counted: dict[str, Mapping[int, Mapping[str, int]]] = {}
        of_reports = _read(ledger.get_clues(db, reports))
        self.published = {one.report: one.published for one in of_reports}
        self.keys = Keys(Gathered(self._counts, own_of(of_reports)), verdicts(db))

    def whose(self, mention: PledgeMention) -> Whose:
        """Whose a mention of one of the reports is."""
        return whose(self.keys, mention, self.published.get(mention.quote.report))

    def note(self, mentions: Iterable[PledgeMention]) -> None:
        """Note in the ledger whose these mentions are."""
        ledger.name_mentions(self._db, list(map(self._named, mentions)))

    def _named(self, mention: PledgeMention) -> Named:
        told = [self._explained(mention, name) for name in mention.who]
        month = month_of(self.published.get(mention.quote.report)) or UNDATED
        topics = {topic for key, own in told for topic in (*own, f"person|{key}")}
        return Named(mention_id(mention), month, frozenset(key for key, _ in told), frozenset(topics))

    def _explained(self, mention: PledgeMention, name: str) -> tuple[str, frozenset[str]]:
        report = mention.quote.report
        return self.keys.explained(name, self.published.get(report), report)

    def _counts(self, topic: str) -> Mapping[int, Mapping[str, int]]:
        if topic not in self._counted:
            self._counted[topic] = ledger.counted(self._db, [topic]).get(topic, {})
        return self._counted[topic]


def verdicts(db: Connection) -> tuple[Verdict, ...]:
    """What people said of names."""
    return tuple(Verdict(one.a, one.b, one.same) for one in judgements.actors(db))


def enter(db: Connection, new: Iterable[tuple[Report, Reading]]) -> set[str]:
    """Note what new reports show of names; returns the mentions, by their ids, whose actors may be others now."""
    shown = [evidence(report, reading) for report, reading in new]
    for one in shown:
        ledger.put_clues(db, one.report, canonical_json(asdict(one)))
    return _recount(db, shown, 1)


def leave(db: Connection, report: str) -> set[str]:
    """Forget what a report shows that is about to leave; returns the mentions, by their ids, whose actors may be others now."""
    return _recount(db, _read(ledger.get_clues(db, [report])), -1)


def judged(db: Connection, before: Keys) -> set[str]:
    """The mentions whose actors may be others now that people have said otherwise; `before` are the keys as they were."""
    after = Names(db).keys
    if before.judged == after.judged:
        return set()
    changed = {name for pair in before.judged ^ after.judged for name in pair}
    named = {name for one in (*before.verdicts, *after.verdicts) for name in (one.a, one.b)}
    return ledger.mentions_by(db, changed | {keys.key(name) for name in named for keys in (before, after)})


def all_actors(db: Connection) -> list[Actor]:
    """The actors of all reports, those that most reports name first."""
    every = _read(dict(ledger.all_clues(db)))
    names = Names(db, [one.report for one in every])
    return listing(every, names.keys)


def find_actor(db: Connection, name: str) -> Actor | None:
    """The actor that goes by this name: by its key, or by a name that nobody else goes by as often."""
    key = Names(db).keys.key(name)
    every = all_actors(db)
    wanted = name.casefold()
    called = [actor for actor in every if any(alias.name.casefold() == wanted for alias in actor.aliases)]
    return next((actor for actor in every if actor.key in (key, wanted)), None) or next(iter(called), None)


def names_of(db: Connection, name: str, most: int) -> list[Alias]:
    """The names under which the actor of this name pledges, as so many of its mentions show, each with words that show it.

    A part of what `find_actor` tells, without looking at what all reports show.
    """
    names = Names(db)
    key = names.keys.key(name)
    mentions = derived.get_mentions(db, sorted(ledger.mentions_by(db, [key]))[:most])
    shown: dict[str, list[PledgeMention]] = {}
    for mention in mentions:
        for one in mention.who:
            if names.keys.key(one) == key:
                shown.setdefault(one, []).append(mention)
    found = [Alias(one, tuple(mention.quote for mention in own[:3]), _reports(own)) for one, own in shown.items()]
    return sorted(found, key=lambda alias: (-alias.reports, alias.name))


def keyed(db: Connection, wanted: PledgeFilter) -> PledgeFilter:
    """The filter with the key of its actor, told by any of its names; where no mention has that key, for what is entered under the name."""
    if wanted.actor is None:
        return wanted
    key = Names(db).keys.key(wanted.actor)
    return replace(wanted, actor=key) if ledger.has_mentions(db, key) else replace(wanted, actor=None, party=wanted.actor)


def _reports(mentions: Iterable[PledgeMention]) -> int:
    return len({mention.quote.report for mention in mentions})


def pledges_by(db: Connection, actor: str) -> list[str]:
    """The ids of the pledges that an actor, by its key, has made, in order."""
    return sorted(derived.pledges_of(db, ledger.mentions_by(db, [actor])))


def _recount(db: Connection, shown: Iterable[Evidence], sign: int) -> set[str]:
    changes: Counter[Count] = Counter()
    for one in shown:
        for count in counts_of(one):
            changes[count] += sign
    topics = {count.topic for count in changes}
    before = Names(db).keys
    was = _decided(db, ledger.counted(db, topics), topics)
    ledger.count(db, changes.items())
    now = _decided(db, ledger.counted(db, topics), topics)
    return ledger.mentions_on(db, {place for place, decided in now.items() if was[place] != decided}) | judged(db, before)


def _decided(db: Connection, counts: Counts, topics: Collection[str]) -> dict[tuple[str, int], tuple[str | None, bool]]:
    """What is decided under each topic for the months of the mentions that depend on it, and whether there is anything at all."""
    gathered, found = Gathered(lambda topic: counts[topic] if topic in counts else ledger.counted(db, [topic]).get(topic, {}), {}), {}
    for topic, months in ledger.months_of(db, topics).items():
        always = None if depends_on_time(topic) else (gathered.decided(topic, None),)
        for month in months:
            decided = always[0] if always else gathered.decided(topic, month)
            found[topic, month] = decided, bool(counts.get(topic))
    return found


def _read(kept: Mapping[str, str]) -> list[Evidence]:
    return [_EVIDENCE.validate_python(json.loads(kept[report])) for report in sorted(kept)]

"""Gathered: the clues of many reports, counted: which last names stand for whom, who held an office when, what initials mean."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from troth.link.actors.clues import Clue, Evidence
from troth.link.actors.forms import form, listed, table

# A last name stands for the person whom so many of the reports that tell give it to; of the others some mean a brother, some are misread.
# From 0.8 to 0.95 on 1,500 reports of 2012 to 2017 the most frequent names keep their owners; at 0.9 "the Clinton campaign" was unsure.
SURE: Final = 0.85
FEWEST: Final = 2  # reports that must show it: one may err
_NOT_NOW: Final = frozenset({"former", "ex", "then", "late", "elect", "incoming", "outgoing", "acting"})
WINDOW: Final = 365  # days on either side within which reports tell whom a last name means
TERM: Final = 45  # days on either side within which reports tell who holds an office
HOLDS: Final = 1.5  # times as many reports of that time must give it to him as to anybody else: some still speak of who held it before


@dataclass(frozen=True, slots=True)
class Seen:
    """What one report shows of one thing, and the day it was published (None: unknown)."""

    what: str
    report: str
    day: int | None


@dataclass(frozen=True)
class Gathered:
    """Clues by what they are about: last names, offices, initials; all of it the same in whatever order the reports came.

    `own` holds whom a last name means in a report that names one person of that name in full.
    """

    shorts: Mapping[str, Sequence[Seen]]
    offices: Mapping[str, Sequence[Seen]]
    acronyms: Mapping[str, Counter[str]]
    titles: Mapping[str, Counter[str]]
    persons: Mapping[str, Counter[str]]
    renamed: Mapping[str, str]
    bearers: Mapping[str, Counter[str]]
    own: Mapping[tuple[str, str], str]

    def stands_for(self, short: str, on: str | None) -> str | None:
        """Whom a last name, with or without a title, means in a report of that day; None where the reports do not agree."""
        titled = self.bearers.get(short)
        if titled:  # who has the title before his full name has it before the last name too
            person, times = _commonest(titled)
            return person if times >= SURE * titled.total() else None
        return _agreed(self.shorts.get(short, ()), on)

    def leads(self, body: str, surname: str, on: str | None) -> str | None:
        """Who of that last name leads a body that goes by it ("the Oakes administration"), by the titles that reports give the name."""
        for office in table()["owned"]["led_by"].get(body, ()):
            if (leader := self.stands_for(f"{office} {surname}", on)) is not None:
                return leader
        return self.stands_for(surname, on)

    def holder(self, office: str, belonging: Sequence[str], on: str | None) -> str | None:
        """Who holds an office on that day, by whatever words the reports tell whose it is."""
        seen = [one for word in belonging for one in self.offices.get(f"{word} {office}".strip(), ())]
        counted = _counted(_near(seen, on, TERM) if on else seen)
        if not counted:
            return None
        (person, times), *others = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        return person if times >= FEWEST and (not others or times >= HOLDS * others[0][1]) else None

    def spelled_out(self, short: str) -> str | None:
        """The body whose initials these are, where the reports agree on one."""
        counted = self.acronyms.get(short)
        if not counted:
            return None
        body, times = _commonest(counted)
        return body if times >= SURE * counted.total() else None


def gathered(evidence: Iterable[Evidence], renamed: Mapping[str, str]) -> Gathered:
    """Count the clues; `renamed` gives persons that are known by two first names the one they are to be counted under."""
    shorts: dict[str, list[Seen]] = defaultdict(list)
    offices: dict[str, list[Seen]] = defaultdict(list)
    acronyms: dict[str, Counter[str]] = defaultdict(Counter)
    titles: dict[str, Counter[str]] = defaultdict(Counter)
    persons: dict[str, Counter[str]] = defaultdict(Counter)
    bearers: dict[str, Counter[str]] = defaultdict(Counter)
    own: dict[tuple[str, str], str] = {}
    for one in sorted(evidence, key=lambda one: one.report):
        day = ordinal(one.published)
        in_report = _persons_of(one.clues, renamed)
        for clue in one.clues:
            person = in_report.get(clue.name, "")
            if person:
                persons[person][" ".join(form(clue.name).words)] += 1
            if clue.kind == "short":
                own[one.report, clue.name] = renamed.get(clue.of, clue.of)
                shorts[clue.name].append(Seen(renamed.get(clue.of, clue.of), one.report, day))
            elif clue.kind == "titled" and person:
                titles[person][clue.of] += 1
                offices[clue.of].append(Seen(person, one.report, day))
                told = form(clue.name)
                if told.person and clue.of not in listed("titles", "courtesy"):
                    bearers[f"{_held(clue.of)} {told.surname}"][person] += 1
            elif clue.kind == "acronym":
                acronyms[clue.name][clue.of.casefold()] += 1
    return Gathered(dict(shorts), dict(offices), dict(acronyms), dict(titles), dict(persons), renamed, dict(bearers), own)


def _held(title: str) -> str:
    """An office without what tells that it is no longer, or not yet, held; "vice president" is an office of its own."""
    return " ".join(word for word in title.split() if word not in _NOT_NOW)


def _persons_of(clues: Sequence[Clue], renamed: Mapping[str, str]) -> dict[str, str]:
    """Whom each name of one report means: itself where it is full, else the only person of that last name whom the report names."""
    full = {clue.name: told.person for clue in clues if clue.kind in {"named", "titled", "voice"} and (told := form(clue.name)).person}
    by_surname: dict[str, set[str]] = defaultdict(set)
    for name, person in full.items():
        by_surname[form(name).surname].add(renamed.get(person, person))
    found = {name: renamed.get(person, person) for name, person in full.items()}
    for clue in clues:
        if clue.kind == "titled" and clue.name not in found and len(bearers := by_surname.get(form(clue.name).surname, set())) == 1:
            found[clue.name] = next(iter(bearers))
    return found


def nicknames(evidence: Sequence[Evidence]) -> dict[str, str]:
    """Persons whom reports give a short first name, by the person of the longer one: same last name, same office, never both in one report
    as two."""
    titles: dict[str, set[str]] = defaultdict(set)
    beside: dict[str, set[str]] = defaultdict(set)
    for one in evidence:
        found = _persons_of(one.clues, {})
        for clue in one.clues:
            if clue.kind == "titled" and (person := found.get(clue.name)) and clue.of not in listed("titles", "courtesy"):
                titles[person].add(clue.of)
        for person in set(found.values()):
            beside[person].add(one.report)
    short: Mapping[str, str] = table()["first_names"]
    renamed = {}
    for person in sorted(titles):
        first, _, last = person.partition(" ")
        longer = f"{short.get(first, '')} {last}"
        if longer in titles and titles[longer] & titles[person]:
            keep, give = sorted((person, longer), key=lambda name: (-len(beside[name]), name))
            renamed[give] = keep
    return renamed


def _agreed(seen: Sequence[Seen], on: str | None) -> str | None:
    """What nearly all of the reports around a day show; where too few are near it, or without a day, all reports are asked."""
    near = _near(seen, on, WINDOW)
    counted = _counted(near if len({one.report for one in near}) >= FEWEST else seen)
    if not counted:
        return None
    what, times = _commonest(counted)
    return what if times >= FEWEST and times >= SURE * counted.total() else None


def _near(seen: Sequence[Seen], on: str | None, days: int) -> list[Seen]:
    day = ordinal(on)
    return [one for one in seen if day is not None and one.day is not None and abs(one.day - day) <= days]


def _counted(seen: Sequence[Seen]) -> Counter[str]:
    """In how many reports each is shown."""
    return Counter(what for what, _ in {(one.what, one.report) for one in seen})


def _commonest(counted: Counter[str]) -> tuple[str, int]:
    return min(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def ordinal(published: str | None) -> int | None:
    """The number of a day, by the calendar; None where it is unknown or no day."""
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None

"""Gathered: the clues of many reports, counted: which last names stand for whom, who held an office when, what initials mean.

What is counted stands under topics, by month, so that one more report touches few of them and whether it changed anything can be told
from these alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from troth.link.actors.clues import Clue, Evidence
from troth.link.actors.forms import form, listed, table

# A last name stands for the person whom so many of the reports that tell give it to; of the others some mean a brother, some are misread.
# From 0.8 to 0.95 on 1,500 reports of 2012 to 2017 the most frequent names keep their owners; at 0.9 "the Clinton campaign" was unsure.
SURE: Final = 0.85
FEWEST: Final = 2  # reports that must show it: one may err
_NOT_NOW: Final = frozenset({"former", "ex", "then", "late", "elect", "incoming", "outgoing", "acting"})
WINDOW: Final = 12  # months on either side within which reports tell whom a last name means
TERM: Final = 1  # months on either side within which reports tell who holds an office
# Times as many reports of that time, and one, must give it to him as to anybody else: some still speak of who held it before, and three
# against two are none to go by (a visit to another president).
HOLDS: Final = 1.5
UNDATED: Final = 0  # the month of what was counted without regard to time, or in a report without a date


class Count(NamedTuple):
    """One thing that a report shows: under which topic, in which month (years of 12, from the year 0; 0: unknown), and what."""

    topic: str
    month: int
    what: str


ByMonth: TypeAlias = Mapping[int, Mapping[str, int]]  # in how many reports of a month each thing is shown


def counts_of(one: Evidence) -> set[Count]:
    """What a report shows, each thing once."""
    found: set[Count] = set()
    month, in_report = month_of(one.published) or UNDATED, _persons_of(one.clues)
    for clue in one.clues:
        person = in_report.get(clue.name, "")
        if person:
            found.add(Count(f"person|{person}", UNDATED, " ".join(form(clue.name).words)))
        if clue.kind == "short":
            found.add(Count(f"short|{clue.name}", month, clue.of))
        elif clue.kind == "acronym":
            found.add(Count(f"acronym|{clue.name}", UNDATED, clue.of.casefold()))
        elif clue.kind == "titled" and person:
            found.update(_of_office(clue, person, month))
    return found


def gathered(evidence: Iterable[Evidence]) -> Gathered:
    """What all reports show together."""
    reports = list(evidence)
    found: defaultdict[str, defaultdict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for one in reports:
        for topic, month, what in counts_of(one):
            found[topic][month][what] += 1
    return Gathered(lambda topic: found.get(topic, {}), own_of(reports))


def own_of(evidence: Iterable[Evidence]) -> dict[tuple[str, str], str]:
    """Whom a last name means in a report that names one person of that name in full, by report and name."""
    return {(one.report, clue.name): clue.of for one in evidence for clue in one.clues if clue.kind == "short"}


class Gathered:
    """What reports show, by topic; `asked` collects the topics that were looked at, on which whatever was answered depends."""

    def __init__(self, counts: Callable[[str], ByMonth], own: Mapping[tuple[str, str], str]) -> None:
        self._counts, self.own = counts, own
        self.asked: set[str] = set()

    def stands_for(self, short: str, on: str | None) -> str | None:
        """Whom a last name, with or without a title, means in a report of that day; None where the reports do not agree."""
        bearers = f"bearer|{short}"
        if self._of(bearers):  # who has the title before his full name has it before the last name too
            return self.decided(bearers, None)
        return self.decided(f"short|{short}", month_of(on))

    def leads(self, body: str, surname: str, on: str | None) -> str | None:
        """Who of that last name leads a body that goes by it ("the Oakes administration"), by the titles that reports give the name."""
        for office in table()["owned"]["led_by"].get(body, ()):
            if (leader := self.stands_for(f"{office} {surname}", on)) is not None:
                return leader
        return self.stands_for(surname, on)

    def holder(self, seat: str, on: str | None) -> str | None:
        """Who on that day holds the office that sits there, by whatever words the reports tell whose it is."""
        return self.decided(f"seat|{seat}", month_of(on))

    def spelled_out(self, short: str) -> str | None:
        """The body whose initials these are, where the reports agree on one."""
        return self.decided(f"acronym|{short}", None)

    def is_person(self, person: str) -> bool:
        """Whether any report names this person in full."""
        return bool(self._of(f"person|{person}"))

    def called(self, person: str) -> str:
        """The one person that two first names mean, the short and the long: where last name and office are the same."""
        first, _, last = person.partition(" ")
        longer = f"{table()['first_names'].get(first, '')} {last}"
        if longer.startswith(" ") or not last:
            return person
        return longer if self._titles(longer) & self._titles(person) else person

    def full_names(self, person: str) -> Counter[str]:
        """How often each full name of a person is written."""
        first, _, last = person.partition(" ")
        shorter = (f"{short} {last}" for short, long in table()["first_names"].items() if long == first)
        every = [person, *(other for other in shorter if self.called(other) == person)]
        return sum((_total(self._of(f"person|{one}")) for one in every), Counter[str]())

    def months(self, topic: str) -> set[int]:
        """The months in which anything was counted under a topic."""
        return set(self._of(topic))

    def decided(self, topic: str, month: int | None) -> str | None:
        """What the reports show under a topic, for a month where it depends on time; None where they do not agree."""
        kind, counted = topic.partition("|")[0], self._of(topic)
        if kind == "acronym":
            return _most(_total(counted), 0)
        if kind == "bearer":
            return _most(self._as_called(_total(counted)), 0)
        if kind == "short":
            near = self._as_called(_near(counted, month, WINDOW))
            return _most(near if near.total() >= FEWEST else self._as_called(_total(counted)), FEWEST)
        if kind == "seat":
            return _holder(self._as_called(_near(counted, month, TERM) if month else _total(counted)))
        return " ".join(sorted(_total(counted))) or None if kind == "title" else None  # of a person it only matters that there is one

    def _as_called(self, counted: Counter[str]) -> Counter[str]:
        called: Counter[str] = Counter()
        for person, times in counted.items():
            called[self.called(person)] += times
        return called

    def _titles(self, person: str) -> set[str]:
        return set(_total(self._of(f"title|{person}")))

    def _of(self, topic: str) -> ByMonth:
        self.asked.add(topic)
        return self._counts(topic)


def depends_on_time(topic: str) -> bool:
    """Whether what reports show under a topic can be another in another month."""
    return topic.startswith(("short|", "seat|"))


def month_of(published: str | None) -> int | None:
    """The number of a day's month; None where the day is unknown or none."""
    try:
        day = date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
    return day.year * 12 + day.month if day else None


def _of_office(clue: Clue, person: str, month: int) -> Iterator[Count]:
    for seat in table()["seats"]:
        if clue.of in {f"{word} {seat['office']}".strip() for word in seat["of"]}:
            yield Count(f"seat|{seat['names'][0]}", month, person)
    if clue.of not in listed("titles", "courtesy"):
        yield Count(f"title|{person}", UNDATED, clue.of)
        told = form(clue.name)
        if told.person:
            yield Count(f"bearer|{_held(clue.of)} {told.surname}", UNDATED, person)


def _held(title: str) -> str:
    """An office without what tells that it is no longer, or not yet, held; "vice president" is an office of its own."""
    return " ".join(word for word in title.split() if word not in _NOT_NOW)


def _persons_of(clues: Sequence[Clue]) -> dict[str, str]:
    """Whom each name of one report means: itself where it is full, else the only person of that last name whom the report names."""
    found = {clue.name: told.person for clue in clues if clue.kind in {"named", "titled", "voice"} and (told := form(clue.name)).person}
    by_surname: dict[str, set[str]] = defaultdict(set)
    for name, person in found.items():
        by_surname[form(name).surname].add(person)
    for clue in clues:
        if clue.kind == "titled" and clue.name not in found and len(bearers := by_surname.get(form(clue.name).surname, set())) == 1:
            found[clue.name] = next(iter(bearers))
    return found


def _total(counted: ByMonth) -> Counter[str]:
    return _sum(counted.values())


def _near(counted: ByMonth, month: int | None, months: int) -> Counter[str]:
    if not month:
        return Counter()
    return _sum(shown for at, shown in counted.items() if at != UNDATED and abs(at - month) <= months)


def _sum(shown: Iterable[Mapping[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in shown:
        found.update(one)
    return found


def _most(counted: Counter[str], fewest: int) -> str | None:
    """What nearly all reports show, if so many do."""
    if not counted:
        return None
    what, times = min(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return what if times >= fewest and times >= SURE * counted.total() else None


def _holder(counted: Counter[str]) -> str | None:
    if not counted:
        return None
    (person, times), *others = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return person if times >= FEWEST and (not others or times >= HOLDS * (others[0][1] + 1)) else None

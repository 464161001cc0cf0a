"""Keys: what all names of one actor have in common, by the clues of many reports and by what persons have judged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from troth.link.actors.forms import Form, country, form, table
from troth.link.actors.gathered import Gathered

_OFFICE_OF: Final = re.compile(r"(?P<office>department|ministry) of (?:the )?(?P<of>\w+)")  # "Department of Justice", "Justice Department"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's judgement that two names are of the same actor, or of different ones."""

    a: str
    b: str
    same: bool


class Keys:
    """The keys of names, as a set of reports and a set of judgements give them.

    `conflicts` are the judgements that others contradict: what they would join stays apart.
    """

    def __init__(self, gathered: Gathered, verdicts: Sequence[Verdict]) -> None:
        self.gathered = gathered
        self.verdicts = tuple(verdicts)
        self.conflicts: tuple[Verdict, ...] = ()
        self._own: dict[str, str] = {}
        self._joined: dict[str, str] = {}
        self._known: dict[tuple[str, str | None, str | None], tuple[str, frozenset[str]]] = {}
        self._obey(verdicts)

    def key(self, name: str, on: str | None = None, report: str | None = None) -> str:
        """The key of a name in a report of that day; without a day, that on which the reports of all days agree.

        Where the report itself names in full whom its last names mean, that counts first.
        """
        return self.explained(name, on, report)[0]

    def explained(self, name: str, on: str | None = None, report: str | None = None) -> tuple[str, frozenset[str]]:
        """The key of a name, and the topics on which it depends (`Gathered.asked`)."""
        asked = name, on[:10] if on else None, report
        if asked not in self._known:
            self.gathered.asked = set()
            plain = plainly(name)
            key = self._own.get(plain) or self._root(self._shown(*asked))
            self._known[asked] = key, frozenset(self.gathered.asked)
        return self._known[asked]

    @property
    def judged(self) -> frozenset[tuple[str, str]]:
        """What judgements make of names and keys; keys stay as they are while this and all topics do."""
        return frozenset((*self._own.items(), *self._joined.items()))

    def _root(self, key: str) -> str:
        while key in self._joined:
            key = self._joined[key]
        return key

    def _shown(self, name: str, on: str | None, report: str | None) -> str:
        """The key by the evidence alone; the name itself where the reports do not agree."""
        told, plain = form(name), plainly(name)
        seat = _seat(told.plain)
        if seat is not None:
            return self.gathered.holder(seat, on) or plain
        if not told.title and (state := country(name)):
            return state
        letters = "".join(told.words).replace(".", "")
        if len(told.words) == 1 and letters.isupper() and (body := self.gathered.spelled_out(letters)) is not None:
            return body
        return self._person(told, on, report) or plain

    def _person(self, told: Form, on: str | None, report: str | None) -> str | None:
        """The person of a full name, or the one whom the reports agree that a last name means."""
        if told.person:
            return self.gathered.called(told.person) if self.gathered.is_person(told.person) else None
        if len(told.words) != 1 or not told.surname:
            return None
        short = f"{told.title} {told.surname}".strip()
        if report is not None and (own := self.gathered.own.get((report, short))) is not None:
            return self.gathered.called(own)
        if told.owned:
            return self.gathered.leads(told.owned, told.surname, on)
        titled = self.gathered.stands_for(f"{told.title} {told.surname}", on) if told.title else None
        return titled or self.gathered.stands_for(told.surname, on)

    def _obey(self, verdicts: Sequence[Verdict]) -> None:
        """Let judgements win: first those that part names, then those that join what none of them parts."""
        ordered = sorted(set(verdicts), key=lambda verdict: (verdict.same, *sorted((plainly(verdict.a), plainly(verdict.b)))))
        apart = [verdict for verdict in ordered if not verdict.same]
        for verdict in apart:
            if self.key(verdict.a) == self.key(verdict.b):
                fuller, other = sorted((plainly(verdict.a), plainly(verdict.b)), key=lambda name: (-len(name.split()), name))
                self._own[other] = f"{other} (not {fuller})"
                self._known.clear()
        self.conflicts = tuple(verdict for verdict in ordered if verdict.same and not self._join(verdict, apart))

    def _join(self, verdict: Verdict, apart: Sequence[Verdict]) -> bool:
        """Give both names one key, unless that joins names that somebody has parted."""
        keep, give = sorted((self.key(verdict.a), self.key(verdict.b)))
        if keep == give:
            return True
        self._joined[give] = keep
        own = {name: key for name, key in self._own.items() if key == give}
        self._own.update(dict.fromkeys(own, keep))
        self._known.clear()
        if not any(self.key(parted.a) == self.key(parted.b) for parted in apart):
            return True
        del self._joined[give]
        self._own.update(own)
        self._known.clear()
        return False


def plainly(name: str) -> str:
    """A name in lower case, without an article before it, a possessive after it and what titles add to it."""
    told = form(name)
    words = [told.title, told.plain, told.owned] if told.owned or len(told.words) == 1 else [told.plain]
    plain = " ".join(word for word in words if word) or name.casefold()
    turned = _OFFICE_OF.fullmatch(plain)
    return f"{turned['of']} {turned['office']}" if turned else plain


def _seat(plain: str) -> str | None:
    """The seat of an office that a name means, by the first of its names."""
    for seat in table()["seats"]:
        if plain in {name.casefold() for name in seat["names"]}:
            return str(seat["names"][0])
    return None

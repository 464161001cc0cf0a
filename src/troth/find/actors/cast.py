"""Cast: where a report names whom, person or group, and how often: what tells who is meant where a sentence alone does not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from troth.find.actors import known
from troth.find.actors.groups import Groups
from troth.find.names.people import People
from troth.types import Span, Statement

PERSON, GROUP = "person", "group"
MOST_NAMES: Final = 8192  # names whose last word is kept at hand: 2 MB


@dataclass(frozen=True, slots=True)
class Naming:
    """A place where somebody is named, by the name that the report gives most fully; `kind` is person or group."""

    start: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Those whom one report names, in order of its text, with what counting them tells; all keyed by `last_word`."""

    named: tuple[Naming, ...]
    places: Mapping[str, tuple[int, ...]]
    ranks: Mapping[str, int]
    spoken: Mapping[str, float]
    most: int
    headline: int

    @classmethod
    def of(cls, text: str, people: People, groups: Groups, statements: Sequence[Statement]) -> Cast:
        """Gather them."""
        named = sorted(_named(text, people, groups), key=lambda naming: (naming.start, naming.name))
        places: dict[str, list[int]] = defaultdict(list)
        for naming in named:
            places[last_word(naming.name)].append(naming.start)
        counted = sorted(places, key=lambda key: (-len(places[key]), key))
        speakers = Counter(last_word(said.speaker.name) for said in statements if said.speaker is not None)
        return cls(
            named=tuple(named),
            places={key: tuple(found) for key, found in places.items()},
            ranks={key: rank for rank, key in enumerate(counted)},
            spoken={key: count / speakers.total() for key, count in speakers.items()},
            most=max(map(len, places.values()), default=1),
            headline=text.find("\n") if "\n" in text else len(text),
        )

    def within(self, span: Span) -> Sequence[Naming]:
        """Those named in a stretch of the text, in order, each at its first place there."""
        first = bisect_left(self.named, span.start, key=lambda naming: naming.start)
        last = bisect_left(self.named, span.end, key=lambda naming: naming.start)
        once: dict[str, Naming] = {}
        for naming in self.named[first:last]:
            once.setdefault(naming.name, naming)
        return list(once.values())

    def share(self, key: str) -> float:
        """How often it names somebody, of how often it names whom it names most."""
        return len(self.places.get(key, ())) / self.most

    def last_before(self, key: str, offset: int) -> int | None:
        """Where somebody was last named before an offset."""
        places = self.places.get(key, ())
        at = bisect_right(places, offset)
        return places[at - 1] if at else None


def _named(text: str, people: People, groups: Groups) -> Iterator[Naming]:
    for person in people.named:
        if (name := people.name(person)) is not None:
            yield Naming(person.start, name, PERSON)
    for group in groups.named:
        yield Naming(group.start, known.by_name(group.name, text) or group.name, GROUP)


@lru_cache(maxsize=MOST_NAMES)
def last_word(name: str) -> str:
    """What two names of one actor mostly share: the last word, in lower case, without a possessive and the marks around it."""
    words = name.casefold().split()
    return words[-1].strip(".,'’\"“”").removesuffix("'s").removesuffix("’s").replace(".", "") if words else name

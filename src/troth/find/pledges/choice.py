"""Choice: whose pledges they are, of all whom the sentences and the report offer, with how sure that is.

Each option carries marks (`marks`), which `lexicon/choice.toml` weighs; the shares that a softmax of the sums gives the options tell how
sure each is.  A second choice, with weights of its own, also sees what the first took for the actors of the report's other commitments:
a report mostly tells of several pledges of one actor.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from troth.find import lexicon
from troth.find.actors import Background
from troth.find.actors.cast import last_word
from troth.find.pledges.marks import Marker, marks_of_others
from troth.find.pledges.places import Place
from troth.find.pledges.ways import Way, ways

BODY_NAMED: Final = "rule, administration"  # the mark of the rules' own answer where it is a body that goes by who leads it
NEAR, NEARBY = 200, 600  # characters between two commitments


@dataclass(frozen=True, slots=True)
class Option:
    """Who it may be, and the marks that speak for or against it."""

    names: tuple[str, ...]
    marks: tuple[str, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The last words of the names."""
        return frozenset(map(last_word, self.names))


@dataclass(frozen=True, slots=True)
class Choice:
    """Who it is, and the share of that option, 0..1; no names where there was no option."""

    who: tuple[str, ...]
    share: float


def choose(places: Sequence[Place], background: Background) -> list[Choice]:
    """The likeliest actors of each of a report's commitments, given in order of its text."""
    given = offered(places, background)
    first = [shares(options, weights("first")) for options in given]
    then = [shares(options, weights("then")) for options in informed(places, given, first)]
    return [best(options, found) for options, found in zip(given, then, strict=True)]


def offered(places: Sequence[Place], background: Background) -> list[list[Option]]:
    """The options of each place, with the marks of the first choice."""
    listed = [_merged(ways(place, background), background) for place in places]
    told = Counter(last_word(name) for merged in listed for names, came_by in merged.values() if "rule" in came_by for name in names)
    return [_options(place, merged, told, background) for place, merged in zip(places, listed, strict=True)]


def _merged(found: Iterable[Way], background: Background) -> dict[tuple[str, ...], tuple[tuple[str, ...], list[str]]]:
    """One option of those with the same last words, with its ways: under the name come to first, or a person's longer one."""
    merged: dict[tuple[str, ...], tuple[tuple[str, ...], list[str]]] = {}
    for way, names in found:
        if not names or not all(any(map(str.isalnum, name)) for name in names):
            continue
        key = tuple(dict.fromkeys(map(last_word, names)))
        kept, came_by = merged.get(key, (names, []))
        longer = len(" ".join(names)) > len(" ".join(kept)) and background.people.full_name(names[0]) is not None
        merged[key] = (names if longer else kept, [*came_by, way])
    return merged


def _options(
    place: Place, merged: Mapping[tuple[str, ...], tuple[tuple[str, ...], list[str]]], told: Mapping[str, int], background: Background
) -> list[Option]:
    marker = Marker(place, told, background)
    return [Option(names, marker.marks(names, came_by)) for names, came_by in merged.values()]


def informed(places: Sequence[Place], given: Sequence[Sequence[Option]], first: Sequence[Sequence[float]]) -> Iterator[list[Option]]:
    """The same options with what the first choice tells of the other places added to their marks."""
    masses = [_masses(options, found) for options, found in zip(given, first, strict=True)]
    total: Counter[str] = Counter()
    for mass in masses:
        total.update(mass)
    for at, (options, found) in enumerate(zip(given, first, strict=True)):
        near = [
            (which, _far(places[at], places[beside]), masses[beside])
            for which, beside in (("before", at - 1), ("after", at + 1))
            if 0 <= beside < len(places)
        ]
        highest = max(found, default=0.0)
        informed_ones = []
        for option, share in zip(options, found, strict=True):
            key = max(option.keys, key=lambda key: (total[key], key))
            others = (total[key] - masses[at][key]) / (len(places) - 1) if len(places) > 1 else None
            neighbours = [(which, far, mass[key]) for which, far, mass in near]
            added = marks_of_others(share, share == highest, others, neighbours)
            informed_ones.append(replace(option, marks=(*option.marks, *added)))
        yield informed_ones


def _masses(options: Sequence[Option], found: Sequence[float]) -> Counter[str]:
    mass: Counter[str] = Counter()
    for option, share in zip(options, found, strict=True):
        for key in sorted(option.keys):
            mass[key] += share  # type: ignore[assignment]
    return mass


def _far(place: Place, other: Place) -> str:
    apart = abs(place.start - other.start)
    return "near" if apart < NEAR else "nearby" if apart < NEARBY else "far"


def shares(options: Sequence[Option], weighed: Mapping[str, float]) -> list[float]:
    """The share of each option, by the softmax of its marks' weights."""
    return softmax([math.fsum([weighed[mark] for mark in option.marks if mark in weighed]) for option in options])


def softmax(sums: Sequence[float]) -> list[float]:
    """Shares of one whole, growing with the exponentials of the sums."""
    highest = max(sums, default=0.0)
    raised = [math.exp(one - highest) for one in sums]
    total = math.fsum(raised)
    return [one / total for one in raised]


def best(options: Sequence[Option], found: Sequence[float]) -> Choice:
    """The option with the greatest share; where the sentence names an administration, this one: it means no other actor."""
    if not options:
        return Choice((), 0.0)
    named = [at for at, option in enumerate(options) if BODY_NAMED in option.marks]
    at = named[0] if named else max(range(len(options)), key=lambda at: found[at])
    return Choice(options[at].names, max(found))


def least_sure() -> float:
    """The least product of a commitment's confidence and of its actor's share with which it is told, 0..1."""
    return float(_table()["least"])


def weights(stage: str) -> dict[str, float]:
    """What each mark weighs in the `first` choice, or in the one `then`."""
    weighed: dict[str, float] = _table()[stage]
    return weighed


_FILE: Final = "choice"


def _table() -> dict[str, Any]:
    return lexicon.table(_FILE)

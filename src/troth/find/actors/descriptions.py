"""Descriptions: which person of the report "the Florida senator" or "the Democratic nominee" is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from troth.find.actors import known
from troth.find.names.people import People
from troth.types import Span

FARTHEST_BACK: Final = 6  # sentences from a description to a name that it may repeat
BESIDE: Final = 60  # characters on either side of a name that may describe its owner
_BEFORE: Final = re.compile(r"(?:[\w’'-]+ ){1,5}$")
_AFTER: Final = re.compile(r",? (?:the|a|an|who is|[A-Z])[^.;:!?“”\"]{0,60}")
_WORD: Final = re.compile(r"[a-z][\w’-]*(?:-[a-z]+)?", re.IGNORECASE)
_OPPOSITES: Final = {"republican": "democratic", "democratic": "republican", "gop": "democratic"}
_QUALIFIERS: Final = frozenset({"shadow", "vice", "deputy", "acting"})  # "the president" is not the vice president
# Points for what the report says of a person; a name's nearness gives up to 1.  Who is named in the sentence itself is
# somebody else: a description takes the place of a name.
SAME_ROLE, SAME_WORD, OPPOSITE, NAMED_HERE = 2.0, 1.5, -3.0, -2.0


def described_as(text: str, people: People) -> dict[str, frozenset[str]]:
    """The words, in lower case, that stand beside each person's name and may say who it is."""
    words: dict[str, set[str]] = defaultdict(set)
    for named in people.named:
        name = people.name(named)
        if name is not None:
            at = text.find(named.words[0], named.start)
            before = _BEFORE.search(text[max(0, at - BESIDE) : at].rpartition("\n")[2])
            after = _AFTER.match(text, at + len(" ".join(named.words)))
            beside = f"{before[0] if before else ''} {after[0][:BESIDE] if after else ''}"
            words[name].update(word.casefold().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(beside))
    return {name: frozenset(found) for name, found in words.items()}


def person_described(
    role: str,
    modifiers: Sequence[str],
    at: int,
    people: People,
    described: dict[str, frozenset[str]],
    sentences: Sequence[Span],
    without: frozenset[str] = frozenset(),
) -> str | None:
    """Whom the role with its modifiers (all in lower case) means at an offset: whom the report so describes, else the nearest.

    `without` are those whom the sentence tells it is not.
    """
    family = known.family(role)
    if not family:
        return None
    nearness, here = _nearness(at, people, sentences), _named_here(at, people, sentences)

    def points(name: str) -> float:
        said = described.get(name, frozenset())
        return (
            SAME_ROLE * bool(said & family)
            + SAME_WORD * sum(word in said for word in modifiers)
            + OPPOSITE * any(_OPPOSITES.get(word) in said and word not in said for word in modifiers)
            + OPPOSITE * bool((said & _QUALIFIERS).difference(modifiers))
            + NAMED_HERE * (name in here)
            + nearness.get(name, 0.0)
        )

    names = [name for name in dict.fromkeys([*nearness, *described]) if name not in without]
    best = max(names, key=points, default=None)
    return best if best is not None and points(best) > 0 else None


def _nearness(at: int, people: People, sentences: Sequence[Span]) -> dict[str, float]:
    """For each person named in the sentences before the offset's own, how near, in 0..1; the first of a sentence is the nearest."""
    last = bisect_right(sentences, at, key=lambda span: span.start) - 1
    near: dict[str, float] = {}
    for back, sentence in enumerate(reversed(sentences[max(0, last - FARTHEST_BACK) : max(0, last)])):
        first = bisect_left(people.named, sentence.start, key=lambda named: named.start)
        end = bisect_left(people.named, sentence.end, key=lambda named: named.start)
        for place, named in enumerate(people.named[first:end]):
            name = people.name(named)
            if name is not None:
                near.setdefault(name, 1.0 / (1 + back + 0.5 * place))
    return near


def _named_here(at: int, people: People, sentences: Sequence[Span]) -> set[str | None]:
    """Those whom the sentence of the offset names."""
    own = sentences[max(0, bisect_right(sentences, at, key=lambda span: span.start) - 1)] if sentences else Span(at, at)
    first = bisect_left(people.named, own.start, key=lambda named: named.start)
    end = bisect_left(people.named, own.end, key=lambda named: named.start)
    return {people.name(named) for named in people.named[first:end]}

"""Judgements in the log: what people said of pairs of reports or of pledge mentions, and of paragraphs as furniture.

One's own later word takes the place of the earlier one.  The contrary words of two people both stand: that is a conflict, which decides
nothing until one of them is undone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from troth.errors import BadAct
from troth.ledger import log
from troth.types import Judgement

# Each kind of judgement with the name of its verdict and of what it is about.
_ABOUT: Final = (
    (log.TELLINGS_JUDGED, "same", ("a", "b")),
    (log.PLEDGES_JUDGED, "same", ("a", "b")),
    (log.ACTORS_JUDGED, "same", ("a", "b")),
    (log.PARAGRAPH_JUDGED, "furniture", ("paragraph",)),
)


@dataclass(frozen=True, slots=True)
class _Pair:
    """How messages speak of a kind of judgement on two things."""

    thing: str
    same: str
    different: str
    remedy: str


_PAIRS: Final = {
    log.TELLINGS_JUDGED: _Pair("report", "one text", "two texts", "name two"),
    log.PLEDGES_JUDGED: _Pair("mention", "of one pledge", "of two pledges", "name two pledges, or two mentions"),
    log.ACTORS_JUDGED: _Pair("name", "of one actor", "of two actors", "give two"),
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two people's contrary judgements of one thing, as events of the log: oldest first."""

    about: str
    events: tuple[log.Event, ...]


def judge_pair(db: Connection, kind: str, judgement: Judgement, because: str, by: str) -> log.Event:
    """Say that two things are one, or are not: by the kind of event reports and one text, mentions and one pledge, names and one actor.

    Raises BadAct when this person said so already, or names one thing twice.
    """
    words = _PAIRS[kind]
    if judgement.a == judgement.b:
        raise BadAct(f"{words.thing} {judgement.a}", f"it is one {words.thing}", words.remedy)
    a, b = sorted((judgement.a, judgement.b))
    told = f"{words.thing}s {a} and {b}: they are {words.same if judgement.same else words.different}"
    return _say(db, kind, {"a": a, "b": b}, {"same": judgement.same}, told, because, by)


def judge_paragraph(db: Connection, paragraph: int, furniture: bool, because: str, by: str) -> log.Event:
    """Say that a paragraph (by its number) is furniture, or is none.  Raises BadAct when this person said so already."""
    named = paragraph_name(paragraph)
    told = f"paragraph {named}: it is {'furniture' if furniture else 'text'}"
    return _say(db, log.PARAGRAPH_JUDGED, {"paragraph": named}, {"furniture": furniture}, told, because, by)


def actors(db: Connection) -> list[Judgement]:
    """What people said of pairs of names; contrary ones both."""
    return _pairs(db, log.ACTORS_JUDGED)


def pledges(db: Connection) -> list[Judgement]:
    """What people said of pairs of mentions; contrary ones both."""
    return _pairs(db, log.PLEDGES_JUDGED)


def judged_mentions(db: Connection) -> set[str]:
    """The ids of the mentions that people judged, as they were then."""
    return {name for one in pledges(db) for name in (one.a, one.b)}


def judged_with(db: Connection, mentions: Iterable[str]) -> set[str]:
    """The ids of all mentions that a chain of judgements leads to from these."""
    judged, found = pledges(db), set(mentions)
    while new := {name for one in judged if found & {one.a, one.b} for name in (one.a, one.b)} - found:
        found |= new
    return found


def tellings(db: Connection) -> list[Judgement]:
    """What people said of pairs of reports; contrary ones both."""
    return _pairs(db, log.TELLINGS_JUDGED)


def furniture(db: Connection) -> dict[int, bool]:
    """Whether a paragraph is furniture, by its number, where people said so; not where they contradict one another."""
    said: defaultdict[str, set[bool]] = defaultdict(set)
    for event in log.current(db, log.PARAGRAPH_JUDGED):
        said[event.body["paragraph"]].add(event.body["furniture"])
    return {int(paragraph, 16): verdicts.pop() for paragraph, verdicts in said.items() if len(verdicts) == 1}


def conflicts(db: Connection) -> Iterator[Conflict]:
    """What people contradict one another about."""
    for kind, verdict, about in _ABOUT:
        for things, events in _by_subject(log.current(db, kind), about).items():
            if len({event.body[verdict] for event in events}) > 1:
                yield Conflict(" and ".join(things), tuple(events))


def paragraph_name(paragraph: int) -> str:
    """The name of a paragraph, by its number: 16 hexadecimal digits, for people and for the log."""
    return f"{paragraph:016x}"


def _pairs(db: Connection, kind: str) -> list[Judgement]:
    return [Judgement(event.body["a"], event.body["b"], event.body["same"]) for event in log.current(db, kind)]


def _say(db: Connection, kind: str, about: Mapping[str, str], verdict: Mapping[str, bool], told: str, because: str, by: str) -> log.Event:
    own = [event for event in log.current(db, kind) if event.by == by and about.items() <= event.body.items()]
    for event in own:
        if verdict.items() <= event.body.items():
            raise BadAct(told, f"{by} said so already (event {event.seq})", "nothing is left to do")
    return log.append(db, kind, {**about, **verdict, "because": because}, by=by, supersedes=[event.hash for event in own])


def _by_subject(events: Iterable[log.Event], about: tuple[str, ...]) -> dict[tuple[Any, ...], list[log.Event]]:
    found: defaultdict[tuple[Any, ...], list[log.Event]] = defaultdict(list)
    for event in events:
        found[tuple(event.body[name] for name in about)].append(event)
    return found

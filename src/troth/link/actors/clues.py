"""Clues: what one report shows of which names are of one actor, each with the words that show it.

A clue depends on its report alone, so clues can be kept with the report and counted with those of others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from troth.anchor import quote
from troth.link.actors.forms import ARTICLES, form, listed, listed_text, office, table
from troth.types import Quote, Reading, Report

LONGEST_ACRONYM: Final = 6  # letters
LONGEST_INITIAL: Final = 2  # characters of "J."
MOST_NAMES: Final = 400  # names of one report that are looked at: the longest reports of the corpus have some 150

MOST_TITLES: Final = 3  # before one name: "former U.S. Senator"
LONGEST_TITLE: Final = 40  # characters of one of them
_WORD_BEFORE: Final = re.compile(r"([\w.’'-]+) $")
_CAPITAL: Final = r"[A-ZÀ-Þ][\w'’-]*\.?"
_NAME: Final = rf"{_CAPITAL}(?: (?:(?:de|da|van|von|al|bin|la|del|der|el) )?{_CAPITAL}){{0,3}}"
_BODY: Final = rf"{_CAPITAL}(?: (?:(?:of|for|the|and|on|&) ){{0,2}}{_CAPITAL}){{0,6}}"
_ACRONYM: Final = re.compile(rf"(?P<body>{_BODY})(?:,| \(|, or )\s?(?P<short>[A-Z]{{2,{LONGEST_ACRONYM}}})\b\)?")


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing that a report shows of a name.

    `kind` is `titled` (`name` is given the office `of`), `short` (`name`, a last name with or without its title, is used for the person
    `of`), `owned` (`name` is a body that goes by the last name `of`), `voice` (`name` speaks for `of`), `post` (`name` holds the post
    `of`), `acronym` (`name` are the initials of `of`) or `named` (`name` stands for an actor; `of` is empty).
    """

    kind: str
    name: str
    of: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Evidence:
    """All clues of one report, in order of their places, each once; and when the report was published."""

    report: str
    published: str | None
    clues: tuple[Clue, ...]


def evidence(report: Report, reading: Reading) -> Evidence:
    """What a report and its reading show of the names in it."""
    found: dict[tuple[str, str, str], Clue] = {}
    for clue in (*_of_reading(report, reading), *_of_text(report)):
        found.setdefault((clue.kind, clue.name, clue.of), clue)
    for clue in _short(report, {clue.name for clue in found.values() if clue.kind != "owned"}):
        found.setdefault((clue.kind, clue.name, clue.of), clue)
    ordered = sorted(found.values(), key=lambda clue: (clue.quote.start, clue.quote.end, clue.kind, clue.name, clue.of))
    return Evidence(report.id, report.published, tuple(ordered))


def _of_reading(report: Report, reading: Reading) -> Iterator[Clue]:
    """The names that the reading gives to actors and speakers, at the first place where the report has them."""
    names = dict.fromkeys(
        [
            *(name for mention in reading.pledges for name in mention.who),
            *(said.speaker.name for said in reading.statements if said.speaker is not None),
        ]
    )
    for name in list(names)[:MOST_NAMES]:
        at = report.text.find(name)
        if at >= 0 and name:
            yield Clue("named", name, "", quote(report, at, at + len(name)))


def _of_text(report: Report) -> Iterator[Clue]:
    text = report.text
    for found in _titled().finditer(text):
        told = form(found[0])
        if told.title and told.surname:
            place = quote(report, found.start(), found.end())
            yield Clue("titled", " ".join(told.words), f"{_whose(found['of'])}{told.title}", place)
    for found in _owned().finditer(text):
        if found["owner"].casefold() not in ARTICLES | listed("nobody", "words") | listed("openers", "words"):
            yield Clue("owned", found[0], form(found["owner"]).plain, quote(report, found.start(), found.end()))
    for found in _voiced().finditer(text):
        yield Clue("voice", found["name"], found["body"], quote(report, found.start(), found.end()))
    for found in _posted().finditer(text):
        yield Clue("post", found["name"], f"{found['post']} of {found['body']}", quote(report, found.start(), found.end()))
    for found in _ACRONYM.finditer(text):
        if (body := _spelling(found["body"], found["short"])) is not None:
            start = found.start() + found["body"].rindex(body)
            yield Clue("acronym", found["short"], body, quote(report, start, found.end()))


def _whose(word: str | None) -> str:
    """The word before a title that tells whose office it is, with a space after; of other words nothing."""
    plain = (word or "").casefold().strip()
    return f"{plain} " if plain in _belonging() else ""


@cache
def _belonging() -> frozenset[str]:
    adjectives = {word for words in table()["countries"].values() for word in words.split()}
    return frozenset(adjectives | {word for seat in table()["seats"] for word in seat["of"] if word})


def _short(report: Report, names: Iterable[str]) -> Iterator[Clue]:
    """Last names that stand alone, or behind a title, where one person of that last name is named in full."""
    bearers: dict[str, set[str]] = {}
    for name in names:
        told = form(name)
        if told.person and not told.owned:
            bearers.setdefault(told.surname, set()).add(told.person)
    sole = {surname: next(iter(persons)) for surname, persons in bearers.items() if surname and len(persons) == 1}
    for surname, start, end in _alone(sole, report.text):
        start, before = _titles_before(report.text, start)
        if before and not _apart(before):
            continue
        told = form(report.text[start:end])
        name = f"{told.title} {surname}" if told.title else surname
        yield Clue("short", name, sole[surname], quote(report, start, end))


def _alone(surnames: Collection[str], text: str) -> Iterator[tuple[str, int, int]]:
    """Where one of these last names stands as written with no other name behind it."""
    if not surnames:
        return
    spelled = "|".join(map(re.escape, sorted(surnames, key=lambda name: (-len(name), name))))
    for found in re.finditer(rf"(?<![\w’'-])(?i:{spelled})\b(?! [A-Z])", text):
        if found[0][0].isupper() and found[0].casefold() in surnames:
            yield found[0].casefold(), found.start(), found.end()


def _titles_before(text: str, start: int) -> tuple[int, str]:
    """Where a name begins with the titles before it, and the word before that, if any in the same line."""
    for _ in range(MOST_TITLES + 1):
        before = _WORD_BEFORE.search(text, max(0, start - LONGEST_TITLE), start)
        if before is None:
            return start, ""
        if not _title().fullmatch(before[1]):
            return start, before[1]
        start = before.start()
    return start, ""


def _apart(before: str) -> bool:
    """Whether the word before a last name belongs to no name: in small letters, at the end of a sentence, or one that opens sentences."""
    word = before.casefold()
    if len(before) > LONGEST_INITIAL and before.endswith("."):
        return not office(word)
    return before[0].islower() or word in listed("openers", "words") | listed("titles", "beside")


@cache
def _title() -> re.Pattern[str]:
    return re.compile(_titles())


@cache
def _titles() -> str:
    """Any word that can stand before a name as a part of its title."""
    words = (
        {word for family in table()["titles"]["families"] for word in family.split()}
        | listed("titles", "apart")
        | listed("titles", "beside")
    )
    shortened = listed("titles", "short")
    whole = sorted({form for word in words - shortened for form in (word.capitalize(), word)} | {"U.S.", "US", "GOP"})
    return rf"(?:(?:{'|'.join(map(re.escape, whole))})(?:-[Ee]lect)?|(?:{'|'.join(word.capitalize() for word in sorted(shortened))})\.?)"


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(rf"\b(?:(?P<of>[A-Z][\w.]+) )??(?:{_titles()} )+{_NAME}")


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<owner>[A-ZÀ-Þ][\w’'-]+?)(?:['’]s)? (?:{'|'.join(sorted(listed('owned', 'words')))})\b")


@cache
def _voiced() -> re.Pattern[str]:
    posts = "|".join([*sorted(listed("voices", "words")), listed_text("voices", "after")])
    return re.compile(rf"\b(?P<body>{_BODY})(?:['’]s)? (?:{posts}),? (?P<name>{_CAPITAL}(?: {_CAPITAL}){{1,2}})")


@cache
def _posted() -> re.Pattern[str]:
    name, posts = rf"(?P<name>{_CAPITAL}(?: {_CAPITAL}){{1,2}})", "|".join(sorted(listed("posts", "words")))
    return re.compile(
        rf"\b{name}, (?:the |a |an )?(?P<post>(?:[a-z-]{{2,20}} ){{0,4}}(?:{posts})) (?:of|for|at) (?:the )?(?P<body>{_BODY})"
    )


def _spelling(body: str, short: str) -> str | None:
    """The end of a run of capitalised words of which these are the initials; None where no end has them."""
    words = body.split()
    for start in range(len(words)):
        part = words[start:]
        if part[0].casefold() not in listed("small", "words"):
            initials = "".join(word[0] for word in part if word.casefold() not in listed("small", "words") and word != "&")
            if len(part) > 1 and initials.upper() == short:
                return " ".join(part)
    return None

"""Affiliations: for which body, office or person somebody speaks, as the report tells it beside the name."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from troth.find import lexicon
from troth.find.actors import known
from troth.find.names.people import People

NEAR: Final = 120  # characters on either side of a name that are read for its owner's post
_NAME: Final = r"[A-Z][\w&-]{0,40}(?:['’.][A-Za-z]\w{0,40})*\.?"
_BODY: Final = rf"{_NAME}(?:(?: (?:of|for|the|and|&)){{0,2}} {_NAME}){{0,6}}"
_RANKS: Final = r"(?:,? (?:[A-Z][a-z]{0,5}\.|[A-Z]\.)){0,3},? "  # "Lt. Col." between a post and a name
_RANKING: Final = frozenset(
    {"former", "deputy", "senior", "executive", "vice", "political", "communications", "national", "another", "chief", "press"}
)
_NO_BODY: Final = re.compile(r"(?:[RDI]-[A-Z]|[A-Z]\.|Shadow$|Chief$|Republican$|Democratic$)")  # what stands beside a politician's name


def affiliations(text: str, people: People) -> dict[str, str]:
    """Whom each person speaks for, by fullest name: "Acme spokeswoman Jane Doe", "John Doe, director of the Acme Institute"."""
    found: dict[str, str] = {}
    for named in people.named:
        name = people.name(named)
        if name is None or name in found:
            continue
        at = text.find(named.words[0], named.start)
        body = _before(text[max(0, at - NEAR) : at]) or _after(text[at + len(" ".join(named.words)) : at + NEAR * 2])
        if body is not None and people.full_name(body) != name:
            found[name] = body
    return found


def represented(description: str) -> str | None:
    """The body in a description of somebody who speaks for it: "a Harbor Board official"; None for any other words."""
    return _before(f"{description} ")


def _before(words: str) -> str | None:
    found = _posted_before().search(words.rpartition("\n")[2])
    return _without_openers(found["body"]) if found else None


def _after(words: str) -> str | None:
    found = _posted_after().match(words)
    return _without_openers(found["of"] or found["owner"]) if found else None


def _without_openers(body: str) -> str | None:
    words = re.sub(r"['’]s$", "", body).split()
    while words and words[0].casefold() in lexicon.words("names", "functions") | _RANKING:
        words.pop(0)
    while words and words[-1].casefold() in _RANKING:
        words.pop()
    name = " ".join(words)
    if name.casefold().split(" ")[-1] not in known.words("companies", "endings") and name.count(".") == 1:
        name = name.removesuffix(".")  # the stop of a sentence, not of "U.S."
    return name if name and not _NO_BODY.match(name) and name not in known.countries() else None


@cache
def _posted_before() -> re.Pattern[str]:
    posts = known.words("voices", "words") - {"president", "secretary", "ambassador"}  # these before a name are a politician's
    return re.compile(rf"(?P<body>{_BODY})(?:['’]s?)? (?:[a-z-]{{1,20}} ){{0,3}}?(?:{_either(posts)}|[Pp]ress [Ss]ecretary)s?{_RANKS}$")


@cache
def _posted_after() -> re.Pattern[str]:
    modifiers = r"(?:(?!former|a |the )[A-Za-z-]{1,20} ){0,4}?"
    posts = _either(known.words("voices", "words"))
    return re.compile(
        rf",? (?:the |a |an |who is )?{modifiers}(?:{posts})(?: and [a-z]{{1,20}})?,? (?:of|for|at|to|with) (?:the )?(?P<of>{_BODY})"
        rf"|, (?:the )?(?P<owner>{_BODY})(?:['’]s?)? {modifiers}(?:{posts})\b"
    )


def _either(words: frozenset[str]) -> str:
    return "|".join(form for word in sorted(words) for form in (word, word.capitalize(), word.upper()))

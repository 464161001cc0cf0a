"""Forms: what the words of a name tell by themselves: titles, the name proper, whom it speaks for, whose body it is."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

LONGEST_PERSON: Final = 4  # words of a person's name
LONGEST_SHORTENED: Final = 4  # characters of "Jr.", "Inc."
_EDGES: Final = " \n.,;:\"“”‘’'()[]–—-"
POSSESSIVE: Final = re.compile(r"['’]s?$")
ARTICLES: Final = frozenset({"the", "a", "an", "his", "her", "its", "their"})
_INITIALS: Final = re.compile(r"(?:[A-Z]\.?){1,3}$")
FEWEST_INITIALS: Final = 2  # that tell two of one first and last name apart
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class Form:
    """A name taken apart.

    `words` are the name proper, as written; `title` the office that the titles before it tell, in lower case, with what stands before it
    (`vice president`, `former president`), empty where there is none; `voice` the body that a spokesman speaks for; `owned` what it is
    that goes by the name ("administration").
    """

    words: tuple[str, ...]
    title: str = ""
    voice: str = ""
    owned: str = ""

    @property
    def plain(self) -> str:
        """The name proper in lower case."""
        return " ".join(self.words).casefold()

    @property
    def person(self) -> str:
        """First and last name in lower case, where it can be a person's name of at least two words; else empty."""
        if not 2 <= len(self.words) <= LONGEST_PERSON or not all(
            word[:1].isupper() or word in {"de", "van", "bin", "al"} for word in self.words
        ):
            return ""
        first, last = self.words[0].casefold().strip("."), self.words[-1].casefold()
        initials = "".join(word.replace(".", "").casefold() for word in self.words[1:-1] if _INITIALS.match(word))
        return "" if last in listed("bodies", "words") or last.isdigit() else " ".join(part for part in (first, initials, last) if part)

    @property
    def surname(self) -> str:
        """The last word in lower case, where it can be a person's."""
        if not self.words or not self.words[-1][:1].isupper():
            return ""
        last = self.words[-1].casefold()
        return "" if last in listed("bodies", "words") else last


@cache
def form(name: str) -> Form:
    """Take a name apart."""
    words = [word for part in name.split() if (word := part.strip(_EDGES.replace(".", "")))]
    while words and words[0].casefold() in ARTICLES:
        words.pop(0)
    if words:
        words[-1] = POSSESSIVE.sub("", words[-1])
        if words[-1].count(".") == 1 and len(words[-1]) > LONGEST_SHORTENED:
            words[-1] = words[-1].removesuffix(".")  # the stop of a sentence
    words = [word for word in words if word]
    owned = ""
    if len(words) > 1 and words[-1].casefold() in listed("owned", "words"):
        owned = words.pop().casefold()
        words[-1] = POSSESSIVE.sub("", words[-1])
    voice, words = _voice(words)
    title, words = _title(words)
    while len(words) > 2 and words[-1].casefold().strip(".,") in _SUFFIXES:
        words.pop()
    middle = words[1:-1]
    initials = "".join(word.replace(".", "") for word in middle if _INITIALS.match(word))
    if len(initials) < FEWEST_INITIALS:  # "Helen R. Oakes" is Helen Oakes, but "Max H.W. Brandt" mostly has a son of that name
        middle = [word for word in middle if not _INITIALS.match(word)]
    kept = [words[0], *middle, *words[1:][-1:]] if words else []
    return Form(tuple(kept), title, voice, owned)


def _voice(words: list[str]) -> tuple[str, list[str]]:
    """For whom somebody speaks: "Harbor Board spokeswoman Ada Ruiz"; the words after it are the name."""
    for at, word in enumerate(words):
        after = " ".join(words[at : at + 2]).casefold() == listed_text("voices", "after")
        if word.casefold() in listed("voices", "words") or after:
            body = POSSESSIVE.sub("", " ".join(words[:at]))
            return body, words[at + 1 + after :]
    return "", words


def _title(words: list[str]) -> tuple[str, list[str]]:
    """The office told by the titles before a name, and the name; a title alone is a name."""
    last = max(
        (at for at, word in enumerate(words[:-1]) if office(word) or (at and _plain(word) in listed("titles", "beside"))), default=-1
    )
    lead = words[: last + 1]
    told = [found for word in lead if (found := office(word))]
    if not told or any(not _leads(word) for word in lead) or words[-1].casefold() in listed("bodies", "words"):
        return "", words
    apart = {word for word in map(_plain, " ".join(lead).replace("-", " ").split()) if word in listed("titles", "apart")}
    return " ".join([*sorted(apart - {told[-1]}), told[-1]]), words[last + 1 :]


def _leads(word: str) -> bool:
    plain = _plain(word)
    return bool(office(word)) or plain in listed("titles", "beside") | listed("titles", "apart")


@cache
def office(word: str) -> str:
    """The office that a title tells: the first of the words for it; empty for any other word."""
    plain = _plain(word).removesuffix("-elect")
    return next((family.split()[0] for family in table()["titles"]["families"] if plain in family.split()), "")


def _plain(word: str) -> str:
    return word.casefold().strip(".,")


@cache
def country(name: str) -> str:
    """The country that a name stands for: its own, its capital's, or that of its government; empty for any other name."""
    found = form(name)
    key = found.plain.strip(".")
    for own, others in table()["countries"].items():
        if key == own.casefold() or key in others.split():
            of_government = found.owned in {"", "government"}
            return own.casefold() if of_government else ""
    return ""


@cache
def listed(section: str, name: str) -> frozenset[str]:
    """A list of words."""
    return frozenset(listed_text(section, name).split())


def listed_text(section: str, name: str) -> str:
    """The same as it is written."""
    return str(table()[section][name])


@cache
def table() -> dict[str, Any]:
    """`words.toml`."""
    return tomllib.loads(files("troth.link.actors").joinpath("words.toml").read_text("utf-8"))

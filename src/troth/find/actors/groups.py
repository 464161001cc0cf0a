"""Groups: where a report names companies, bodies, parties and countries, so that "it" and "the company" can be read as one of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from troth.find import lexicon
from troth.find.actors import known
from troth.find.names.people import People
from troth.types import Span

COUNTRY, PARTY, BODY, COMPANY = "country", "party", "body", "company"
OFTEN: Final = 4  # times that a report names what it is about: a name of no known kind then counts as a company
FARTHEST_BACK: Final = 8  # sentences from "the company" to the name: beyond, silence is better than a guess
LOOSE: Final = frozenset({"organization", "organisation", "group", "agency", "body", "charity", "movement", "watchdog", "regulator"})
# Whom somebody told it to, or who reported it, is not what the report is about.
_HEARS: Final = re.compile(r"\b(?:told|tells|telling|by|with|to|on|in|according to)(?: the)? $")
_WORD: Final = r"(?:(?:[A-Z]\.){2,4}|[A-Z][\w&-]{0,40}(?:['’.](?!s\b)[A-Za-z]\w{0,40})*)"
_RUN: Final = re.compile(rf"\b{_WORD}(?:(?: (?:of|for|the|&)){{0,2}} {_WORD}){{0,7}}")


@dataclass(frozen=True, slots=True)
class Group:
    """A place where a group is named: the name, its kind, and whether it goes by the name of who leads it ("Oakes administration")."""

    start: int
    name: str
    kind: str
    owned: bool


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of one report in order; `companies` gives the name with its "Inc." to the name without."""

    named: tuple[Group, ...]
    companies: dict[str, str]

    def before(self, offset: int, sentences: Sequence[Span], fits: Callable[[Group], bool], farthest: int = FARTHEST_BACK) -> str | None:
        """The first fitting group of the nearest sentence, up to the offset, that names one: English puts the topic first."""
        at = bisect_right(sentences, offset, key=lambda span: span.start)
        for sentence in reversed(sentences[max(0, at - farthest) : at]):
            first = bisect_left(self.named, sentence.start, key=lambda group: group.start)
            last = bisect_left(self.named, min(sentence.end, offset), key=lambda group: group.start)
            found = next(filter(fits, self.named[first:last]), None)
            if found is not None:
                return found.name
        return None

    def stands_for(self, noun: str, offset: int, sentences: Sequence[Span]) -> str | None:
        """Whom "the company" or "the party" means at this offset; None for nouns that stand for no group."""
        kind = next((kind for kind in (COMPANY, BODY, PARTY, COUNTRY) if noun in known.words("stand_ins", kind)), None)
        if kind is None:
            return None
        same_word = self.before(offset, sentences, lambda group: noun in group.name.casefold().split())
        if same_word is not None or (kind == BODY and noun not in LOOSE):
            return same_word
        kinds = {COMPANY, BODY} if kind == BODY else {kind}
        return self.before(offset, sentences, lambda group: group.kind in kinds and not group.owned)


def groups(text: str, people: People) -> Groups:
    """Find the groups that a text names.  A name of no known kind counts as a company where the report lets it speak or promise."""
    runs = [(run.start(), run.end(), name) for run in _RUN.finditer(text) if (name := _bare(run[0]))]
    acting = {name for _, end, name in runs if _acts().match(text, end)}
    acting |= {name for name, count in Counter(name for *_, name in runs).items() if count >= OFTEN}
    found, companies = [], dict[str, str]()
    for start, end, name in runs:
        if (short := _without_ending(name)) is not None:
            name += "." * text.startswith(".", end)
            companies.setdefault(short, name)
        kind = _kind(name) or (COMPANY if name in acting else None)
        heard = _HEARS.search(text[max(0, start - 20) : start]) is not None and kind == COMPANY
        if kind is not None and not heard and people.full_name(name) is None:
            found.append(Group(start, name, kind, name.casefold().split()[-1] in lexicon.words("agents", "owned")))
    return Groups(tuple(found), companies)


def _bare(run: str) -> str:
    words = run.split()
    while words and words[0].casefold() in lexicon.words("names", "functions"):
        words.pop(0)
    return " ".join(words)


def _without_ending(name: str) -> str | None:
    words = name.split()
    while len(words) > 1 and words[-1].casefold() in known.words("companies", "endings"):
        words.pop()
    short = " ".join(words)
    return short if short != name else None


def _kind(name: str) -> str | None:
    words = name.casefold().split()
    if name in known.countries() or known.by_name(name, "") in known.countries():
        return COUNTRY
    if words[-1] in known.words("parties", "names") or "party" in words:
        return PARTY
    if words[-1] in known.words("companies", "endings"):
        return COMPANY
    if any(word in lexicon.words("agents", "bodies") for word in words) or (name.isupper() and len(name) > 1):
        return BODY
    return None


@cache
def _acts() -> re.Pattern[str]:
    verbs = {form for form, entries in lexicon.commissives().items() if entries[0].kind == "verb"} | lexicon.words("speech", "says")
    return re.compile(rf" (?:also |has |have |had |is |are )?(?:{'|'.join(sorted(map(re.escape, verbs)))})\b")

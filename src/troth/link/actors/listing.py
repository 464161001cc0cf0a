"""Listing: the actors of many reports, each with its names and the words that show them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from troth.link.actors.clues import Clue, Evidence
from troth.link.actors.forms import ARTICLES, LONGEST_SHORTENED, POSSESSIVE, form, listed
from troth.link.actors.keys import Keys
from troth.types import DATELESS, Actor, Alias, Quote

MOST_QUOTES: Final = 3  # quotes that are kept for each name


@dataclass(slots=True)
class _Name:
    quotes: list[Quote] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    days: list[str] = field(default_factory=list)


def listing(evidence: Sequence[Evidence], keys: Keys) -> list[Actor]:
    """The actors, those that most reports name first; in each the names that most reports use first."""
    names: dict[str, dict[str, _Name]] = defaultdict(lambda: defaultdict(_Name))
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    posts: dict[str, Counter[str]] = defaultdict(Counter)
    bodies: dict[str, Counter[str]] = defaultdict(Counter)
    for one in sorted({one.report: one for one in evidence}.values(), key=lambda one: (one.published or DATELESS, one.report)):
        for clue in one.clues:
            for written, key in _named(clue, one.published, keys):
                seen = names[key][written]
                seen.reports.add(one.report)
                seen.quotes.append(clue.quote) if len(seen.quotes) < MOST_QUOTES else None
                if one.published:
                    seen.days.append(one.published[:10])
            _count_posts(clue, keys.key(clue.name, one.published), roles, posts, bodies)
    found = [_actor(key, of_key, roles[key] or posts[key], bodies[key], keys) for key, of_key in names.items()]
    return sorted(found, key=lambda actor: (-max(alias.reports for alias in actor.aliases), actor.key))


def _named(clue: Clue, published: str | None, keys: Keys) -> Iterator[tuple[str, str]]:
    """The names that a clue shows, tidied, with their keys; what is said of somebody's post names nobody else."""
    exact = _tidy(clue.quote.exact)
    if clue.kind in {"named", "voice", "post"} and names_somebody(clue.name):
        yield _tidy(clue.name), keys.key(clue.name, published)
    elif clue.kind == "short":
        agreed = keys.key(exact, published)
        yield exact, agreed if keys.gathered.is_person(agreed) else keys.key(clue.of, published)
    elif clue.kind in {"titled", "owned"}:
        yield exact, keys.key(exact, published)
    elif clue.kind == "acronym":
        yield clue.name, keys.key(clue.name, published)
        yield _tidy(clue.of), keys.key(clue.of, published)


def names_somebody(name: str) -> bool:
    """Whether words can be the name of an actor of many reports: "the government" is another in each, and "others" is nobody."""
    words = form(name).words
    capital = any(word[:1].isupper() for word in words) and not (len(words) == 1 and name.split()[0].casefold() in ARTICLES)
    return capital and not all(word.casefold() in listed("nobody", "words") for word in words)


def _tidy(name: str) -> str:
    """A name without an article, a possessive, or the stop of its sentence."""
    words = name.split()
    while len(words) > 1 and words[0].casefold() in ARTICLES:
        words.pop(0)
    last = POSSESSIVE.sub("", words[-1])
    words[-1] = last.removesuffix(".") if last.count(".") == 1 and len(last) > LONGEST_SHORTENED else last
    return " ".join(words)


def _count_posts(
    clue: Clue, key: str, roles: dict[str, Counter[str]], posts: dict[str, Counter[str]], bodies: dict[str, Counter[str]]
) -> None:
    """The offices that titles tell go before posts that stand after a name, which are often somebody else's."""
    if clue.kind == "titled" and clue.of.split()[-1] not in listed("titles", "courtesy"):
        roles[key][clue.of] += 1
    elif clue.kind == "post":
        post, _, body = clue.of.partition(" of ")
        posts[key][post] += 1
        bodies[key][body] += 1
    elif clue.kind == "voice":
        posts[key]["spokesman"] += 1
        bodies[key][clue.of] += 1


def _actor(key: str, names: dict[str, _Name], roles: Counter[str], bodies: Counter[str], keys: Keys) -> Actor:
    aliases = [
        Alias(name, tuple(seen.quotes), len(seen.reports), min(seen.days, default=None), max(seen.days, default=None))
        for name, seen in names.items()
    ]
    ordered = sorted(aliases, key=lambda alias: (-alias.reports, alias.name))
    full = keys.gathered.full_names(key)
    best = min(full.items(), key=lambda pair: (-pair[1], pair[0]))[0] if full else _fullest(ordered, key)
    return Actor(key, best, tuple(ordered), _first(roles), _first(bodies))


def _fullest(aliases: Sequence[Alias], key: str) -> str:
    """The name that is written as the key is, else the one that most reports use."""
    return next((alias.name for alias in aliases if form(alias.name).plain == key), aliases[0].name)


def _first(counted: Counter[str]) -> str | None:
    """What is told most often, where that is at least half of the times."""
    if not counted:
        return None
    what, times = min(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return what if 2 * times >= counted.total() else None

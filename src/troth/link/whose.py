"""Whose a mention is, by the keys that all reports give to names."""

from __future__ import annotations

from troth.link.actors import Keys
from troth.link.same_pledge import Whose, actor_key
from troth.types import PledgeMention


def whose(keys: Keys, mention: PledgeMention, on: str | None) -> Whose:
    """Whose a mention in a report of this day is.

    A person of whom the full name is known is so loosely by the last name too: a report may know no more than that.
    """
    actors, loosely = set[str](), set[str]()
    for name in mention.who:
        key = keys.key(name, on, mention.quote.report)
        if keys.gathered.is_person(key):
            actors.add(key)
            loosely.add(actor_key(key))
        else:
            actors.update((key, actor_key(name)))
    return Whose(frozenset(actors), frozenset(loosely - actors))

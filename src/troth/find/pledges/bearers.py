"""Bearers: who takes a commitment on, and who vouches for it (GUIDELINES, "who" and "source")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from troth.find.actors import (
    FIRST_PERSON,
    PRONOUN_TAGS,
    Background,
    actor,
    known,
    names_actor,
    phrase,
    principal,
    quoted_speaker,
    speaker_before,
)
from troth.find.clauses import ancestors, child, subjects
from troth.find.pledges.commitments import Commitment
from troth.find.pledges.exclusions import can_commit
from troth.find.statements.attribution import speakers

if TYPE_CHECKING:
    from spacy.tokens import Token

NARRATOR: Final = "narrator"
_REPORTED: Final = frozenset({"would", "'d", "’d"})  # the future as somebody is reported to have said it


def bearers(commitment: Commitment, offset: int, background: Background) -> tuple[str, ...]:
    """Who undertakes it, each by the fullest name in the report; empty where the report does not tell."""
    names = (
        principal(name)
        for token in commitment.actors
        if can_commit(token, commitment)
        for name in _names(token, commitment, offset, background)
    )
    return tuple(dict.fromkeys(name for name in names if name))


def _names(token: Token, commitment: Commitment, offset: int, background: Background) -> Iterator[str | None]:
    """The name of the actor; where a thing does it ("a poster promising a reward"), of who stands behind the thing."""
    if names_actor(token):
        yield actor(token, offset, background)
        return
    behind = next(_behind(token, commitment, offset, background), None)
    yield behind or actor(token, offset, background)


def _behind(thing: Token, commitment: Commitment, offset: int, background: Background) -> Iterator[str]:
    """Whose thing it is, who does something with it, or who speaks of it, in this order."""
    owner = child(thing, "poss")
    if owner is not None and (name := actor(owner, offset, background)):
        yield name
    for _, head in ancestors(commitment.sign):
        for subject in subjects(head):
            if subject.i not in {thing.i, commitment.sign.i} and names_actor(subject) and (name := actor(subject, offset, background)):
                yield name
    said_by = [name for token in speakers(commitment.sign) if (name := actor(token, offset, background))]
    yield from said_by
    quoted = quoted_speaker(offset + commitment.sign.idx, background)
    if quoted is not None:
        yield quoted


def source(commitment: Commitment, offset: int, background: Background) -> str:
    """Who vouches for it: whom the sentence names as speaking, else whose quotation it stands in, else who uttered it."""
    at = offset + commitment.sign.idx
    said_by = speakers(commitment.sign)
    if said_by and all(token.lower_ in known.words("papers", "own") for token in said_by):
        return joined(bearers(commitment, offset, background))
    if said_by:
        named = joined(_vouching(token, offset, background) for token in said_by)
        return named if named != NARRATOR else speaker_before(at, background) or NARRATOR
    quoted = quoted_speaker(at, background)
    if quoted is None and (commitment.word.utters or any(token.lower_ in FIRST_PERSON for token in commitment.actors)):
        return joined(actor(token, offset, background) for token in commitment.actors)
    if quoted is None and commitment.sign.lower_ in _REPORTED:
        return _reported(commitment, offset, background)
    return quoted or NARRATOR


def _reported(commitment: Commitment, offset: int, background: Background) -> str:
    """Who is reported to have said "would": whoever made the clause ("left no doubt that he would"), else who spoke just before."""
    stated = background.speaker_at(offset + commitment.sign.idx)
    if stated is not None:
        return stated
    verb = commitment.sign.head
    if verb.dep_ in {"ccomp", "acl"} and verb.head.i != verb.i:
        return joined(bearers(commitment, offset, background))
    return speaker_before(offset + commitment.sign.idx, background) or NARRATOR


def _vouching(token: Token, offset: int, background: Background) -> str | None:
    """Who is meant, or the words for it; a pronoun whose name is not found says nothing."""
    return actor(token, offset, background) or (None if token.tag_ in PRONOUN_TAGS else phrase(token))


def joined(names: Iterable[str | None]) -> str:
    """The names in one; `narrator` where there is none."""
    return " and ".join(name for name in names if name) or NARRATOR

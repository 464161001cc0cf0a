"""Vouchers: on whose word two tellings have the same statement."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from troth.link.differences.changes import Change, Matching
from troth.link.differences.datelines import is_dateline
from troth.link.differences.places import quote_of, words_in
from troth.link.words import Words, is_idle
from troth.types import Quote, Statement

SAME_STATEMENT: Final = 0.5  # share of the longer content's words that both have
FEWEST: Final = 3  # words in common that tell something, from which on it is one statement
SURE: Final = 0.6  # confidence of a statement: below it the reader takes doing for saying ("offered", "named")
LONGEST_NAME: Final = 8  # words: "White House deputy national security adviser Jane Smith"

_SAID: Final = frozenset({"said", "says", "told", "added", "according"})  # beside the cues that the readings hold
_ARTICLE: Final = re.compile(r"(?:a|an|the|one|his|her|its|their|another|some|two|three|several)\s", re.IGNORECASE)
_INDEFINITE: Final = re.compile(r"(?:a|an|one|another|some|two|three|several)\s|[a-z]", re.IGNORECASE)
_PRONOUN: Final = frozenset({"he", "she", "they", "it", "we", "i", "who"})


@dataclass(frozen=True, slots=True)
class Voucher:
    """Who vouches in either telling, and the words, names and cues, that only say so."""

    a: Quote
    b: Quote
    words_a: frozenset[int]
    words_b: frozenset[int]


def other_vouchers(a: Words, b: Words, matching: Matching, of_a: Sequence[Statement], of_b: Sequence[Statement]) -> list[Voucher]:
    """Statements that both tellings have on the word of different people."""
    told = [*_of_statements(a, b, matching, of_a, of_b), *_beside_cues(a, b, matching, of_a, of_b)]
    kept: list[Voucher] = []
    for voucher in told:
        if not any(_touch(voucher.a, other.a) or _touch(voucher.b, other.b) for other in kept):
            kept.append(voucher)
    return kept


def same_voucher(a: str, b: str) -> bool:
    """Whether two names, descriptions or pronouns can mean one person or body."""
    if sorted(a.casefold().split()) == sorted(b.casefold().split()):
        return True
    head_a, head_b = _head(a), _head(b)
    if head_a.removesuffix("s") == head_b.removesuffix("s"):
        return not _is_description(a) or not _is_description(b) or _same_body(a, b)
    if head_a in _PRONOUN or head_b in _PRONOUN:
        other = b if head_a in _PRONOUN else a
        return not _is_indefinite(other)
    if _is_description(a) and _is_description(b):
        return False
    described = a if _is_description(a) else b if _is_description(b) else None
    return described is not None and not _is_indefinite(described)


def _of_statements(a: Words, b: Words, matching: Matching, of_a: Sequence[Statement], of_b: Sequence[Statement]) -> Iterator[Voucher]:
    """Of each statement the one of the other telling with the same content."""
    of_a, of_b = ([one for one in told if one.confidence >= SURE] for told in (of_a, of_b))
    holding: dict[int, list[int]] = defaultdict(list)
    contents = [_content(b, statement) for statement in of_b]
    for number, content in enumerate(contents):
        for word in content:
            if not is_idle(b.keys[word]):
                holding[word].append(number)
    for statement in of_a:
        words = _content(a, statement)
        votes = Counter(number for word in words if (there := matching.to_b[word]) is not None for number in holding.get(there, ()))
        for number, shared in sorted(votes.items(), key=lambda vote: (-vote[1], len(contents[vote[0]]), vote[0])):
            longer = max(_telling_words(a, words), _telling_words(b, contents[number]))
            if shared >= min(FEWEST, longer) and shared >= SAME_STATEMENT * longer:
                voucher = _other(a, b, matching, statement, of_b[number])
                if voucher is not None:
                    yield voucher
                    break


def _content(telling: Words, statement: Statement) -> list[int]:
    return [word for part in statement.content for word in words_in(telling, part.start, part.end)]


def _telling_words(telling: Words, words: Sequence[int]) -> int:
    return sum(not is_idle(telling.keys[word]) for word in words)


def _other(a: Words, b: Words, matching: Matching, one: Statement, other: Statement) -> Voucher | None:
    if one.speaker is None or other.speaker is None:
        return None
    name_a, name_b = one.speaker.quote, other.speaker.quote
    words_a, words_b = words_in(a, name_a.start, name_a.end), words_in(b, name_b.start, name_b.end)
    if not words_a or not words_b or max(len(words_a), len(words_b)) > LONGEST_NAME:
        return None
    # Where both stand in both tellings, only the reading of them differs.
    if all(matching.to_b[word] is not None for word in words_a) and all(matching.to_a[word] is not None for word in words_b):
        return None
    if any(matching.to_b[word] in words_b for word in words_a if not is_idle(a.keys[word])):
        return None
    if not _is_name(name_a.exact) or not _is_name(name_b.exact):
        return None
    if same_voucher(one.speaker.name, other.speaker.name) or same_voucher(name_a.exact, name_b.exact):
        return None
    cue_a = words_in(a, one.cue.start, one.cue.end) if one.cue else range(0)
    cue_b = words_in(b, other.cue.start, other.cue.end) if other.cue else range(0)
    moved = any(matching.to_b[word] is None for word in cue_a) or any(matching.to_a[word] is None for word in cue_b)
    said_a, said_b = (
        (frozenset(cue_a), frozenset(cue_b)) if moved and not _in_place(matching, words_a, words_b) else (frozenset[int](),) * 2
    )
    return Voucher(name_a, name_b, frozenset(words_a) | said_a, frozenset(words_b) | said_b)


def _in_place(matching: Matching, words_a: range, words_b: range) -> bool:
    """Whether one name stands where the other does, so that a changed cue is another difference."""
    return any(words_a[0] in change.in_a and words_b[0] in change.in_b for change in matching.changes)


def _beside_cues(a: Words, b: Words, matching: Matching, of_a: Sequence[Statement], of_b: Sequence[Statement]) -> Iterator[Voucher]:
    """Names in each other's place right before or after a word for saying that both tellings have."""
    cues = _SAID | _cue_words(a, of_a) | _cue_words(b, of_b)
    for change in matching.changes:
        if not change.in_a or not change.in_b or max(len(change.in_a), len(change.in_b)) > LONGEST_NAME:
            continue
        if is_dateline(a, change.in_a) or is_dateline(b, change.in_b) or not _is_beside(a, matching, change, cues):
            continue
        name_a, name_b = quote_of(a, change.in_a), quote_of(b, change.in_b)
        if _is_name(name_a.exact) and _is_name(name_b.exact) and not same_voucher(name_a.exact, name_b.exact):
            yield Voucher(name_a, name_b, frozenset(change.in_a), frozenset(change.in_b))


def _cue_words(telling: Words, statements: Sequence[Statement]) -> set[str]:
    sure = [one for one in statements if one.confidence >= SURE]
    words = {telling.keys[word] for one in sure if one.cue for word in words_in(telling, one.cue.start, one.cue.end)}
    return {word for word in words if not is_idle(word)}


def _is_beside(a: Words, matching: Matching, change: Change, cues: set[str] | frozenset[str]) -> bool:
    after, before = change.a_last, change.a - 1
    follows = after < len(a.keys) and a.keys[after] in cues and matching.to_b[after] == change.b_last
    return follows or (before >= 0 and a.keys[before] in cues and matching.to_b[before] == change.b - 1)


def _is_name(words: str) -> bool:
    """Whether words can name somebody: a name, a pronoun, or a noun with its article."""
    first = words.split()[0]
    return words.casefold() in _PRONOUN or _ARTICLE.match(words) is not None or (first[:1].isupper() and not is_idle(first.casefold()))


def _head(name: str) -> str:
    """The word that says who it is: a last name, or the noun of a description."""
    words = re.findall(r"[\w.'’-]+", re.split(r",|\s(?:of|for|from|with|in|at|on|who|familiar|close)\s", name, maxsplit=1)[0])
    words = [word for word in words if word.rstrip(".").casefold() not in {"jr", "sr", "ii", "iii"}]
    head = re.sub(r"['’]s?$", "", words[-1].casefold()) if words else ""
    return head[:-1] if len(head) > 4 and head.endswith("s") and _is_description(name) else head


def _same_body(a: str, b: str) -> bool:
    """Whether two descriptions with one noun can be one: "a U.S. official" and "a Mexican official" cannot."""
    named = [{word for word in name.split()[1:] if word[:1].isupper()} for name in (a, b)]
    return not named[0] or not named[1] or bool(named[0] & named[1])


def _is_description(name: str) -> bool:
    """Whether a noun says who it is, and no name: "a senior U.S. official", "officials", "the spokesman"."""
    words = re.split(r",|\s(?:of|for|from|with|in|at|on|who|familiar|close)\s", name, maxsplit=1)[0].split()
    return bool(words) and words[-1][:1].islower() and words[-1].casefold() not in _PRONOUN


def _is_indefinite(name: str) -> bool:
    """Whether it keeps to itself who it is: "a spokesman", "officials"."""
    return (
        _is_description(name) and _INDEFINITE.match(name) is not None and not re.match(r"(?:the|his|her|its|their)\s", name, re.IGNORECASE)
    )


def _touch(a: Quote, b: Quote) -> bool:
    return a.start < b.end and b.start < a.end

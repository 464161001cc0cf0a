"""Kinship: how the text of one report derives from another's, decided by the words that both have and by nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np

from troth.link.body import Body
from troth.link.fingerprint import RUN
from troth.link.page_furniture import ENDING
from troth.link.passages import LEAST, Passages, meet, passages_of
from troth.text import BETWEEN
from troth.types import Relation, Telling

# All thresholds below were set on `lineage-dev` (docs/measurements.md): shares of the text of which the other holds more.
COPY: Final = 0.5  # from here on, one is a copy of the other; of 9,000 planted copies three in a thousand are below
WHOLE: Final = 0.8  # of a text in another: it is then a copy cut short, however long the other is
OF_BOTH: Final = 0.4  # else so much of both, or one has more words of its own than of the other and only holds an excerpt
COPY_OF_ONE_AGENCY: Final = 0.35  # where both credit the same agency within DAYS: what differs is then an editor's cut
DAYS: Final = 2
EXCERPT: Final = 0.18  # and at least EXCERPT_WORDS, one passage having EXCERPT_RUN: below stand captions, biographies and stock phrases
EXCERPT_WORDS: Final = 40
EXCERPT_RUN: Final = 20
# Days after which an outlet that has half a text again reuses its own material (background, captions, boxes in the text), unless one
# report is nearly whole in the other: updates of a story follow sooner.  A mere passage is its own material on any day.
REUSED_AFTER: Final = 2
LONG_EXCERPT: Final = 80  # words in one passage: an excerpt however long the text is that holds it
QUOTED: Final = 0.7  # share of the common words within quotation marks, from which on both quote somebody rather than each other
QUOTATION_RUN: Final = 20  # words of the longest passage of a shared quotation: shorter ones are bywords
# Forms filled in anew (earnings, weather, results) have the frame in common but other names and numbers in it: per common word at least so
# many, names among them.  Planted forms have 0.08 to 0.14; of 26,000 pairs of copies, numbers altered in many, one in a thousand has 0.07.
FILLED_IN: Final = 0.07
NUMBERS_FILLED_IN: Final = 0.12  # the same where only numbers differ
FEWEST_NUMBERS: Final = 5
LONGEST_FRAME: Final = 0.7  # share of the common words that one stretch between two slots has at most; 0.65 in the planted forms
SLOT: Final = 12  # words at most that stand in a form's slot
BATCH: Final = 1 << 16  # words of pairs compared at once


def kinship(one: Body, other: Body) -> Telling | None:
    """How two reports' texts are related; None when they have nothing in common that matters.  The order of the two does not matter."""
    return next(kinships([(one, other)]), None)


def kinships(pairs: Iterable[tuple[Body, Body]]) -> Iterator[Telling]:
    """How the texts of each pair are related, where they are."""
    batch: list[tuple[Body, Body]] = []
    words = 0
    for one, other in pairs:
        if meet(one.fingerprint, other.fingerprint):
            batch.append((one, other))
            words += len(one.fingerprint) + len(other.fingerprint)
        if words >= BATCH:
            yield from _examined(batch)
            batch, words = [], 0
    if batch:
        yield from _examined(batch)


def examined(one: Body, other: Body) -> Telling | None:
    """The same for two that are looked at for themselves: short texts may share no sampled word run, but passages all the same."""
    return next(_examined([(one, other)]), None)


def _examined(pairs: Sequence[tuple[Body, Body]]) -> Iterator[Telling]:
    ordered = [(one, other) if (one.rank, one.report.id) <= (other.rank, other.report.id) else (other, one) for one, other in pairs]
    for (a, b), shared in zip(ordered, passages_of([(a.fingerprint, b.fingerprint) for a, b in ordered]), strict=True):
        relation = _relation(a, b, shared) if len(shared.lengths) else None
        if relation is not None:
            places = zip(a.places(shared.a, shared.lengths), b.places(shared.b, shared.lengths), strict=True)
            yield Telling(a.report.id, b.report.id, relation, *shared.shares, shared.words, tuple(places))


def _relation(a: Body, b: Body, shared: Passages) -> Relation | None:
    longest, share = shared.longest, max(shared.shares)
    enough = _copy_from(a, b)
    is_copy = share >= enough and (share >= WHOLE or min(shared.shares) >= min(OF_BOTH, enough))
    is_excerpt = longest >= LONG_EXCERPT or (share >= EXCERPT and shared.words >= EXCERPT_WORDS and longest >= EXCERPT_RUN)
    if not is_copy and not is_excerpt and longest < QUOTATION_RUN:
        return None
    if _is_form(a, b, shared):
        return None
    days = _days_between(a, b) if a.report.outlet is not None and a.report.outlet == b.report.outlet else None
    if days is not None and (is_copy or is_excerpt) and not (is_copy and (share >= WHOLE or days <= REUSED_AFTER)):
        return Relation.SHARED_FURNITURE
    if is_copy and not _only_quoted(a, b, shared):
        return Relation.SHARED_FURNITURE if _only_furniture(a, b, shared) else Relation.COPY
    if _is_quoted(a, b, shared):
        return Relation.SHARED_QUOTATION if longest >= QUOTATION_RUN else None
    if not is_excerpt:
        return None
    return Relation.SHARED_FURNITURE if _only_furniture(a, b, shared) else Relation.EXCERPT


def _copy_from(a: Body, b: Body) -> float:
    """The share from which on one counts as a copy of the other."""
    if a.report.credit is None or a.report.credit != b.report.credit:
        return COPY
    days = _days_between(a, b)
    return COPY_OF_ONE_AGENCY if days is not None and days <= DAYS else COPY


def _days_between(a: Body, b: Body) -> int | None:
    """How many days lie between two reports; None where one has no date."""
    if a.report.published is None or b.report.published is None:
        return None
    first, second = (date.fromisoformat(body.report.published[:10]) for body in (a, b) if body.report.published)
    return abs((second - first).days)


def _is_quoted(a: Body, b: Body, shared: Passages) -> bool:
    """Whether the common words stand mostly within quotation marks; marks that one telling lost are read in the other."""
    for one, firsts, common, words in ((a, shared.a, shared.in_a, shared.common_a), (b, shared.b, shared.in_b, shared.common_b)):
        if one.has_unquoted(common, (1 - QUOTED) * words):
            continue
        quoted = one.quoted_near(one.places(firsts, shared.lengths))
        if np.count_nonzero(quoted & common) >= QUOTED * words:
            return True
    return False


def _only_quoted(a: Body, b: Body, shared: Passages) -> bool:
    """Whether what is not quoted in the shorter text is its own: two reports of one speech, not copies."""
    a_is_shorter = shared.words_a <= shared.words_b
    shorter, words, common = (a, shared.words_a, shared.common_a) if a_is_shorter else (b, shared.words_b, shared.common_b)
    if words - common < LEAST * (1 - COPY):  # then LEAST words of its own narration cannot be mostly its own
        return False
    in_shorter = shared.in_a if a_is_shorter else shared.in_b
    if shorter.has_unquoted(in_shorter, words - common):
        return False
    own = in_shorter[~shorter.quoted]
    return len(own) >= LEAST and float(own.mean()) < COPY and _is_quoted(a, b, shared)


def _is_form(a: Body, b: Body, shared: Passages) -> bool:
    """Whether the two are one form filled in twice: the same frame, other names and numbers."""
    if shared.longest > LONGEST_FRAME * shared.words:
        return False
    slots, filled = [], 0
    for (i, j, length), (next_i, next_j, _) in pairwise(zip(shared.a.tolist(), shared.b.tolist(), shared.lengths.tolist(), strict=True)):
        in_a, in_b = next_i - i - length, next_j - j - length
        if 0 < in_a <= SLOT and 0 < in_b <= SLOT:
            slots.append((i + length, in_a, j + length, in_b))
            filled += min(in_a, in_b)
    if filled < FILLED_IN * shared.words:
        return False
    told = [(a.words(start_a, in_a), b.words(start_b, in_b)) for start_a, in_a, start_b, in_b in slots]
    if sum(min(map(_names_and_numbers, both)) for both in told) < FILLED_IN * shared.words:  # so are most, and counted fast
        return False
    numbers = sum(min((one - other).total(), (other - one).total()) for one, other in (map(_numbers, both) for both in told))
    words_of_a, words_of_b = set(a.fingerprint.words.tolist()), set(b.fingerprint.words.tolist())
    names = sum(min(_foreign_names(of_a, words_of_b), _foreign_names(of_b, words_of_a)) for of_a, of_b in told)
    if names:
        return names + numbers >= FILLED_IN * shared.words
    return numbers >= FEWEST_NUMBERS and numbers >= NUMBERS_FILLED_IN * shared.words


def _names_and_numbers(words: Sequence[tuple[str, int]]) -> int:
    """How many there are at most."""
    return sum(word[0].isupper() + (not word.isalpha()) for word, _ in words)


def _numbers(words: Sequence[tuple[str, int]]) -> Counter[str]:
    return Counter(word for word, _ in words if any(map(str.isdigit, word)))


def _foreign_names(words: Sequence[tuple[str, int]], others: set[int]) -> int:
    """How many capitalised words the other text has nowhere."""
    return sum(word[0].isupper() and hashed not in others for word, hashed in words)


def _only_furniture(a: Body, b: Body, shared: Passages) -> bool:
    """Whether two reports of one outlet have nothing in common but the same last paragraphs."""
    if a.report.outlet is None or a.report.outlet != b.report.outlet:
        return False
    end_a, end_b = (_words_before(body, _same_ending(a, b)) for body in (a, b))
    left = np.minimum(shared.lengths, np.minimum(end_a - shared.a, end_b - shared.b))
    return min(end_a, end_b) >= LEAST and int(left[left >= RUN].sum()) < LEAST


def _same_ending(a: Body, b: Body) -> int:
    """How many of the last paragraphs are the same to the letter."""
    last = [body.report.text.rsplit(BETWEEN, ENDING)[-ENDING:][::-1] for body in (a, b)]
    return next((i for i, (x, y) in enumerate(zip(*last, strict=False)) if x != y), min(map(len, last)))


def _words_before(whole: Body, count: int) -> int:
    """How many words stand before the last paragraphs; 0 when there are no others, or none of them is meant."""
    parts = whole.report.text.rsplit(BETWEEN, count)
    return int(whole.fingerprint.starts.searchsorted(len(parts[0]))) if count and len(parts) > count else 0

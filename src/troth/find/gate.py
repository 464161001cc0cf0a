"""The gate: which sentences of a report can hold a pledge at all.  Most cannot, and are never parsed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from troth.find import lexicon
from troth.find.lexicon import Commissive
from troth.types import Report, Span

# The longest of 13,965 sentences of the training reports has 656 characters; beyond 1,500 it is a list, a table or a text
# without stops, of which a parser makes nothing, at a cost in memory that grows with its length.
LONGEST: Final = 1500  # characters
LONGEST_HEADLINE: Final = 120  # characters: 99.7 % of the titles of the corpus of 18,316 reports are shorter
REACH: Final = 60  # characters between a word and the "to" or "of" that it takes: room for "plans, if she is elected in May, to"
_ADVERB: Final = r"(?: (?:not|also|never|still|only|just|probably|likely|certainly|soon|then|now|to))?"
# What stands between a dateline's place and the sentence: a day, an agency, a dash.
_AFTER_DATELINE: Final = re.compile(r"(?:, [^()–—-]{1,20})?\s*(?:\([^()]{1,30}\)\s*)?(?:(?:--?|–|—|:)\s*)?")
_WORD: Final = re.compile(r"won['’]t|[a-z]+|['’](?:ll|d)\b", re.IGNORECASE)


def passing(report: Report, sentences: Sequence[Span]) -> list[Span]:
    """Those sentences that hold a commissive word or modal, are no question, and lie outside the page's furniture.

    A dateline before a sentence is left off: a parser takes the place for its subject.
    """
    spans = (_without_dateline(report, sentence) for sentence in sentences)
    return [span for span in spans if _passes(report.text, span) and not _furnished(report, span)]


def _without_dateline(report: Report, sentence: Span) -> Span:
    dateline = report.dateline
    if dateline is None or not report.text.startswith(dateline, sentence.start):
        return sentence
    after = _AFTER_DATELINE.match(report.text, sentence.start + len(dateline), sentence.end)
    return Span(after.end(), sentence.end) if after and after.end() < sentence.end else sentence


def _passes(text: str, sentence: Span) -> bool:
    if sentence.end - sentence.start > LONGEST or text.endswith("?", sentence.start, sentence.end):
        return False
    needed = _complements()
    for word in _WORD.finditer(text, sentence.start, sentence.end):
        complement = needed.get(word[0].lower())
        if complement is not None and complement.match(text, word.end(), sentence.end):
            return True
    return _may_be_headline(sentence) and " to " in text[sentence.start : sentence.end]


def _may_be_headline(sentence: Span) -> bool:
    return sentence.start == 0 and sentence.end <= LONGEST_HEADLINE


def _furnished(report: Report, sentence: Span) -> bool:
    return any(span.start < sentence.end and sentence.start < span.end for span in report.furniture)


@cache
def _complements() -> dict[str, re.Pattern[str]]:
    """For each form, what must follow for it to commit anybody."""
    return {
        form: re.compile("|".join(_complement(word) for word in words), re.IGNORECASE)
        for form, words in lexicon.commissives().items()
        if words[0].kind != "headline"
    }


def _complement(word: Commissive) -> str:
    if word.kind == "modal":
        return rf"(?!{_ADVERB} (?:{'|'.join(sorted(lexicon.words('not_pledges', 'forecasts')))})\b)"
    if word.takes & {"that", "thing", "itself"}:
        return ""
    openers = {r"\w+ing" if take == "ing" else take.split()[0] for take in word.takes}
    return rf".{{0,{REACH}}}?\b(?:{'|'.join(sorted(openers))})\b"

"""Weighing: how strongly the words around a cue say that it tells what became of a commitment.

Each observation has a weight (log odds) in `lexicon/developments.toml`; their sum is turned into the share of such places that are labelled
developments in the training reports.  `training/rules/developments.py` estimates the weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from troth.find.clauses import NOUNS, VERBS
from troth.find.developments.bearings import Theme, denied, head, themes, unreal
from troth.find.developments.cues import Cue, weights, words
from troth.find.developments.links import Known, stems_of
from troth.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NEAR: Final = 350  # characters: the pledge stands in the sentence before or after, or the one beyond
NEAR_WORDS: Final = 6  # words between a cue and a promise that it may be about
_PRESENT: Final = frozenset({"VB", "VBP", "VBZ"})
_TENSES: Final = {"VBD": "past", "VBN": "participle", "VBG": "gerund"}


@dataclass(frozen=True, slots=True)
class Sighting:
    """A cue in its sentence: its head, what it bears on, the pledge it shares words with, and all that was observed of it."""

    cue: Cue
    head: Token
    theme: Theme | None
    pledge: Known | None
    observed: frozenset[str]

    @property
    def confidence(self) -> float:
        """The share of such places that are developments."""
        odds = weights()["always"] + sum(weights().get(name, 0.0) for name in sorted(self.observed))
        return 1 / (1 + math.exp(-odds))


def sighting(cue: Cue, doc: Doc, sentence: Span, place: int, pledges: Sequence[Known]) -> Sighting | None:
    """What can be observed of a cue; `place` is the number of its sentence in the report."""
    token = head(doc, sentence.start, cue)
    if token is None:
        return None
    about = themes(token)
    bearing, theme = _bearing(cue, about)
    pledge, shared = _link(cue, token, about, sentence, pledges)
    observed = {
        f"group {cue.group.name}",
        f"{cue.group.bears} {bearing}",
        "shares words" if shared else "shares none",
        *_form(cue, token),
        *_surroundings(doc, token, place),
        *_neighbours(cue, about, sentence, pledges),
    }
    return Sighting(cue, token, theme, pledge, frozenset(observed))


def _bearing(cue: Cue, about: Sequence[Theme]) -> tuple[str, Theme | None]:
    """The strongest of the things that the cue bears on."""
    found: dict[str, Theme] = {}
    for theme in about:
        for name in _names(theme):
            found.setdefault(name, theme)
    ranked = _BEARINGS[cue.group.bears]
    name = next((name for name in ranked if name in found), "nothing")
    return name, found.get(name) or next(iter(found.values()), None)


# What the kinds of cues may bear on, the strongest first.
_BEARINGS: Final = {
    "itself": ("promise",),
    "promise": ("promise", "promise within"),
    "course": ("promise", "own plan", "plan", "measure", "promise within", "plan within", "pronoun"),
}


def _names(theme: Theme) -> Iterator[str]:
    word, noun = theme.head.lower_, theme.head.tag_ in NOUNS
    within = {token.lower_ for token in theme.head.subtree if abs(token.i - theme.head.i) < NEAR_WORDS}
    if noun and word in words("promises"):
        yield "promise"
    elif noun and word in words("plans"):
        yield "own plan" if any(kid.dep_ == "poss" or kid.tag_ == "VB" for kid in theme.head.children) else "plan"
    elif word in words("measures"):
        yield "measure"
    elif within & words("promises"):
        yield "promise within"
    elif within & words("plans"):
        yield "plan within"
    elif word in {"it", "that", "this", "them", "so"}:
        yield "pronoun"


def _link(cue: Cue, token: Token, about: Sequence[Theme], sentence: Span, pledges: Sequence[Known]) -> tuple[Known | None, int]:
    """The pledge, stated elsewhere, with which the things that the cue bears on share most words, and how many."""
    best: Known | None = None
    most = 0
    phrases = [theme.words(token) for theme in about]
    for pledge in pledges:
        place = pledge.mention.quote
        if place.start <= cue.start < place.end:
            continue
        for phrase in phrases:
            shared = pledge.stems & stems_of(word for word in phrase if not place.start <= sentence.start + word.idx < place.end)
            if len(shared) > most:
                best, most = pledge, len(shared)
    return best, most


def _form(cue: Cue, token: Token) -> Iterator[str]:
    """The form of the cue's head."""
    auxiliaries = {kid.lower_ for kid in token.lefts if kid.dep_ in {"aux", "auxpass"}}
    if unreal(token):
        yield "unreal turn" if cue.group.name.startswith("turns") else "unreal"
    if denied(token):
        yield "denied" if cue.group.denied else "denied without meaning"
    if token.tag_ in NOUNS:
        yield "noun"
    elif token.tag_ in VERBS:
        yield _TENSES.get(token.tag_, "present")
    if auxiliaries & {"has", "have", "'ve", "’ve"}:
        yield "perfect"
    if any(kid.lower_ in words("aspects") for kid in token.children):
        yield "aspect"


def _surroundings(doc: Doc, token: Token, place: int) -> Iterator[str]:
    """What else stands in the sentence, and where the sentence stands."""
    said = {word.lower_ for word in doc}
    if said & words("contrasts"):
        yield "contrast"
    nouns = [word.i for word in doc if word.tag_ in NOUNS and word.lower_ in words("promises")]
    if any(abs(i - token.i) <= NEAR_WORDS for i in nouns):
        yield "promise near"
    elif nouns or said & words("promising"):
        yield "promise in sentence"
    if place == 0:
        yield "headline"
    elif place <= 2:
        yield "lead"


def _neighbours(cue: Cue, about: Sequence[Theme], sentence: Span, pledges: Sequence[Known]) -> Iterator[str]:
    """The pledges before, after and around the cue, and whether their actor is the subject."""
    starts = [pledge.mention.quote.start for pledge in pledges]
    if any(pledge.mention.quote.start <= cue.start < pledge.mention.quote.end for pledge in pledges):
        yield "inside a pledge"
    if any(0 < cue.start - start < NEAR for start in starts):
        yield "pledge before"
    if any(0 < start - cue.start < NEAR for start in starts):
        yield "pledge after"
    if any(sentence.start <= start < sentence.end for start in starts):
        yield "pledge in sentence"
    doers = {theme.head.lower_ for theme in about if theme.is_subject}
    if any(doers & pledge.names for pledge in pledges):
        yield "actor"
    if doers & {"he", "she", "they", "it", "we", "i"}:
        yield "actor unnamed"

"""Cues: the words that attribute, read from `lexicon/cues.toml`, in every form they take."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from troth.find import lexicon
from troth.find.clauses import NOUNS, VERBS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PARTS: Final = ("verb", "noun", "adjective")
# How often a word of each list was marked by a person (`lexicon/cues.toml`): the middle of what the list spans.
CONFIDENCE: Final = {"sure": 0.85, "likely": 0.65, "possible": 0.45, "rare": 0.15}
ACCORDING: Final = 0.9  # the rate of "according to", in the same place
RARE: Final = "rare"  # the list of words that seldom attribute, and are heard only where what stands around them speaks for it
_VOWELS: Final = "aeiou"


def attributes(part: str, construction: str, lemma: str) -> bool:
    """Whether the word attributes in that construction often enough to be heard."""
    return part == "phrase" or (part, construction, lemma) in _confidences()


def confidence(part: str, construction: str, lemma: str) -> float:
    """How likely the word attributes in that construction, one in which it `attributes`."""
    return ACCORDING if part == "phrase" else _confidences()[part, construction, lemma]


def rate(part: str, construction: str, lemma: str) -> str:
    """The list in which the word stands in that construction."""
    return "sure" if part == "phrase" else _rates().get((part, construction, lemma), "none")


def base_form(token: Token) -> str | None:
    """The base form of a word that may attribute, None for all others."""
    forms = _forms()
    word = token.lower_
    if word not in forms:
        return None
    tag = token.tag_
    part = "verb" if tag in VERBS else "noun" if tag in NOUNS else "adjective"
    return forms[word].get(part)


def places(doc: Doc) -> list[int]:
    """The tokens whose form may attribute.  Looking at the whole sentence at once costs a tenth of asking token by token."""
    hashes = _hashes()
    return [place for place, form in enumerate(doc.to_array("LOWER").tolist()) if form in hashes]


@cache
def _hashes() -> frozenset[int]:
    from spacy.strings import get_string_id

    return frozenset(get_string_id(form) for form in _forms())


@cache
def _forms() -> dict[str, dict[str, str]]:
    """For each form the base form it has as a verb, as a noun and as an adjective."""
    forms: dict[str, dict[str, str]] = {"according": dict.fromkeys(PARTS, "according")}
    for part, _, lemma in _confidences():
        for form in inflected(part, lemma):
            forms.setdefault(form, {}).setdefault(part, lemma)
    return forms


@cache
def _confidences() -> dict[tuple[str, str, str], float]:
    """The confidences of the lexicon.  A verb that takes a clause can follow it too, and one that can follow its words may stand bare."""
    listed = {key: CONFIDENCE[list_] for key, list_ in _rates().items()}
    for (part, construction, lemma), value in list(listed.items()):
        if part == "verb" and construction == "that" and value > CONFIDENCE[RARE]:
            listed.setdefault((part, "left", lemma), value)
    for (part, construction, lemma), value in list(listed.items()):
        if part == "verb" and construction == "left" and value > CONFIDENCE[RARE]:
            listed[part, "bare", lemma] = value
    return listed


@cache
def _rates() -> dict[tuple[str, str, str], str]:
    """The list of each word in each construction."""
    return {
        (part, construction, lemma): list_
        for part in PARTS
        for construction, lists in _lexicon().get(part, {}).items()
        for list_, lemmas in lists.items()
        for lemma in lemmas.split()
    }


@cache
def _lexicon() -> dict[str, Any]:
    return lexicon.table("cues")


def inflected(part: str, lemma: str) -> frozenset[str]:
    """All forms of a word: by the rules of spelling, and those that the lexicon lists."""
    if part == "adjective":
        return frozenset({lemma})
    plural = _with_s(lemma)
    if part == "noun":
        return frozenset({lemma, plural})
    irregular = _irregular().get(lemma, frozenset())
    stem = lemma + lemma[-1] if lemma in lexicon.words("speech", "doubling") else lemma
    if lemma.endswith("e"):
        return irregular | {lemma, plural, lemma + "d", lemma[:-1] + "ing"}
    past = lemma[:-1] + "ied" if _ends_in_y(lemma) else stem + "ed"
    return irregular | {lemma, plural, past, stem + "ing"}


def _with_s(lemma: str) -> str:
    if _ends_in_y(lemma):
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _ends_in_y(lemma: str) -> bool:
    return lemma.endswith("y") and lemma[-2:-1] not in _VOWELS


@cache
def _irregular() -> dict[str, frozenset[str]]:
    return {lemma: frozenset(forms.split()) for lemma, forms in lexicon.table("speech")["irregular"].items()}


def raising() -> frozenset[str]:
    """Verbs whose subject is part of what they tell: "the mine seems to be closed"."""
    return lexicon.words("speech", "raising")


def says(lemma: str) -> bool:
    """Whether a verb is one of saying, which follow or part the words they report ("…, he said")."""
    return lemma in _sayings()


@cache
def _sayings() -> frozenset[str]:
    lists = [_lexicon()["verb"][construction] for construction in ("left", "para")]
    return frozenset(lemma for tiers in lists for list_, lemmas in tiers.items() if list_ != RARE for lemma in lemmas.split())

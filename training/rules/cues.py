"""List the words by which `find` hears that somebody says, thinks or wants something: `python training/rules/cues.py POLNEAR [OUT.toml]`.

POLNEAR is a folder or archive of PolNeAR's training part (brat standoff).  Every word of it that could attribute is looked at in the
construction in which it stands (`statements/claims.py`), and counted as right where a person marked an attribution with that word as
cue and with enough of that content.  Prints how many of those marked the listed words find, then writes
`src/troth/find/lexicon/cues.toml`, or OUT.  List again after constructions have changed.
"""

from __future__ import annotations

import argparse
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from troth.evaluate.cases import Case
from troth.evaluate.recognise import gold_set
from troth.find import lexicon
from troth.find.clauses import NOUNS, VERBS
from troth.find.passages import passages
from troth.find.statements.claims import ADJECTIVES, Claim, claims
from troth.find.syntax import PINNED_MODEL, load, parse
from troth.marks import around, marked
from troth.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

Key: TypeAlias = tuple[str, str, str]  # part of speech, construction, base form

# Least rate of each list.  Below the last a word costs more than it finds: content F1 on PolNeAR's dev part is 0.773 from 0.35,
# 0.774 from 0.3, 0.771 from 0.25 and 0.765 from 0.2, where the word alone decides; the rare ones are heard
# where the words around them speak for it (hearing.py).
TIERS: Final = {"sure": 0.75, "likely": 0.55, "possible": 0.3, "rare": 0.08}
HEARD: Final = 0.3  # rate from which a word's content is somebody's, so that claims inside it are left to him
DRAWN: Final = 3.0  # examples' worth by which a rate is drawn towards that of the construction and of the word elsewhere
ENOUGH: Final = 0.3  # share of the marked content's characters that the claim's content must hold
LEAST: Final = 1  # times that a person must have marked the word: asking for two costs 0.007 of F1
FIRST_PERSON: Final = frozenset({"i", "we", "you", "me", "us"})
PARTS: Final = ("verb", "noun", "adjective")
NOTES: Final = {
    "that": "a clause after the word",
    "left": 'the words before it: "..., he said"',
    "para": "the words around it",
    "obj-that": 'somebody, then a clause: "told reporters that"',
    "to": "an infinitive",
    "obj-to": 'somebody, then an infinitive: "urged them to"',
    "ing": "a gerund",
    "obj": "an object",
    "obj-as": "an object and what is said of it",
    "as": "a complement",
    "by": 'the subject of a passive with "by"',
}
# What the lemmatizer makes of words it does not know, besides "stres" for "stressed".
MISREAD: Final = {
    "consensu": "consensus",
    "eag": "eager",
    "focu": "focus",
    "hop": "hope",
    "impassione": "impassion",
    "los": "lose",
    "nee": "need",
    "prais": "praise",
}
OUT: Final = Path(__file__).parents[2] / "src/troth/find/lexicon/cues.toml"
HEADER: Final = """# Words that attribute: somebody says, thinks, wants or shows what hangs on them.  Made by `training/rules/cues.py`.
#
# [part.construction] lists base forms by how often, in the training part of PolNeAR, a person marked an attribution where the word
# stood in that construction: sure (from {sure:.0%}), likely (from {likely:.0%}), possible (from {possible:.0%}),
# rare (from {rare:.0%}; `hearing.toml` tells where they attribute).  Few examples are drawn towards the rate of the
# construction and of the word elsewhere.
# Constructions are those of `statements/claims.py`; a name that is none of the ones explained here is a preposition ("called
# for"); after pass- the verb is passive, and the statement has no speaker.  Forms that the rules of spelling do not give are
# in `speech.toml`.
"""


@dataclass(frozen=True, slots=True)
class Heard:
    """One claim: what it goes by, where its cue and its content stand, and whether a person marked it."""

    key: Key
    cue: int
    content: tuple[Span, ...]
    right: bool


def main() -> None:
    """Count, tell how much is found, and write the lists."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", nargs="?", type=Path, default=OUT)
    given = parser.parse_args()
    cases = gold_set(given.gold).cases
    heard = [list(_heard(case)) for case in cases]
    first = _rates(claim for report in heard for claim in report)
    outer = [claim for report in heard for claim in _outermost(report, first)]
    rates = _rates(outer)
    found = [claim.right for claim in outer if rates.get(claim.key, 0.0) >= HEARD]
    marked_by_people = sum(len(case.labels["attributions"]) for case in cases)
    print(f"{len(rates)} entries: of {len(found)} claims {sum(found)} are marked, of {marked_by_people} that people marked")
    given.out.write_text(_toml(rates), "utf-8")


def _heard(case: Case) -> Iterator[Heard]:
    """The claims of one report outside quotation marks, in nobody's first person."""
    report = case.report
    if report is None:
        return
    marks = marked(report.text)
    for sentence, doc in parse(report, passages(report), PINNED_MODEL):
        for claim in claims(doc, sentence.start, _base_form, range(len(doc)), lambda *_: True):
            source = report.text[claim.source.start : claim.source.end].lower() if claim.source else ""
            if claim.part in PARTS and claim.content and source not in FIRST_PERSON and around(marks, claim.cue.start) is None:
                yield Heard((claim.part, claim.construction, claim.lemma), claim.cue.start, claim.content, is_marked(claim, case))


def _base_form(token: Token) -> str | None:
    """The base form of any verb, noun or adjective that is written in letters alone."""
    if token.lower_ == "according":
        return "according"
    kind = "VERB" if token.tag_ in VERBS else "NOUN" if token.tag_ in NOUNS else "ADJ" if token.tag_ in ADJECTIVES else None
    if kind is None or not token.is_alpha or token.tag_ in {"NNP", "NNPS"}:
        return None
    token.pos_ = kind
    lemmatizer: Any = load(PINNED_MODEL).get_pipe("lemmatizer")
    lemma: str = lemmatizer.lemmatize(token)[0].lower()
    if lemma.endswith("s") and token.lower_.startswith(lemma + "s"):
        lemma += "s"
    lemma = MISREAD.get(lemma, lemma)
    return lemma if len(lemma) > 1 and lemma not in lexicon.words("speech", "no_cues") else None


def is_marked(claim: Claim, case: Case) -> bool:
    """Whether a person marked an attribution with its cue and enough of its content."""
    for label in case.labels["attributions"]:
        cue = label["cue"] or label["content"]
        if any(start < claim.cue.end and claim.cue.start < end for start, end in cue):
            whole = sum(end - start for start, end in label["content"])
            shared = sum(max(0, min(end, span.end) - max(start, span.start)) for start, end in label["content"] for span in claim.content)
            if shared >= ENOUGH * whole:
                return True
    return False


def _outermost(report: list[Heard], rates: Mapping[Key, float]) -> Iterator[Heard]:
    """Without those inside what another claim tells: a person leaves these to who tells it."""
    heard = (claim for claim in report if rates.get(claim.key, 0.0) >= HEARD)
    told = sorted((span.start, span.end, claim.cue) for claim in heard for span in claim.content)
    for claim in report:
        if not any(start <= claim.cue < end and cue != claim.cue for start, end, cue in told):
            yield claim


def _rates(heard: Iterable[Heard]) -> dict[Key, float]:
    """How often each word that is to be listed is right in each construction."""
    seen, right = Counter[Key](), Counter[Key]()
    for claim in heard:
        seen[claim.key] += 1
        right[claim.key] += claim.right
    of_construction: defaultdict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    of_word: defaultdict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    for key, times in seen.items():
        for counted in (of_construction[key[:2]], of_word[key[0], key[2]]):
            counted[True] += right[key]
            counted[False] += times - right[key]
    rates = {}
    for key in sorted(seen):
        construction, word = of_construction[key[:2]], of_word[key[0], key[2]]
        usual = construction[True] / construction.total()
        elsewhere = (word[True] - right[key] + DRAWN * usual) / (word.total() - seen[key] + DRAWN)
        rate = (right[key] + DRAWN * (usual + elsewhere) / 2) / (seen[key] + DRAWN)
        if right[key] >= LEAST and rate >= TIERS["rare"]:
            rates[key] = rate
    return rates


def _toml(rates: Mapping[Key, float]) -> str:
    lists: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (part, construction, lemma), rate in sorted(rates.items()):
        tier = next(name for name, least in TIERS.items() if rate >= least)
        lists[part, construction][tier].append(lemma)
    order = [*NOTES]
    pieces = [HEADER.format(**TIERS)]
    for part, construction in sorted(lists, key=lambda key: (PARTS.index(key[0]), order.index(key[1]) if key[1] in NOTES else 99, key[1])):
        note = f"  # {NOTES[construction]}" if construction in NOTES else ""
        pieces.append(f"[{part}.{construction}]{note}\n" + "".join(_list(tier, lists[part, construction][tier]) for tier in TIERS))
    return "\n".join(pieces)


def _list(tier: str, words: list[str]) -> str:
    wrapped = textwrap.wrap(" ".join(words), 135)
    if not wrapped:
        return ""
    return f'{tier} = "{wrapped[0]}"\n' if len(wrapped) == 1 else f'{tier} = """\n' + "\n".join(wrapped) + '\n"""\n'


if __name__ == "__main__":
    main()

"""Choice: whose pledge it is, of all whom the sentence and the report offer, with how sure that is.

Each option carries marks: by which way it was come to (the rule's own answer, the speaker, the subject of a clause above ...), what sort
of word stands for the actor in the sentence, and how much the report is about it.  `lexicon/choice.toml` weighs the marks; of the
options the one with the greatest sum is taken.  The shares that a softmax gives them tell how sure it is.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from troth.find import lexicon
from troth.find.actors import PRONOUN_TAGS, Background, actor, known, names_actor, principal
from troth.find.actors.affiliations import represented
from troth.find.clauses import PROPER, SUBJECT, ancestors
from troth.find.pledges.bearers import NARRATOR, bearers, source
from troth.find.pledges.commitments import Commitment
from troth.find.pledges.evidence import sort
from troth.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

NONE: Final = "none"  # the option that the report does not tell
_PRONOUNS: Final = ("he she his her him", "it its", "they their them", "we our us", "i my me", "who which")
MOST: Final = 2  # persons and groups that the report names most often which are options everywhere


@dataclass(frozen=True, slots=True)
class Option:
    """Who it may be, and the marks that speak for or against it."""

    names: tuple[str, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One commitment with its place, whom the rules alone take for its actors, and on whose word they find it."""

    sentence: Span
    commitment: Commitment
    who: tuple[str, ...]
    source: str

    @classmethod
    def of(cls, sentence: Span, commitment: Commitment, background: Background) -> Case:
        """Ask the rules; what has no letter is no name."""
        who = (name for name in bearers(commitment, sentence.start, background) if any(letter.isalnum() for letter in name))
        return cls(sentence, commitment, tuple(who), source(commitment, sentence.start, background))


def choose(case: Case, told: Mapping[str, int], background: Background) -> tuple[tuple[str, ...], float]:
    """The likeliest actors, and the share of it, 0..1; `told` says how often the rules take whom for an actor in the report.

    The rules' own answer is the first option after `none`, and stands where the sentence itself names the actor.  Nobody, with
    nothing, where there is no option.
    """
    given = options(case, told, background)
    if len(given) == 1:
        return (), 0.0
    weights = _weights()
    sums = [math.fsum(weights.get(mark, 0.0) for mark in option.marks) for option in given]
    highest = max(sums)
    total = math.fsum(math.exp(one - highest) for one in sums)
    best = 1 if case.who and _named_by_rule(case, background) else max(range(1, len(given)), key=lambda at: sums[at])
    return given[best].names, math.exp(sums[best] - highest) / total


def _named_by_rule(case: Case, background: Background) -> bool:
    """Whether the sentence itself names the actors, or a word that the rules can read as one body alone ("the administration")."""
    kinds = {_kind(name, background) for name in case.who}
    named = all(token.tag_ in PROPER for token in case.commitment.actors)
    return kinds <= {"administration"} or (named and kinds <= {"person", "country", "administration", "group"})


def tally(cases: Iterable[Case]) -> Counter[str]:
    """How often the rules take each for an actor, by last name."""
    return Counter(_last(name) for case in cases for name in case.who)


def options(case: Case, told: Mapping[str, int], background: Background) -> list[Option]:
    """All options, first the one that the report does not tell."""
    stand_in = _stand_in(case.commitment)
    ways: dict[tuple[str, ...], list[str]] = {}
    for way, names in _ways(case, background):
        if names and all(any(letter.isalnum() for letter in name) for name in names):
            ways.setdefault(names, []).append(way)
    merged = _merged(ways)
    none = (f"{NONE}", f"{NONE} {stand_in}", f"{NONE} options {min(len(merged), 6)}")
    listed = [Option((), none)]
    for names, found in merged.items():
        listed.append(Option(names, tuple(_marks(names, found, stand_in, case, told, background))))
    return listed


def _merged(ways: dict[tuple[str, ...], list[str]]) -> dict[tuple[str, ...], list[str]]:
    """One option of those with the same last names: the one come to first."""
    first: dict[tuple[str, ...], tuple[str, ...]] = {}
    merged: dict[tuple[str, ...], list[str]] = {}
    for names, found in ways.items():
        key = tuple(map(_last, names))
        merged.setdefault(first.setdefault(key, names), []).extend(found)
    return merged


def _ways(case: Case, background: Background) -> Iterator[tuple[str, tuple[str, ...]]]:
    sentence, commitment = case.sentence, case.commitment
    yield "rule", case.who
    if case.source != NARRATOR:
        yield "speaker", (case.source,)
        body = background.affiliations.get(case.source) or represented(case.source)
        if body is not None:
            yield "speaker's body", (body,)
    for way, token in _tokens(commitment):
        name = principal(actor(token, sentence.start, background))
        if name:
            yield way, (name,)
    yield from _named_in(sentence, background)
    yield from _of_report(background)


def _tokens(commitment: Commitment) -> Iterator[tuple[str, Token]]:
    sign, actors = commitment.sign, {token.i for token in commitment.actors}
    step = 0
    for _, head in ancestors(sign):
        for kid in head.lefts:
            if kid.dep_ in SUBJECT and kid.i not in actors and kid.i < sign.i and names_actor(kid):
                step += 1
                yield f"above {min(step, 2)}", kid
    for token in commitment.actors:
        for kid in token.subtree:
            if kid.i != token.i and kid.i not in actors and kid.dep_ in {"poss", "pobj", "appos", "compound"} and names_actor(kid):
                yield f"within {kid.dep_}", kid


def _named_in(sentence: Span, background: Background) -> Iterator[tuple[str, tuple[str, ...]]]:
    people, groups = background.people, background.groups
    first = bisect_left(people.named, sentence.start, key=lambda named: named.start)
    last = bisect_left(people.named, sentence.end, key=lambda named: named.start)
    names = (people.full_name(" ".join(named.words)) for named in people.named[first:last])
    for place, name in enumerate(dict.fromkeys(name for name in names if name)):
        yield f"person here {min(place, 2)}", (name,)
    first = bisect_left(groups.named, sentence.start, key=lambda group: group.start)
    last = bisect_left(groups.named, sentence.end, key=lambda group: group.start)
    for place, name in enumerate(dict.fromkeys(group.name for group in groups.named[first:last])):
        yield f"group here {min(place, 2)}", (known.by_name(name, background.text) or name,)


def _of_report(background: Background) -> Iterator[tuple[str, tuple[str, ...]]]:
    for place, (name, _) in enumerate(_by_count(background.people_counted)[:MOST]):
        yield f"person of report {place}", (name,)
    for place, (name, _) in enumerate(_by_count(background.groups_counted)[:MOST]):
        yield f"group of report {place}", (name,)
    president = background.people.holders.get("president")
    if president is not None:
        yield "president", (president,)
        yield "administration", (f"{president.split()[-1]} administration",)


def _by_count(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: -pair[1])


def _marks(
    names: tuple[str, ...], ways: Sequence[str], stand_in: str, case: Case, told: Mapping[str, int], background: Background
) -> Iterator[str]:
    name, last = names[0], _last(names[0])
    kind = _kind(name, background)
    yield from (f"way {way}" for way in dict.fromkeys(ways))
    yield f"kind {kind}"
    yield f"kind {kind}, actor {stand_in}"
    if len(names) > 1:
        yield "several"
    share = told.get(last, 0) / max(1, sum(told.values()))
    yield f"told {_bucket(share)}"
    if "rule" in ways:
        yield f"rule, actor {stand_in}"
        yield f"rule, kind {kind}"
        if _named_by_rule(case, background):
            yield "named by rule"
    else:
        yield f"another, told {_bucket(share)}"
    counted = background.people_counted.get(name, 0) or background.groups_counted.get(name, 0)
    most = max([1, *background.people_counted.values(), *background.groups_counted.values()])
    yield f"named {_bucket(counted / most)}"
    if name.split()[-1] in background.text.partition("\n")[0]:
        yield "in the headline"
    yield _place(name, "rule" in ways, case, background.text)
    if name == case.source:
        yield f"speaks, actor {stand_in}"
    yield from (f"last word {words}" for words in ("never", "nouns", "bodies", "instruments") if last in lexicon.words("agents", words))
    if name[0].islower():
        yield "small letter"


def _place(name: str, ruled: bool, case: Case, text: str) -> str:
    """Whether the sentence names them before its sign or after; the rules' own by the word that they read, which may be a by-name."""
    sign, words = case.commitment.sign.idx, case.commitment.actors
    at = text.find(name.split()[-1], case.sentence.start, case.sentence.end) - case.sentence.start
    if ruled and words and words[0].tag_ in PROPER:
        at = words[0].idx
    return "not named here" if at < 0 else "named here before" if at < sign else "named here after"


def _stand_in(commitment: Commitment) -> str:
    """What sort of word stands for the actor: one of a few classes of pronouns and nouns."""
    if not commitment.actors:
        return "nobody"
    word = commitment.actors[0]
    return next((forms.split()[0] for forms in _PRONOUNS if word.lower_ in forms.split() and word.tag_ in PRONOUN_TAGS), sort(word))


def _kind(name: str, background: Background) -> str:
    if background.people.full_name(name) is not None:
        return "person"
    if name in known.countries():
        return "country"
    if name.split()[-1].lower() in lexicon.words("agents", "owned"):
        return "administration"
    if name in background.groups_counted:
        return "group"
    return "common" if name.split()[-1][0].islower() else "other"


def _bucket(share: float) -> str:
    return "none" if share == 0 else "little" if share < 0.2 else "some" if share < 0.5 else "much" if share < 1 else "all"


def _last(name: str) -> str:
    return name.split()[-1].lower().strip(".,'’\"“”").removesuffix("'s").removesuffix("’s") if name.split() else name


def least_sure() -> float:
    """The least product of a commitment's confidence and of its actor's share with which it is told, 0..1."""
    return float(_table()["least"])


def _weights() -> dict[str, float]:
    weights: dict[str, float] = _table()["marks"]
    return weights


def _table() -> dict[str, Any]:
    return lexicon.table("choice")

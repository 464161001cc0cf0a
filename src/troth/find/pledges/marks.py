"""Marks: what speaks for or against somebody as the actor of a commitment, by name.

Marks are of how an option was come to (`ways`), what sort of word stands for the actor in the sentence, how much the report is about
somebody, and where it named him last.  `lexicon/choice.toml` weighs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from troth.find import lexicon
from troth.find.actors import PRONOUN_TAGS, PRONOUNS, Background, known
from troth.find.actors.cast import last_word
from troth.find.clauses import NOUNS, PROPER
from troth.find.pledges.evidence import sort
from troth.find.pledges.places import Place
from troth.find.pledges.ways import speaking

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS: Final = (
    *("he she his her him himself herself", "it its itself", "they their them themselves", "we our us", "i my me"),
    "who which that whom whose",
)
# Ways of which it also counts how the commitment is built, who else comes by it, and whether the words stand in a quotation.
_BUILT: Final = ("speaker", "inner speaker", "quoted", "above 1")
_STARTED: Final = (
    "rule",
    "subject of first",
    "subject over first",
    *_BUILT,
    "owner inside",
    "before a noun inside",
    "subject before 0",
    "speaker's body",
)
_QUOTED: Final = ("rule", "speaker", "inner speaker", "subject of first", "speaker's body")
_TOGETHER: Final = (
    ("speaker", "subject of first"),
    ("speaker", "subject before 0"),
    ("quoted", "rule"),
    ("subject of first", "actor 0"),
)
_SORTS: Final = frozenset({"we", "i", "he", "they", "it", "name"})
NEAR, FAR = 4, 8  # sentences back to where somebody was named last


def stand_in(actors: Sequence[Token]) -> str:
    """What sort of word stands for the actor: one of a few classes of pronouns and nouns."""
    if not actors:
        return "nobody"
    word = actors[0]
    if word.tag_ in PRONOUN_TAGS or word.tag_ == "PRP$":
        return next((forms.split()[0] for forms in _PRONOUNS if word.lower_ in forms.split()), sort(word))
    return sort(word)


def kind(name: str, background: Background) -> str:
    """What sort of actor a name is of."""
    if background.people.full_name(name) is not None:
        return "person"
    if name in known.countries():
        return "country"
    if name.split()[-1].lower() in lexicon.words("agents", "owned"):
        return "administration"
    if name in background.groups_counted:
        return "group"
    return "common" if name.split()[-1][0].islower() else "other"


def bucket(share: float) -> str:
    """A share in one of five words."""
    return "none" if share == 0 else "little" if share < 0.2 else "some" if share < 0.5 else "much" if share < 1 else "all"


class Marker:
    """Marks the options of one place."""

    def __init__(self, place: Place, told: Mapping[str, int], background: Background) -> None:
        self.place, self.told, self.background = place, told, background
        self.actors = place.actors
        self.stand_in = stand_in(self.actors)
        self.pronoun = PRONOUNS.get(self.actors[0].lower_) if self.actors else None
        self.quoted = any(said.kind != "indirect" for said in speaking(place, background))

    def marks(self, names: tuple[str, ...], came_by: Sequence[str]) -> tuple[str, ...]:
        """All marks of these names, come to by these ways, in order and each once."""
        ways = frozenset(came_by)
        of = kind(names[0], self.background)
        found: list[str] = [f"way {way}" for way in sorted(ways)]
        for some in (self._of_rule(ways, of), self._of_ways(ways, of), self._of_report(names[0], of), self._of_noun(names[0], ways, of)):
            found.extend(some)
        found.extend(self._of_name(names, ways, of))
        return tuple(dict.fromkeys(found))

    def _of_rule(self, ways: frozenset[str], of: str) -> Iterator[str]:
        if "rule" not in ways:
            return
        yield from (f"rule, {self.place.kind}", f"rule, {of}", f"rule, {of} for {self.stand_in}", f"rule for {self.stand_in}")
        if self.actors and self.actors[0].tag_ in PROPER:
            yield "rule proper"
        if self.actors and self.actors[0].tag_ not in PROPER | PRONOUN_TAGS:
            yield f"rule word {self.actors[0].lower_}"

    def _of_ways(self, ways: frozenset[str], of: str) -> Iterator[str]:
        for way in _BUILT:
            if way in ways:
                yield f"{way}, {of} for {self.stand_in}"
                yield f"{way}, {self.place.kind}"
        opening = self.place.doc[self.place.first].tag_
        for way in _STARTED:
            if way in ways:
                yield f"{way}, opens {opening}"
                if way != "rule":
                    yield f"{way}, {'' if 'rule' in ways else 'no '}rule"
        standing = self.stand_in if self.stand_in in _SORTS else "another"
        yield from (f"{way}, {'' if self.quoted else 'not '}quoted, {standing}" for way in _QUOTED if way in ways)
        yield from (f"{one} and {other}" for one, other in _TOGETHER if one in ways and other in ways)

    def _of_report(self, name: str, of: str) -> Iterator[str]:
        cast, key = self.background.cast, last_word(name)
        share = self.told.get(key, 0) / max(1, sum(self.told.values()))
        yield from (f"told {bucket(share)}", f"told {bucket(share)} for {self.stand_in}")
        yield from (f"named {bucket(cast.share(key))}", f"named {bucket(cast.share(key))}, {of}")
        rank = min(cast.ranks.get(key, 5), 5)
        yield from (f"rank {rank}", f"rank {rank} for {self.stand_in}", f"speaks {bucket(cast.spoken.get(key, 0.0))}")
        if any(at < cast.headline for at in cast.places.get(key, ())):
            yield from ("in headline", f"in headline, {of}")
        yield from self._distance(key)
        if self.pronoun is not None:
            known_as = self.background.people.pronouns.get(self.background.people.full_name(name) or name)
            yield f"gender {'unknown' if known_as is None else 'fits' if known_as == self.pronoun else 'clashes'}"

    def _distance(self, key: str) -> Iterator[str]:
        last = self.background.cast.last_before(key, self.place.start)
        if last is None:
            yield "named later" if key in self.background.cast.places else "never named"
            yield f"not named before for {self.stand_in}"
            return
        back = self.place.at - self.background.number(last)
        yield f"named {back if back < NEAR else NEAR if back < FAR else FAR} back"
        yield f"named {min(back, NEAR)} back for {self.stand_in}"

    def _of_noun(self, name: str, ways: frozenset[str], of: str) -> Iterator[str]:
        """How the option fits a common noun that stands for the actor: "the senator"."""
        if not self.actors or self.actors[0].tag_ not in NOUNS:
            return
        noun, ruled = self.actors[0], "rule" in ways
        word = noun.lower_
        yield f"noun {word}, {of}"
        person = self.background.people.full_name(name)
        if person is not None:
            said = self.background.described.get(person, frozenset())
            modifiers = {kid.lower_ for kid in noun.lefts if kid.dep_ in {"amod", "compound", "poss", "nmod"}}
            fits = (("of that kind", known.family(word) & said), ("so called", {word} & said), ("so described", modifiers & said))
            yield from (mark for mark, holds in fits if holds)
        elif word in name.lower().split():
            yield f"noun in name, {'' if ruled else 'no '}rule"
        article = next((kid.lower_ for kid in noun.lefts if kid.dep_ in {"det", "poss"}), "none")
        yield from (f"article {article}, {of}", *([f"article {article}, rule"] if ruled else []))

    def _of_name(self, names: tuple[str, ...], ways: frozenset[str], of: str) -> Iterator[str]:
        name, key = names[0], last_word(names[0])
        yield from (f"kind {of}", f"kind {of} for {self.stand_in}")
        yield f"several, {'' if 'rule' in ways else 'no '}rule" if len(names) > 1 else "one"
        yield "one word" if len(name.split()) == 1 else f"words {min(len(name.split()), 4)}, {of}"
        if name[0].islower():
            yield "small letter"
        yield from (f"last word {words}" for words in ("never", "nouns", "bodies", "instruments") if key in lexicon.words("agents", words))
        yield f"{'plural' if key.endswith('s') else 'singular'} for {self.stand_in}"


def marks_of_others(share: float, best: bool, others: float | None, neighbours: Iterable[tuple[str, str, float]]) -> Iterator[str]:
    """What the first choices of a report's other commitments tell of an option.

    `share` is what the first choice gave it, `others` what it gave its actor elsewhere on average (None where there is nothing else), and
    `neighbours` how much it gave him at the one before and after: (which, how far, share).
    """
    yield f"first {int(share * 8)}"
    yield "first best" if best else "first not best"
    if others is None:
        yield "first alone"
        return
    yield f"elsewhere {int(others * 5)}"
    yield f"elsewhere {int(others * 4)}, first {int(share * 5)}"
    yield from (f"{which} {far}: {int(given * 4)}" for which, far, given in neighbours)

"""Vouching: on whose word a report tells a commitment: the actor's own, somebody else's, or the reporter's (GUIDELINES, "Source").

Each who may vouch for it, the narrator among them, carries marks: how he was come to (the rules' own answer, the actor, who says the words,
who spoke just before ...), joined with how the commitment is worded.  `lexicon/vouching.toml` weighs them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from troth.find import lexicon
from troth.find.actors import Background, actor, quoted_speaker, speaker_before
from troth.find.actors.cast import last_word
from troth.find.clauses import ancestors
from troth.find.pledges.bearers import NARRATOR, joined, source
from troth.find.pledges.choice import Option, shares
from troth.find.pledges.marks import bucket, kind, stand_in
from troth.find.pledges.places import Place
from troth.find.pledges.ways import speaking
from troth.types import Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

_TIMES: Final = frozenset({"would", "'d", "will", "was", "had"})  # beside the commitment they tell whose words it is in
_BESIDE: Final = 2  # words on either side of its first in which these are looked for
CLIMBED: Final = 4  # words above the commitment among which one of saying is looked for
_TOGETHER: Final = (
    *(("rule", "actor"), ("actor", "speaker"), ("actor", "cue inside"), ("speaker", "inner speaker"), ("rule", "speaker")),
    *(("quoted", "speaker"), ("rule", NARRATOR), ("actor", "quoted"), ("actor", "cue in sentence")),
)


def vouching(place: Place, who: Sequence[str], background: Background) -> tuple[str, float]:
    """Who vouches for it, `narrator` where nobody does, and the share of that option; `who` are its actors."""
    options = vouchers(place, who, background)
    found = shares(options, weights())
    best = max(range(len(options)), key=lambda at: found[at])
    return options[best].names[0], found[best]


def vouchers(place: Place, who: Sequence[str], background: Background) -> list[Option]:
    """All who may, the narrator first."""
    names: dict[str, str] = {}
    ways: dict[str, list[str]] = {}
    for way, name in _ways(place, who, background):
        key = last_word(name)
        names.setdefault(key, name)
        ways.setdefault(key, []).append(way)
    worded = tuple(_wording(place, background))
    return [Option((names[key],), tuple(_marks(names[key], found, worded, background))) for key, found in ways.items()]


def _ways(place: Place, who: Sequence[str], background: Background) -> Iterator[tuple[str, str]]:
    yield NARRATOR, NARRATOR
    yield "rule", ruled(place, background)
    if who:
        yield "actor", joined(who)
    if len(who) > 1:
        yield "first actor", who[0]
    told = speaking(place, background)
    for way, said in (("speaker", told[:1]), ("inner speaker", told[1:][-1:]), *_cued(place, background)):
        yield from ((way, one.speaker.name) for one in said if one.speaker is not None)
    if (quoted := quoted_speaker(place.start, background)) is not None:
        yield "quoted", quoted
    if (spoke := speaker_before(place.start, background)) is not None:
        yield "spoke before", spoke
    for token in place.actors[:1]:
        if (name := actor(token, place.sentence.start, background)) is not None:
            yield "word for the actor", name


def _cued(place: Place, background: Background) -> Iterator[tuple[str, list[Statement]]]:
    """The statements whose word of saying stands in the commitment ("vowed to"), or in its sentence."""
    cues = [said for said in background.statements if said.cue is not None and said.speaker is not None]
    yield "cue inside", [said for said in cues if said.cue is not None and said.cue.start < place.end and place.start < said.cue.end][:1]
    yield (
        "cue in sentence",
        [said for said in cues if said.cue is not None and place.sentence.start <= said.cue.start < place.sentence.end][:1],
    )


def ruled(place: Place, background: Background) -> str:
    """On whose word the rules alone find it."""
    return source(place.commitment, place.sentence.start, background) if place.commitment is not None else NARRATOR


def _wording(place: Place, background: Background) -> Iterator[str]:
    """How the commitment is worded, and where it stands."""
    sign, doc, first = place.sign, place.doc, place.first
    word = place.commitment.word.name if place.commitment is not None else f"none {doc[first].tag_}"
    said = speaking(place, background)
    quoted = background.quotations.around(place.start) is not None
    state = f"{'quoted' if quoted else 'plain'} {'said' if said else 'unsaid'}"
    yield from (state, place.kind, f"word {word}", f"for {stand_in(place.actors)}", f"{place.kind} {state}", f"{sign.tag_} {place.kind}")
    yield from (f"{place.kind} for {stand_in(place.actors)}", f"form {sign.lower_}")
    if place.sentence.start == 0:
        yield "headline"
    beside = {token.lower_ for token in doc[max(0, first - _BESIDE) : first + _BESIDE + 1]}
    yield from (f"beside {word}" for word in sorted(beside & _TIMES))
    if first:
        yield f"after {doc[first - 1].lower_}"
    yield from (f"as {place.head.dep_}", f"above {place.head.head.lower_}")
    if _under_saying(sign):
        yield "under saying"
    for one in said[:1]:
        yield f"said {one.kind}"
        if one.cue is not None:
            yield f"cue {one.cue.exact.lower()}"


def _under_saying(sign: Token) -> bool:
    above = [head for _, head in ancestors(sign)][:CLIMBED]
    return any(head.lower_ in lexicon.words("speech", "says") for head in above)


def _marks(name: str, came_by: Sequence[str], worded: Sequence[str], background: Background) -> Iterator[str]:
    ways = dict.fromkeys(came_by)
    for way in ways:
        yield way
        yield from (f"{way}, {wording}" for wording in worded)
    yield from (f"{one} {'and' if other in ways else 'without'} {other}" for one, other in _TOGETHER if one in ways)
    yield f"ways {len(ways)}"
    if name != NARRATOR:
        yield from (f"kind {kind(name, background)}", f"words {min(4, len(name.split()))}")
        if name[0].islower():
            yield "small letter"
        yield f"speaks {bucket(background.cast.spoken.get(last_word(name), 0.0))}"


def weights() -> dict[str, float]:
    """What each mark weighs."""
    table: dict[str, Any] = lexicon.table("vouching")
    weighed: dict[str, float] = table["marks"]
    return weighed

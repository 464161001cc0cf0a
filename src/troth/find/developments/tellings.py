"""Tellings: from the cues of parsed sentences, and what is seen of them, to the developments that a Reading holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from troth.anchor import quote
from troth.find import lexicon
from troth.find.actors import Background, actor, principal
from troth.find.clauses import NOUNS, PROPER, VERBS, child, infinitive, subjects
from troth.find.developments.bearings import denied
from troth.find.developments.cues import least_share
from troth.find.developments.gate import telling
from troth.find.developments.links import Known, known
from troth.find.developments.sureness import around, sureness, with_cue
from troth.find.developments.weighing import NEAR, Sighting, sighting
from troth.find.learned import FAINTEST, STATUSES, Sight, trimmed
from troth.find.pledges.assigned import assign
from troth.types import Development, PledgeMention, Report, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST_OF: Final = 22  # words, as for what a pledge undertakes
_LEANS: Final = frozenset({"aux", "auxpass", "neg", "advmod"})
_BREAKS: Final = frozenset({"conj", "cc", "parataxis", "punct"})
_PROGRESS: Final = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"})


def developments(
    report: Report,
    parsed: Mapping[Span, Doc],
    sights: Sequence[Sight],
    background: Background,
    pledges: Sequence[PledgeMention],
) -> list[Development]:
    """What became of commitments as far as a report tells, in order; `pledges` are those that it states.

    At most one of a sentence: the one that the words tell most strongly, else the words in which the encoder sees one.
    """
    told, stated = list[Development](), known(pledges)
    ordered = list(parsed.items())
    for place, sight in enumerate(sights):
        cues = telling(report, sight.sentence, place, stated)
        if not cues and sight.outcome < FAINTEST:
            continue
        doc = parsed[sight.sentence]
        seen = [found for cue in cues if (found := sighting(cue, doc, sight.sentence, place, stated))]
        signals = around(report.text, sights, place, doc, stated)
        surest = sorted(((sureness(with_cue(signals, one.confidence)), one) for one in seen), key=lambda pair: -pair[0])
        strong = [(sure, one) for sure, one in surest if sure >= least_share()]
        development = next(
            filter(None, (_development(report, sight.sentence, one, sure, stated, background) for sure, one in strong)), None
        )
        development = development or _seen(report, sight, sureness(with_cue(signals, None)), ordered, stated, background)
        if development is not None:
            told.append(development)
    return told


def _seen(
    report: Report, sight: Sight, sure: float, parsed: Sequence[tuple[Span, Doc]], pledges: Sequence[Known], background: Background
) -> Development | None:
    """What the encoder sees by itself, or None when it is too faint, or nobody's."""
    stretch = max(sight.outcomes, key=lambda one: one.share, default=None) if sure >= least_share() else None
    if stretch is None or report.text.endswith("?", sight.sentence.start, sight.sentence.end):
        return None
    words = trimmed(report.text, stretch.span)
    if words is None or " " not in report.text[words.start : words.end]:
        return None
    [parties] = assign([words], parsed, background)
    pledge = _near(words.start, pledges)
    who = parties.who or (pledge.mention.who if pledge is not None else ())
    if not who:
        return None
    return Development(
        quote=quote(report, words.start, words.end),
        who=who,
        of=pledge.mention.what if pledge is not None else _plain(report.text[words.start : words.end]),
        status=STATUSES[max(range(len(STATUSES)), key=stretch.statuses.__getitem__)],
        confidence=round(sure, 2),
    )


def _development(
    report: Report, sentence: Span, seen: Sighting, sure: float, pledges: Sequence[Known], background: Background
) -> Development | None:
    """The development, or None when the report does not tell whose commitment it is."""
    pledge = seen.pledge or _nearest(seen, pledges)
    who = _who(seen, pledge, sentence.start, background)
    if not who:
        return None
    span = _extent(seen)
    return Development(
        quote=quote(report, sentence.start + span.start, sentence.start + span.end),
        who=who,
        of=_of(seen, pledge),
        status=_status(seen),
        confidence=round(sure, 2),
    )


def _nearest(seen: Sighting, pledges: Sequence[Known]) -> Known | None:
    """The pledge stated nearest to the cue, when it is near."""
    return _near(seen.cue.start, pledges)


def _near(start: int, pledges: Sequence[Known]) -> Known | None:
    distances = [(abs(pledge.mention.quote.start - start), place) for place, pledge in enumerate(pledges)]
    distance, place = min(distances, default=(NEAR, 0))
    return pledges[place] if distance < NEAR else None


def _who(seen: Sighting, pledge: Known | None, offset: int, background: Background) -> tuple[str, ...]:
    """Whose it is: its owner by the words; who does it, unless others mostly do; the actor of the pledge meant."""
    doers = _names(_doers(seen), offset, background)
    of_pledge = pledge.mention.who if pledge is not None else ()
    rest = of_pledge or doers if seen.cue.group.others else doers or of_pledge
    return _names(_owners(seen), offset, background) or rest


def _names(tokens: Iterable[Token], offset: int, background: Background) -> tuple[str, ...]:
    named = (principal(actor(token, offset, background)) for token in tokens if _may_act(token))
    return tuple(dict.fromkeys(name for name in named if name))


def _may_act(token: Token) -> bool:
    """Whether a word can mean somebody who keeps or breaks his word: a name, a pronoun, an office or a group; not "the news"."""
    if token.tag_ in {"PRP", "PRP$"} | PROPER:
        return True
    return token.lower_ in lexicon.words("agents", "nouns")


def _owners(seen: Sighting) -> Iterator[Token]:
    """Whose plan it is: "his plan", "the Obama plan", "Obama, whose plan"."""
    if seen.theme is None or seen.theme.head.tag_ not in NOUNS:
        return
    for kid in seen.theme.head.lefts:
        if kid.lower_ == "whose":
            yield from (above.head for above in kid.ancestors if above.dep_ == "relcl")
        elif kid.dep_ == "poss" or (kid.dep_ in {"compound", "nmod"} and kid.tag_ in PROPER):
            yield kid


def _doers(seen: Sighting) -> list[Token]:
    """The subject of the cue, of the verb above where the cue is a noun; by whom, in the passive; whom somebody accuses of it."""
    verb = seen.head
    while verb.tag_ not in VERBS and verb.head.i != verb.i:
        verb = verb.head
    by = child(verb, "agent")
    agent = child(by, "pobj") if by is not None else None
    if agent is not None:
        return [agent]
    accused = child(verb.head.head, "dobj") if verb.dep_ == "pcomp" and verb.head.lower_ in {"of", "for"} else None
    if accused is not None:
        return [accused]
    return [token for token in subjects(verb) if seen.theme is None or token.i != seen.theme.head.i]


def _of(seen: Sighting, pledge: Known | None) -> str:
    """The commitment in a few words: what the words say was undertaken, else what the pledge meant undertakes."""
    for verb in _undertaken(seen):
        return _plain(verb.doc[verb.i : verb.right_edge.i + 1].text)
    if pledge is not None:
        return pledge.mention.what
    about = seen.theme.head if seen.theme is not None else seen.head
    return _plain(f"carry out {about.doc[about.left_edge.i : about.right_edge.i + 1].text}")


def _undertaken(seen: Sighting) -> Iterator[Token]:
    """The infinitive after the plan or after the cue: "his plan to close it", "failed to close it"."""
    for governor in (seen.theme.head if seen.theme is not None else None, seen.head):
        verb = infinitive(governor) if governor is not None else None
        if verb is not None:
            yield verb


def _plain(words: str) -> str:
    return " ".join(words.strip(' ,;:.—–-"“”').split()[:LONGEST_OF])


def _status(seen: Sighting) -> Status:
    group = seen.cue.group
    if group.denied is not None and denied(seen.head):
        return group.denied
    ongoing = seen.head.tag_ == "VBG" and any(kid.lower_ in _PROGRESS for kid in seen.head.lefts)
    return group.ongoing if ongoing and group.ongoing is not None else group.status


def _extent(seen: Sighting) -> Span:
    """Offsets in the sentence of the words that tell it: the cue's verb with what belongs to it, and its subject where that is the plan."""
    first = last = seen.head
    for kid in seen.head.lefts:
        if kid.dep_ in _LEANS or (seen.theme is not None and kid.i == seen.theme.head.i):
            first = min(first, kid.left_edge, key=lambda token: token.i)
    for kid in seen.head.rights:
        if kid.dep_ in _BREAKS or (kid.dep_ == "advcl" and kid.left_edge.i and kid.left_edge.nbor(-1).text == ","):
            break
        last = kid.right_edge
    if seen.theme is not None and seen.head.dep_ in {"amod", "acl", "relcl"}:  # "the abandoned plan to close it"
        first = min(first, seen.theme.head, key=lambda token: token.i)
        last = max(last, seen.theme.head.right_edge, key=lambda token: token.i)
    while last.i > first.i and last.is_punct:
        last = last.nbor(-1)
    return Span(first.idx, last.idx + len(last))

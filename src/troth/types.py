"""The nouns of troth: frozen facts, standard library only.

Every offset counts Unicode code points into a report's canonical text (`troth.text.canonical`), half open, as
Python slices do.  Times are ISO 8601 strings: a day (`2009-04-16`) or a moment (`2009-04-16T14:30:00+00:00`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

DATELESS: Final = "9999"  # stands for the date of a report that has none where reports are put in order: after all others


class Force(StrEnum):
    """How strongly an actor binds itself, weakest first; `threat` stands apart."""

    AIM = "aim"
    PLAN = "plan"
    OFFER = "offer"
    PROMISE = "promise"
    AGREE = "agree"
    THREAT = "threat"

    @property
    def rank(self) -> int:
        """Place in aim < plan < offer < promise < agree; a threat ranks below all of them."""
        return -1 if self is Force.THREAT else list(Force).index(self)


class Polarity(StrEnum):
    """Whether the actor undertakes to do something or to refrain from it."""

    DO = "do"
    REFRAIN = "refrain"


class Status(StrEnum):
    """What became of a pledge."""

    NOT_RATED = "not_rated"
    IN_PROGRESS = "in_progress"
    STALLED = "stalled"
    KEPT = "kept"
    COMPROMISE = "compromise"
    BROKEN = "broken"
    REVERSED = "reversed"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a report's text that carries no words of its own (use a `Quote` for evidence)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """One published text.  The text never changes after reading; every offset in the program points into it.

    `digest` is the SHA-256 of the bytes it came from.  `credit` is the agency the report credits, `dateline` the place it was filed
    from, `tags` the wire's own marks (`UPDATE 2`); all of these stay in the text.  `furniture` marks what the site
    put there and nothing later reads for pledges.
    """

    id: str
    text: str
    digest: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    byline: str | None = None
    credit: str | None = None
    dateline: str | None = None
    published: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    furniture: tuple[Span, ...] = ()

    @property
    def newsroom(self) -> str | None:
        """Who wrote it, as far as the report tells: the agency it credits, else its outlet."""
        return self.credit or self.outlet


@dataclass(frozen=True, slots=True)
class Quote:
    """An anchor: the exact words at a place of a report, with a little text around them.

    W3C Web Annotation's text position selector (`start`, `end`) and text quote selector (`exact`, `prefix`, `suffix`) in one.
    """

    report: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: its words, and the first and last day they can mean (None where unknown)."""

    quote: Quote
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class PledgeMention:
    """A place where a report states a commitment.

    `who` are the actors by their fullest names in the report; `what` is the action as an infinitive; `source` is who vouches
    for it (`"narrator"` where nobody does); `made_on` the day the commitment was made when the report tells it; `confidence` in 0..1.
    """

    quote: Quote
    who: tuple[str, ...]
    what: str
    force: Force
    polarity: Polarity
    checkable: bool
    source: str
    due: Due | None = None
    condition: Quote | None = None
    made_on: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Development:
    """A place that tells what became of a commitment: whose (`who`), which (`of`), and what (`status`)."""

    quote: Quote
    who: tuple[str, ...]
    of: str
    status: Status
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said something: the fullest name the report gives, and the words that name the speaker there."""

    name: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that somebody said; `kind` is `direct`, `indirect` or `mixed`; `confidence` in 0..1."""

    content: tuple[Quote, ...]
    kind: str
    speaker: Speaker | None = None
    cue: Quote | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an actor, with the words that show it: up to a few quotes, and how many `reports` it was seen in.

    A name that was the actor's for a time only ("White House") has the first and last day of it (None: no bound known).
    """

    name: str
    evidence: tuple[Quote, ...]
    reports: int
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who pledges or speaks, across reports.

    `key` is the same for all its names; `name` the one that reports give most often in full; `role` the office or post that they give
    it, `organisation` the body it speaks for.
    """

    key: str
    name: str
    aliases: tuple[Alias, ...]
    role: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that counts something, in whole units; `change` is one of `=`, `~`, `<`, `>`, `up`, `down`."""

    quote: Quote
    low: float
    high: float
    change: str = "="
    unit: str | None = None
    counts: str | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time: its TIMEX3 value and the first and last day it can mean."""

    quote: Quote
    value: str
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one reader found in one report.

    `reader` names the reader and its version, `settings` is the digest of what it was set to; `dropped` counts
    proposals whose words were not in the text.
    """

    report: str
    reader: str
    settings: str
    pledges: tuple[PledgeMention, ...] = ()
    developments: tuple[Development, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    dropped: int = 0


class Relation(StrEnum):
    """How the texts of two reports are related, closest first.

    `copy`: one telling, whole or cut short, of the same text; `excerpt`: a text of its own that holds a passage of the other;
    `shared_quotation`: both quote the same words; `shared_furniture`: only what the site puts there is the same; `same_event`: the same
    happening, written separately; `none`: nothing of these.
    """

    COPY = "copy"
    EXCERPT = "excerpt"
    SHARED_QUOTATION = "shared_quotation"
    SHARED_FURNITURE = "shared_furniture"
    SAME_EVENT = "same_event"
    NONE = "none"


class DifferenceType(StrEnum):
    """What differs between two tellings at one place.

    `figure`: numbers that cannot both be right; `attribution`: the same words on another's word; `quotation`: quotation marks lost or
    gained, or words changed within them; `wording`: other words for it; `added`, `dropped`: only the second or only the first has it;
    `moved`: the same words elsewhere in the text.
    """

    FIGURE = "figure"
    ATTRIBUTION = "attribution"
    QUOTATION = "quotation"
    WORDING = "wording"
    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Telling:
    """How the text of one report derives from another's: an edge of the lineage.

    `a` is the report that comes first by date (then by a digest of its id), `share_a` and `share_b` are the shares of each text's words,
    furniture apart, that the other has too, `shared` how many these are in the text that has fewer; `passages` are the places of the
    common words in both.
    """

    a: str
    b: str
    relation: Relation
    share_a: float
    share_b: float
    shared: int
    passages: tuple[tuple[Span, Span], ...] = ()

    @property
    def containment(self) -> float:
        """The share of that text of which the other holds more."""
        return max(self.share_a, self.share_b)


@dataclass(frozen=True, slots=True)
class Story:
    """Reports that tell one text, earliest first; its id is that of the first.

    `origins` counts how many of them were written independently: copies have one origin, and so have reports of one newsroom.
    `newsroom` is where the text comes from, as far as its tellings say: the agency that the earliest of them credits, else the outlet of
    the first.  `excerpts` are the reports that only hold a passage of it in a text of their own.
    """

    id: str
    reports: tuple[str, ...]
    origins: int
    newsroom: str | None = None
    excerpts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on two reports, by their ids: that they tell one text (`same`), or that they do not; or on two pledge mentions: that
    they are of one pledge, or are not."""

    a: str
    b: str
    same: bool


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two mentions compare: the actors and the stems that both name, what each feature is, and how sure it is that they are one pledge.

    `score` in 0..1; it is 0 where polarity or actors differ, or where one of them does not say which action it means.
    """

    actors: tuple[str, ...]
    stems: tuple[str, ...]
    features: tuple[tuple[str, float], ...]
    score: float


@dataclass(frozen=True, slots=True)
class PageFurniture:
    """A paragraph that an outlet puts under many reports: one of its places, under how many it stands, whether it counts as furniture.

    `judged` is what people said of it: None where nobody did, or where they contradict one another.
    """

    id: str
    outlet: str | None
    words: Quote
    reports: int
    counts: bool
    judged: bool | None


@dataclass(frozen=True, slots=True)
class Aligned:
    """A sentence of one telling and the sentence of the other that says the same; `similarity` in 0..1, 1 when they are equal."""

    a: Quote
    b: Quote
    similarity: float


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where two tellings differ; `a` or `b` is None where that telling has nothing there."""

    type: DifferenceType
    a: Quote | None
    b: Quote | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How report `b` tells what report `a` tells.

    `containment` is the share of the shorter text's words that stand in the other (furniture apart), `origins` how many independent
    origins the two have.
    """

    a: str
    b: str
    relation: Relation
    containment: float
    origins: int
    aligned: tuple[Aligned, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where and when a report appeared: what counting outlets, origins and revisions needs of it.

    `newsroom` is who wrote it (for a copy: its story's, else agency or outlet), `borrowed` are the passages that another newsroom wrote;
    `latest` is the id of the last revision of its page, its own when there is no later one.
    """

    report: str
    outlet: str | None
    newsroom: str | None
    published: str | None
    latest: str
    borrowed: tuple[tuple[Span, str | None], ...] = ()

    def origin(self, place: Quote) -> str | None:
        """The newsroom that wrote the words at a place of the report."""
        return next((newsroom for span, newsroom in self.borrowed if span.start <= place.start and place.end <= span.end), self.newsroom)


class Role(StrEnum):
    """How a passage bears on a pledge: it states it, it tells what became of it, or both."""

    STATES = "states"
    DEVELOPS = "develops"
    BOTH = "both"


class Turn(StrEnum):
    """What a passage adds to the life of a pledge.

    The first mention `made` it; later ones have `restated` it, or `strengthened` or `weakened` its force; a development tells that it
    was `begun`, `stalled`, `kept`, kept `in_part`, `broken` or `reversed`; a later revision of a page that leaves a mention out has
    `withdrawn` it.
    """

    MADE = "made"
    RESTATED = "restated"
    STRENGTHENED = "strengthened"
    WEAKENED = "weakened"
    BEGUN = "begun"
    STALLED = "stalled"
    KEPT = "kept"
    IN_PART = "in_part"
    BROKEN = "broken"
    REVERSED = "reversed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Bearing:
    """A passage of a report that bears on a known pledge: its words, the day it was published, and what it adds.

    `status` is what the passage tells of the outcome (None where it only states the pledge), `origin` the newsroom that wrote the words
    (None where nobody tells), `confidence` in 0..1.
    """

    quote: Quote
    role: Role
    turn: Turn
    status: Status | None = None
    on: str | None = None
    origin: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """The status that troth proposes for a pledge, and never publishes: a person rules.

    `as_of` is the day of the last evidence (or of the deadline that passed), `why` the reason in a sentence or two, `evidence` the
    passages that it rests on, `origins` how many independent newsrooms wrote them, `confidence` in 0..1.
    """

    status: Status
    why: str
    as_of: str | None = None
    evidence: tuple[Bearing, ...] = ()
    origins: int = 0
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's decision on the status of a pledge: why, and on which words.

    `pledge` is the mention id by which the pledge was known when it was ruled, `evidence` the quotes with their words as they stood then
    (they stay when a newer reader no longer finds them; `exact` is empty where the report was redacted since), `event` the number of the
    log's entry, `at` the moment, `by` the person; `origins` counts how many independent newsrooms wrote the evidence.
    """

    pledge: str
    status: Status
    because: str
    evidence: tuple[Quote, ...]
    by: str
    at: str
    event: int
    origins: int = 0


@dataclass(frozen=True, slots=True)
class Pledge:
    """One entry of the ledger: the mentions judged to be the same commitment, in order of (published, report, start).

    `since` is the day the first of its reports was published; `outlets` counts who carried it and `origins` how many of
    those wrote independently of each other; `newsrooms` says of each mention who wrote its words (None where nobody tells).  `withdrawn`
    holds the ids of mentions that a later revision of their page no longer has.  `bearings` is its life, by day; `status` is what the
    present `ruling` says, `not_rated` without one; `proposal` is what troth would say.  Where current rulings contradict one another there
    is none: these are then `contested`, oldest first.
    """

    id: str
    who: tuple[str, ...]
    what: str
    force: Force
    polarity: Polarity
    checkable: bool
    status: Status
    made_on: str | None
    since: str | None
    due: Due | None
    mentions: tuple[PledgeMention, ...]
    outlets: int
    origins: int
    withdrawn: tuple[str, ...] = ()
    newsrooms: tuple[str | None, ...] = ()
    bearings: tuple[Bearing, ...] = ()
    proposal: Proposal | None = None
    ruling: Ruling | None = None
    contested: tuple[Ruling, ...] = ()

    @property
    def deadline(self) -> str | None:
        """The last day that its deadline can mean; None without one."""
        return self.due.last if self.due else None

    @property
    def proposed_status(self) -> Status | None:
        """The status that troth proposes."""
        return self.proposal.status if self.proposal else None

"""The ledger's entry for mentions of one pledge: what they say together, who carried them, from how many origins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from troth.identity import mention_id
from troth.types import DATELESS, Due, Pledge, PledgeMention, Provenance, Status


def entry(mentions: Sequence[PledgeMention], reports: Mapping[str, Provenance]) -> Pledge:
    """One pledge from its mentions (at least one) and the provenance of their reports.

    Its force is the strongest of its mentions, its `what` the words of the strongest one (the earliest of these), and its id that of the
    least mention by (published, report, start).
    """
    ordered = sorted(mentions, key=lambda mention: _place(mention, reports))
    strongest = max(ordered, key=lambda mention: mention.force.rank)  # max keeps the first of equals
    told = [reports[mention.quote.report] for mention in ordered]
    newsrooms = tuple(at.origin(mention.quote) for at, mention in zip(told, ordered, strict=True))
    return Pledge(
        id=mention_id(ordered[0]),
        who=_fullest_names(ordered, strongest),
        what=strongest.what,
        force=strongest.force,
        polarity=strongest.polarity,
        checkable=strongest.checkable,
        status=Status.NOT_RATED,
        made_on=min((mention.made_on for mention in ordered if mention.made_on), default=None),
        since=min((day for at in told if (day := at.published and at.published[:10])), default=None),
        due=_due(ordered),
        mentions=tuple(ordered),
        outlets=_count(at.outlet for at in told),
        origins=_count(newsrooms),
        withdrawn=_withdrawn(ordered, reports),
        newsrooms=newsrooms,
    )


def _count(names: Iterable[str | None]) -> int:
    """How many there are at least: a report that does not tell may be from any of those that do."""
    return len({name for name in names if name}) or 1


def _place(mention: PledgeMention, reports: Mapping[str, Provenance]) -> tuple[str, str, int, int]:
    at = mention.quote
    return reports[at.report].published or DATELESS, at.report, at.start, at.end


def _fullest_names(mentions: Sequence[PledgeMention], strongest: PledgeMention) -> tuple[str, ...]:
    """The actors as most mentions of that number name them; of equals the fullest, then the first by the alphabet."""
    counted = Counter(mention.who for mention in mentions if len(mention.who) == len(strongest.who))
    return min(counted, key=lambda who: (-counted[who], -len(" ".join(who)), who))


def _due(mentions: Sequence[PledgeMention]) -> Due | None:
    """The deadline that the first of the strongest mentions with one tells."""
    with_due = [mention for mention in mentions if mention.due]
    return max(with_due, key=lambda mention: mention.force.rank).due if with_due else None


def _withdrawn(mentions: Sequence[PledgeMention], reports: Mapping[str, Provenance]) -> tuple[str, ...]:
    """The mentions in earlier revisions of a page whose last revision mentions the pledge no more."""
    mentioning = {mention.quote.report for mention in mentions}
    return tuple(mention_id(mention) for mention in mentions if reports[mention.quote.report].latest not in mentioning)

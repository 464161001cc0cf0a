"""The JSON forms that troth writes (DESIGN, "Formats"): from the nouns to plain dictionaries, one function a noun."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from troth.identity import mention_id, place_id
from troth.types import (
    Actor,
    Bearing,
    Comparison,
    Development,
    Due,
    Figure,
    Likeness,
    PageFurniture,
    Pledge,
    PledgeMention,
    Proposal,
    Quote,
    Reading,
    Report,
    Role,
    Ruling,
    Span,
    Statement,
    Story,
    Telling,
    TimeExpression,
)

Form: TypeAlias = dict[str, Any]


def report_form(report: Report) -> Form:
    """What identifies a report and tells where it comes from, without its text."""
    return {
        "id": report.id,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "url": report.url,
        "credit": report.credit,
        "dateline": report.dateline,
        "language": report.language,
    }


def whole_report_form(report: Report) -> Form:
    """A report with its text: a JSONL report that troth reads back to the same id, text and offsets."""
    furniture = [{"start": span.start, "end": span.end, "exact": report.text[span.start : span.end]} for span in report.furniture]
    more = {"byline": report.byline, "tags": list(report.tags), "furniture": furniture, "digest": report.digest, "text": report.text}
    return report_form(report) | more


def find_form(report: Report, reading: Reading, *, text: bool = False) -> Form:
    """What a reader found in one report; `text` adds the text that the offsets point into."""
    about = report_form(report) | ({"text": report.text} if text else {})
    return {"report": about} | reading_form(reading)


def reading_form(reading: Reading) -> Form:
    """The contents of a reading."""
    return {
        "pledges": [mention_form(mention) for mention in reading.pledges],
        "developments": [development_form(development) for development in reading.developments],
        "statements": [statement_form(statement) for statement in reading.statements],
        "figures": [figure_form(figure) for figure in reading.figures],
        "times": [time_form(time) for time in reading.times],
    }


def quote_form(quote: Quote) -> Form:
    """A quote's place and words."""
    return {"start": quote.start, "end": quote.end, "exact": quote.exact}


def mention_form(mention: PledgeMention) -> Form:
    """A pledge mention with all its fields."""
    return {
        "id": mention_id(mention),
        "quote": quote_form(mention.quote),
        "who": list(mention.who),
        "what": mention.what,
        "force": str(mention.force),
        "polarity": str(mention.polarity),
        "checkable": mention.checkable,
        "due": due_form(mention.due),
        "condition": quote_form(mention.condition) if mention.condition else None,
        "source": mention.source,
        "made_on": mention.made_on,
        "confidence": mention.confidence,
    }


def due_form(due: Due | None) -> Form | None:
    """A deadline's words and the days they can mean."""
    return {"exact": due.quote.exact, "from": due.first, "to": due.last} if due else None


def development_form(development: Development) -> Form:
    """What became of a commitment, and the words that tell it."""
    return {
        "id": place_id("d", development.quote),
        "quote": quote_form(development.quote),
        "who": list(development.who),
        "of": development.of,
        "status": str(development.status),
        "confidence": development.confidence,
    }


def statement_form(statement: Statement) -> Form:
    """Who said what."""
    speaker = statement.speaker
    return {
        "speaker": {"name": speaker.name, "quote": quote_form(speaker.quote)} if speaker else None,
        "cue": quote_form(statement.cue) if statement.cue else None,
        "content": [quote_form(quote) for quote in statement.content],
        "kind": statement.kind,
        "confidence": statement.confidence,
    }


def figure_form(figure: Figure) -> Form:
    """A number in whole units."""
    return {
        "quote": quote_form(figure.quote),
        "low": _whole(figure.low),
        "high": _whole(figure.high),
        "change": figure.change,
        "unit": figure.unit,
        "counts": figure.counts,
    }


def time_form(time: TimeExpression) -> Form:
    """A time, its value and interval."""
    return {"quote": quote_form(time.quote), "value": time.value, "from": time.first, "to": time.last}


def comparison_form(comparison: Comparison) -> Form:
    """How two reports are related, their aligned sentences and what differs; a place is null where a telling has nothing there."""
    return {
        "relation": str(comparison.relation),
        "containment": comparison.containment,
        "origins": comparison.origins,
        "aligned": [[quote_form(pair.a), quote_form(pair.b), pair.similarity] for pair in comparison.aligned],
        "differences": [
            {"type": str(one.type), "a": quote_form(one.a) if one.a else None, "b": quote_form(one.b) if one.b else None}
            for one in comparison.differences
        ],
    }


def telling_form(telling: Telling) -> Form:
    """An edge of the lineage, with the places of the words that both reports have."""
    return {
        "a": telling.a,
        "b": telling.b,
        "relation": str(telling.relation),
        "containment": telling.containment,
        "shared": telling.shared,
        "passages": [[_span_form(a), _span_form(b)] for a, b in telling.passages],
    }


def story_form(story: Story) -> Form:
    """A story: its reports, earliest first, how many origins they have, and those that only hold a passage of it."""
    return {
        "story": story.id,
        "reports": list(story.reports),
        "origins": story.origins,
        "newsroom": story.newsroom,
        "excerpts": list(story.excerpts),
    }


def furniture_form(one: PageFurniture) -> Form:
    """A paragraph that an outlet puts under many reports; `judged` is what people said of it."""
    about = {"id": one.id, "outlet": one.outlet, "quote": quote_form(one.words) | {"report": one.words.report}, "reports": one.reports}
    return about | {"furniture": one.counts, "judged": one.judged}


def likeness_form(likeness: Likeness) -> Form:
    """How two mentions compare: the actors and stems that both have, what each feature is, and the score."""
    return {
        "actors": list(likeness.actors),
        "stems": list(likeness.stems),
        "features": dict(likeness.features),
        "score": likeness.score,
    }


def actor_form(actor: Actor) -> Form:
    """An actor with its names, each with words that show it and how many reports use it."""
    aliases = [
        {
            "name": alias.name,
            "reports": alias.reports,
            "from": alias.first,
            "to": alias.last,
            "evidence": [quote_form(quote) | {"report": quote.report} for quote in alias.evidence],
        }
        for alias in actor.aliases
    ]
    return {"key": actor.key, "name": actor.name, "role": actor.role, "organisation": actor.organisation, "aliases": aliases}


def placed_form(mention: PledgeMention) -> Form:
    """A mention with the id of its report."""
    return mention_form(mention) | {"report": mention.quote.report}


def _span_form(span: Span) -> Form:
    return {"start": span.start, "end": span.end}


def pledge_form(pledge: Pledge) -> Form:
    """One entry of the ledger with its mentions."""
    return {
        "id": pledge.id,
        "who": list(pledge.who),
        "what": pledge.what,
        "force": str(pledge.force),
        "polarity": str(pledge.polarity),
        "checkable": pledge.checkable,
        "status": str(pledge.status),
        "proposed_status": str(pledge.proposed_status) if pledge.proposed_status else None,
        "made_on": pledge.made_on,
        "since": pledge.since,
        "due": due_form(pledge.due),
        "mentions": [
            _mention_of_pledge_form(mention, origin, pledge) for mention, origin in zip(pledge.mentions, pledge.newsrooms, strict=True)
        ],
        "outlets": pledge.outlets,
        "origins": pledge.origins,
        "developments": [bearing_form(bearing) for bearing in pledge.bearings if bearing.role is not Role.STATES],
        "proposal": proposal_form(pledge.proposal) if pledge.proposal else None,
        "ruling": ruling_form(pledge.ruling) if pledge.ruling else None,
        "contested": [ruling_form(ruling) for ruling in pledge.contested],
    }


def bearing_form(bearing: Bearing) -> Form:
    """A passage that bears on a pledge: its report and words, its day, and what it adds."""
    return {
        "report": bearing.quote.report,
        "quote": quote_form(bearing.quote),
        "role": str(bearing.role),
        "turn": str(bearing.turn),
        "status": str(bearing.status) if bearing.status else None,
        "on": bearing.on,
        "origin": bearing.origin,
        "confidence": bearing.confidence,
    }


def proposal_form(proposal: Proposal) -> Form:
    """The status that troth proposes, why, and from which passages."""
    return {
        "status": str(proposal.status),
        "as_of": proposal.as_of,
        "why": proposal.why,
        "evidence": [bearing_form(bearing) for bearing in proposal.evidence],
        "origins": proposal.origins,
        "confidence": proposal.confidence,
    }


def track_forms(bearings: Iterable[Bearing], ratings: Iterable[Proposal]) -> list[Form]:
    """A pledge that was followed: a form for each passage that bears on it, then one with the rating as it changed."""
    return [*map(bearing_form, bearings), {"rating": [proposal_form(step) for step in ratings]}]


def ruling_form(ruling: Ruling) -> Form:
    """A person's decision on a pledge, with the words of its evidence."""
    return {
        "pledge": ruling.pledge,
        "status": str(ruling.status),
        "because": ruling.because,
        "evidence": [quote_form(quote) | {"report": quote.report} for quote in ruling.evidence],
        "origins": ruling.origins,
        "by": ruling.by,
        "at": ruling.at,
        "event": ruling.event,
    }


def _mention_of_pledge_form(mention: PledgeMention, origin: str | None, pledge: Pledge) -> Form:
    return {
        "id": mention_id(mention),
        "report": mention.quote.report,
        "quote": quote_form(mention.quote),
        "source": mention.source,
        "force": str(mention.force),
        "origin": origin,
        "withdrawn": mention_id(mention) in pledge.withdrawn,
    }


def gold_form(report: Report, labels: Iterable[tuple[PledgeMention, str | None, Pledge | None]]) -> Form:
    """A report with its text and the mentions that stand in it as labels; `judged` is what a person said of a mention, null for nothing."""
    told = [
        mention_form(mention)
        | {"pledge": pledge.id if pledge else mention_id(mention), "pledge_force": str((pledge or mention).force), "judged": verdict}
        for mention, verdict, pledge in labels
    ]
    return whole_report_form(report) | {"item": report.id, "pledges": told}


def _whole(number: float) -> float | int:
    return int(number) if number == int(number) else number

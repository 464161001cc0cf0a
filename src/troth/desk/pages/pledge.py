"""A pledge: its strongest words, its life, its evidence by origin, what troth proposes, and the form by which a person rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from troth.desk import marked, told
from troth.desk.app import desk_of, link, shown
from troth.desk.life import Moment, due_day, kind_of, picture
from troth.desk.marked import Piece
from troth.errors import NoSuchThing
from troth.identity import mention_id, report_key
from troth.ledger import derived, queries
from troth.ledger import lineage as ledger_lineage
from troth.publish.page import credited
from troth.types import Bearing, Pledge, PledgeMention, Quote, Report, Role, Status

router = APIRouter()

UNTOLD: Final = "origin not told"
MOST_SHOWN: Final = 200  # mentions on the page: those of the first reports; the JSON has all


@dataclass(frozen=True, slots=True)
class Told:
    """A mention as the page shows it: in its sentence, with its report and the address of its words there."""

    mention: PledgeMention
    name: str
    report: Report
    pieces: tuple[Piece, ...]
    href: str
    withdrawn: bool
    story: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """What one newsroom wrote of a pledge: its first telling, other words of its own, and those that only repeat them."""

    name: str
    tellings: tuple[Told, ...]
    copies: tuple[Told, ...]


@router.get("/pledge/{name}")
def pledge(request: Request, name: str) -> Response:
    """The page of a pledge, by the id of any mention that it ever had."""
    with desk_of(request).ledger.reading() as db:
        thing = queries.find_thing(db, name)
        if not isinstance(thing, Pledge):
            raise NoSuchThing(name, "this is the id of no pledge", "look for it in the ledger")
        if thing.id != name:
            return RedirectResponse(f"/pledge/{thing.id}", 303)
        places = [mention.quote for mention in thing.mentions[:MOST_SHOWN]] + [one.quote for one in thing.bearings]
        reports = derived.get_reports(db, {place.report for place in places})
        lineage = ledger_lineage.places(db, set(reports))
    stories = {name: place.story for name, place in lineage.items()}
    shown_mentions = [_told(mention, thing, reports, stories) for mention in thing.mentions[:MOST_SHOWN]]
    strongest = max(shown_mentions, key=lambda one: one.mention.force.rank)
    moments = moments_of(thing, reports)
    return shown(
        request,
        "pledge.html",
        pledge=thing,
        strongest=strongest,
        origins=_origins(shown_mentions, thing.newsrooms),
        hidden=len(thing.mentions) - len(shown_mentions),
        moments=moments,
        picture=picture(moments, due_day(thing)),
        due_day=due_day(thing),
        developments=[_development(one, reports) for one in thing.bearings if one.role is not Role.STATES],
        proposed=[_development(one, reports) for one in thing.proposal.evidence] if thing.proposal else [],
        statuses=[status for status in Status if status is not Status.NOT_RATED],
        address=str(request.url_for("pledge", name=thing.id)),
    )


@router.get("/pledge/{name}/life.svg")
def life_svg(request: Request, name: str) -> Response:
    """The life of a pledge as a picture of its own, to be put into another page."""
    with desk_of(request).ledger.reading() as db:
        thing = queries.find_thing(db, name)
        if not isinstance(thing, Pledge):
            raise NoSuchThing(name, "this is the id of no pledge", "look for it in the ledger")
        reports = derived.get_reports(
            db, {mention.quote.report for mention in thing.mentions} | {one.quote.report for one in thing.bearings}
        )
    drawn = picture(moments_of(thing, reports), due_day(thing))
    if drawn is None:
        raise NoSuchThing(name, "no report of it has a date, so there is no picture", "look at the pledge itself")
    title = f"{told.listed(thing.who)}: {thing.what}"
    svg = desk_of(request).templates.get_template("life.svg").render(picture=drawn, title=title, alone=True)
    return Response(svg, media_type="image/svg+xml", headers={"cross-origin-resource-policy": "cross-origin"})


def moments_of(pledge: Pledge, reports: Mapping[str, Report]) -> list[Moment]:
    """What happened in the life of a pledge, by day: mentions (or, once troth follows it, bearings), and the ruling."""
    if pledge.bearings:
        found = [_moment(one.quote, reports, one.on, one.origin, kind_of(one), told.TURNS[one.turn]) for one in pledge.bearings]
    else:
        pairs = zip(pledge.mentions, pledge.newsrooms, strict=True)
        found = [
            _moment(mention.quote, reports, reports[mention.quote.report].published, origin, "states", str(mention.force))
            for mention, origin in pairs
            if mention.quote.report in reports
        ]
    if pledge.ruling:
        words = f"ruled {told.STATUSES[pledge.ruling.status].lower()} by {pledge.ruling.by}"
        found.append(Moment(pledge.ruling.at[:10], "this desk", "ruled", words, "#ruling"))
    return sorted(found, key=lambda moment: moment.on or "9999")


def href_of(place: Quote) -> str:
    """The address of a quote's words in their report."""
    return link(f"/report/{report_key(place.report)}", at=f"{place.start}-{place.end}") + "#here"


def _moment(place: Quote, reports: Mapping[str, Report], on: str | None, origin: str | None, kind: str, words: str) -> Moment:
    outlet = credited(reports[place.report]) if place.report in reports else UNTOLD
    return Moment(on or "", origin or outlet, kind, f"{words}, {outlet}", href_of(place))


def _told(mention: PledgeMention, pledge: Pledge, reports: Mapping[str, Report], stories: Mapping[str, str | None]) -> Told:
    report, name = reports[mention.quote.report], mention_id(mention)
    pieces = marked.in_sentence(report, mention.quote)
    return Told(mention, name, report, pieces, href_of(mention.quote), name in pledge.withdrawn, stories.get(report.id))


def _origins(tellings: Sequence[Told], newsrooms: Sequence[str | None]) -> list[Origin]:
    """The evidence by newsroom; what stands in the same words in another report of it is folded."""
    of_origin: dict[str, list[Told]] = {}
    for one, newsroom in zip(tellings, newsrooms, strict=False):
        of_origin.setdefault(newsroom or UNTOLD, []).append(one)
    return [_origin(name, own) for name, own in of_origin.items()]


def _origin(name: str, own: Sequence[Told]) -> Origin:
    first: dict[str, Told] = {}
    for one in own:
        first.setdefault("".join(piece.words for piece in one.pieces), one)
    apart = tuple(first.values())
    return Origin(name, apart, tuple(one for one in own if one not in apart))


def _development(one: Bearing, reports: Mapping[str, Report]) -> tuple[Bearing, Report | None, tuple[Piece, ...], str]:
    report = reports.get(one.quote.report)
    return one, report, marked.in_sentence(report, one.quote, "development") if report else (), href_of(one.quote)

"""A pledge: its strongest words, its life, its evidence by origin, what troth proposes, and the form by which a person rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import unquote

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from troth import pipeline
from troth.desk import marked, told
from troth.desk.app import NAME, desk_of, keep, link, shown, signed
from troth.desk.dots import in_dots
from troth.desk.guard import Acting
from troth.desk.life import Moment, due_day, kind_of, picture
from troth.desk.marked import Piece
from troth.errors import BadAct, NoSuchThing
from troth.identity import mention_id, report_key
from troth.ledger import derived, queries
from troth.ledger import lineage as ledger_lineage
from troth.pipeline import ruling
from troth.publish.page import credited
from troth.types import Bearing, Pledge, PledgeMention, Quote, Report, Role, Status

router = APIRouter()

UNTOLD: Final = "origin not told"
FOLLOWED: Final = "troth-follows"  # the cookie with the ids of the pledges that this browser follows
MOST_FOLLOWED: Final = 60  # a cookie holds 4 KB
EMBEDDED: Final = {"cross-origin-resource-policy": "cross-origin"}
MOST_CITABLE: Final = 30  # places that can be ticked as evidence; any other words can be pasted
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


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person wrote into the ruling form: kept, so that nothing is lost when it cannot be done as asked."""

    status: str = ""
    because: str = ""
    evidence: tuple[str, ...] = ()
    words: str = ""


@router.get("/pledge/{name}", name="pledge")
def pledge(request: Request, name: str) -> Response:
    """The page of a pledge, by the id of any mention that it ever had."""
    return _page(request, name)


@router.post("/pledge/{name}/rule", dependencies=[Acting])
def rule(
    request: Request,
    name: str,
    seen: Annotated[str, Form()],
    status: Annotated[str, Form()] = "",
    because: Annotated[str, Form()] = "",
    evidence: Annotated[tuple[str, ...], Form()] = (),
    words: Annotated[str, Form()] = "",
    by: Annotated[str, Form()] = "",
) -> Response:
    """Rule on a pledge as it was seen; refused, with what changed, when it is another by now."""
    draft, by = Draft(status, because, evidence, words), by.strip()
    if status not in set(Status) or not by:
        return _page(request, name, draft=draft, problem="Choose a status." if by else "Say who rules.", signs=by)
    cited = [*evidence, *filter(None, (line.strip() for line in words.splitlines()))]
    try:
        ruling.rule(desk_of(request).ledger, name, Status(status), because=because, evidence=cited, by=by, seen=seen)
    except BadAct as refused:
        return _page(request, name, draft=draft, problem=f"{refused.reason[0].upper()}{refused.reason[1:]}.", signs=by)
    answer = RedirectResponse(f"/pledge/{name}#ruling", 303)
    keep(answer, NAME, by)
    return answer


@router.post("/pledge/{name}/undo/{event}", dependencies=[Acting])
def undo(request: Request, name: str, event: int, by: Annotated[str, Form()] = "") -> Response:
    """Take back a ruling."""
    pipeline.undo(desk_of(request).ledger, event, because="taken back at the desk", by=by.strip() or signed(request))
    return RedirectResponse(f"/pledge/{name}#ruling", 303)


@router.post("/pledge/{name}/follow", dependencies=[Acting])
def follow(request: Request, name: str) -> Response:
    """Follow a pledge, or follow it no more: this browser keeps which, and nobody else is told."""
    own = followed(request)
    now = [one for one in own if one != name] if name in own else [*own, name][-MOST_FOLLOWED:]
    answer = RedirectResponse(f"/pledge/{name}", 303)
    keep(answer, FOLLOWED, " ".join(now))
    return answer


def followed(request: Request) -> list[str]:
    """The ids of the pledges that this browser follows."""
    return unquote(request.cookies.get(FOLLOWED, "")).split()


def _page(request: Request, name: str, *, draft: Draft | None = None, problem: str = "", signs: str = "") -> Response:
    with desk_of(request).ledger.reading() as db:
        thing = queries.find_thing(db, name)
        if not isinstance(thing, Pledge):
            raise NoSuchThing(name, "this is the id of no pledge", "look for it in the ledger")
        if thing.id != name and draft is None:
            return RedirectResponse(f"/pledge/{thing.id}", 303)
        places = [mention.quote for mention in thing.mentions[:MOST_SHOWN]] + [one.quote for one in thing.bearings]
        ruled = [quote for one in (thing.ruling, *thing.contested) if one for quote in one.evidence]
        reports = derived.get_reports(db, {place.report for place in (*places, *ruled)})
        lineage = ledger_lineage.places(db, set(reports))
        docket = ruling.docket(db, thing)
    stories = {name: place.story for name, place in lineage.items()}
    shown_mentions = [_told(mention, thing, reports, stories) for mention in thing.mentions[:MOST_SHOWN]]
    strongest = max(shown_mentions, key=lambda one: one.mention.force.rank)
    moments = moments_of(thing, reports)
    return shown(
        request,
        "pledge.html",
        status=409 if problem else 200,
        pledge=thing,
        strongest=strongest,
        origins=_origins(shown_mentions, thing.newsrooms),
        hidden=len(thing.mentions) - len(shown_mentions),
        moments=moments,
        picture=picture(moments, due_day(thing)),
        due_day=due_day(thing),
        developments=[_development(one, reports) for one in thing.bearings if one.role is not Role.STATES],
        proposed=[_development(one, reports) for one in thing.proposal.evidence] if thing.proposal else [],
        choices=[status for status in Status if status is not Status.NOT_RATED],
        docket=docket,
        reports=reports,
        href_of=href_of,
        draft=draft or _proposed_draft(thing),
        citable=_citable(thing, reports),
        problem=problem,
        signs=signs or signed(request),
        follows=thing.id in followed(request),
        address=str(request.url_for("pledge", name=thing.id)),
    )


def _proposed_draft(pledge: Pledge) -> Draft:
    """The form as troth would fill it: what it proposes, and on which words; the reason is the person's."""
    if pledge.proposal is None:
        return Draft()
    return Draft(str(pledge.proposal.status), "", tuple(place_name(one.quote) for one in pledge.proposal.evidence))


def _citable(pledge: Pledge, reports: Mapping[str, Report]) -> list[tuple[str, str, str]]:
    """The words that can be ticked as evidence: the name of their place, the words, and who published them. Developments first."""
    told_by = [one.quote for one in pledge.bearings if one.role is not Role.STATES]
    stated = [mention.quote for mention in pledge.mentions]
    places = dict.fromkeys(place for place in (*told_by, *stated) if place.report in reports)
    first = {place.exact: place for place in reversed(places)}  # the same words once: copies add nothing
    kept = [place for place in places if first[place.exact] == place][:MOST_CITABLE]
    return [
        (place_name(place), place.exact, f"{credited(reports[place.report])}, {told.day(reports[place.report].published)}")
        for place in kept
    ]


def place_name(place: Quote) -> str:
    """A place as `troth rule` takes it: REPORT:START-END."""
    return f"{place.report}:{place.start}-{place.end}"


@router.get("/pledge/{name}/life.svg")
def life_svg(request: Request, name: str) -> Response:
    """The life of a pledge as a picture of its own, to be put into another page."""
    return Response(_drawn(request, name), media_type="image/svg+xml", headers=EMBEDDED)


@router.get("/pledge/{name}/life.png")
def life_png(request: Request, name: str) -> Response:
    """The same in dots, for pages and programs that take no SVG."""
    return Response(in_dots(_drawn(request, name)), media_type="image/png", headers=EMBEDDED)


def _drawn(request: Request, name: str) -> str:
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
    return desk_of(request).templates.get_template("life.svg").render(picture=drawn, title=title, alone=True)


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
    for one in (pledge.ruling, *pledge.contested):
        if one is None:
            continue
        words = f"ruled {told.STATUSES[one.status].lower()} by {one.by}"
        found.append(Moment(one.at[:10], "this desk", "ruled", words, "#ruling"))
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

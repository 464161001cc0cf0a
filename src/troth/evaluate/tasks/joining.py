"""Link: are mentions joined that are of one pledge, and kept apart that are not?  Within each story, on the labelled mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, groupby
from typing import Final

from troth.anchor import quote
from troth.evaluate.cases import Case, Mistake, Outcome, Passage, Task, Unscorable, passage
from troth.evaluate.matching import one_to_one, overlapping
from troth.evaluate.measures import Average, Retrieval
from troth.find import FindSettings, find
from troth.forms import Form
from troth.link import groups
from troth.text import sentences
from troth.types import Force, PledgeMention, Polarity, Report, Span

Place = tuple[str, int, int]


def joining_cases(cases: Sequence[Case]) -> list[Case]:
    """The stories of reports with labelled pledges; each has the labelled mentions of its reports that say which pledge they are of."""
    ordered = sorted(cases, key=lambda case: case.group)
    stories = [_story(item, list(reports)) for item, reports in groupby(ordered, key=lambda case: case.group)]
    return [story for story in stories if story.labels["mentions"]]


def _story(item: str, reports: list[Case]) -> Case:
    mentions = [
        label | {"report": case.id, "text": case.text}
        for case in reports
        for label in case.labels["pledges"]
        if label.get("pledge") is not None
    ]
    return Case(item, reports[0].where, item, {"mentions": mentions, "reports": [case.report for case in reports]})


def compare_joining(case: Case, predicted: Form) -> Outcome:
    """Pairs of mentions that are of one pledge; and B-cubed, each mention's own precision and recall (Bagga and Baldwin 1998).

    A mention that the prediction does not have stands alone.
    """
    mentions = sorted(case.labels["mentions"], key=_place)
    joined = _joined(mentions, predicted["mentions"])
    outcome = Outcome()
    gold = _members([label["pledge"] for label in mentions])
    read = _members(joined)
    for i in range(len(mentions)):
        shared = len(gold[i] & read[i])
        outcome.add("b_cubed.precision", shared / len(read[i]))
        outcome.add("b_cubed.recall", shared / len(gold[i]))
        outcome.add("b_cubed.of", 1)
    counted: Counter[tuple[bool, bool]] = Counter()
    for i, j in combinations(range(len(mentions)), 2):
        one, same = j in gold[i], j in read[i]
        counted[one, same] += 1
        if one != same:
            kind = "parted" if one else "joined"
            outcome.mistakes.append(Mistake(kind, case.id, _passage(mentions[i]), _told(mentions[i]), _told(mentions[j])))
    right = counted[True, True]
    outcome.tally("pair", right=right, found=right + counted[False, True], gold=right + counted[True, False])
    return outcome


def _members(keys: Sequence[object]) -> list[set[int]]:
    """For each mention the set of those with its key."""
    under: dict[object, set[int]] = {}
    for number, key in enumerate(keys):
        under.setdefault(key, set()).add(number)
    return [under[key] for key in keys]


def _joined(mentions: list[Form], predicted: list[Form]) -> list[object]:
    """The predicted pledge of each labelled mention: of those predicted at its place one, else one of its own.

    Two commitments may stand in the same words.  There each mention gets, of the pledges predicted, that in which most other mentions
    of its labelled pledge are.
    """
    at_place: dict[Place, list[object]] = {}
    for mention in sorted(predicted, key=lambda mention: (_place(mention), str(mention["pledge"]))):
        at_place.setdefault(_place(mention), []).append(mention["pledge"])
    alone = Counter(map(_place, mentions))
    together = Counter(
        (mention["pledge"], at_place[place][0]) for mention in mentions if alone[place := _place(mention)] == 1 and place in at_place
    )
    joined: list[object] = []
    for number, mention in enumerate(mentions):
        left = at_place.get(_place(mention), [])
        best = max(left, key=lambda pledge: together[mention["pledge"], pledge], default=None)
        if best is None:
            joined.append(("alone", number))
            continue
        joined.append(("predicted", best))
        if alone[_place(mention)] > 1:
            left.remove(best)
    return joined


def _place(mention: Form) -> Place:
    return str(mention["report"]), mention["quote"]["start"], mention["quote"]["end"]


def joined_by_troth(case: Case) -> Form:
    """The labelled mentions of a story as `troth.link` joins them."""
    joined = groups([_mention(label, case) for label in case.labels["mentions"]])
    return {"mentions": [_joined_form(mention, number) for number, group in enumerate(joined) for mention in group]}


def _joined_form(mention: PledgeMention, number: int) -> Form:
    at = mention.quote
    return {"report": at.report, "quote": {"start": at.start, "end": at.end}, "pledge": number}


def joined_after_reading(case: Case, settings: FindSettings) -> Form:
    """The labelled mentions that troth reads in a story's reports, as it joins them; what it does not read is not there.

    A mention that is read stands for the label whose words it shares, one to one.
    """
    reports: list[Report] = case.labels["reports"]
    read = {report.id: find(report, settings).pledges for report in reports}
    joined = groups([mention for mentions in read.values() for mention in mentions])
    number = {id(mention): at for at, group in enumerate(joined) for mention in group}
    found: list[Form] = []
    for report in reports:
        labels = sorted((label for label in case.labels["mentions"] if label["report"] == report.id), key=_place)
        places = [Span(label["quote"]["start"], label["quote"]["end"]) for label in labels]
        mentions = read[report.id]
        shared = overlapping(places, [Span(mention.quote.start, mention.quote.end) for mention in mentions])
        for label, mention in one_to_one(shared):
            place = {"start": places[label].start, "end": places[label].end}
            found.append({"report": report.id, "quote": place, "pledge": number[id(mentions[mention])]})
    return {"mentions": found}


def _mention(label: Form, case: Case) -> PledgeMention:
    return mention_of(label, label["report"], label["text"], case.where)


def mention_of(label: Form, report: str, text: str, where: str) -> PledgeMention:
    """The mention that a label gives.  Raises Unscorable when it does not tell who and what."""
    start, end = label["quote"]["start"], label["quote"]["end"]
    try:
        return PledgeMention(
            quote=quote(Report(id=report, text=text, digest=""), start, end),
            who=tuple(label["who"]),
            what=label["what"],
            force=Force(label.get("force") or Force.PLAN),
            polarity=Polarity(label.get("polarity") or Polarity.DO),
            checkable=bool(label.get("checkable", True)),
            source=str(label.get("source") or "narrator"),
        )
    except KeyError as missing:
        told = f"the mention at {start}-{end} of report {report} has no {missing.args[0]!r}"
        raise Unscorable(where, told, "joining needs who and what of every mention") from None


def joined_in(rows: Sequence[Form], cases: Sequence[Case]) -> Iterator[tuple[str, Form]]:
    """For each story the mentions that rows of `troth link --json` (one a pledge) join."""
    of_report: dict[str, list[Form]] = {}
    for number, row in enumerate(rows):
        for mention in row.get("mentions") or ():
            of_report.setdefault(str(mention["report"]), []).append(mention | {"pledge": number})
    for case in cases:
        reports = sorted({label["report"] for label in case.labels["mentions"]})
        yield case.id, {"mentions": [mention for report in reports for mention in of_report.get(report, ())]}


def _passage(label: Form) -> Passage:
    return passage(label["text"], Span(label["quote"]["start"], label["quote"]["end"]), sentences(label["text"]))


def _told(label: Form) -> str:
    return f"{', '.join(label.get('who') or ()) or '?'} · {label.get('what') or '?'}"


def _says_pledges(case: Case) -> bool:
    return any(label.get("pledge") is not None for label in case.labels["pledges"])


LINK: Final = Task(
    "link",
    reader="link",
    needs="mentions",
    headline="pair_f1",
    measures=(Retrieval("pair"), Average("b_cubed")),
    kinds=("joined", "parted"),
    compare=compare_joining,
    labelled=_says_pledges,
    on_request=True,
)

# The same on what troth itself reads: a pair of which it does not read both is missed.
READ_AND_LINK: Final = replace(LINK, name="read_and_link", reader="find and link")

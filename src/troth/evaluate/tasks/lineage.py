"""Lineage: are reports joined that were made from one text, and no others?  Scored on all reports of a file at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import comb
from typing import Final

from troth.evaluate.cases import Case, Mistake, Outcome, Task
from troth.evaluate.measures import AdjustedRand, Retrieval, Share, Shares
from troth.forms import Form, story_form, telling_form
from troth.link.lineage import lineage

JOINING: Final = frozenset({"copy", "excerpt"})  # the relations that join two reports
ORIGINAL: Final = "orig"  # the kind of report that the others of its family were made from
TEMPLATE: Final = "template"  # the kind that has a form in common with its family and is no copy
SHOWN: Final = 60  # characters of a report that tell it from others


def whole(cases: Sequence[Case]) -> Case:
    """The one case that all reports make."""
    return Case("lineage", cases[0].where if cases else "", "lineage", {"reports": cases})


def traced_by_troth(case: Case) -> Form:
    """The lineage of a file's reports as `troth.link` finds it."""
    found = lineage([report for one in case.labels["reports"] if (report := one.report)])
    return {"edges": list(map(telling_form, found.tellings)), "story": list(map(story_form, found.stories))}


def traced_in(rows: Sequence[Form]) -> Form:
    """The lineage that rows of `troth lineage --json` tell: edges and stories."""
    return {"edges": [row for row in rows if "relation" in row], "story": [row for row in rows if "story" in row]}


def compare_lineage(case: Case, predicted: Form) -> Outcome:
    """Pairs that an edge or a story joins, copies by how they were made, stories as groups.  A template is a family of its own."""
    reports: Sequence[Case] = case.labels["reports"]
    family = {one.id: one.group if one.labels["kind"] != TEMPLATE else f"{one.group}, {one.id}" for one in reports}
    story, origins = _stories(predicted["story"], family)
    edges = {
        (min(a, b), max(a, b))
        for edge in predicted.get("edges", ())
        if edge["relation"] in JOINING and (a := str(edge["a"])) in family and (b := str(edge["b"])) in family and a != b
    }
    beside = [(a, b) for a, b in sorted(edges) if story[a] != story[b]]
    outcome = Outcome()
    _count_pairs(outcome, family, story, beside)
    members: defaultdict[str, list[Case]] = defaultdict(list)
    for one in reports:
        members[one.group].append(one)
    joined = {*beside}
    for group in members.values():
        _count_family(outcome, group, story, origins, joined)
    _note_strangers(outcome, case, family, story, beside)
    return outcome


def _stories(rows: Iterable[Form], family: dict[str, str]) -> tuple[dict[str, str], dict[str, int]]:
    """The first story that each report is in, its own where it is in none, and how many origins each story has."""
    story: dict[str, str] = {}
    origins = {}
    for number, row in enumerate(rows):
        name = f"story {number}"
        origins[name] = int(row["origins"])
        for report in map(str, row["reports"]):
            if report in family:
                story.setdefault(report, name)
    return {report: story.get(report, f"alone {report}") for report in family}, origins


def _count_pairs(outcome: Outcome, family: dict[str, str], story: dict[str, str], beside: Sequence[tuple[str, str]]) -> None:
    """Pairs are counted group by group rather than one by one: of four hundred copies there are 80,000."""
    both = _pairs((family[report], story[report]) for report in family)
    gold, found = _pairs(family.values()), _pairs(story.values())
    outcome.tally("pair", right=both + sum(family[a] == family[b] for a, b in beside), found=found + len(beside), gold=gold)
    for part, count in (("both", both), ("gold", gold), ("found", found), ("pairs", comb(len(family), 2))):
        outcome.add(f"adjusted_rand.{part}", count)


def _pairs(groups: Iterable[object]) -> int:
    return sum(comb(size, 2) for size in Counter(groups).values())


def _count_family(
    outcome: Outcome, group: Sequence[Case], story: dict[str, str], origins: dict[str, int], beside: set[tuple[str, str]]
) -> None:
    """How much of one family was found: copies by their kinds, or the whole of a family without an original."""

    def are_joined(one: Case, other: Case) -> bool:
        return story[one.id] == story[other.id] or (min(one.id, other.id), max(one.id, other.id)) in beside

    templates = [one for one in group if one.labels["kind"] == TEMPLATE]
    for one, other in combinations(templates, 2):
        outcome.share("templates_apart", not are_joined(one, other))
    copies = [one for one in group if one.labels["kind"] != TEMPLATE]
    original = next((one for one in copies if one.labels["kind"] == ORIGINAL), None)
    for one in copies if original else ():
        if original and one is not original:
            outcome.share(f"recall_{one.labels['kind']}", are_joined(original, one))
            if not are_joined(original, one):
                outcome.mistakes.append(Mistake("parted", one.id, None, f"{one.labels['kind']} of {_shown(original)}", _shown(one)))
    if original is None and len(copies) > 1:
        [(largest, size)] = Counter(story[one.id] for one in copies).most_common(1)
        outcome.share("wide_share", size, len(copies))
        outcome.share("wide_one_origin", origins.get(largest) == 1)
        outcome.counts |= {"wide_least.right": min(outcome.counts.get("wide_least.right", 1), size / len(copies)), "wide_least.of": 1}
        outcome.mistakes.extend(
            Mistake("parted", one.id, None, f"{one.labels['kind']} {one.group}", _shown(one)) for one in copies if story[one.id] != largest
        )


def _note_strangers(outcome: Outcome, case: Case, family: dict[str, str], story: dict[str, str], beside: Sequence[tuple[str, str]]) -> None:
    """Reports in stories of another family, and those that an edge alone joins to one."""
    texts = {one.id: one for one in case.labels["reports"]}
    reports_of: defaultdict[str, list[str]] = defaultdict(list)
    for report, told in story.items():
        reports_of[told].append(report)
    pairs = [(a, b) for a, b in beside if family[a] != family[b]]
    for reports in reports_of.values():
        [(most, _)] = Counter(family[report] for report in reports).most_common(1)
        first = next(report for report in reports if family[report] == most)
        pairs += [(first, report) for report in reports if family[report] != most]
    outcome.mistakes.extend(Mistake("joined", f"{a}, {b}", None, _shown(texts[a]), _shown(texts[b])) for a, b in pairs)


def _shown(one: Case) -> str:
    return f"{one.id}: {one.text[:SHOWN]!r}"


LINEAGE: Final = Task(
    "lineage",
    reader="lineage",
    needs="story",
    headline="pair_precision",
    measures=(
        Retrieval("pair"),
        AdjustedRand("adjusted_rand"),
        Shares("recall"),
        Share("wide_share"),
        Share("wide_least"),
        Share("wide_one_origin"),
        Share("templates_apart"),
    ),
    kinds=("joined", "parted"),
    compare=compare_lineage,
)

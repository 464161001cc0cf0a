from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import troth
from outcomes import PIER, PIER_STORY, STORIES, told
from troth.follow import Outline, borne_out, follow, overdue, propose, subject, subject_of, words_in
from troth.follow.outline import ENOUGH
from troth.link import entry
from troth.types import Bearing, Force, PledgeMention, Polarity, Provenance, Quote, Report, Role, Status, Turn

WORDS = Quote("r", 0, 5, "words")


def reports(rows: list[dict[str, str]]) -> list[Report]:
    return [
        Report(id=row["id"], text=row["text"].replace("\n", "\n\n"), digest="", outlet=row["outlet"], published=row["published"])
        for row in rows
    ]


def bearing(status: Status | None, on: str, origin: str | None = "A", confidence: float = 0.9) -> Bearing:
    turn = {None: Turn.RESTATED, Status.KEPT: Turn.KEPT, Status.BROKEN: Turn.BROKEN}.get(status, Turn.STALLED)
    return Bearing(WORDS, Role.DEVELOPS if status else Role.STATES, turn, status, on, origin, confidence)


def test_a_pledge_is_followed_from_its_making_to_its_outcome() -> None:
    found = follow(subject([PIER[0]], PIER[1], made_on="2011-05-02"), reports(STORIES))
    by_day = {one.on: one for one in found.bearings}
    assert by_day["2011-05-02"].role is Role.STATES
    assert by_day["2011-06-11"].status is Status.IN_PROGRESS
    assert by_day["2011-09-01"].status is Status.STALLED
    assert by_day["2012-04-20"].status is Status.KEPT
    assert found.proposal is not None
    assert (found.proposal.status, found.proposal.origins) == (Status.KEPT, 2)


def test_every_passage_is_quoted_from_its_report() -> None:
    texts = {report.id: report.text for report in reports(STORIES)}
    found = follow(subject([PIER[0]], PIER[1]), reports(STORIES))
    assert found.bearings
    for one in found.bearings:
        assert texts[one.quote.report][one.quote.start : one.quote.end] == one.quote.exact


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_reports_does_not_matter(seed: int) -> None:
    shuffled = random.Random(seed).sample(STORIES, len(STORIES))
    known = subject([PIER[0]], PIER[1])
    assert follow(known, reports(shuffled)) == follow(known, reports(STORIES))


def test_what_others_do_elsewhere_does_not_bear_on_it() -> None:
    others = reports([row for row in STORIES if row not in PIER_STORY])
    assert follow(subject([PIER[0]], PIER[1]), others).bearings == ()


def test_nothing_is_broken_before_its_deadline() -> None:
    due = "2012-06-30"
    told_early = propose([bearing(Status.BROKEN, "2012-06-01"), bearing(Status.BROKEN, "2012-06-30", "B")], due)
    told_after = propose([bearing(Status.BROKEN, "2012-07-01"), bearing(Status.BROKEN, "2012-07-02", "B")], due)
    assert told_early is not None
    assert told_after is not None
    assert (told_early.status, told_after.status) == (Status.STALLED, Status.BROKEN)


def test_statements_alone_propose_nothing() -> None:
    assert propose([bearing(None, "2012-01-01")]) is None


def test_a_proposal_says_that_it_rests_on_one_origin() -> None:
    one = propose([bearing(Status.KEPT, "2012-01-01"), bearing(Status.KEPT, "2012-01-02")])
    two = propose([bearing(Status.KEPT, "2012-01-01"), bearing(Status.KEPT, "2012-01-02", "B")])
    assert one is not None
    assert two is not None
    assert one.origins == 1
    assert "one origin only" in one.why
    assert "2 independent origins" in two.why
    assert len(two.evidence) == 2


def test_passages_that_contradict_one_another_are_for_a_person_to_judge() -> None:
    contested = propose([bearing(Status.KEPT, "2012-01-01"), bearing(Status.BROKEN, "2012-01-02", "B")])
    assert contested is not None
    assert contested.status is Status.UNCLEAR
    assert "contrary" in contested.why


@pytest.mark.parametrize(
    ("today", "told_of_it"),
    [
        ("2012-06-20", "due in 10 days, on 2012-06-30"),
        ("2012-06-30", "due today; nothing found since 2012-05-01"),
        ("2012-07-03", "due 3 days ago, nothing found since 2012-05-01"),
    ],
)
def test_a_deadline_that_passes_without_news_is_told(today: str, told_of_it: str) -> None:
    assert overdue("2012-06-30", [bearing(None, "2012-05-01")], today) == told_of_it


def test_a_pledge_without_a_deadline_is_never_overdue() -> None:
    assert overdue(None, [], "2012-07-03") is None


def test_tracking_leaves_out_what_was_told_before_the_pledge_and_counts_copies_once() -> None:
    copy = told("2012-04-21", "Valley Herald", *PIER_STORY[3]["text"].split("\n"))
    before = told("2010-01-01", "The Courier", "Ana Whitlock said that she would rebuild the north pier at Gull Point.")
    found = troth.track(*reports([before, *PIER_STORY[:1], PIER_STORY[3], copy]), who=[PIER[0]], what=PIER[1], since="2011-05-02")
    assert found.bearings[0].on == "2011-05-02"
    assert found.proposal is not None
    assert found.proposal.status is Status.KEPT
    assert found.proposal.origins == 1


@pytest.mark.parametrize(
    ("told", "enough"),
    [
        ([bearing(Status.KEPT, "2012-01-01", "A", 0.5)], False),
        ([bearing(Status.KEPT, "2012-01-01", "A", 0.8)], True),
        ([bearing(Status.KEPT, "2012-01-01", name, 0.6) for name in "AA"], False),
        ([bearing(Status.KEPT, "2012-01-01", name, 0.6) for name in "AB"], True),
        ([bearing(Status.IN_PROGRESS, "2012-01-01", "A", 0.9)], False),
        ([bearing(Status.IN_PROGRESS, "2012-01-01", name, 0.5) for name in "AB"], True),
    ],
)
def test_in_a_ledger_passages_have_to_say_enough_together(told: list[Bearing], enough: bool) -> None:
    proposal = propose(told)
    assert proposal is not None
    assert borne_out(proposal, told) is enough


def test_one_unsure_passage_makes_an_unsure_proposal() -> None:
    alone = propose([bearing(Status.KEPT, "2012-01-01", "A", 0.4)])
    agreeing = propose([bearing(Status.KEPT, "2012-01-01", name, 0.4) for name in "ABC"])
    assert alone is not None
    assert agreeing is not None
    assert alone.confidence == 0.4
    assert agreeing.confidence > 0.7


def test_whose_plan_it_is_does_not_say_what_it_is_about() -> None:
    [report] = reports([told("a", "Courier", "2011-06-11", "Whitlock said so.\nWhitlock went on.\nWhitlock was pleased.\nShe left.")])
    own = Outline.of(subject(["Ana Whitlock"], "carry out Whitlock's harbour plan"))
    assert "whitlock" not in {word for word, _, _ in own.terms}
    assert not own.may_be_in(words_in(report))


@given(
    what=st.lists(st.sampled_from("rebuild repair north pier piers harbour NATO north-east Gull's".split()), min_size=2, max_size=6),
    text=st.lists(st.sampled_from("Whitlock rebuilt repairs the north northern Pier harbours nato Gull \n\n . is".split(" ")), max_size=30),
)
def test_a_glance_never_rules_out_what_a_closer_look_finds(what: list[str], text: list[str]) -> None:
    [report] = reports([told("a", "Courier", "2011-06-11", " ".join(text) or "x")])
    outline = Outline.of(subject(["Ana Whitlock"], " ".join(what)))
    assert not (outline.ruled_out(report.text) and outline.covering(words_in(report)))
    found = words_in(report)
    shares = [
        sum(share for (name, sign), share in outline.keys().items() if name == one and sign in found.stems)
        for one in found.names.intersection(outline.names)
    ]
    assert max(shares, default=0) >= ENOUGH or not outline.may_be_in(found)


@pytest.mark.parametrize(
    ("text", "bears"),
    [
        ("Workers rebuild the north pier.", False),
        ("Whitlock saw workers rebuild the north pier.", True),
        ("Workers rebuild the north pier and the lighthouse.", True),
        ("Whitlock saw the north pier.", False),
    ],
)
def test_a_passage_that_does_not_name_the_actor_has_to_say_more(text: str, bears: bool) -> None:
    [report] = reports([told("a", "Courier", "2011-06-11", f"It rained.\nThe market was full.\nWhitlock opened the fair.\n{text}")])
    outline = Outline.of(subject(["Ana Whitlock"], "rebuild the north pier and lighthouse"))
    assert outline.may_be_in(words_in(report)) is bears


def test_a_pledge_is_followed_by_the_words_of_its_first_mention_that_can_be_checked() -> None:
    def said(what: str, start: int, checkable: bool) -> PledgeMention:
        return PledgeMention(replace(WORDS, start=start), ("Ana Whitlock",), what, Force.PLAN, Polarity.DO, checkable, "narrator")

    mentions = [said("care for the harbour", 0, False), said("rebuild the pier", 10, True), said("rebuild the north pier by May", 20, True)]
    published = {"r": Provenance("r", "Courier", "Courier", "2011-05-02", "r")}
    first, later = (subject_of(entry(mentions[:number], published)) for number in (2, 3))
    assert first == later
    assert first.what == "rebuild the pier"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Whitlock signed the order that raises the ferry fee at Gull Point.", Status.BROKEN),
        ("Whitlock broke her promise and raised the ferry fee at Gull Point.", Status.BROKEN),
        ("Whitlock has refused to raise the ferry fee at Gull Point.", Status.IN_PROGRESS),
        ("Whitlock kept her promise not to raise the ferry fee at Gull Point.", Status.KEPT),
    ],
)
def test_who_was_not_to_do_it_breaks_the_pledge_by_doing_it(text: str, status: Status) -> None:
    found = follow(subject(["Ana Whitlock"], "not raise the ferry fee at Gull Point"), reports([told("a", "Courier", "2011-06-11", text)]))
    assert found.proposal is not None
    assert found.proposal.status is status

"""The lineage in the ledger is what finding it over all reports at once gives, however the ledger came to hold them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import troth
from retold import FOOTERS, PAPERS, PLEDGES, retelling, story_text
from samples import write_jsonl
from troth.errors import BadAct, NoSuchThing
from troth.ledger import derived, judgements
from troth.ledger.engine import open_ledger
from troth.link.lineage import Lineage, lineage

NewLedger = Callable[[], str]
Rows = list[dict[str, Any]]

retellings = st.lists(st.integers(0, 40), min_size=2, max_size=14, unique=True).map(lambda numbers: [retelling(n) for n in numbers])


def add(rows: Rows, ledger: str) -> str:
    with TemporaryDirectory() as folder:
        added = list(troth.add(write_jsonl(Path(folder) / "a.jsonl", rows), ledger=ledger, processes=1))
    assert not [one.error for one in added if one.error]
    return ledger


def at_once(ledger: str) -> Lineage:
    """The lineage of all reports of a ledger, found without it."""
    with open_ledger(ledger) as opened, opened.reading() as db:
        reports = list(derived.all_reports(db))
        return lineage(reports, furniture=judgements.furniture(db), judged=judgements.tellings(db))


def kept(ledger: str) -> Lineage:
    """The lineage that a ledger holds, in the order of the one found at once."""
    found, expected = troth.lineage(ledger=ledger), at_once(ledger)
    edges, stories = {(edge.a, edge.b): edge for edge in found.tellings}, {story.id: story for story in found.stories}
    assert (len(edges), len(stories)) == (len(found.tellings), len(found.stories))
    in_order = [edges.pop((edge.a, edge.b), None) for edge in expected.tellings]
    stories_in_order = [stories.pop(story.id, None) for story in expected.stories]
    return Lineage(tuple(filter(None, [*in_order, *edges.values()])), tuple(filter(None, [*stories_in_order, *stories.values()])))


def exported(ledger: str) -> list[str]:
    return [json.dumps(line) for line in troth.export(ledger) if not {"act", "reader"} & line.keys()]


def story_of(ledger: str, report: str) -> set[str]:
    return next((set(story.reports) for story in troth.lineage(ledger=ledger).stories if report in story.reports), {report})


def row(name: str, told: list[str], outlet: str, **more: str) -> dict[str, Any]:
    return {"id": name, "outlet": outlet, "published": "2011-03-01", "text": "\n\n".join(told), **more}


@settings(max_examples=5)
@given(rows=retellings, data=st.data())
def test_it_is_what_finding_it_at_once_gives_in_whatever_order_and_portions_reports_come(
    new_ledger: NewLedger, rows: Rows, data: st.DataObject
) -> None:
    ledger, left = new_ledger(), data.draw(st.permutations(rows))
    while left:
        count = data.draw(st.integers(1, len(left)))
        add(left[:count], ledger)
        left = left[count:]
        assert kept(ledger) == at_once(ledger)


@settings(max_examples=5)
@given(rows=retellings, rng=st.randoms(use_true_random=False))
def test_reports_that_leave_leave_the_lineage_of_the_others(new_ledger: NewLedger, rows: Rows, rng: random.Random) -> None:
    ledger = add(rows, new_ledger())
    gone = rng.sample(rows, rng.randrange(1, len(rows)))
    for one in gone:
        troth.redact(one["id"], ledger, because="asked to", by="Ana")
    assert kept(ledger) == at_once(ledger)
    assert exported(ledger) == exported(add([one for one in rows if one not in gone], new_ledger()))
    troth.rebuild(ledger, processes=1)
    assert kept(ledger) == at_once(ledger)


def test_enough_reports_of_one_outlet_teach_furniture_late_and_early_alike(new_ledger: NewLedger) -> None:
    rows = [retelling(n) for n in range(40)]
    first, second = add(rows, new_ledger()), add(rows[::-1], new_ledger())
    assert exported(first) == exported(second)
    assert kept(first) == at_once(first)
    assert {one.outlet for one in troth.furniture(first)} == set(PAPERS)
    assert not [finding for finding in troth.doctor(first) if finding.grade == "fault"]


def test_a_pledge_in_learned_furniture_is_none_until_a_person_says_otherwise(new_ledger: NewLedger) -> None:
    footer = FOOTERS["Courier"]
    rows = [row(f"r{n}", [*story_text(n, seed=n), footer], "Courier") for n in range(4)]
    ledger = add(rows[:3], new_ledger())

    def boards() -> int:
        return sum(len(pledge.mentions) for pledge in troth.pledges(ledger) if pledge.who == ("Harbor Board",))

    assert (boards(), troth.furniture(ledger)) == (3, [])
    add(rows[3:], ledger)
    [found] = troth.furniture(ledger)
    assert (boards(), found.outlet, found.words.exact, found.reports, found.counts, found.judged) == (0, "Courier", footer, 4, True, None)
    hidden = next(mention for mention in json_of(ledger, "r0")["pledges"] if "Harbor Board" in mention["who"])
    assert isinstance(troth.show(hidden["id"], ledger), troth.Report)  # its id still leads to where it stands
    event = troth.judge_furniture(found.id[:6], False, ledger, because="it is their editorial", by="Ana")
    assert (boards(), [one.counts for one in troth.furniture(ledger)]) == (4, [False])
    troth.rebuild(ledger, processes=1)
    assert boards() == 4
    troth.undo(event.seq, ledger, by="Ana")
    assert boards() == 0
    with pytest.raises(NoSuchThing, match="no repeated paragraph"):
        troth.judge_furniture("f00d", True, ledger, by="Ana")


def json_of(ledger: str, report: str) -> dict[str, Any]:
    [found] = [line for line in troth.export(ledger) if line.get("report", {}).get("id") == report]
    return found


def test_copies_in_many_outlets_are_one_origin_and_an_excerpt_borrows_its_words(new_ledger: NewLedger) -> None:
    told = story_text(0)
    rng = random.Random("own words")
    own = [sentence for n in range(4) for sentence in story_text(3, seed=rng.randrange(99) + n)[6:9]]
    rows = [row(f"c{i}", told, paper) for i, paper in enumerate(PAPERS)]
    rows += [row("x", [*own[:6], *told[2:7], *own[6:]], "The Larkmere Ledger"), row("o", [*own[3:9], PLEDGES[0]], "Two Rivers Standard")]
    ledger = add(rows, new_ledger())
    [pledge] = [pledge for pledge in troth.pledges(ledger) if len(pledge.mentions) == 7]
    assert (pledge.outlets, pledge.origins) == (7, 2)
    assert dict(zip((one.quote.report for one in pledge.mentions), pledge.newsrooms, strict=True))["x"] == "Courier"
    assert story_of(ledger, "c0") == {"c0", "c1", "c2", "c3", "c4", "x"}
    found = troth.why("c0", "x", ledger)
    assert found.telling is not None
    assert (found.one_story, found.telling.relation) == (True, "excerpt")
    place = found.telling.passages[0][0]
    assert "".join(troth.show("c0", ledger).text[place.start : place.end]).split()[0] in told[2]


def test_people_split_and_join_and_take_it_back(new_ledger: NewLedger) -> None:
    rows = [row(name, story_text(story), paper) for (name, story), paper in zip((("a", 0), ("b", 0), ("c", 1)), PAPERS, strict=False)]
    ledger = add(rows, new_ledger())
    before = exported(ledger)
    apart = troth.different("a", "b", ledger, because="the second was written anew", by="Ana")
    assert (story_of(ledger, "a"), story_of(ledger, "b")) == ({"a"}, {"b"})
    assert {(pledge.outlets, pledge.origins) for pledge in troth.pledges(ledger)} == {(2, 2), (1, 1)}
    joined = troth.same("a", "c", ledger, by="Ana")
    assert story_of(ledger, "a") == {"a", "c"}
    troth.rebuild(ledger, processes=1)
    assert (story_of(ledger, "a"), story_of(ledger, "b")) == ({"a", "c"}, {"b"})
    assert [event.seq for event in troth.why("b", "a", ledger).judged] == [apart.seq]
    troth.undo(joined.seq, ledger, by="Bo")
    undone = troth.undo(apart.seq, ledger, by="Bo")
    assert exported(ledger) == before
    troth.undo(undone.seq, ledger, by="Ana")
    assert story_of(ledger, "a") == {"a"}


def test_ones_own_later_word_counts_and_the_contrary_word_of_another_is_a_conflict(new_ledger: NewLedger) -> None:
    ledger = add([row("a", story_text(0), "Courier"), row("b", story_text(0), "Evening Post")], new_ledger())
    troth.different("a", "b", ledger, by="Ana")
    with pytest.raises(BadAct, match="said so already"):
        troth.different("b", "a", ledger, by="Ana")
    troth.same("b", "a", ledger, by="Ana")
    assert story_of(ledger, "a") == {"a", "b"}
    contrary = troth.different("a", "b", ledger, by="Bo")
    assert story_of(ledger, "a") == {"a"}
    assert [finding.where for finding in troth.doctor(ledger) if "contradict" in finding.what] == ["a and b"]
    troth.undo(contrary.seq, ledger, by="Bo")
    assert story_of(ledger, "a") == {"a", "b"}
    with pytest.raises(BadAct, match="name two"):
        troth.same("a", "a", ledger, by="Ana")
    with pytest.raises(NoSuchThing):
        troth.same("a", "nobody", ledger, by="Ana")
    assert kept(ledger) == at_once(ledger)


def test_quotation_marks_that_a_copy_lost_are_found_again(new_ledger: NewLedger) -> None:
    from troth.pipeline.tellings import told_reading

    told = story_text(0)
    ends = (
        'Ana Whitlock told reporters that the pier was "absolutely not" lost.',
        "Ana Whitlock told reporters that the pier was absolutely not lost.",
    )
    rows = [row(name, [*told, end], paper) for name, end, paper in zip("ab", ends, PAPERS, strict=False)]
    with open_ledger(add(rows, new_ledger())) as opened, opened.reading() as db:
        report = derived.get_reports(db, {"b"})["b"]
        before, after = derived.reading_of(db, report), told_reading(db, report)
    assert before
    assert after
    kinds = [[one.kind for one in reading.statements if "absolutely not" in one.content[0].exact] for reading in (before, after)]
    assert kinds == [["indirect"], ["mixed"]]

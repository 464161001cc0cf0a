"""Each form of labels with predictions that agree with them, that are spoilt in one place, or that are not there."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from troth.errors import TrothError
from troth.evaluate import TASKS, EvalSettings, Part, Score, Unscorable, score
from troth.evaluate.cases import Case
from troth.evaluate.measures import all_scores
from troth.evaluate.scoring import compare_one
from troth.types import Report

Form = dict[str, Any]
Write = Callable[..., Path]

TEXT = "Whitlock promises a pier"
OF = ("precision", "recall", "f1")
TWO_TEXTS = ("The pier has twelve lamps. Rain fell.", "The pier has ten lamps. Rain fell. Gulls came.")


def scored(gold: Path, predicted: Path | None, *tasks: str, **more: Any) -> dict[str, Score]:
    done = {one.task: one for one in score(gold, settings=EvalSettings(predicted, tasks, **more))}
    assert all({*one.kinds} <= {*TASKS[one.task].kinds} for one in done.values())
    return done


def measured(gold: Path, predicted: Path, task: str) -> dict[str, float | None]:
    return scored(gold, predicted, task)[task].scores


def test_a_perfect_reader_of_pledges_scores_1_in_everything(pledge_row: Form, found_row: Form, write: Write) -> None:
    done = scored(write("gold.jsonl", pledge_row), write("found.jsonl", found_row))
    assert list(done) == ["pledges", "developments", "sentences"]
    assert {value for one in done.values() for value in one.scores.values()} == {1.0}
    assert all(one.mistakes == () for one in done.values())


def test_what_is_missed_and_what_is_spurious_lowers_recall_and_precision(pledge_row: Form, found_row: Form, write: Write) -> None:
    found_row["pledges"] = found_row["pledges"][:2]
    found_row["pledges"][1] |= {"quote": found_row["developments"][0]["quote"]}
    done = scored(write("gold.jsonl", pledge_row), write("found.jsonl", found_row), "pledges")["pledges"]
    assert (done.scores["sentence_precision"], done.scores["sentence_recall"]) == (0.5, pytest.approx(1 / 3))
    assert (done.scores["mention_precision"], done.scores["mention_recall"]) == (0.5, pytest.approx(1 / 3))
    assert done.kinds == {"missed": 2, "spurious": 1}


@pytest.mark.parametrize(
    ("field", "value", "score_name"),
    [
        ("who", ["Idris Vale"], "who"),
        ("force", "aim", "force"),
        ("polarity", "refrain", "polarity"),
        ("checkable", False, "checkable"),
        ("source", "narrator", "source"),
        ("what", "open a clinic", "what"),
    ],
)
def test_a_wrong_field_is_a_mistake_of_its_kind(
    pledge_row: Form, found_row: Form, write: Write, field: str, value: object, score_name: str
) -> None:
    found_row["pledges"][0][field] = value
    done = scored(write("gold.jsonl", pledge_row), write("found.jsonl", found_row), "pledges")["pledges"]
    assert done.scores[score_name] == pytest.approx(2 / 3)
    assert done.scores["mention_f1"] == 1
    [mistake] = done.mistakes
    assert mistake.kind == field
    assert mistake.passage is not None
    assert mistake.passage.before == "Mayor Ana Whitlock "


def test_one_of_two_actors_is_enough_for_who_and_not_for_who_exact(pledge_row: Form, found_row: Form, write: Write) -> None:
    found_row["pledges"][0]["who"] = ["Mayor Whitlock", "Idris Vale"]
    done = measured(write("gold.jsonl", pledge_row), write("found.jsonl", found_row), "pledges")
    assert (done["who"], done["who_exact"]) == (1, pytest.approx(2 / 3))


def test_a_deadline_that_is_not_there_and_half_a_condition_are_told(pledge_row: Form, found_row: Form, write: Write) -> None:
    found_row["pledges"][0]["due"] = None
    found_row["pledges"][1]["condition"]["exact"] = "if money"
    done = measured(write("gold.jsonl", pledge_row), write("found.jsonl", found_row), "pledges")
    assert (done["due_recall"], done["due_precision"], done["condition_f1"]) == (0, None, 1)
    assert done["condition_characters"] == pytest.approx(2 * 8 / (8 + 14))


def test_fields_that_are_not_labelled_are_not_scored(pledge_row: Form, found_row: Form, write: Write) -> None:
    bare = {"id": "pier", "text": pledge_row["text"], "pledges": [{"quote": {"exact": "plans to plant trees"}}]}
    done = scored(write("gold.jsonl", bare), write("found.jsonl", found_row))
    assert list(done) == ["pledges"]
    assert done["pledges"].scores["mention_recall"] == 1
    assert done["pledges"].scores["force"] is None


def test_a_reader_that_only_marks_words_is_scored_on_these(pledge_row: Form, write: Write) -> None:
    bare = {"report": {"id": "pier"}, "pledges": [{"quote": label["quote"]} for label in pledge_row["pledges"]]}
    done = measured(write("gold.jsonl", pledge_row), write("found.jsonl", bare), "pledges")
    assert {name for name, value in done.items() if value == 1} == {f"{what}_{of}" for what in ("sentence", "mention") for of in OF}
    assert all(value is None for value in done.values() if value != 1)


def test_a_wrong_status_is_a_mistake(pledge_row: Form, found_row: Form, write: Write) -> None:
    found_row["developments"] = [found_row["developments"][0] | {"status": "broken"}]
    done = scored(write("gold.jsonl", pledge_row), write("found.jsonl", found_row), "developments")["developments"]
    assert (done.scores["status"], done.scores["sentence_f1"]) == (0, 1)
    assert done.confusions == [(("status", "kept", "broken"), 1)]


def test_offsets_into_another_form_of_the_text_are_carried_over(pledge_row: Form, found_row: Form, write: Write) -> None:
    wide = pledge_row["text"].replace("\n\n", "\n\n\n  ")
    moved = json.loads(json.dumps(found_row))
    for mention in moved["pledges"]:
        start = wide.index(mention["quote"]["exact"])
        mention["quote"] |= {"start": start, "end": start + len(mention["quote"]["exact"])}
    moved["report"]["text"] = wide
    assert measured(write("gold.jsonl", pledge_row), write("found.jsonl", moved), "pledges")["mention_f1"] == 1


def test_attributions_are_compared_by_letters_and_speaker(standoff: dict[str, str], found_row: Form, write: Write, pack: Write) -> None:
    gold = pack("set.tar.gz", standoff)
    assert set(measured(gold, write("found.jsonl", found_row), "attribution").values()) == {1.0}
    found_row["statements"][0]["speaker"] = None
    done = scored(gold, write("found.jsonl", found_row), "attribution")["attribution"]
    assert (done.scores["content_f1"], done.scores["with_speaker_f1"], done.scores["direct_with_speaker"]) == (1, 0, 0)
    assert done.kinds == {"speaker": 1}


@pytest.mark.parametrize(("letters", "found"), [(7, 0), (8, 1)])
def test_an_attribution_needs_three_tenths_of_the_letters(
    standoff: dict[str, str], found_row: Form, write: Write, pack: Write, letters: int, found: int
) -> None:
    content = found_row["statements"][0]["content"][0]  # "We will not raise the mooring fee": 27 letters, three tenths are 8.1
    content["end"] = content["start"] + {7: len("We will n"), 8: len("We will not")}[letters]
    assert measured(pack("set.tar.gz", standoff), write("found.jsonl", found_row), "attribution")["content_recall"] == found


def test_a_source_that_nobody_names_is_right_when_no_speaker_is_found(
    standoff: dict[str, str], found_row: Form, write: Write, pack: Write
) -> None:
    standoff["dev/attributions/pier_ab.ann"] = standoff["dev/attributions/pier_ab.ann"].replace(" Source:T2", "")
    gold = pack("set.tar.gz", standoff)
    assert measured(gold, write("named.jsonl", found_row), "attribution")["speaker"] == 0
    found_row["statements"][0]["speaker"] = None
    done = measured(gold, write("unnamed.jsonl", found_row), "attribution")
    assert (done["speaker"], done["content_f1"], done["with_speaker_f1"]) == (1, 1, 0)


def test_of_two_annotators_the_first_by_name_counts(standoff: dict[str, str], found_row: Form, write: Write, pack: Write) -> None:
    standoff["dev/attributions/pier_zz.ann"] = "T1\tContent 0 8\tWhitlock\nE1\tAttribution:T1 Content:T1\n"
    done = scored(pack("set.tar.gz", standoff), write("found.jsonl", found_row))["attribution"]
    assert (done.cases, done.scores["content_f1"]) == (1, 1)


def test_a_folder_is_read_as_an_archive_is(standoff: dict[str, str], found_row: Form, write: Write, tmp_path: Path) -> None:
    for name, content in standoff.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    assert measured(tmp_path / "dev", write("found.jsonl", found_row), "attribution")["exact_f1"] == 1


def test_speakers_are_compared_by_last_names(standoff: dict[str, str], found_row: Form, write: Write, pack: Write) -> None:
    pack("set.tar.gz", standoff)
    start = standoff["dev/text/pier.txt"].rindex("Whitlock")
    label = {"doc": "pier", "start": start, "end": start + 8, "exact": "Whitlock", "name": "Ana Whitlock", "kind": "surname"}
    gold = write("speakers.jsonl", label)
    done = scored(gold, write("found.jsonl", found_row), texts=gold.parent / "set.tar.gz")["speakers"]
    assert (done.scores["last_name"], done.scores["surname"], done.scores["pronoun"]) == (1, 1, None)
    found_row["statements"][0]["speaker"]["name"] = "Lena Oakes"
    done = scored(gold, write("found.jsonl", found_row), texts=gold.parent / "set.tar.gz")["speakers"]
    assert (done.scores["last_name"], done.kinds) == (0, {"name": 1})


def test_speakers_without_texts_say_where_they_are_looked_for(write: Write) -> None:
    with pytest.raises(Unscorable, match="--texts"):
        scored(write("speakers.jsonl", {"doc": "pier", "start": 0, "end": 1, "name": "Whitlock"}), None)


def test_times_count_by_value_by_extent_and_by_overlap(timeml: dict[str, str], found_row: Form, write: Write, pack: Write) -> None:
    gold = pack("set.tar.gz", timeml)
    assert set(measured(gold, write("found.jsonl", found_row), "times").values()) == {1.0}
    found_row["times"][0]["quote"]["start"] -= 3
    done = measured(gold, write("found.jsonl", found_row), "times")
    assert (done["value_f1"], done["relaxed_f1"], done["strict_f1"]) == (1, 1, 0)
    found_row["times"][0]["value"] = "2011-05-09"
    done = measured(gold, write("found.jsonl", found_row), "times")
    assert (done["value_f1"], done["relaxed_f1"], done["value_accuracy"]) == (0, 1, 0)


def test_figures_are_a_bag_of_values_and_changes(write: Write) -> None:
    quantities = [{"value": "12-20.0", "change": "="}, {"value": "2400000.0", "change": "~"}, {"value": "3", "change": "up"}]
    gold = write("figures.jsonl", {"text": "From 12 to 20 boats, some 2.4 million gulls, up 3.", "quantities": quantities})
    figures = [{"low": 20, "high": 12, "change": "="}, {"low": 2.4e6, "high": 2.4e6, "change": "="}, {"low": 3, "high": 3, "change": "up"}]
    done = scored(gold, write("found.jsonl", {"report": {"id": "figures-1"}, "figures": figures}))["figures"]
    assert (done.scores["value_f1"], done.scores["value_and_change_f1"]) == (1, pytest.approx(2 / 3))
    assert done.kinds == {"change": 1}


def version_row() -> Form:
    a, b = TWO_TEXTS
    at = b.index("Gulls came.")
    differences = [
        {"type": "figure", "a": {"start": 13, "end": 19, "exact": "twelve"}, "b": {"start": 13, "end": 16, "exact": "ten"}},
        {"type": "added", "a": None, "b": {"start": at, "end": at + 11, "exact": "Gulls came."}},
    ]
    return {"id": "v1", "a": {"text": a}, "b": {"text": b}, "differences": differences}


def test_differences_are_compared_by_type_and_place(write: Write) -> None:
    gold = write("versions.jsonl", version_row())
    found = {"relation": "copy", "differences": deepcopy(version_row()["differences"])}
    assert {value for value in measured(gold, write("found.jsonl", found), "versions").values() if value is not None} == {1.0}
    found["differences"][0]["type"] = "wording"
    done = scored(gold, write("found.jsonl", found))["versions"]
    assert (done.scores["difference_f1"], done.scores["located_f1"], done.kinds) == (0.5, 1, {"type": 1})
    found["differences"][0] |= {"type": "figure", "b": {"start": 0, "end": 3, "exact": "The"}}
    assert measured(gold, write("found.jsonl", found), "versions")["figure_f1"] == 0


def chain_row() -> Form:
    roles = [("states", None), ("develops", "kept"), ("none", None), ("both", "stalled"), (None, None)]
    passages = [
        {"id": f"c-{n}", "report": f"r{n}", "published": f"2011-0{n + 1}-01", "text": "The pier.", "role": role, "status": status}
        for n, (role, status) in enumerate(roles)
    ]
    return {"chain": "pier", "who": "Ana Whitlock", "what": "rebuild the pier", "passages": passages, "final": "kept"}


def test_a_followed_pledge_is_compared_by_passage_and_by_last_rating(write: Write) -> None:
    gold = write("chains.jsonl", chain_row())
    bearing = [passage for passage in chain_row()["passages"] if passage["role"] != "none"]
    lines = [{"report": passage["id"], "role": passage["role"] or "states", "status": passage["status"]} for passage in bearing]
    rating = [{"as_of": "2011-03-01", "status": "kept"}, {"as_of": "2011-02-01", "status": "broken"}]
    done = measured(gold, write("found.jsonl", *lines, {"rating": rating}), "chains")
    assert done == {"wrong_side": 0} | {name: 1 for name in done if name != "wrong_side"}
    lines[1] |= {"role": "states"}
    lines[2] |= {"report": "r3", "status": "kept"}
    done = measured(gold, write("found.jsonl", *lines, {"rating": [{"as_of": "2011-03-01", "status": "reversed"}]}), "chains")
    assert (done["develops_recall"], done["bears_f1"], done["status"], done["rating"], done["wrong_side"]) == (0.5, 1, 0, 0, 1)


def test_troth_compares_versions_itself(write: Write) -> None:
    done = scored(write("gold.jsonl", version_row()), None)["versions"]
    assert (done.scores["difference_f1"], done.mistakes, done.unread) == (1, (), 0)


def test_troth_follows_a_chain_itself(write: Write) -> None:
    done = scored(write("gold.jsonl", chain_row()), None)["chains"]
    assert (done.cases, done.unread) == (1, 0)
    assert "rating" in done.scores


def linked(*parts: list[int], row: Form) -> list[Form]:
    return [{"id": "x", "mentions": [{"report": "pier", "quote": row["pledges"][n]["quote"]} for n in part]} for part in parts]


@pytest.mark.parametrize(
    ("parts", "scores"),
    [
        ([[0, 1], [2]], (1, 1, 1, 1)),
        ([[0, 1, 2]], (1 / 3, 1, 5 / 9, 1)),
        ([[0], [1], [2]], (None, 0, 1, 2 / 3)),
        ([], (None, 0, 1, 2 / 3)),
    ],
)
def test_joining_is_judged_by_pairs_and_by_mentions(
    pledge_row: Form, write: Write, parts: list[list[int]], scores: tuple[float | None, ...]
) -> None:
    for label, key in zip(pledge_row["pledges"], ("p1", "p1", "p2"), strict=True):
        label["pledge"] = key
    rows = linked(*parts, row=pledge_row) or [{"id": "x", "mentions": []}]
    done = measured(write("gold.jsonl", pledge_row), write("found.jsonl", *rows), "link")
    got = tuple(done[name] for name in ("pair_precision", "pair_recall", "b_cubed_precision", "b_cubed_recall"))
    assert got == tuple(value if value is None else pytest.approx(value) for value in scores)


def test_troth_joins_the_labelled_mentions_itself_when_it_is_asked_to(pledge_row: Form, write: Write) -> None:
    done = scored(write("gold.jsonl", pledge_row), None, "link")["link"]
    assert done.scores["b_cubed_f1"] == 1


def test_troth_cuts_sentences_itself_when_it_is_asked_to(pledge_row: Form, write: Write) -> None:
    assert scored(write("gold.jsonl", pledge_row), None, "sentences")["sentences"].scores["sentence_f1"] == 1


def test_troth_reads_itself_when_nothing_is_predicted(pledge_row: Form, write: Write) -> None:
    done = scored(write("gold.jsonl", pledge_row), None)
    assert list(done) == ["pledges", "developments"]
    assert done["pledges"].scores["sentence_recall"] is not None


def test_a_part_is_every_nth_report(pledge_row: Form, found_row: Form, write: Write) -> None:
    gold = write("gold.jsonl", *({**pledge_row, "id": f"r{n}"} for n in range(7)))
    found = write("found.jsonl", *({**found_row, "report": {"id": f"r{n}"}} for n in range(7)))
    assert [scored(gold, found, "pledges", part=Part(k, 3))["pledges"].cases for k in (1, 2, 3)] == [3, 2, 2]


def test_reports_without_labels_for_a_task_do_not_shift_its_part(pledge_row: Form, found_row: Form, write: Write) -> None:
    rows = [{**pledge_row, "id": f"r{n}"} for n in range(6)]
    for row in rows[:3]:
        del row["developments"]
    found = write("found.jsonl", *({**found_row, "report": {"id": row["id"]}} for row in rows[1::2]))
    done = scored(write("gold.jsonl", *rows), found, part=Part(2, 2))
    assert [(one.task, one.cases, one.unread) for one in done.values()] == [("pledges", 3, 0), ("developments", 2, 0), ("sentences", 3, 0)]


def test_two_pledges_in_the_same_words_are_told_apart_by_their_other_mentions(pledge_row: Form, write: Write) -> None:
    first, second, third = pledge_row["pledges"]
    labels = [first | {"pledge": "p1"}, second | {"pledge": "p2"}, third | {"pledge": "p1"}, third | {"pledge": "p2"}]
    rows = [{"mentions": [{"report": "pier", "quote": label["quote"]} for label in pair]} for pair in ((second, third), (first, third))]
    done = measured(write("gold.jsonl", pledge_row | {"pledges": labels}), write("found.jsonl", *rows), "link")
    assert (done["pair_f1"], done["b_cubed_f1"]) == (1, 1)


def test_a_report_without_prediction_is_told_and_counts_as_empty(pledge_row: Form, found_row: Form, write: Write) -> None:
    gold = write("gold.jsonl", pledge_row, {**pledge_row, "id": "second"})
    told: list[TrothError] = []
    [done] = score(gold, settings=EvalSettings(write("found.jsonl", found_row), ("pledges",)), failed=told.append)
    assert (done.cases, done.unread, done.scores["mention_recall"]) == (2, 1, 0.5)
    assert "second" in str(told[0])


@pytest.mark.parametrize(
    "pledges", [5, None, ["x"], [{"who": ["x"]}], [{"quote": {"start": "a", "end": 2}}], [{"quote": {"start": 45, "end": 60}, "who": 4}]]
)
def test_a_prediction_of_another_form_is_told_and_stops_nothing(pledge_row: Form, found_row: Form, write: Write, pledges: object) -> None:
    gold = write("gold.jsonl", pledge_row, {**pledge_row, "id": "second"})
    found = write("found.jsonl", found_row, {"report": {"id": "second"}, "pledges": pledges})
    told: list[TrothError] = []
    [done] = score(gold, settings=EvalSettings(found, ("pledges",)), failed=told.append)
    assert done.scores["mention_recall"] == 0.5
    assert "second" in str(told[0])


def test_predictions_of_other_reports_are_refused(pledge_row: Form, found_row: Form, write: Write) -> None:
    with pytest.raises(Unscorable, match="none of its 1 cases"):
        scored(write("gold.jsonl", pledge_row), write("found.jsonl", {**found_row, "report": {"id": "other"}}))


spans = st.lists(st.tuples(st.integers(0, 180), st.integers(1, 40)), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(gold=spans, found=spans, seed=st.integers(0, 9))
def test_scores_lie_between_0_and_1_and_do_not_depend_on_the_order_of_predictions(
    pledge_row: Form, write: Write, gold: list[tuple[int, int]], found: list[tuple[int, int]], seed: int
) -> None:
    def things(places: list[tuple[int, int]]) -> list[Form]:
        quotes = [{"start": start, "end": min(start + length, len(pledge_row["text"]))} for start, length in places]
        forces = ("aim", "plan", "promise")
        return [{**pledge_row["pledges"][0], "quote": quote, "force": forces[n % 3]} for n, quote in enumerate(quotes)]

    labels = write("gold.jsonl", {**pledge_row, "pledges": things(gold)})
    rows = things(found)
    in_order = measured(labels, write("a.jsonl", {"report": {"id": "pier"}, "pledges": rows}), "pledges")
    random.Random(seed).shuffle(rows)
    shuffled = measured(labels, write("b.jsonl", {"report": {"id": "pier"}, "pledges": rows}), "pledges")
    assert in_order == shuffled
    assert all(0 <= value <= 1 for value in in_order.values() if value is not None)
    perfect = measured(labels, write("c.jsonl", {"report": {"id": "pier"}, "pledges": things(gold)}), "pledges")
    assert {value for name, value in perfect.items() if value is not None and not name.startswith(("what", "force"))} <= {1.0}


plain = (
    st.none()
    | st.booleans()
    | st.integers(-5, 300)
    | st.just(10**400)
    | st.floats()
    | st.sampled_from(["Ana Whitlock", "kept", "", "2011"])
)
keys = st.sampled_from(
    (
        "quote start end exact who what force status speaker name content low high change value due condition type a b role report "
        "story reports origins"
    ).split()
)
anything = st.recursive(plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=6), max_leaves=12)


@settings(max_examples=60)
@given(thing=st.lists(anything, max_size=3) | anything)
@pytest.mark.parametrize("task", TASKS)
def test_no_prediction_whatever_its_form_is_an_error_of_another_kind(task: str, thing: object) -> None:
    empty: Form = {"pledges": [], "developments": [], "attributions": [], "speakers": [], "times": [], "figures": [], "differences": []}
    place = {"start": 0, "end": 24}
    label = {
        "quote": place,
        "who": ["Ana Whitlock"],
        "force": "aim",
        "status": "kept",
        "value": "2011",
        "name": "Whitlock",
        "kind": "other",
    }
    more = {"low": 2.0, "high": 3.0, "change": "=", "type": "added", "a": None, "b": place, "content": [(0, 24)], "source": [], "pledge": 1}
    labels = {name: [label | more] for name in (*empty, "mentions")} | {"sentences": [(0, 24)], "a": TEXT, "b": TEXT, "final": None}
    labels |= {"passages": [{"id": "c", "report": "r", "text": "x", "role": "both", "status": "kept"}]}
    labels["mentions"] = [label | more | {"report": "r", "text": TEXT}]
    labels["reports"] = [Case(name, "here", name, {"kind": "orig"}, Report(name, TEXT, "")) for name in ("kept", "2011")]
    case = Case("r", "here", "r", labels, Report("r", TEXT, ""))
    found = {TASKS[task].needs: thing, "passages": thing, "rating": thing}
    try:
        outcome = compare_one(TASKS[task], case, found)
    except Unscorable:
        return
    scores = all_scores(TASKS[task].measures, outcome.counts)
    assert all(0 <= value <= 1 for value in scores.values() if value is not None)

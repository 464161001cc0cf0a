"""Lineages scored: what is joined, what is parted, by pairs, by kinds of copies and by groups."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import newsprint
from troth.evaluate import EvalSettings, Part, Score, score, unlabelled

Form = dict[str, Any]
Write = Callable[..., Path]


def row(id: str, family: str, kind: str, text: str = "Rain fell on the pier.") -> Form:
    return {"id": id, "family": family, "kind": kind, "outlet": id, "text": text}


def story(*reports: str, origins: int = 1) -> Form:
    return {"story": reports[0], "reports": list(reports), "origins": origins}


def edge(a: str, b: str, relation: str = "copy") -> Form:
    return {"a": a, "b": b, "relation": relation, "containment": 1.0, "shared": 50}


GOLD = [
    *[row("o", "1", "orig"), row("x", "1", "L1"), row("y", "1", "L2")],
    *[row("w1", "2", "wide"), row("w2", "2", "wide"), row("w3", "2", "wide"), row("w4", "2", "wide")],
    *[row("t1", "3", "template"), row("t2", "3", "template"), row("s", "4", "single")],
]


def scored(write: Write, *predicted: Form) -> Score:
    [done] = score(write("gold.jsonl", *GOLD), settings=EvalSettings(write("found.jsonl", *predicted)))
    assert done.task == "lineage"
    return done


def test_the_right_stories_score_1_in_everything(write: Write) -> None:
    done = scored(write, story("o", "x", "y"), story("w1", "w2", "w3", "w4"))
    assert {*done.scores.values()} == {1.0}
    assert {"recall_L1", "recall_L2", "wide_least", "templates_apart", "adjusted_rand"} < {*done.scores}
    assert (done.kinds, done.intervals) == ({}, {})


def test_edges_join_pairs_that_no_story_joins(write: Write) -> None:
    done = scored(
        write, story("w1", "w2"), edge("o", "x"), edge("y", "o", "excerpt"), edge("w1", "w2"), edge("w2", "w3", "shared_quotation")
    )
    assert done.counts["pair.found"] == 3
    assert (done.scores["recall_L1"], done.scores["recall_L2"], done.scores["pair_precision"]) == (1, 1, 1)
    assert done.scores["pair_recall"] == pytest.approx(3 / 9)
    assert done.scores["wide_share"] == 0.5
    assert done.kinds == {"parted": 2}


def test_what_is_joined_wrongly_lowers_precision_and_is_told(write: Write) -> None:
    done = scored(write, story("o", "x", "s"), story("w1", "w2", "w3", "w4", origins=2), edge("t1", "t2"))
    assert done.scores["pair_precision"] == pytest.approx(7 / 10)  # o-x and six of w against o-s, x-s and t1-t2
    assert (done.scores["wide_one_origin"], done.scores["templates_apart"], done.scores["recall_L2"]) == (0, 0, 0)
    assert done.kinds == {"joined": 2, "parted": 1}
    assert {mistake.case for mistake in done.mistakes if mistake.kind == "joined"} == {"o, s", "t1, t2"}


def test_one_story_of_everything_is_as_good_as_chance(write: Write) -> None:
    done = scored(write, story(*(gold["id"] for gold in GOLD)))
    assert done.scores["adjusted_rand"] == 0
    assert done.scores["pair_recall"] == 1


def test_a_family_is_never_torn_by_a_part(write: Write) -> None:
    gold = write("gold.jsonl", *GOLD)
    parts = [[form["id"] for form in unlabelled(gold, settings=EvalSettings(part=Part(number, 2)))] for number in (1, 2)]
    assert parts == [["o", "x", "y", "t1", "t2"], ["w1", "w2", "w3", "w4", "s"]]
    [done] = score(gold, settings=EvalSettings(write("found.jsonl", story("w1", "w2", "w3", "w4")), part=Part(2, 2)))
    assert done.scores["pair_recall"] == 1


def test_reports_that_are_not_in_the_labels_and_stories_told_twice_count_nothing(write: Write) -> None:
    right = [story("o", "x", "y"), story("w1", "w2", "w3", "w4")]
    done = scored(write, *right, story("o", "s"), story("elsewhere", "s"), edge("elsewhere", "o"), edge("o", "o"))
    assert {*done.scores.values()} == {1.0}


def test_troth_traces_itself_when_nothing_is_predicted(write: Write) -> None:
    rng = random.Random(3)
    told, other = newsprint.sentences(rng, 20), newsprint.sentences(rng, 20)
    gold = [
        row("o", "1", "orig", newsprint.text(told)),
        row("x", "1", "L1", newsprint.text(told[2:])),
        row("s", "2", "orig", newsprint.text(other)),
    ]
    [done] = score(write("gold.jsonl", *gold))
    assert {value for value in done.scores.values() if value is not None} == {1.0}
    assert done.counts["pair.found"] == 1

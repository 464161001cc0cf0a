"""What docs/evaluate.md tells is what `troth eval` does."""

from __future__ import annotations

import re
from pathlib import Path

from troth.evaluate import TASKS, score
from troth.evaluate.measures import all_scores

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "evaluate.md").read_text("utf-8")


def rows_after(heading: str) -> list[list[str]]:
    section = DOCUMENT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")][2:]


def test_the_example_of_own_labels_can_be_scored(tmp_path: Path) -> None:
    example = DOCUMENT.split("<!-- example -->", 1)[1].split("```")[1].partition("\n")[2]
    (tmp_path / "gold.jsonl").write_text(example, "utf-8")
    [done] = score(tmp_path / "gold.jsonl")
    assert (done.task, done.cases, done.counts["mention.gold"]) == ("pledges", 2, 1)


def test_every_score_is_defined() -> None:
    named: dict[str, list[str]] = {}
    tasks: list[str] = []
    for task, scores, _ in rows_after("What the scores are"):
        tasks = re.findall(r"`(\w+)`", task) or tasks
        for one in tasks:
            named.setdefault(one, []).extend(re.findall(r"`([\w.]+)`", scores))
    assert set(named) == set(TASKS)
    for task in TASKS.values():
        defined = {name.removesuffix("...") for name in named[task.name]}
        undefined = [
            name
            for name in all_scores(task.measures, {})
            if name not in defined and re.sub(r"(precision|recall|f1)$", "", name) not in defined
        ]
        assert undefined == []


def test_every_kind_of_mistake_is_told() -> None:
    told = {re.findall(r"`(\w+)`", task)[0]: tuple(re.findall(r"`(\w+)`", kinds)) for task, kinds in rows_after("What the mistakes are")}
    assert told == {task.name: task.kinds for task in TASKS.values()}

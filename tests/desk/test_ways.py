"""What people do at the desk, in a real browser: from a pasted report to a ruling, two at once, without script, by keyboard alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import troth
from desks import PLEDGE, REPORT, ROOMS, served, watched
from troth.types import Status

HEADLINE = "Ferry fare to fall by a tenth, premier says"
TEXT = f"""{HEADLINE}

QUILLHAVEN - Premier Idris Vale promised on Monday to cut the ferry fare by a tenth before the summer of 2031.

The Harbor Board plans to rebuild the north pier."""


def paste(page: Page, desk: str) -> None:
    page.goto(f"{desk}/add")
    page.get_by_label("Text, paragraph by paragraph").fill(TEXT)
    page.get_by_label("Outlet").fill("The Quillhaven Crier")
    page.get_by_label("Published").fill("2030-05-06")
    page.get_by_role("button", name="Add", exact=True).click()


def rule(page: Page, status: str, because: str, by: str) -> None:
    page.get_by_role("radio", name=status).check()
    page.get_by_role("group", name="On which words").get_by_role("checkbox").first.check()
    page.get_by_label("Why").fill(because)
    page.get_by_label("Your name").fill(by)
    page.locator("#rule-form").get_by_role("button", name="Rule").click()


def from_paste_to_ruling(page: Page, ledger: Path) -> None:
    """The whole way; the same with and without script."""
    with served(ledger) as desk:
        page.goto(desk)
        page.get_by_role("link", name="Add reports").click()
        paste(page, desk)
        expect(page.get_by_text("Done: 1 report, 1 added; 2 pledge mentions found.")).to_be_visible()
        page.get_by_role("link", name="pasted.jsonl").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINE)
        page.get_by_label("Notes on paragraph 1").get_by_role("link", name="Pledge").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("cut the ferry fare by a tenth")
        rule(page, "Kept", "The new fares are on the board at the quay.", "Ana Lund")
        expect(page.locator(".verdict")).to_contain_text("Kept ruled by Ana Lund")
        page.get_by_role("link", name="Ledger").click()
        page.get_by_role("link", name="Kept 1").click()
        expect(page.locator("table.ledger tbody tr")).to_have_count(1)
    [pledge] = troth.pledges(ledger, troth.PledgeFilter(status=Status.KEPT))
    assert pledge.ruling is not None
    assert (pledge.ruling.by, pledge.ruling.because) == ("Ana Lund", "The new fares are on the board at the quay.")


def test_a_pasted_report_becomes_a_ruled_pledge(page: Page, tmp_path: Path) -> None:
    from_paste_to_ruling(page, tmp_path / "new.db")


def test_all_of_it_works_without_script(browser: Browser, tmp_path: Path) -> None:
    with watched(browser, java_script_enabled=False) as page:
        from_paste_to_ruling(page, tmp_path / "new.db")


def test_two_editors_at_once_the_second_is_told_what_changed_and_loses_nothing(browser: Browser, own_examples: Path) -> None:
    with served(own_examples) as desk, watched(browser) as ana, watched(browser, refusals=True) as bo:
        for page in (ana, bo):
            page.goto(desk + PLEDGE)
        rule(ana, "Stalled", "The text lies in committee.", "Ana")
        expect(ana.locator(".verdict")).to_contain_text("Stalled")
        rule(bo, "Broken", "There was no vote.", "Bo")
        expect(bo.get_by_role("alert")).to_contain_text("It changed since you saw it: Ana ruled stalled")
        expect(bo.locator(".verdict")).to_contain_text("Stalled ruled by Ana")
        expect(bo.get_by_label("Why")).to_have_value("There was no vote.")
        expect(bo.get_by_role("radio", name="Broken")).to_be_checked()
        bo.locator("#rule-form").get_by_role("button", name="Rule").click()
        expect(bo.locator(".verdict")).to_contain_text("Broken ruled by Bo")
        bo.get_by_role("button", name="Take this ruling back").click()
        expect(bo.locator(".verdict")).to_contain_text("Stalled ruled by Ana")


def test_by_keyboard_alone(page: Page, own_examples: Path) -> None:
    press = page.keyboard.press
    with served(own_examples) as desk:
        page.goto(desk)
        press("?")
        expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
        press("Escape")
        expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
        press("g")
        press("l")
        page.wait_for_url("**/ledger")
        press("/")
        page.keyboard.type("ratify convention smuggling")
        expect(page.locator("table.ledger tbody tr")).to_have_count(1)
        assert re.search(r"words=ratify", page.url)
        press("Escape")
        press("j")
        press("Enter")
        page.wait_for_url("**/pledge/*")
        press("r")
        press("ArrowDown")
        expect(page.get_by_role("radio", name="Stalled")).to_be_checked()
        press("Tab")
        press("Space")
        while page.evaluate("document.activeElement.name") != "because":
            press("Tab")
        page.keyboard.type("It lies in committee.")
        press("Tab")
        press("Control+A")
        page.keyboard.type("Ana")
        press("Enter")
        expect(page.locator(".verdict")).to_contain_text("Stalled ruled by Ana")


def test_words_marked_in_a_report_become_a_mention_and_a_wrong_one_goes(page: Page, own_examples: Path) -> None:
    words = "a tax on every honest shipment"
    with served(own_examples) as desk:
        page.goto(desk + REPORT)
        page.evaluate(
            """words => {
                const nodes = document.createTreeWalker(document.querySelector("#text"), NodeFilter.SHOW_TEXT);
                while (nodes.nextNode()) {
                    const at = nodes.currentNode.data.indexOf(words);
                    if (at < 0) continue;
                    const range = document.createRange();
                    range.setStart(nodes.currentNode, at);
                    range.setEnd(nodes.currentNode, at + words.length);
                    getSelection().removeAllRanges();
                    getSelection().addRange(range);
                }
            }""",
            words,
        )
        page.get_by_role("button", name="Add a mention here").click()
        expect(page.get_by_label("Its words")).to_have_value(words)
        page.get_by_label("Who pledges").fill("the gangs")
        page.get_by_label("Force").select_option("threat")
        page.get_by_label("What they pledge to do").fill("tax shipments")
        page.get_by_role("button", name="Add the mention").click()
        expect(page.locator("#here + *")).to_have_text(words)
        expect(page.get_by_text("somebody added “a tax on every honest shipment”")).to_be_visible()
        page.get_by_role("button", name="Not a pledge").first.click()
        expect(page.get_by_text("somebody rejected “pledged firm backing")).to_be_visible()
        expect(page.locator("a.seg.pledge", has_text="pledged firm backing")).to_have_count(0)
    [labels] = troth.gold(own_examples)
    said = {label["quote"]["exact"]: label["judged"] for label in labels["pledges"]}
    assert said[words] == "added"
    assert not any(exact.startswith("pledged firm backing") for exact in said)


def test_files_are_taken_in_while_the_page_tells_of_each(page: Page, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(3)]
    for number, file in enumerate(files):
        file.write_text(f"Notes, number {number}\n\nMayor Ana Whitlock promised to plant {number + 2} trees.\n")
    with served(tmp_path / "new.db") as desk:
        page.goto(f"{desk}/add")
        page.locator("input[type=file]").set_input_files(files)
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_text("Done: 3 reports, 3 added; 3 pledge mentions found.")).to_be_visible()


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_no_page_is_wider_than_its_window(browser: Browser, desk: str, width: int) -> None:
    with watched(browser, refusals=True, viewport={"width": width, "height": 800}) as page:
        for room in ROOMS:
            page.goto(desk + room)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, room


def test_a_printed_pledge_has_no_forms_and_no_navigation(page: Page, desk: str) -> None:
    page.goto(desk + PLEDGE)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.locator("#rule-form")).to_be_hidden()

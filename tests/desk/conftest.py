"""A desk that is really served, and a browser to look at it: Debian's Chromium by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import troth
from desks import served, watched


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the example reports; copy it before you change it."""
    ledger = tmp_path_factory.mktemp("examples") / "examples.db"
    list(troth.demo(ledger))
    return ledger


@pytest.fixture
def own_examples(examples: Path, tmp_path: Path) -> Path:
    """A ledger of the example reports that a test may change."""
    return Path(shutil.copy(examples, tmp_path / "own.db"))


@pytest.fixture(scope="session")
def desk(examples: Path) -> Iterator[str]:
    """The address of a desk on the example ledger, which no test changes."""
    with served(examples) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs Chromium: install the package chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser of its own (its cookies are nobody else's); what its console complains of fails the test."""
    with watched(browser) as opened:
        yield opened

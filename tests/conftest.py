"""What every test may ask for: the data shared beside the checkout, and how hard Hypothesis looks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import postgres

ROOT = Path(__file__).resolve().parent.parent

# Deadlines are off: the first call that loads the language model takes a second, and the rest a millisecond.
settings.register_profile("default", deadline=None, max_examples=50)
# On CI the examples are the same in every run, so that a change fails for what it changed and nothing else.
settings.register_profile("ci", deadline=None, max_examples=80, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and gold labels beside the checkout, which is not part of it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"shared data absent: no folder {folder.name} beside the checkout")
    return folder


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes and long texts are named after their argument: a name has to be short, and the same in every process."""
    return argname if isinstance(val, bytes) or (isinstance(val, str) and len(val) > 80) else None


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def new_ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """Makes the name of a ledger that is not there yet, in a file or on a server of the tests' own."""
    numbers = count()
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("ledgers")
        yield lambda: str(folder / f"{next(numbers)}.db")
        return
    programs = postgres.programs()
    if programs is None:
        pytest.skip("needs PostgreSQL: install the package postgresql")
    with postgres.server(programs) as url:
        yield lambda: postgres.new_schema(url, f"ledger{next(numbers)}")

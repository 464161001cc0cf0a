"""What verbs print: rich text for people, JSON Lines for programs, problems on standard error; and the exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Protocol

import click

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

PARTLY_DONE: Final = 3
NOTHING_READABLE: Final = 2
WIDTH: Final = 120  # columns when the output is no terminal: a table of pledges needs them


class Bar(Protocol):
    """Progress on a long work."""

    def __call__(self, done: int, total: int | None = None) -> None:
        """`done` of `total` are done."""


def console() -> Console:
    """Where people read: rich text on a terminal, plain text in a pipe; words of reports are never taken for markup."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else WIDTH, markup=False, highlight=False, emoji=False)


def print_json(form: Any) -> None:
    """One line of JSON."""
    click.echo(json.dumps(form, ensure_ascii=False))


def print_lines(lines: Iterable[RenderableType]) -> None:
    """Lines, tables and the like for people, one below the other."""
    out = console()
    for line in lines:
        out.print(line)


def complain(message: object) -> None:
    """Tell a problem on standard error."""
    click.echo(str(message), err=True)


def finish(*, done: int, failed: int) -> None:
    """End with the exit code for so many things done and failed."""
    if failed:
        click.get_current_context().exit(PARTLY_DONE if done else NOTHING_READABLE)


@contextmanager
def progress(told: str) -> Iterator[Bar]:
    """A progress bar on standard error, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda done, total=None: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(told, total=None)
        yield lambda done, total=None: shown.update(task, completed=done, total=total)

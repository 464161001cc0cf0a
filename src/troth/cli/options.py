"""Options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

import click

Command = Callable[..., Any]

ledger_option = click.option("--ledger", metavar="FILE-OR-URL", help="The ledger (default: $TROTH_LEDGER, else troth.db here).")
json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON Lines.")
processes_option = click.option("--processes", type=click.IntRange(1), help="How many processes read at once (default: one a core).")
because_option = click.option("--because", metavar="TEXT", default="", help="The reason, which the log keeps.")
by_option = click.option("--by", metavar="NAME", help="Who does it (default: the user's name).")
sources_argument = click.argument("sources", nargs=-1, required=True, metavar="FILE|FOLDER|GLOB|-...")

_GIVEN = {
    "outlet": "Who published them",
    "url": "Where",
    "title": "Headline",
    "byline": "Who wrote them",
    "published": "When: 2009-04-16",
    "language": "In which language: en",
    "credit": "Which agency they credit",
}


def check_day(option: str, day: str | None) -> date | None:
    """The day that an option names.  Raises BadParameter when it is none."""
    try:
        return date.fromisoformat(day) if day is not None else None
    except ValueError:
        raise click.BadParameter(f"{day!r} is no day; write it as 2009-04-16", param_hint=f"--{option}") from None


def given_options(command: Command) -> Command:
    """Options that tell what reports do not tell of themselves; the command receives them as one `given`."""

    @wraps(command)
    def with_given(**options: Any) -> Any:
        from troth.read import Given

        return command(given=Given(**{name: options.pop(name) for name in _GIVEN}), **options)

    wrapped: Command = with_given
    for name, told in reversed(_GIVEN.items()):
        wrapped = click.option(f"--{name}", metavar="TEXT", help=f"{told}, where a report does not tell.")(wrapped)
    return wrapped

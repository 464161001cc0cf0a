"""`compare`: how two reports tell the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from troth.cli.options import given_options, json_option
from troth.cli.output import complain, print_json, print_lines

if TYPE_CHECKING:
    from troth.read import Given


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@given_options
@json_option
def compare(first: str, second: str, given: Given, as_json: bool) -> None:
    """Show how two reports are related and where they differ: figures, who vouches, quotation marks, wording.

    A and B are files of one report each, in any form that `troth read` takes; one of them may be `-`.
    """
    from troth import verbs
    from troth.forms import comparison_form
    from troth.publish.side_by_side import listed, side_by_side, summary
    from troth.read import read_one

    if first == second == "-":
        raise click.UsageError("standard input holds one of the two reports: name a file for the other")
    a, b = (read_one(one, given=given, notice=lambda where, told: complain(f"{where}: {told}")) for one in (first, second))
    comparison = verbs.compare(a, b)
    if as_json:
        print_json(comparison_form(comparison))
        return
    print_lines([*summary(a, b, comparison), "", side_by_side(a, b, comparison), "", *listed(comparison)])

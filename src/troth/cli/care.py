"""`doctor` and `rebuild`: checks and repairs."""

from __future__ import annotations

import click

from troth.cli.options import json_option, ledger_option, processes_option
from troth.cli.output import PARTLY_DONE, print_json, progress


@click.command()
@json_option
@ledger_option
def doctor(as_json: bool, ledger: str | None) -> None:
    """Check log, texts and every quote; exit code 3 when something is wrong."""
    from dataclasses import asdict

    from troth import verbs
    from troth.ledger.doctor import Grade

    faults = 0
    for finding in verbs.doctor(ledger):
        faults += finding.grade is Grade.FAULT
        if as_json:
            print_json(asdict(finding))
        else:
            click.echo(f"{finding.grade}: {finding.where}: {finding.what}; {finding.remedy}")
    if not as_json:
        click.echo("The ledger is whole." if not faults else f"{faults} faults.")
    if faults:
        click.get_current_context().exit(PARTLY_DONE)


@click.command()
@processes_option
@json_option
@ledger_option
def rebuild(processes: int | None, as_json: bool, ledger: str | None) -> None:
    """Make everything but log and texts again, with the present reader."""
    from troth import verbs

    with progress("Reading") as bar:
        read = verbs.rebuild(ledger, processes=processes, progress=bar)
    if as_json:
        print_json({"reports": read})
    else:
        click.echo(f"read {read} reports again")

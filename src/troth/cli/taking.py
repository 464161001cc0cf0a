"""`add` and `demo`: reports into the ledger."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import click

from troth.cli.options import given_options, json_option, ledger_option, processes_option, sources_argument
from troth.cli.output import complain, console, finish, print_json, print_lines, progress
from troth.cli.telling import TABLE_ROWS, print_pledge, print_pledges
from troth.errors import LedgerFull, WorkerLost

if TYPE_CHECKING:
    from collections.abc import Iterable

    from troth.pipeline import Added
    from troth.read import Given
    from troth.types import Pledge

PROPOSALS: Final = 6  # that the demo tells


@click.command()
@sources_argument
@given_options
@processes_option
@ledger_option
@json_option
def add(sources: tuple[str, ...], given: Given, processes: int | None, ledger: str | None, as_json: bool) -> None:
    """Take reports into the ledger; running it again adds nothing twice."""
    from troth import verbs

    counted = _tell_added(verbs.add(*sources, ledger=ledger, given=given, processes=processes), as_json)
    if not as_json:
        told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counted.items()) if outcome != "pledges")
        console().print(f"{told or 'nothing to add'}; {counted['pledges']} pledge mentions found")
    failed = counted["failed"]
    finish(done=sum(counted.values()) - counted["pledges"] - failed, failed=failed)


@click.command()
@ledger_option
@json_option
def demo(ledger: str | None, as_json: bool) -> None:
    """Run the main job on the example reports, into troth-demo.db (or --ledger)."""
    from troth import verbs
    from troth.ledger.queries import PledgeFilter
    from troth.publish.life import proposed_lines

    ledger = ledger or verbs.DEMO_LEDGER
    counted = _tell_added(verbs.demo(ledger), as_json)
    if as_json:
        return
    out = console()
    reports = sum(counted[outcome] for outcome in ("added", "known", "revision"))
    out.print(f"Read {reports} example reports of fictional outlets into {ledger}.\n")
    found = list(verbs.pledges(ledger))
    print_pledges(PledgeFilter(), TABLE_ROWS, ledger)
    if not found:
        return
    out.print("\nWhat came of the pledges that later reports tell most of, as proposals: a person rules.", style="bold")
    print_lines(line for pledge in _best_told(found) for line in proposed_lines(pledge))
    out.print("\nThe pledge that most outlets told, with its evidence:\n", style="bold")
    most = max(found, key=lambda pledge: (pledge.origins, pledge.outlets, len(pledge.mentions)))
    short = print_pledge(most.id, ledger)
    option = f"--ledger {ledger} "
    out.print("\nTry next:", style="bold")
    out.print(f"  .venv/bin/troth show {option}{short}")
    out.print(f"  .venv/bin/troth pledges {option}--who obama --force promise")
    out.print(f"  .venv/bin/troth search {option}'helicopters'")
    out.print(f"  .venv/bin/troth lineage {option}".rstrip())
    out.print("  .venv/bin/troth add YOUR-REPORTS.jsonl && .venv/bin/troth pledges")


def _best_told(found: Iterable[Pledge]) -> list[Pledge]:
    """The pledges with a proposal that most origins carry, those first reported earliest first."""
    proposed = [pledge for pledge in found if pledge.proposal is not None]
    most = sorted(proposed, key=lambda one: (-(one.proposal.origins if one.proposal else 0), -len(one.mentions), one.id))[:PROPOSALS]
    return sorted(most, key=lambda one: (one.since or "", one.id))


def _tell_added(added: Iterable[Added], as_json: bool) -> Counter[str]:
    """Tell what became of each report as it comes; counts outcomes, and pledge mentions under `pledges`."""
    counted: Counter[str] = Counter()
    with progress("Adding") as bar:
        try:
            for one in added:
                counted[str(one.outcome)] += 1
                counted["pledges"] += one.pledges
                bar(sum(counted.values()) - counted["pledges"])
                tell_added(one, as_json)
        except (LedgerFull, WorkerLost) as ended:  # those told before are in the ledger for good
            if not counted:
                raise
            complain(ended)
            counted["failed"] += 1
    return counted


def tell_added(one: Added, as_json: bool) -> None:
    """Tell what became of one report: notices and errors on standard error, all as JSON where that is wanted."""
    for notice in one.notices:
        complain(f"{one.where}: {notice}")
    if one.error:
        complain(one.error)
    if as_json:
        reason = str(one.error) if one.error else None
        print_json({"where": one.where, "outcome": str(one.outcome), "report": one.report, "pledges": one.pledges, "reason": reason})

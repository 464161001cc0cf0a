"""`code`: sheets for two coders, and how far they agree."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from troth.cli.options import json_option, ledger_option
from troth.cli.output import complain, console, finish, print_json

if TYPE_CHECKING:
    from rich.table import Table

    from troth.coding.agreement import Agreement, Codings

SHOWN: Final = 20  # disagreements in the text; JSON and CSV have all


@click.group()
def code() -> None:
    """Code pledges blind, by two coders, and tell how far they agree."""


@code.command()
@click.argument("sheets", nargs=-1, required=True, metavar="SHEET.csv...", type=click.Path(path_type=Path))
@click.option("--unit", type=click.Choice(["mentions", "pledges"]), default="mentions", show_default=True, help="What a row is.")
@click.option("--size", type=click.IntRange(1), default=100, show_default=True, help="How many rows.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed draws the same sample of the same ledger.")
@click.option("--by", type=click.Choice(["outlet", "year", "force", "status"]), help="Stratify: as many of each as there are.")
@click.option(
    "--others",
    type=click.FloatRange(0, 1),
    default=0.3,
    show_default=True,
    help="Share of sentences in which nothing was found (mentions).",
)
@click.option("--force", "overwrite", is_flag=True, help="Write over sheets that are there.")
@json_option
@ledger_option
def sample(
    sheets: tuple[Path, ...],
    unit: str,
    size: int,
    seed: int,
    by: str | None,
    others: float,
    overwrite: bool,
    as_json: bool,
    ledger: str | None,
) -> None:
    """Draw a sample and write it, empty, to one sheet for each coder."""
    from troth import verbs
    from troth.coding.sample import Sampling, Stratum
    from troth.coding.variables import Unit

    if there := [str(sheet) for sheet in sheets if sheet.exists() and not overwrite]:
        raise click.UsageError(f"{', '.join(there)}: already there, perhaps filled in; name another, or write over it with --force")
    rows = verbs.code(*sheets, ledger=ledger, sampling=Sampling(Unit(unit), size, seed, Stratum(by) if by else None, others))
    if as_json:
        print_json({"rows": rows, "sheets": list(map(str, sheets))})
    else:
        click.echo(f"{rows} rows in {', '.join(map(str, sheets))}: docs/coding.md tells what coders fill in")


@code.command()
@click.argument("a", metavar="A.csv", type=click.Path(path_type=Path))
@click.argument("b", metavar="B.csv", type=click.Path(path_type=Path))
@click.option("--disagreements", "out", metavar="FILE.csv", type=click.Path(path_type=Path), help="Write every disagreement to this file.")
@json_option
def compare(a: Path, b: Path, out: Path | None, as_json: bool) -> None:
    """Tell how far two coders agree, by the sheets that they filled in."""
    from troth import verbs
    from troth.coding.sheets import write_disagreements

    found = verbs.agreement(a, b)
    for fault in found.faults:
        complain(fault)
    if out:
        write_disagreements(found.disagreements, out)
    if as_json:
        for agreement in found.agreements:
            print_json({"agreement": asdict(agreement)})
        for disagreement in found.disagreements:
            print_json({"disagreement": asdict(disagreement)})
    else:
        _print(found)
    finish(done=max((agreement.units for agreement in found.agreements), default=0), failed=len(found.faults))


def _print(found: Codings) -> None:
    out = console()
    out.print(_table(found.agreements))
    if found.disagreements:
        out.print(f"\n{len(found.disagreements)} disagreements", style="bold")
    for one in found.disagreements[:SHOWN]:
        out.print(f"  {one.variable}: {one.a} | {one.b}   {' '.join(one.words.split())[:160]}")
    if len(found.disagreements) > SHOWN:
        out.print(f"  {len(found.disagreements) - SHOWN} more: --disagreements FILE.csv writes all")


def _table(agreements: tuple[Agreement, ...]) -> Table:
    from rich.table import Table

    table = Table(header_style="bold", box=None, pad_edge=False, show_edge=False)
    table.add_column("variable")
    table.add_column("level")
    for heading in ("both coded", "agreed", "alpha", "95 %"):
        table.add_column(heading, justify="right")
    for one in agreements:
        interval = f"{one.low:.2f} to {one.high:.2f}" if one.low is not None and one.high is not None else ""
        agreed = "" if one.agreed is None else f"{one.agreed:.0%}"
        table.add_row(one.variable, str(one.level), str(one.units), agreed, "" if one.alpha is None else f"{one.alpha:.2f}", interval)
    return table

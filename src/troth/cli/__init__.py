"""The command line: `troth VERB`.  One file per group of verbs; what is heavy is imported when a verb runs."""

from __future__ import annotations

import click

from troth import __version__
from troth.cli.acts import different, redact, rule, same, undo
from troth.cli.care import doctor, rebuild
from troth.cli.coding import code
from troth.cli.comparing import compare
from troth.cli.joins import actors, link, unsure
from troth.cli.lineages import furniture, lineage, why
from troth.cli.reading import find, read
from troth.cli.scoring import evaluate
from troth.cli.serving import desk
from troth.cli.taking import add, demo
from troth.cli.telling import export, pledges, search, show
from troth.cli.tracking import track
from troth.cli.watching import watch
from troth.errors import TrothError

_GROUPS = {
    "Reading": (read, find, compare, lineage, link, track),
    "The ledger": (add, watch, pledges, show, search, why, unsure, actors, furniture, export),
    "Human acts": (same, different, rule, redact, undo),
    "Outwards": (desk,),
    "Care": (doctor, rebuild, demo),
    "Measuring": (evaluate, code),
}


class _Verbs(click.Group):
    """The verbs in groups; an error of ours is told as one line, with exit code 2."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, verbs in _GROUPS.items():
            with formatter.section(heading):
                formatter.write_dl([(str(verb.name), verb.get_short_help_str(90)) for verb in verbs])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except TrothError as error:
            raise click.UsageError(str(error)) from error


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(__version__, prog_name="troth")
def main() -> None:
    """Read the news and keep the record of who pledged what, on what evidence, and what came of it.

    Try `troth demo` first.  Exit codes: 0 done (also when nothing was found), 2 bad usage or nothing readable, 3 partly done.
    """


for _verbs in _GROUPS.values():
    for _verb in _verbs:
        main.add_command(_verb)

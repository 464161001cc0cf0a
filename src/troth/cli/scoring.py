"""`eval`: how well a reader reads, against labels."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from troth.cli.options import json_option, processes_option
from troth.cli.output import complain, console, finish, print_json, progress
from troth.errors import TrothError

if TYPE_CHECKING:
    from rich.text import Text

    from troth.evaluate import Mistake, Score

ALL: Final = "all"


@click.command("eval")
@click.argument("gold", nargs=-1, required=True, metavar="GOLD...", type=click.Path(path_type=Path))
@click.option(
    "--predicted", type=click.Path(path_type=Path), metavar="FILE", help="Score these JSON Lines (`-`: standard input), not troth's reader."
)
@click.option("--task", "tasks", multiple=True, metavar="NAME", help="Score this only: pledges, developments, sentences, link, ...")
@click.option(
    "--texts", type=click.Path(path_type=Path), metavar="FOLDER|TAR", help="Where the texts are of labels without texts (speakers)."
)
@click.option("--part", default="1/1", metavar="K/N", help="Score the K-th of N parts only, every N-th report.")
@click.option("--errors", multiple=True, metavar="KIND", help="Show mistakes of this kind in context; `all` shows every kind.")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="How many mistakes of each kind.")
@click.option("--reports", is_flag=True, help="Print what is to be read, as JSON Lines and without labels, for another reader.")
@processes_option
@json_option
def evaluate(
    gold: tuple[Path, ...],
    predicted: Path | None,
    tasks: tuple[str, ...],
    texts: Path | None,
    part: str,
    errors: tuple[str, ...],
    limit: int,
    reports: bool,
    processes: int | None,
    as_json: bool,
) -> None:
    """Score a reader against labels: how much it finds, how much of it is right."""
    from troth.config import load_settings
    from troth.evaluate import TASKS, EvalSettings, Part, score, unlabelled

    own = load_settings()
    try:
        chosen = Part.read(part)
    except ValueError as odd:
        raise click.BadParameter(str(odd), param_hint="--part") from None
    known = {kind for task in TASKS.values() for kind in task.kinds} | {ALL}
    for kind in sorted({*errors} - known):
        raise click.BadParameter(f"there are no mistakes of kind {kind!r}; there are {', '.join(sorted(known))}", param_hint="--errors")
    settings = EvalSettings(predicted, tasks, texts, chosen, own.find, processes or own.processes)
    failures, done = 0, 0

    def failed(error: TrothError) -> None:
        nonlocal failures
        failures += 1
        complain(error)

    if reports:
        for form in unlabelled(*gold, settings=settings, failed=failed):
            done += 1
            print_json(form)
        finish(done=done, failed=failures)
        return
    with progress("Reading") as bar:
        for scored in score(*gold, settings=settings, failed=failed, progress=bar):
            done += 1
            examples = _examples(scored, errors, limit)
            if as_json:
                print_json(_score_form(scored, examples))
            else:
                _print_score(scored)
                _print_examples(scored, examples)
    finish(done=done, failed=failures)


def _examples(scored: Score, kinds: tuple[str, ...], limit: int) -> list[Mistake]:
    """Mistakes of each kind that is wanted, the commonest kind first: so many at equal distances, for those of one report are alike."""
    chosen: list[Mistake] = []
    for kind in scored.kinds:
        if kind in kinds or ALL in kinds:
            every = [mistake for mistake in scored.mistakes if mistake.kind == kind]
            chosen += every[:: max(1, len(every) // limit)][:limit]
    return chosen


def _score_form(scored: Score, examples: list[Mistake]) -> dict[str, Any]:
    return {
        "task": scored.task,
        "gold": str(scored.gold),
        "sha256": scored.digest,
        "part": str(scored.part),
        "cases": scored.cases,
        "unread": scored.unread,
        "scores": {name: _rounded(value) for name, value in scored.scores.items()},
        "intervals": {name: [_rounded(low), _rounded(high)] for name, (low, high) in scored.intervals.items()},
        "counts": {name: _rounded(value) for name, value in scored.counts.items()},
        "errors": scored.kinds,
        "confusions": [{"kind": kind, "gold": gold, "found": found, "count": count} for (kind, gold, found), count in scored.confusions],
        "examples": [_mistake_form(mistake) for mistake in examples],
    }


def _mistake_form(mistake: Mistake) -> dict[str, Any]:
    at = mistake.passage
    return {
        "kind": mistake.kind,
        "report": mistake.case,
        "quote": {"start": at.start, "end": at.end, "exact": at.words} if at else None,
        "before": at.before if at else None,
        "after": at.after if at else None,
        "gold": mistake.gold,
        "found": mistake.found,
    }


def _rounded(value: float | None) -> float | int | None:
    return value if value is None or value == int(value) else round(value, 4)


def _print_score(scored: Score) -> None:
    from rich.table import Table
    from rich.text import Text

    from troth.evaluate import TASKS

    out = console()
    part = "" if scored.part.of == 1 else f", part {scored.part}"
    out.print(Text.assemble((scored.task, "bold"), f": {scored.gold}{part}, {scored.cases} case{'s' * (scored.cases != 1)}"))
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0))
    for heading in ("score", "value", "95 %", "of"):
        table.add_column(heading, justify="left" if heading == "score" else "right", no_wrap=True)
    for name, value in scored.scores.items():
        low, high = scored.intervals.get(name, (None, None))
        between = f"{low:.3f}-{high:.3f}" if low is not None and high is not None and value is not None else ""
        style = "bold" if name == TASKS[scored.task].headline else None
        table.add_row(f"  {name}", _shown(value), between, _made_of(name, scored), style=style)
    out.print(table)
    if scored.kinds:
        told = ", ".join(f"{kind} {count:,}" for kind, count in scored.kinds.items())
        out.print(Text(f"  mistakes: {told}"), soft_wrap=True)
    out.print()


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:,}" if isinstance(value, int) else f"{value:.3f}"


def _made_of(name: str, scored: Score) -> str:
    """What a score is a share of: how many were found, are in gold, or could be right."""
    base, _, last = name.rpartition("_")
    part = {"precision": f"{base}.found", "recall": f"{base}.gold"}.get(last, f"{name}.of")
    return f"{scored.counts[part]:,.0f}" if part in scored.counts else ""


def _print_examples(scored: Score, examples: list[Mistake]) -> None:
    from rich.text import Text

    out = console()
    for kind, mistakes in groupby(examples, key=lambda mistake: mistake.kind):
        out.print(Text(f"{scored.task}, {kind}: {scored.kinds[kind]:,}", style="bold"))
        for mistake in mistakes:
            out.print(_in_context(mistake), soft_wrap=True)
        out.print()


def _in_context(mistake: Mistake) -> Text:
    from rich.text import Text

    at = mistake.passage
    told = Text(f"  {mistake.case}" + (f", {at.start}-{at.end}" if at else ""), style="dim")
    if at:
        told += Text("\n    ") + Text.assemble(at.before, (f"[[{at.words}]]", "bold"), at.after)
    return told + Text(f"\n    gold: {mistake.gold or '-'}\n    found: {mistake.found or '-'}")

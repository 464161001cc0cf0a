"""Gold and predictions to scores: which tasks a file allows, what was found for them, what the comparison says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from troth.errors import TrothError
from troth.evaluate.cases import Case, GoldSet, Mistake, Outcome, Task, Unscorable
from troth.evaluate.gold.rows import Row
from troth.evaluate.measures import Scores, all_scores, intervals, total
from troth.evaluate.predictions import (
    Found,
    compared_by_troth,
    comparisons_in,
    cut_by_troth,
    followings_in,
    read_by_troth,
    read_predictions,
    readings_in,
    tracked_by_troth,
)
from troth.evaluate.recognise import gold_set
from troth.evaluate.tasks.attribution import ATTRIBUTION
from troth.evaluate.tasks.chains import CHAINS
from troth.evaluate.tasks.developments import DEVELOPMENTS
from troth.evaluate.tasks.figures import FIGURES
from troth.evaluate.tasks.joining import LINK, READ_AND_LINK, joined_after_reading, joined_by_troth, joined_in, joining_cases
from troth.evaluate.tasks.lineage import LINEAGE, traced_by_troth, traced_in, whole
from troth.evaluate.tasks.pledges import PLEDGES
from troth.evaluate.tasks.sentences import SENTENCES
from troth.evaluate.tasks.speakers import SPEAKERS
from troth.evaluate.tasks.times import TIMES
from troth.evaluate.tasks.versions import VERSIONS
from troth.find import FindSettings
from troth.forms import Form, whole_report_form

TASKS: Final = {
    task.name: task
    for task in (PLEDGES, DEVELOPMENTS, SENTENCES, ATTRIBUTION, SPEAKERS, TIMES, FIGURES, VERSIONS, CHAINS, LINK, READ_AND_LINK, LINEAGE)
}

# The kinds of mistakes whose gold and found values are few enough to be counted by pairs.
FEW_VALUED: Final = frozenset({"force", "polarity", "checkable", "status", "change", "type", "rating", "role"})

_PART: Final = re.compile(r"(\d+)/(\d+)")


@dataclass(frozen=True, slots=True)
class Part:
    """One of `of` equal parts of the cases: number 1 has the first, and every `of`-th after it."""

    number: int = 1
    of: int = 1

    @classmethod
    def read(cls, written: str) -> Part:
        """The part that `1/4` means."""
        found = _PART.fullmatch(written)
        if not found or not 1 <= int(found[1]) <= int(found[2]):
            raise ValueError(f"{written!r} is no part; write the first of four as 1/4")
        return cls(int(found[1]), int(found[2]))

    def taken_of(self, cases: Sequence[Case]) -> Sequence[Case]:
        """The cases of this part."""
        return cases[self.number - 1 :: self.of]

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


@dataclass(frozen=True, slots=True)
class EvalSettings:
    """What is scored, and how.

    `predicted` is the file of another reader's predictions (None: troth reads itself), `tasks` those that are wanted (none: all that gold
    and predictions allow), `texts` where the texts are of labels that have none, `part` what is scored of the cases.
    """

    predicted: Path | None = None
    tasks: tuple[str, ...] = ()
    texts: Path | None = None
    part: Part = Part()
    find: FindSettings = field(default_factory=FindSettings)
    processes: int = 1


@dataclass(frozen=True, slots=True)
class Score:
    """How well one task is done on one file of labels.

    `cases` were scored, of which `unread` had no prediction and count as such in which nothing was found.  `counts` are the sums that the
    `scores` are made of, `intervals` their 95 % intervals, `mistakes` every difference.
    """

    task: str
    gold: Path
    digest: str
    part: Part
    cases: int
    unread: int
    counts: dict[str, float]
    scores: Scores
    intervals: dict[str, tuple[float, float]]
    mistakes: tuple[Mistake, ...]

    @property
    def kinds(self) -> dict[str, int]:
        """How many mistakes of each kind, the commonest first."""
        return dict(Counter(mistake.kind for mistake in self.mistakes).most_common())

    @property
    def confusions(self) -> list[tuple[tuple[str, str, str], int]]:
        """What stands for what in the fields that have few values, as ((kind, gold, found), how often), the commonest first."""
        pairs = Counter((one.kind, one.gold or "", one.found or "") for one in self.mistakes if one.kind in FEW_VALUED)
        return sorted(pairs.items(), key=lambda counted: (-counted[1], counted[0]))


def score(
    *gold: str | Path,
    settings: EvalSettings | None = None,
    failed: Callable[[TrothError], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Score]:
    """The scores of a reader on files of labels, one a task and file.

    What cannot be read raises, or goes to `failed` and the rest is scored.
    """
    settings = settings or EvalSettings()
    tell = _once(failed or _raise)
    predicted = None
    if settings.predicted:
        read = read_predictions(settings.predicted)
        predicted = [row for row in read if isinstance(row, Row)]
        for row in read:
            if isinstance(row, TrothError):
                tell(row)
    for labelled in _gold_sets(gold, settings, tell):
        yield from _score_set(labelled, predicted, settings, tell, progress)


def unlabelled(
    *gold: str | Path, settings: EvalSettings | None = None, failed: Callable[[TrothError], None] | None = None
) -> Iterator[Form]:
    """What a reader has to read to be scored on these files, without their labels: reports, pairs of versions, pledges to follow."""
    settings = settings or EvalSettings()
    tell = failed or _raise
    for labelled in _gold_sets(gold, settings, tell):
        part = _families(labelled.cases, settings.part) if labelled.form == LINEAGE.name else settings.part.taken_of(labelled.cases)
        for case in part:
            yield whole_report_form(case.report) if case.report else case.labels["given"]


def _gold_sets(gold: Iterable[str | Path], settings: EvalSettings, tell: Callable[[TrothError], None]) -> Iterator[GoldSet]:
    """The labels of these files; what is wrong with a file or a row of one is told."""
    for path in map(Path, gold):
        try:
            labelled = gold_set(path, texts=settings.texts)
        except TrothError as error:
            tell(error)
            continue
        for fault in labelled.errors:
            tell(fault)
        yield labelled


def _raise(error: TrothError) -> None:
    raise error


def _once(tell: Callable[[TrothError], None]) -> Callable[[TrothError], None]:
    """Tells an error once: what is wrong with a prediction is wrong for each of its tasks."""
    told: set[str] = set()

    def tell_once(error: TrothError) -> None:
        if str(error) not in told:
            told.add(str(error))
            tell(error)

    return tell_once


def _score_set(
    labelled: GoldSet,
    predicted: list[Row] | None,
    settings: EvalSettings,
    tell: Callable[[TrothError], None],
    progress: Callable[[int, int], None] | None,
) -> Iterator[Score]:
    found_by: dict[str, dict[str, Found]] = {}
    try:
        tasks = _tasks_for(labelled, predicted, settings)
    except TrothError as error:
        tell(error)
        return
    for task in tasks:
        every, part = _cases_for(task, labelled, settings.part)
        cases = part if task in (LINK, READ_AND_LINK, LINEAGE) else [case for case in part if task.labelled(case)]
        try:
            if task.reader not in found_by:
                found_by[task.reader] = _found(task, every, part, predicted, settings, progress)
            scored = _score_task(task, labelled, cases, found_by[task.reader], settings.part, tell)
        except TrothError as error:
            tell(error)
            continue
        yield scored


def _cases_for(task: Task, labelled: GoldSet, part: Part) -> tuple[Sequence[Case], Sequence[Case]]:
    """What is compared one by one for a task: all that the labels have, and those of the part."""
    if task is LINEAGE:
        return [], [whole(_families(labelled.cases, part))]
    every = joining_cases(labelled.cases) if task in (LINK, READ_AND_LINK) else labelled.cases
    return every, part.taken_of(every)


def _families(cases: Sequence[Case], part: Part) -> Sequence[Case]:
    """The reports of every n-th family, so that none is torn."""
    taken = {*list(dict.fromkeys(case.group for case in cases))[part.number - 1 :: part.of]}
    return [case for case in cases if case.group in taken]


def _tasks_for(labelled: GoldSet, predicted: list[Row] | None, settings: EvalSettings) -> list[Task]:
    """The tasks that gold and predictions allow, of those wanted."""
    allowed = [task for name in labelled.tasks if any(map((task := TASKS[name]).labelled, labelled.cases))]
    wanted = [task for task in allowed if task.name in settings.tasks] if settings.tasks else allowed
    if not wanted:
        names = ", ".join(task.name for task in allowed)
        raise Unscorable(str(labelled.path), f"its labels do not allow to score {', '.join(settings.tasks)}", f"ask for {names}")
    if predicted is None:
        return [task for task in wanted if settings.tasks or not task.on_request]
    able = [task for task in wanted if any(task.needs in row.form for row in predicted)]
    if not able:
        needed = " or ".join(sorted({repr(task.needs) for task in wanted}))
        raise Unscorable(str(settings.predicted), f"no row has {needed}", "give what the reader writes, in the form of `troth find --json`")
    return able


def _found(
    task: Task,
    every: Sequence[Case],
    part: Sequence[Case],
    predicted: list[Row] | None,
    settings: EvalSettings,
    progress: Callable[[int, int], None] | None,
) -> dict[str, Found]:
    """What was found for a part of the cases, by their ids: read from the predictions, or by troth's own verb."""
    match task.reader, predicted:
        case "find", None:
            return read_by_troth(part, settings.find, settings.processes, progress)
        case "find" | "sentences", list():
            return readings_in(predicted, part)
        case "sentences", None:
            return dict(cut_by_troth(part))
        case "link", None:
            return {case.id: joined_by_troth(case) for case in part}
        case "link", list():
            return dict(joined_in([row.form for row in predicted], part))
        case "find and link", None:
            return {case.id: joined_after_reading(case, settings.find) for case in part}
        case "compare", None:
            return compared_by_troth(part, settings.find, settings.processes, progress)
        case "compare", list():
            return comparisons_in(predicted, every)
        case "lineage", None:
            return {case.id: traced_by_troth(case) for case in part}
        case "lineage", list():
            return {case.id: traced_in([row.form for row in predicted]) for case in part}
        case "track", None:
            return dict(tracked_by_troth(part))
        case "track", list():
            return followings_in(predicted, every)
        case _:
            raise Unscorable(task.name, f"troth has no `{task.reader}` of its own yet", "name a file of what one found: --predicted")


def _score_task(
    task: Task, labelled: GoldSet, cases: Sequence[Case], found: dict[str, Found], part: Part, tell: Callable[[TrothError], None]
) -> Score:
    if not cases:
        raise Unscorable(str(labelled.path), f"part {part} of it has nothing to score", "score a larger part")
    if not any(case.id in found for case in cases):
        told = f"none of its {len(cases)} cases has a prediction"
        raise Unscorable(str(labelled.path), told, "predict what `troth eval --reports` prints")
    outcomes, unread = _compare_all(task, labelled, cases, found, tell)
    groups: dict[str, list[dict[str, float]]] = {}
    for case, outcome in zip(cases, outcomes, strict=True):
        groups.setdefault(case.group, []).append(outcome.counts)
    counts = total(outcome.counts for outcome in outcomes)
    return Score(
        task=task.name,
        gold=labelled.path,
        digest=labelled.digest,
        part=part,
        cases=len(cases),
        unread=unread,
        counts=counts,
        scores=all_scores(task.measures, counts),
        intervals=intervals(task.measures, [total(group) for group in groups.values()]),
        mistakes=tuple(mistake for outcome in outcomes for mistake in outcome.mistakes),
    )


def _compare_all(
    task: Task, labelled: GoldSet, cases: Sequence[Case], found: dict[str, Found], tell: Callable[[TrothError], None]
) -> tuple[list[Outcome], int]:
    """The outcome of each case, and for how many there was no prediction that could be compared: in these nothing was found."""
    nothing: Form = {task.needs: []}
    lacking = [case.id for case in cases if case.id not in found]
    if lacking:
        told = f"{len(lacking)} cases have no prediction ({', '.join(lacking[:3])}{', ...' if len(lacking) > 3 else ''})"
        tell(Unscorable(str(labelled.path), told, "they count as cases in which nothing was found: predict them"))
    outcomes, unread = [], len(lacking)
    for case in cases:
        try:
            outcomes.append(compare_one(task, case, found.get(case.id, nothing)))
        except TrothError as error:
            tell(error)
            unread += 1
            outcomes.append(task.compare(case, nothing))
    return outcomes, unread


def compare_one(task: Task, case: Case, found: Found) -> Outcome:
    """The comparison of one case; what is wrong with its prediction is told by an error that names it."""
    if isinstance(found, TrothError):
        raise found
    try:
        return task.compare(case, found)
    except KeyError as missing:
        told = f"its prediction has no {missing.args[0]!r}"
    except (AttributeError, IndexError, OverflowError, RecursionError, TypeError, ValueError) as odd:
        told = f"its prediction has another form ({odd})"
    raise Unscorable(f"{task.name} of {case.id}", told, "predict in the form of docs/evaluate.md")

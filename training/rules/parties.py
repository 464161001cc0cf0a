"""Weigh whose a pledge is and who vouches for it: `choice.toml` and `vouching.toml` in `src/troth/find/lexicon/`, from labelled reports.

    pip install scipy
    python training/rules/parties.py GOLD.jsonl [--dev GOLD.jsonl] [--dry]

GOLD is of the form of `gold/pledges-train.jsonl`.  Every labelled quote is an example: its options are those of `find.pledges.choice`
(then of `find.pledges.vouching`), and an option is right when it shares a last name with the label.  The weights are those under which a
softmax over the options gives the right ones the greatest likelihood, less an L2 penalty.  What the second choice and the vouching see of
the first is made by models that did not see the report (cross-fitting in FOLDS parts).

Prints the share of labelled quotes that are read rightly: by the rules, by cross-validation over GOLD (by `item`), and of --dev with the
weights of all of GOLD.  One minute for 600 reports; the same file gives the same weights.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from softmax import fit, lines

from troth.evaluate.names import last_name, last_names
from troth.find import FindSettings
from troth.find.actors import Background, background
from troth.find.passages import passages
from troth.find.pledges.choice import Option, best, informed, offered, shares
from troth.find.pledges.places import Place, place
from troth.find.pledges.vouching import ruled, vouchers
from troth.find.pledges.ways import ruled as ruled_actors
from troth.find.statements import statements
from troth.find.syntax import parse
from troth.types import Report, Span

LEXICON: Final = Path(__file__).resolve().parents[2] / "src/troth/find/lexicon"
FOLDS: Final = 5
LEAST_SEEN: Final = 15  # options that show a mark; 10 and 20 give the same within 0.003
PENALTY: Final = 20.0  # of the L2 penalty: of 3, 5, 10 and 20 the best over held-out reports for the actors, as good as 10 for the source
LEAST_WEIGHT: Final = 0.02  # a weight below changes no share by a hundredth
# Below this product of the confidence of the commitment and the share of its actor a mention is dropped.
LEAST_SURE: Final = 0.1

HEAD_OF_CHOICE: Final = """\
# How much each mark of somebody who may be a pledge's actor tells for (above 0) or against (below 0) it, in log-odds.
#
# Made by training/rules/parties.py from labelled reports; make it again rather than edit it.  `find.pledges.marks` says what each mark is.
# [first] is of the choice by the place alone, [then] of the one that also sees the first choices of the report's other places.  A
# mention is dropped when the confidence that it is a commitment, times the share of its likeliest actor, is below `least`.
"""
HEAD_OF_VOUCHING: Final = """\
# How much each mark of somebody who may vouch for a pledge tells for (above 0) or against (below 0) it, in log-odds.
#
# Made by training/rules/parties.py from labelled reports; make it again rather than edit it.  `find.pledges.vouching` says what each mark
# is: a way by which he was come to, alone or with how the commitment is worded.
"""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The labelled quotes of one report that stand in its sentences, in order of its text."""

    item: str
    labels: list[dict[str, Any]]
    places: list[Place]
    known: Background
    lost: int  # quotes that stand in no sentence that is read


@dataclass(frozen=True, slots=True)
class Example:
    """The options of one quote, and which of them are right."""

    options: Sequence[Option]
    right: list[bool]


def main() -> None:
    """Cross-validate, weigh, and score the other file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--dev", type=Path, help="labelled reports to score with the weights made")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    given = parser.parse_args()
    train = _read(given.gold)
    parts = [number % FOLDS for number in range(len(train))]
    offers = [offered(one.places, one.known) for one in train]
    first_shares = _held_out(_of_actors(train, offers), offers, parts)
    second = _informed(train, offers, first_shares)
    second_shares = _held_out(_of_actors(train, second), second, parts)
    print("rules", _rules(train))
    print(f"who, first: {_right_who(train, offers, first_shares):.3f}, then: {_right_who(train, second, second_shares):.3f} (held out)")
    sources = _sources(train, second, second_shares)
    print(f"source: {_right_source(train, sources, _held_out(_of_sources(train, sources), sources, parts)):.3f} (held out)")
    first = _fit([example for report in _of_actors(train, offers) for example in report])
    then = _fit([example for report in _of_actors(train, second) for example in report])
    vouching = _fit([example for report in _of_sources(train, sources) for example in report])
    if given.dev is not None:
        _score(_read(given.dev), first, then, vouching)
    if not given.dry:
        tables = [f"least = {LEAST_SURE}", "", "[first]", *_lines(first), "", "[then]", *_lines(then)]
        (LEXICON / "choice.toml").write_text("\n".join([HEAD_OF_CHOICE, *tables]) + "\n", "utf-8")
        (LEXICON / "vouching.toml").write_text("\n".join([HEAD_OF_VOUCHING, "[marks]", *_lines(vouching)]) + "\n", "utf-8")


def _read(path: Path) -> list[Labelled]:
    return [_labelled(json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def _labelled(row: dict[str, Any]) -> Labelled:
    report = Report(id=row["id"], text=row["text"], digest="", published=row["published"], title=row["title"])
    spans = passages(report)
    parsed = list(parse(report, spans, FindSettings().model))
    known = background(report, spans)
    known = replace(known, statements=statements(report, parsed, known.people, known.bodies))
    placed = [(label, place(Span(label["quote"]["start"], label["quote"]["end"]), parsed)) for label in row["pledges"]]
    found = sorted(((label, at) for label, at in placed if at is not None), key=lambda pair: (pair[1].start, pair[1].end))
    return Labelled(row["item"], [label for label, _ in found], [at for _, at in found], known, len(placed) - len(found))


def _of_actors(reports: Sequence[Labelled], offers: Sequence[Sequence[Sequence[Option]]]) -> list[list[Example]]:
    return [
        [
            Example(options, [bool(last_names(option.names) & last_names(label["who"])) for option in options])
            for label, options in zip(report.labels, given, strict=True)
        ]
        for report, given in zip(reports, offers, strict=True)
    ]


def _of_sources(reports: Sequence[Labelled], offers: Sequence[Sequence[Sequence[Option]]]) -> list[list[Example]]:
    return [
        [
            Example(options, [last_name(option.names[0]) == last_name(label["source"]) for option in options])
            for label, options in zip(report.labels, given, strict=True)
        ]
        for report, given in zip(reports, offers, strict=True)
    ]


def _held_out(examples: list[list[Example]], offers: Sequence[Sequence[Sequence[Option]]], parts: list[int]) -> list[list[list[float]]]:
    """The shares of every option, by weights made without the part that its report is in."""
    fitted = [_fit([one for report, part in zip(examples, parts, strict=True) for one in report if part != left]) for left in range(FOLDS)]
    return [[shares(options, fitted[part]) for options in given] for given, part in zip(offers, parts, strict=True)]


def _informed(
    reports: Sequence[Labelled], offers: list[list[list[Option]]], first: Sequence[Sequence[Sequence[float]]]
) -> list[list[list[Option]]]:
    return [list(informed(report.places, given, found)) for report, given, found in zip(reports, offers, first, strict=True)]


def _sources(
    reports: Sequence[Labelled], offers: Sequence[Sequence[Sequence[Option]]], found: Sequence[Sequence[Sequence[float]]]
) -> list[list[list[Option]]]:
    return [
        [vouchers(at, best(options, given).who, report.known) for at, options, given in zip(report.places, listed, chosen, strict=True)]
        for report, listed, chosen in zip(reports, offers, found, strict=True)
    ]


def _rules(reports: Sequence[Labelled]) -> str:
    pairs = [(label, at, report.known) for report in reports for label, at in zip(report.labels, report.places, strict=True)]
    of = len(pairs) + sum(report.lost for report in reports)
    who = sum(bool(last_names(ruled_actors(at, known)) & last_names(label["who"])) for label, at, known in pairs)
    source = sum(last_name(ruled(at, known)) == last_name(label["source"]) for label, at, known in pairs)
    return f"who {who / of:.3f}, source {source / of:.3f}, of {of}"


def _right_who(
    reports: Sequence[Labelled], offers: Sequence[Sequence[Sequence[Option]]], found: Sequence[Sequence[Sequence[float]]]
) -> float:
    right = [
        bool(last_names(best(options, given).who) & last_names(label["who"]))
        for report, listed, chosen in zip(reports, offers, found, strict=True)
        for label, options, given in zip(report.labels, listed, chosen, strict=True)
    ]
    return sum(right) / (len(right) + sum(report.lost for report in reports))


def _right_source(
    reports: Sequence[Labelled], offers: Sequence[Sequence[Sequence[Option]]], found: Sequence[Sequence[Sequence[float]]]
) -> float:
    right = [
        last_name(best(options, given).who[0]) == last_name(label["source"])
        for report, listed, chosen in zip(reports, offers, found, strict=True)
        for label, options, given in zip(report.labels, listed, chosen, strict=True)
    ]
    return sum(right) / (len(right) + sum(report.lost for report in reports))


def _score(dev: list[Labelled], first: dict[str, float], then: dict[str, float], vouching: dict[str, float]) -> None:
    offers = [offered(one.places, one.known) for one in dev]
    second = _informed(dev, offers, [[shares(options, first) for options in given] for given in offers])
    found = [[shares(options, then) for options in given] for given in second]
    sources = _sources(dev, second, found)
    vouched = [[shares(options, vouching) for options in given] for given in sources]
    print("dev: rules", _rules(dev))
    print(f"dev: who {_right_who(dev, second, found):.3f}, source {_right_source(dev, sources, vouched):.3f}")


def _fit(examples: Sequence[Example]) -> dict[str, float]:
    return fit([([option.marks for option in example.options], example.right) for example in examples], LEAST_SEEN, PENALTY)


def _lines(weighed: dict[str, float]) -> list[str]:
    return lines(weighed, LEAST_WEIGHT)


if __name__ == "__main__":
    main()

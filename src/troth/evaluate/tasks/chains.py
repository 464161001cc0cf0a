"""Chains: is a pledge followed, that is, are the passages found that bear on it, and is it rated as a careful editor would?"""

from __future__ import annotations

from typing import Final

from troth.evaluate.cases import Case, Mistake, Outcome, Passage, Task
from troth.evaluate.measures import Number, Retrieval, Share
from troth.forms import Form

DEVELOPING: Final = frozenset({"develops", "both"})
BEARING: Final = frozenset({"states", "develops", "both"})
KEPT_SIDE: Final = frozenset({"kept", "compromise"})
BROKEN_SIDE: Final = frozenset({"broken", "reversed"})


def compare_chains(case: Case, predicted: Form) -> Outcome:
    """Passages by their report; `wrong_side` counts pledges rated kept or compromise that are broken or reversed, or the other way round.

    Of several lines on one passage the most telling role counts, with the status of the last line that has one.
    """
    outcome = Outcome()
    found = _by_passage(case, predicted.get("passages") or [])
    decided = [passage for passage in case.labels["passages"] if passage["role"] is not None]
    for name, roles in (("develops", DEVELOPING), ("bears", BEARING)):
        gold = {passage["id"] for passage in decided if passage["role"] in roles}
        read = {passage["id"] for passage in decided if found.get(passage["id"], ("none", None))[0] in roles}
        outcome.tally(name, right=len(gold & read), found=len(read), gold=len(gold))
    for passage in decided:
        role, status = found.get(passage["id"], ("none", None))
        _note_role(outcome, case, passage, role)
        if passage["role"] in DEVELOPING and role in DEVELOPING and passage.get("status"):
            outcome.share("status", status == passage["status"])
            if status != passage["status"]:
                outcome.mistakes.append(Mistake("status", case.id, _whole(passage), passage["status"], status))
    if case.labels["final"] is not None:
        _compare_rating(outcome, case, predicted.get("rating") or [])
    return outcome


def _compare_rating(outcome: Outcome, case: Case, rating: list[Form]) -> None:
    gold = case.labels["final"]
    final = sorted(rating, key=lambda step: str(step["as_of"]))[-1]["status"] if rating else None
    outcome.share("rating", final == gold)
    outcome.add("wrong_side", (gold in KEPT_SIDE and final in BROKEN_SIDE) or (gold in BROKEN_SIDE and final in KEPT_SIDE))
    if final != gold:
        outcome.mistakes.append(Mistake("rating", case.id, None, gold, final))


def _by_passage(case: Case, lines: list[Form]) -> dict[str, tuple[str, str | None]]:
    """Role and status predicted for each passage, which is known by its id, or by its report's where that is no other passage's."""
    names: dict[str, str] = {}
    for key in ("report", "id"):
        counted = [passage[key] for passage in case.labels["passages"]]
        names |= {passage[key]: passage["id"] for passage in case.labels["passages"] if counted.count(passage[key]) == 1}
    found: dict[str, tuple[str, str | None]] = {}
    for line in sorted(lines, key=_place):
        name = names.get(str(line["report"]))
        if name is not None:
            role, status = found.get(name, ("none", None))
            found[name] = (_joined(role, line["role"]), line.get("status") or status)
    return found


def _place(line: Form) -> tuple[str, int, str]:
    return str(line["report"]), (line.get("quote") or {}).get("start", 0), str(line.get("status"))


def _joined(role: str, other: str) -> str:
    """The role of a passage that has both roles."""
    if "none" in (role, other) or role == other:
        return other if role == "none" else role
    return "both"


def _note_role(outcome: Outcome, case: Case, passage: Form, role: str) -> None:
    gold = passage["role"]
    if (gold in DEVELOPING) == (role in DEVELOPING) and (gold in BEARING) == (role in BEARING):
        return
    kind = "missed" if role not in BEARING else "spurious" if gold not in BEARING else "role"
    outcome.mistakes.append(Mistake(kind, case.id, _whole(passage), gold, role))


def _whole(passage: Form) -> Passage:
    quote = passage.get("quote") or {"start": 0, "end": len(passage["text"])}
    start, end, text = quote["start"], quote["end"], passage["text"]
    return Passage(start, end, f"{passage['id']}: {text[:start]}", text[start:end], text[end:])


CHAINS: Final = Task(
    "chains",
    reader="track",
    needs="role",
    headline="develops_f1",
    measures=(Retrieval("develops"), Retrieval("bears"), Share("status"), Share("rating"), Number("wrong_side")),
    kinds=("missed", "spurious", "role", "status", "rating"),
    compare=compare_chains,
)

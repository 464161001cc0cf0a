"""Pledges followed through later reports: dated passages with their role and status, and how a careful editor's rating changes."""

from __future__ import annotations

from typing import Final

from troth.evaluate.cases import Case, Unscorable
from troth.evaluate.gold.pledges import STATUSES
from troth.evaluate.gold.rows import Row
from troth.forms import Form

_GIVEN: Final = ("id", "report", "outlet", "published", "title", "text")
ROLES: Final = frozenset({"states", "develops", "both", "none"})


def chain_case(row: Row) -> Case:
    """A pledge with its `passages` and the editor's `final` rating.

    A passage whose role is null is one that the labellers left open: it is neither right nor wrong to find it.
    """
    passages: list[Form] = []
    for number, passage in enumerate(row.form["passages"]):
        if passage["role"] is not None and passage["role"] not in ROLES:
            raise Unscorable(row.where, f"the role {passage['role']!r} is not known", f"write one of {', '.join(sorted(ROLES))}")
        if passage.get("status") is not None and passage["status"] not in STATUSES:
            raise Unscorable(row.where, f"the status {passage['status']!r} is not known", f"write one of {', '.join(sorted(STATUSES))}")
        names = {"id": str(passage.get("id") or f"{row.form['chain']}-{number:02}"), "report": str(passage.get("report") or "")}
        passages.append({**passage, **names})
    final = row.form.get("final")
    if final is not None and final not in STATUSES:
        raise Unscorable(row.where, f"the rating {final!r} is not known", f"write one of {', '.join(sorted(STATUSES))}")
    given = {name: row.form.get(name) for name in ("chain", "who", "what", "made_on")}
    given["passages"] = [{name: passage.get(name) for name in _GIVEN} for passage in passages]
    labels = {"passages": passages, "final": final, "given": given}
    return Case(str(row.form["chain"]), row.where, str(row.form["chain"]), labels)

"""Wordings under crowded keys: who is compared with whom does not depend on who came first, nor on who has been there."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

import troth
from joined import at_once
from samples import write_jsonl
from troth.identity import mention_id
from troth.ledger import schema
from troth.ledger import wordings as ledger
from troth.ledger.engine import open_ledger
from troth.link.joining import HEADS, compared
from troth.link.same_pledge import Signature

REPORTS = 5
WHOM = ("pupils", "nurses", "sailors", "farmers", "bakers", "tailors", "weavers", "miners")


def telling(number: int) -> dict[str, str]:
    told = (
        f"Mayor Ana Whitlock promised to cut the ferry fare by {number + 2 * at} percent for {whom}."
        for at, whom in enumerate(WHOM[: 3 + number])
    )
    return {"id": f"r{number}", "text": " ".join(told)}


@settings(max_examples=4)
@given(rng=st.randoms(use_true_random=False), gone=st.sets(st.integers(0, REPORTS - 1), max_size=3), back=st.booleans())
def test_edges_and_pledges_are_those_of_all_wordings_at_once(rng: random.Random, gone: set[int], back: bool) -> None:
    with TemporaryDirectory() as folder:
        name = str(Path(folder) / "troth.db")
        for number in rng.sample(range(REPORTS), REPORTS):
            list(troth.add(write_jsonl(Path(folder) / "a.jsonl", [telling(number)]), ledger=name, processes=1))
        undone = [troth.undo(f"r{number}", name, by="Ana") for number in sorted(gone)]
        if back and undone:
            troth.undo(undone[0].seq, name, by="Ana")
        with open_ledger(name) as opened, opened.reading() as db:
            wordings = {row.rank: Signature.read(row.signature) for row in db.execute(select(schema.wordings))}
            edges, expected = list(ledger.all_edges(db)), at_once(db)
        assert edges == sorted(compared(wordings))
        assert {frozenset(map(mention_id, pledge.mentions)) for pledge in troth.pledges(name)} == expected
        if not gone:
            crowded = [key for sign in wordings.values() for key in sign.keys]
            assert max(map(crowded.count, crowded)) > HEADS

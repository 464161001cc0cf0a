from __future__ import annotations

from troth.ledger.portions import MOST, portions


def test_many_things_come_in_portions_in_their_order_and_none_twice() -> None:
    things = list(range(2 * MOST + 1))
    found = list(portions(iter(things)))
    assert [len(some) for some in found] == [MOST, MOST, 1]
    assert [thing for some in found for thing in some] == things
    assert list(portions(())) == []

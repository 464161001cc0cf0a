"""The ledger as a table: whatever the filter, order and page, every pledge that passes stands in it once, in order."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

import troth
from samples import reports, write_jsonl
from troth.ledger import queries, table
from troth.ledger.engine import Ledger, open_ledger
from troth.ledger.queries import PledgeFilter
from troth.ledger.table import Order, Row


@pytest.fixture(scope="module")
def ledger(new_ledger: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    name = new_ledger()
    list(troth.add(write_jsonl(tmp_path_factory.mktemp("table") / "a.jsonl", reports(40)), ledger=name, processes=1))
    return open_ledger(name)


def all_rows(ledger: Ledger, wanted: PledgeFilter, order: Order, falling: bool, limit: int) -> list[Row]:
    """The rows of all pages, one page after the other."""
    found: list[Row] = []
    after = None
    with ledger.reading() as db:
        while True:
            page = table.page(db, wanted, order, falling=falling, after=after, limit=limit)
            found += page.rows
            assert len(page.rows) <= limit
            if page.after is None:
                return found
            after = page.after


@pytest.mark.parametrize("falling", [False, True])
@pytest.mark.parametrize("order", list(Order))
def test_pages_hold_every_pledge_once_and_in_order(ledger: Ledger, order: Order, falling: bool) -> None:
    rows = all_rows(ledger, PledgeFilter(), order, falling, 3)
    with ledger.reading() as db:
        assert sorted(row.id for row in rows) == [pledge.id for pledge in queries.all_pledges(db)]
    worth = {Order.FORCE: lambda row: row.force.rank, Order.WHO: lambda row: "\n".join(row.who)}.get(order, lambda row: getattr(row, order))
    for one, other in pairwise(rows):
        a, b = worth(one), worth(other)
        if a is not None and b is not None:
            assert (a >= b if falling else a <= b) or a == b
        assert not (a is None and b is not None)  # what is not known comes last, whichever way round


@pytest.mark.parametrize(
    "wanted",
    [
        PledgeFilter(),
        PledgeFilter(words="pier"),
        PledgeFilter(words='"rebuild the north pier" OR clinic'),
        PledgeFilter(words="rebuilding -clinic"),
        PledgeFilter(party="Lena Oakes"),
        PledgeFilter(who="oakes", checkable=True),
        PledgeFilter(since="2011-01-01", until="2012-12-31"),
        PledgeFilter(origins=2),
        PledgeFilter(due_from="2010-01-01"),
    ],
)
def test_counts_and_rows_and_entries_agree(ledger: Ledger, wanted: PledgeFilter) -> None:
    rows = all_rows(ledger, wanted, Order.SINCE, False, 7)
    with ledger.reading() as db:
        entries = list(queries.find_pledges(db, wanted))
        assert sorted(row.id for row in rows) == sorted(pledge.id for pledge in entries)
        assert sum(table.by_status(db, wanted).values()) == queries.count_pledges(db, wanted) == len(rows)
        statuses, years = table.by_status_and_year(db, wanted)
        assert statuses == table.by_status(db, wanted)
        assert sum(years.values()) == len([row for row in rows if row.since])
    by_id = {pledge.id: pledge for pledge in entries}
    for row in rows:
        for name in ("who", "what", "polarity", "force", "checkable", "status", "since", "made_on", "outlets", "origins"):
            assert getattr(row, name) == getattr(by_id[row.id], name)


def test_words_are_found_in_names_in_what_is_pledged_and_in_mentions(ledger: Ledger) -> None:
    with ledger.reading() as db:
        everything = list(queries.all_pledges(db))
        for pledge in everything:
            for words in (pledge.who[0], pledge.what, pledge.mentions[0].quote.exact):
                found = queries.find_pledges(db, PledgeFilter(words=f'"{words}"'))
                assert pledge.id in {one.id for one in found}, words


def test_parties_are_counted_as_the_entries_name_them(ledger: Ledger) -> None:
    with ledger.reading() as db:
        counted = dict(table.counted_parties(db, "", 1000))
        names = [name for pledge in queries.all_pledges(db) for name in set(pledge.who)]
    assert counted == {name: names.count(name) for name in names}


def test_search_finds_page_by_page_what_it_finds_at_once(ledger: Ledger) -> None:
    with ledger.reading() as db:
        total, _ = table.places_of_words(db, "pier OR clinic", skip=0, limit=1)
        at_once = [hit.report.id for hit in queries.search(db, "pier OR clinic")]
        paged = [hit.report for skip in range(0, total, 4) for hit in table.places_of_words(db, "pier OR clinic", skip=skip, limit=4)[1]]
    assert len(at_once) == total
    assert paged == at_once

"""Samples of a ledger for coders: sentences or pledges, drawn by a seed, with the words around them and nothing that troth made of them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection

from troth.coding.variables import Unit
from troth.identity import place_id, place_of
from troth.ledger import derived, queries
from troth.ledger.engine import Ledger
from troth.ledger.queries import Drawable
from troth.text import sentences
from troth.types import DATELESS, Pledge, Quote, Report, Span

# Sentences in which nothing was found, of all: without some, the sheet itself would say that everything in it is a pledge.
OTHERS: Final = 0.3
TRIES: Final = 20  # reports looked at for each such sentence: some are nothing but pledges

Row = dict[str, str]


class Stratum(StrEnum):
    """By what a sample is stratified: as many of each as there are, up to equal numbers."""

    OUTLET = "outlet"
    YEAR = "year"
    FORCE = "force"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Sampling:
    """What to draw: how many of which unit, the seed, the strata if any, and the share of sentences in which nothing was found."""

    unit: Unit = Unit.MENTIONS
    size: int = 100
    seed: int = 1
    by: Stratum | None = None
    others: float = OTHERS


def draw(ledger: Ledger, sampling: Sampling) -> list[Row]:
    """The rows of a sheet in an order by chance: what coders are to see, by column.  Fewer than wanted where the ledger has no more."""
    rng = random.Random(sampling.seed)
    with ledger.reading() as db:
        if sampling.unit is Unit.PLEDGES:
            chosen = _chosen(queries.pledges_to_draw(db), sampling.by, sampling.size, rng)
            rows = [_pledge_row(db, pledge) for pledge in queries.get_pledges_in_order(db, chosen)]
        else:
            others = round(sampling.size * sampling.others)
            found = _chosen(queries.mentions_to_draw(db), sampling.by, sampling.size - others, rng)
            rows = list(_mention_rows(db, found, rng))
            rows += _other_rows(db, others, rng, {row["item"] for row in rows})
    rng.shuffle(rows)
    return rows


def _chosen(drawable: Iterable[Drawable], by: Stratum | None, size: int, rng: random.Random) -> list[str]:
    strata: defaultdict[str, list[str]] = defaultdict(list)
    for one in drawable:
        strata[str(getattr(one, by)) if by else ""].append(one.id)
    for ids in strata.values():
        rng.shuffle(ids)
    turns = (ids[turn] for turn in range(max(map(len, strata.values()), default=0)) for _, ids in sorted(strata.items()) if turn < len(ids))
    return [name for _, name in zip(range(size), turns, strict=False)]


def _mention_rows(db: Connection, found: Sequence[str], rng: random.Random) -> Iterator[Row]:
    """The sentences of these mentions, each once."""
    seen = set[str]()
    for name in found:
        place, quote = place_of(name), queries.quote_named(db, name)
        if place is None or quote is None:
            continue
        report = derived.get_reports(db, {quote.report})[quote.report]
        row = _sentence_row(report, _sentence_at(report, quote))
        if row["item"] not in seen:
            seen.add(row["item"])
            yield row


def _other_rows(db: Connection, wanted: int, rng: random.Random, taken: set[str]) -> list[Row]:
    """Sentences by chance in which no mention was found."""
    ids, rows = sorted(derived.report_ids(db)), list[Row]()
    for _ in range(wanted * TRIES if ids else 0):
        if len(rows) == wanted:
            break
        report = derived.get_report(db, rng.choice(ids))
        reading = derived.reading_of(db, report) if report else None
        if report is None or reading is None:
            continue
        starts = [mention.quote.start for mention in reading.pledges]
        bare = [span for span in sentences(report.text) if not any(span.start <= start < span.end for start in starts)]
        row = _sentence_row(report, rng.choice(bare)) if bare else None
        if row and row["item"] not in taken:
            taken.add(row["item"])
            rows.append(row)
    return rows


def _sentence_at(report: Report, quote: Quote) -> Span:
    return next((span for span in sentences(report.text) if span.start <= quote.start < span.end), Span(quote.start, quote.end))


def _sentence_row(report: Report, span: Span) -> Row:
    spans = sentences(report.text)
    at = spans.index(span) if span in spans else None
    before = spans[at - 1] if at else None
    after = spans[at + 1] if at is not None and at + 1 < len(spans) else None
    return {
        "item": place_id("s", Quote(report.id, span.start, span.end, "")),
        "outlet": report.outlet or "",
        "published": (report.published or "")[:10],
        "headline": report.title or "",
        "before": _words(report, before),
        "sentence": _words(report, span),
        "after": _words(report, after),
    }


def _pledge_row(db: Connection, pledge: Pledge) -> Row:
    """A pledge as the sentences that bear on it, earliest first."""
    quotes = {(it.report, it.start): it for it in [m.quote for m in pledge.mentions] + [b.quote for b in pledge.bearings]}
    reports = derived.get_reports(db, {report for report, _ in quotes})
    ordered = sorted(quotes.values(), key=lambda it: (reports[it.report].published or DATELESS, it.report, it.start))
    told = (_passage(reports[it.report], _sentence_at(reports[it.report], it)) for it in ordered)
    return {"item": pledge.id, "passages": "\n".join(dict.fromkeys(told))}


def _passage(report: Report, span: Span) -> str:
    return f"{(report.published or 'no date')[:10]}, {report.outlet or 'unknown outlet'}: {_words(report, span)}"


def _words(report: Report, span: Span | None) -> str:
    return report.text[span.start : span.end] if span else ""

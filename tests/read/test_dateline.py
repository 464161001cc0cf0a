from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.read.dateline import Dateline, dateline_of, find_dateline

LEAD = "The mayor opened the bridge on Monday."


@pytest.mark.parametrize(
    ("start", "place", "agency"),
    [
        ("MEXICO CITY - ", "MEXICO CITY", None),
        ("MEXICO CITY, April 16 (Reuters) - ", "MEXICO CITY", "Reuters"),
        ("MEXICO CITY, 16 April (Reuters) - ", "MEXICO CITY", "Reuters"),
        ("MEXICO CITY, Thursday, April 16 (Reuters) - ", "MEXICO CITY", "Reuters"),
        ("LONDON, Oct. 5, 2012 (AFP) — ", "LONDON", "AFP"),
        ("WASHINGTON (Reuters) — ", "WASHINGTON", "Reuters"),
        ("LONDON/PARIS – ", "LONDON/PARIS", None),
        ("WASHINGTON, D.C. -- ", "WASHINGTON, D.C.", None),
        ("Washington (CNN) ", "Washington", "CNN"),
        ("Port-au-Prince, Haiti (CNN) -- ", "Port-au-Prince, Haiti", "CNN"),
        ("(Reuters) - ", None, "Reuters"),
        ("(CNN) ", None, "CNN"),
        ("(AP) MOSCOW – ", "MOSCOW", "AP"),
        ("REUTERS - ", None, "Reuters"),
        ("AP — ", None, "AP"),
        ("COASTAL NEWSWIRE - ", None, "Coastal Newswire"),
        ("ST. LOUIS (AP) ", "ST. LOUIS", "AP"),
        ("BEIRUT, Lebanon — ", "BEIRUT, Lebanon", None),
        ("WILLIAMSBURG, Va., — ", "WILLIAMSBURG, Va.", None),
        ("NEW YORK, Jan. 5 /PRNewswire/ -- ", "NEW YORK", "PR Newswire"),
        ("NEW YORK--(BUSINESS WIRE)--", "NEW YORK", "Business Wire"),
        ("SÃO PAULO — ", "SÃO PAULO", None),
        ("AIX-EN-PROVENCE — ", "AIX-EN-PROVENCE", None),
        ("RIO DE JANEIRO (Coastal Wire) - ", "RIO DE JANEIRO", "Coastal Wire"),
        ("McALLEN, Texas — ", "McALLEN, Texas", None),
        ("TOWNVILLE (WXYZ/AP) — ", "TOWNVILLE", "AP"),
        ("INDIANAPOLIS-- ", "INDIANAPOLIS", None),
        ("ROME—", "ROME", None),
        ("GOA, India — ", "GOA, India", None),
        ("UPDATE 1-LONDON, April 16 (Reuters) - ", "LONDON", "Reuters"),
        ("(Adds quotes) LONDON, April 16 (Reuters) - ", "LONDON", "Reuters"),
    ],
)
def test_a_dateline_tells_place_and_agency(start: str, place: str | None, agency: str | None) -> None:
    assert dateline_of(start + LEAD) == Dateline(place, agency)
    assert dateline_of(f"{start}“We are glad,” the mayor said.") == Dateline(place, agency)


@pytest.mark.parametrize(
    "paragraph",
    [
        LEAD,
        "OBAMA - the man and his bridge.",
        "U.S. - Mexico relations are what the bridge is about.",
        "U.S. — Mexico relations are what the bridge is about.",
        "NATO — The alliance met on Monday.",
        "GOP - Republicans met on Monday.",
        "WATCH - The mayor opens the bridge.",
        "VIDEO: The mayor opens the bridge — and closes it.",
        "UPDATE - The bridge is closed again.",
        "UPDATE II - The bridge is open again.",
        "BREAKING: The bridge is closed again.",
        "Q - Will the bridge stay open?",
        "QUESTION — Will the bridge stay open?",
        "MAYOR WHITLOCK — We will keep it open.",
        "MONDAY — The bridge opens.",
        "The mayor — Whitlock, that is — opened the bridge.",
        "Ana Whitlock (Labour) — The mayor of Port Ellery.",
        "Rep. Ana Whitlock (D-Ohio) — A friend of bridges.",
        "WHITLOCK (D) — A friend of bridges.",
        "PORT ELLERY (VIDEO) — The bridge opens.",
        "PORT ELLERY",
        "PORT ELLERY — ",
        "PORT ELLERY IS A TOWN OF MANY BRIDGES - AND FERRIES - SAYS THE MAYOR",
        "MARKETS-Shares rise on hopes of a bridge.",
        "(see page 4) — The mayor opened the bridge.",
        "(Whitlock) - The mayor opened the bridge.",
        "",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(paragraph: str) -> None:
    assert dateline_of(paragraph) is None


def test_a_dateline_may_stand_under_summary_byline_and_captions() -> None:
    above = ["A bridge is open again.", "By Ana Whitlock", "The bridge at dawn."]
    assert find_dateline([*above, f"PORT ELLERY (AP) — {LEAD}"]) == Dateline("PORT ELLERY", "AP")


def test_a_dateline_does_not_stand_in_the_middle_of_a_report() -> None:
    assert find_dateline([LEAD] * 8 + [f"PORT ELLERY (AP) — {LEAD}"]) == Dateline(None, None)


@pytest.mark.parametrize("flood", ["A" * 50_000, "A " * 25_000, "AB, " * 20_000, "(" * 50_000, "AB/" * 20_000, "UPDATE 1-" * 10_000])
def test_no_line_takes_long(flood: str) -> None:
    began = time.perf_counter()
    dateline_of(flood)
    assert time.perf_counter() - began < 5  # seconds; a pattern that backtracks takes minutes


@given(st.text("AB. ,-—(/)ct1", max_size=60))
def test_a_place_is_in_the_paragraph_as_it_is_written(paragraph: str) -> None:
    found = dateline_of(paragraph)
    assert found is None or found.place is None or found.place in paragraph

"""What `find` promises of every text: honest quotes, the same Reading each time, nothing from furniture, no text too strange."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.anchor import verify
from troth.find import READER, FindSettings, find
from troth.text import canonical
from troth.types import Report, Span

WORDS = (
    """Mayor Whitlock Ada Ruiz she he they we I it the council vowed to promises will won't would not never going plans plan said
    told according if unless by 2031 Friday build building close closed bridges clinics taxes and or but who which that of for
    threatens refuses committed ready may “ ” " '' ’ 's ( ) — - , . ! ? … 😀 \N{HEBREW LETTER ALEF} £4m 12 U.S. don’t we’ll I'd"""
).split()
texts = st.lists(st.sampled_from([*WORDS, "\n\n"]), max_size=60).map(" ".join).map(canonical)

NEWS = (
    "Mayor Ada Whitlock promised to reopen the Elm Street clinic by 2031.\n\n"
    "“We will hire forty nurses,” Whitlock said. She plans to sell two car parks to pay for it."
)


def report_of(text: str, **fields: object) -> Report:
    return Report(id="r", text=text, digest="", **fields)  # type: ignore[arg-type]


@given(texts)
def test_every_quote_has_its_words_in_the_text(text: str) -> None:
    for mention in find(report_of(text)).pledges:
        for quote in (mention.quote, mention.due.quote if mention.due else None, mention.condition):
            if quote is not None:
                verify(quote, text)
        assert mention.who
        assert all(mention.who)
        assert mention.what
        assert mention.source
        assert 0 <= mention.confidence <= 1


@given(texts, texts)
def test_a_reading_does_not_depend_on_what_was_read_before(before: str, text: str) -> None:
    alone = find(report_of(text))
    find(report_of(before))
    assert find(report_of(text)) == alone


@given(texts, st.data())
def test_furniture_never_yields_a_pledge(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    for mention in find(report_of(text, furniture=(span,))).pledges:
        assert mention.quote.end <= span.start or span.end <= mention.quote.start


def test_furniture_does_not_say_what_anybody_is_called() -> None:
    caption, said = "JUST WATCHED Whitlock on the clinic Replay", "Whitlock promised to reopen the Elm Street clinic by 2031."
    text = f"{caption}\n\n{said}"
    [mention] = find(report_of(text, furniture=(Span(0, len(caption)),))).pledges
    assert mention.who == ("Whitlock",)


def test_an_actor_of_whom_only_an_article_is_left_is_none() -> None:
    text = (
        "In a late-night e-mail on Sunday to his supporters, Mr. Oakes made a final appeal for help, saying that by Monday "
        "“we’ll know if we have the means to finish this the right way.”"
    )
    assert all(mention.source for mention in find(report_of(text)).pledges)


def test_mentions_stand_in_the_order_of_the_text_and_do_not_overlap() -> None:
    quotes = [mention.quote for mention in find(report_of(NEWS)).pledges]
    assert [quote.exact.split()[0] for quote in quotes] == ["promised", "will", "plans"]
    assert all(one.end <= other.start for one, other in pairwise(quotes))


def test_a_reading_names_its_reader_and_settings() -> None:
    reading = find(report_of(NEWS))
    assert (reading.report, reading.reader, reading.dropped) == ("r", READER, 0)
    assert reading.settings == find(report_of("")).settings
    assert reading.settings == find(report_of(NEWS), FindSettings()).settings


@pytest.mark.parametrize(
    "text",
    ["", "😀 will 😀 close 😀", "\N{HEBREW LETTER ALEF} will \N{HEBREW LETTER BET}", "(" * 3000 + " he will close it " + ")" * 3000],
)
def test_a_strange_text_is_read_without_a_pledge(text: str) -> None:
    assert find(report_of(text)).pledges == ()


@pytest.mark.parametrize("unit", ["the mayor will close the bridge and ", "“ he said ", "Ada Ruiz ", "A-", "will ", "x"])
def test_an_endless_sentence_is_passed_over_in_time_linear_in_its_length(unit: str) -> None:
    find(report_of(canonical(unit * (400_000 // len(unit)))))


def test_importing_find_loads_no_parser() -> None:
    code = "import sys, troth.find; sys.exit(any(name in sys.modules for name in ('spacy', 'numpy', 'thinc')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

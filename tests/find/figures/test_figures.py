"""Numbers that count something: what they are worth, how sure they are, what they count; and numbers that count nothing."""

from __future__ import annotations

import math
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.find.figures import figures
from troth.types import Figure, Report, Span


def read(text: str) -> list[Figure]:
    return figures(Report(id="r", text=text, digest=""))


def values(text: str) -> list[float]:
    return [figure.low for figure in read(text)]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("The mine employs 2,400 people.", "2,400", 2400, None),
        ("The mine employs twenty-five people.", "twenty-five", 25, None),
        ("It sold two hundred and five thousand trucks.", "two hundred and five thousand", 205_000, None),
        ("A dozen trucks were lost.", "A dozen", 12, None),
        ("The plan needs half a million signatures.", "half a million", 500_000, None),
        ("Two and a half million voters stayed at home.", "Two and a half million", 2_500_000, None),
        ("The harbour cost $1.5bn.", "$1.5bn", 1_500_000_000, "dollar"),
        ("The harbour cost US$3 million in May.", "US$3 million", 3_000_000, "dollar"),
        ("The harbour cost 30 billion yen.", "30 billion yen", 30_000_000_000, "yen"),
        ("The ticket costs £4.50.", "£4.50", 4.5, "pound"),
        ("The ticket costs 40 cents.", "40 cents", 40, "cent"),
        ("A pass costs 20 euros a day.", "20 euros a day", 20, "euro per day"),
        ("Oil closed at $71.20 a barrel.", "$71.20 a barrel", 71.2, "dollar per barrel"),
        ("Turnout was 61 per cent.", "61 per cent", 61, "percent"),
        ("Turnout was 61.5%.", "61.5%", 61.5, "percent"),
        ("The gap is 4 percentage points.", "4 percentage points", 4, "percentage point"),
        ("The bank charges 40 basis points.", "40 basis points", 40, "basis point"),
        ("The train does 155mph there.", "155mph", 155, "mile per hour"),
        ("It was minus 12 degrees Celsius at dawn.", "minus 12 degrees Celsius", -12, "celsius"),
        ("The goalkeeper is 6-foot-3.", "6-foot-3", 6.25, "foot"),
        ("Two-thirds of the members left.", "Two-thirds", 2 / 3, None),
        ("A quarter of the harvest rotted.", "A quarter", 0.25, None),
        ("One in five pupils walks to school.", "One in five", 0.2, None),
        ("She was jailed twice.", "twice", 2, "time"),
        ("The bridge is a 30-year-old ruin.", "30-year-old", 30, "year"),
        ("The dam holds 12 500 tonnes.", "12 500 tonnes", 12_500, "tonne"),
    ],
)
def test_a_figure_is_given_in_whole_units(text: str, words: str, value: float, unit: str | None) -> None:
    (figure,) = read(text)
    assert (figure.quote.exact, figure.unit) == (words, unit)
    assert figure.low == figure.high == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "words", "change"),
    [
        ("It hired 12 drivers.", "12", "="),
        ("It hired about 12 drivers.", "about 12", "~"),
        ("It hired some 6,300 drivers.", "some 6,300", "~"),
        ("It hired nearly 300 drivers.", "nearly 300", "~"),
        ("It hired 300 or so drivers.", "300 or so", "~"),
        ("It hired more than 300 drivers.", "more than 300", ">"),
        ("It hired at least a dozen drivers.", "at least a dozen", ">"),
        ("It hired dozens of drivers.", "dozens", ">"),
        ("It hired 400 drivers or 50-plus.", "50-plus", ">"),
        ("It hired fewer than 300 drivers.", "fewer than 300", "<"),
        ("It hired up to 300 drivers.", "up to 300", "<"),
        ("It hired as many as 300 drivers.", "as many as 300", "<"),
        ("Rents rose 5%.", "rose 5%", "up"),
        ("Rents were up by 5%.", "up by 5%", "up"),
        ("The city cut the number of seats by 40 percent.", "by 40 percent", "down"),
        ("Harvests fell by a fifth.", "fell by a fifth", "down"),
        ("The owner raised its quarterly rent 5%.", "5%", "up"),
        ("Rents rose more than 5%.", "more than 5%", ">"),
        ("Rents rose to 900 euros.", "900 euros", "="),
        ("The index stood at noon at +0.4%.", "+0.4%", "up"),
    ],
)
def test_the_words_beside_a_figure_tell_how_sure_it_is_and_which_way_it_went(text: str, words: str, change: str) -> None:
    assert (words, change) in [(figure.quote.exact, figure.change) for figure in read(text)]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Between 10 and 12 people were hurt.", 10, 12, None),
        ("It needs 10-12 people.", 10, 12, None),
        ("It costs $5 million to $7 million.", 5_000_000, 7_000_000, "dollar"),
        ("It costs $5 to $7 million.", 5_000_000, 7_000_000, "dollar"),
        ("It takes three or four years.", 3, 4, "year"),
        ("It takes a day or two.", 1, 2, "day"),
        ("It takes a six- to eight-week course.", 6, 8, "week"),
        ("Mileage went from 20 miles in 2008 to 29 miles.", 20, 29, "mile"),
        ("Thousands of fans came.", 1_000, 10_000, None),
    ],
)
def test_a_stated_range_has_two_ends(text: str, low: float, high: float, unit: str | None) -> None:
    (figure,) = read(text)
    assert (figure.low, figure.high, figure.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("About a dozen people died in the flood.", "people died"),
        ("Police found 12 trucks in the barn.", "trucks"),
        ("Police said 12 people were killed.", "people were killed"),
        ("She kept 60 percent of the votes.", "votes"),
        ("Steel exports fell 5 percent.", "Steel exports"),
        ("He is 45 or so.", None),
    ],
)
def test_what_is_counted_is_told_in_the_words_of_the_report(text: str, counts: str | None) -> None:
    assert [figure.counts for figure in read(text)] == [counts]


@pytest.mark.parametrize(
    "text",
    [
        "She was born in 1962.",
        "The 2031 budget failed.",
        "It opens on March 7.",
        "It opened on 8 September 2030.",
        "The talks ran on June 5 and 6.",
        "It starts at 10 p.m. or 2:55.",
        "The third man won.",
        "It was her twenty-first cup.",
        "A Boeing 737 landed.",
        "The Group of 20 met.",
        "Article 5 was invoked.",
        "It runs on Windows 10.",
        "Covid-19 spread.",
        "An F-16 crashed in the 1990s.",
        "They won 24-17.",
        "They won 3 to 1.",
        "They lost 17-10 points.",
        "Ann Low, 25, said so.",
        "Ann Low (25) said so.",
        "It is at 9 Old Mill Road.",
        "1. Wash the rice.",
        "Call 555-0142 or 1-800-555-0142.",
        "Version 3.1.4 is out at https://example.org/12/34.",
        "See page 12 and section 7.",
        "No one came, and this one left.",
        "It was twice as loud.",
        "The second half was dull.",
        "He was on the 5th floor.",
        "Serial 12345678901234567890 was found.",
    ],
)
def test_a_number_that_counts_nothing_is_no_figure(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("About a dozen people died.", "12 people died.", True),
        ("Some 6,300 people came.", "6,300 people came.", True),
        ("About a dozen people died.", "16 people died.", False),
        ("Half a million came.", "500,000 people came.", True),
    ],
)
def test_two_tellings_of_one_number_have_the_same_value(one: str, other: str, agree: bool) -> None:
    (a,), (b,) = read(one), read(other)
    assert ((a.low, a.high) == (b.low, b.high)) is agree


def test_the_number_in_brackets_shares_the_bound_of_the_one_that_it_converts() -> None:
    assert [(figure.low, figure.change) for figure in read("It is more than 5 miles (8 km) long.")] == [(5, ">"), (8, ">")]


def test_the_verb_of_a_fall_is_understood_where_it_is_left_out() -> None:
    found = read("Shares of Acme fell 2.3%, Globex by 2.6%, and Initech rose 1%.")
    assert [(figure.low, figure.change) for figure in found] == [(2.3, "down"), (2.6, "down"), (1, "up")]


def test_figures_come_in_order_and_do_not_overlap() -> None:
    found = read("From 5 to 7 men, about 3% of them, paid $5 each; 12 or more did not, and thousands of dollars were lost.")
    ends = [(figure.quote.start, figure.quote.end) for figure in found]
    assert len(found) == 5
    assert all(before[1] <= after[0] for before, after in pairwise(ends))


@pytest.mark.parametrize("text", ["It is 5 € 6 € more.", "It pays 20 euros a day or two.", "It is 5% 6% or 7%-8% now.", "It is $5$6."])
def test_no_word_belongs_to_two_figures(text: str) -> None:
    assert all(a.quote.end <= b.quote.start for a, b in pairwise(read(text)))


def test_furniture_holds_no_figures() -> None:
    text = "Twelve ships sank.\n\nRead 5 more stories."
    start = text.index("Read")
    found = figures(Report(id="r", text=text, digest="", furniture=(Span(start, len(text)),)))
    assert [figure.quote.exact for figure in found] == ["Twelve"]


NEWS = st.sampled_from(
    """12 1,500 2.4 million billion $ £ € % percent about more than up to from between and - – . , ( ) ' " a half one in five two-thirds
    thousands of dozens rose fell by 2019 March May p.m. Boeing people km/h
    ½ 10^ × e 1/2 6'3 6-foot-3 Rs US$ a.m. © 😀 ١٢ שלום""".split()
)


SPACED = st.lists(st.one_of(NEWS, st.text(max_size=3)), max_size=30).map(" ".join)
GLUED = st.lists(NEWS, max_size=20).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), SPACED, GLUED))
def test_every_figure_stands_in_the_text_and_is_finite(text: str) -> None:
    found = read(text)
    for figure in found:
        assert text[figure.quote.start : figure.quote.end] == figure.quote.exact
        assert math.isfinite(figure.low)
        assert figure.low <= figure.high
        assert math.isfinite(figure.high)
        assert figure.change in {"=", "~", "<", ">", "up", "down"}
        assert figure.counts is None or figure.counts in text
    assert all(a.quote.end <= b.quote.start for a, b in pairwise(found))
    assert found == read(text)


@pytest.mark.parametrize("unit", ["1", "1-", "1 ", "one million ", "million ", "from 1 to ", "half a ", "$", "-", '"', "1'", "Bob 1 ", "."])
def test_time_grows_with_the_length_of_any_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        read(text)
        return time.process_time() - start

    read(unit)
    short, long = min(seconds(5_000) for _ in range(3)), min(seconds(40_000) for _ in range(2))
    assert long < 40 * short + 0.05  # eight times the text: a square would need sixty-four times the time

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsprint
from newsprint import report, sentence, sentences, text
from troth.link.body import body, rank
from troth.link.kinship import kinship
from troth.text import canonical
from troth.types import Relation, Report, Span, Telling

RNG = random.Random(4)
TOLD = sentences(RNG, 24)
OTHER = sentences(RNG, 24)


def between(one: Report, other: Report) -> Telling | None:
    found, turned = kinship(body(one), body(other)), kinship(body(other), body(one))
    assert found == turned
    return found


def relation(one: str | Sequence[str], other: str | Sequence[str], outlets: tuple[str | None, str | None] = ("x", "y")) -> Relation | None:
    found = between(report("a", one, outlets[0]), report("b", other, outlets[1]))
    return found.relation if found else None


def test_the_same_text_is_a_copy_to_the_last_word() -> None:
    found = between(report("a", TOLD, published="2011-05-03"), report("b", TOLD, published="2011-05-02"))
    assert found is not None
    assert (found.a, found.b) == ("b", "a")  # the first by date
    assert (found.relation, found.share_a, found.share_b, found.containment) == (Relation.COPY, 1, 1, 1)
    assert found.passages == ((Span(0, len(text(TOLD)) - 1), Span(0, len(text(TOLD)) - 1)),)  # the last full stop is no word
    assert found.shared == len(text(TOLD).split())


def test_an_edited_copy_is_a_copy() -> None:
    rng = random.Random(5)
    edited = [sentence(rng), *(told for i, told in enumerate(TOLD) if i % 5), sentence(rng)]
    assert relation(TOLD, edited) is Relation.COPY


def test_a_brief_is_a_copy_of_what_it_cuts_short() -> None:
    found = between(report("a", TOLD), report("b", [TOLD[3], TOLD[9], TOLD[10]]))
    assert found is not None
    assert found.relation is Relation.COPY
    assert found.containment > 0.99
    assert min(found.share_a, found.share_b) < 0.2


def test_a_report_of_its_own_that_holds_a_passage_has_an_excerpt() -> None:
    assert relation(TOLD, [*OTHER[:12], *TOLD[8:14], *OTHER[12:]]) is Relation.EXCERPT


def test_a_long_passage_is_an_excerpt_in_a_text_of_any_length() -> None:
    rng = random.Random(6)
    assert relation([*TOLD[:6], *sentences(rng, 200)], [*sentences(rng, 200), *TOLD[:6]]) is Relation.EXCERPT


def test_reports_of_one_day_without_common_words_are_not_related() -> None:
    assert relation(TOLD, OTHER) is None


def test_one_common_sentence_is_no_relation() -> None:
    assert relation([*TOLD, OTHER[0]], OTHER) is None


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', "«»", ("``", "''")])
def test_a_common_quotation_is_a_shared_quotation(opening: str, closing: str) -> None:
    speech = [opening + " ".join(TOLD[i : i + 3]) + closing for i in range(0, 9, 3)]
    assert relation([*OTHER[:8], *speech], [*speech, *OTHER[8:16]]) is Relation.SHARED_QUOTATION


def test_a_quotation_whose_marks_one_telling_lost_is_still_one() -> None:
    speech = ["“" + " ".join(TOLD[:3]) + "”", "“" + " ".join(TOLD[3:6]) + "”"]
    assert relation([*OTHER[:8], *speech], [*TOLD[:6], *OTHER[8:16]]) is Relation.SHARED_QUOTATION


def test_a_short_report_that_is_mostly_a_speech_told_elsewhere_is_no_copy() -> None:
    speech = ["“" + " ".join(TOLD[i : i + 3]) + "”" for i in range(0, 12, 3)]
    assert relation([*OTHER[:4], *speech], [*speech, *OTHER[4:20]]) is Relation.SHARED_QUOTATION


def test_a_copy_with_quotations_in_it_is_a_copy() -> None:
    told = [f"“{one}”" if i % 2 else one for i, one in enumerate(TOLD)]
    assert relation(told, told[:-4]) is Relation.COPY


FORMS = (
    "{a} Works earned {x} million crowns in the spring quarter, or {y} crowns a share, against {z} million in the spring before. "
    "Sales rose by {p} percent to {w} million crowns. Those who follow the company had looked for {q} crowns a share. "
    "{a} Works looks for {u} to {v} crowns a share in the whole year. "
    "The shares of {a} Works ended at {r} crowns on Thursday, {s} percent above where they stood at new year.",
    "With {x} of {y} wards counted, {a} leads {b} by {z} points for the seat of {c} on the harbor council. "
    "Of those who may vote {w} percent did, against {p} percent at the last poll. "
    "{a} spent {q},{u}00 crowns and {b} spent {v},{r}00 crowns. "
    "The wards of {c} are counted again when fewer than two points part {a} from {b}. "
    "The council of {c} will name the winner within {s} days.",
)


@given(st.sampled_from(FORMS), st.integers(0, 10**6))
def test_a_form_filled_in_twice_is_no_copy(form: str, seed: int) -> None:
    rng = random.Random(seed)
    filled = [
        form.format(**{slot: newsprint.word(rng).capitalize() for slot in "abc"}, **{slot: rng.randrange(2, 99) for slot in "pqrsuvwxyz"})
        for _ in range(2)
    ]
    assert relation(*filled) not in (Relation.COPY, Relation.EXCERPT)


def test_a_copy_with_some_numbers_corrected_is_a_copy() -> None:
    told = [f"{one[:-1]} by {i + 10} of 90 members." for i, one in enumerate(TOLD)]
    later = [one.replace("by 1", "by 2") for one in told]
    assert told != later
    assert relation(told, later) is Relation.COPY


FOOTER = (
    "Sign up for letters from the Valley Courier and read us every morning at breakfast. All rights to these pages are with the Courier."
)


def test_the_same_last_paragraphs_under_two_reports_of_an_outlet_are_furniture() -> None:
    footer = " ".join([FOOTER, *OTHER[20:]])
    one, other = text(TOLD[:4], footer), text(OTHER[:4], footer)
    assert relation(one, other, ("x", "x")) is Relation.SHARED_FURNITURE
    assert relation(one, other, ("x", "y")) is not Relation.SHARED_FURNITURE


@pytest.mark.parametrize("paragraphs", [2, 6, 7, 12])
def test_the_same_text_twice_in_one_outlet_is_a_copy_and_no_furniture(paragraphs: int) -> None:
    told = "\n\n".join(["Pier opens", *TOLD[1:paragraphs]])
    assert relation(told, told, ("x", "x")) is Relation.COPY


def test_what_is_marked_as_furniture_takes_no_part() -> None:
    one, other = (Report(id, canonical(text(told, FOOTER)), "") for id, told in (("a", TOLD[:6]), ("b", OTHER[:6])))
    marked = [body(report, [Span(report.text.index(FOOTER), len(report.text))]) for report in (one, other)]
    assert kinship(*marked) is None
    assert kinship(*marked[:1] * 2) is not None


def test_reports_that_credit_one_agency_on_one_day_need_less_in_common() -> None:
    cut, own = TOLD[:9], [*TOLD[:9], *OTHER[:14]]
    lead = sentences(random.Random(7), 14)
    days = ("2011-05-02", "2011-05-03", "2011-05-09")
    by_reuters = [
        between(report("a", [*cut, *lead], "x", days[0], "Reuters"), report("b", own, "y", day, credit))
        for day, credit in ((days[1], "Reuters"), (days[2], "Reuters"), (days[1], "AP"))
    ]
    assert [found and found.relation for found in by_reuters] == [Relation.COPY, Relation.EXCERPT, Relation.EXCERPT]


piece = st.lists(st.sampled_from([*TOLD[:5], *OTHER[:3], FOOTER, "“" + TOLD[6] + "”", "😀 字", "5", ""]), max_size=9).map(text)


@pytest.mark.parametrize(
    ("own", "days", "expected"),
    [
        (14, 0, Relation.SHARED_FURNITURE),  # a passage of its own: background, captions, boxes
        (4, 1, Relation.COPY),  # an update of the story
        (4, 30, Relation.SHARED_FURNITURE),
        (0, 30, Relation.COPY),  # the whole report published again
    ],
)
def test_an_outlet_that_has_its_own_words_again_tells_the_story_again_only_soon_or_whole(own: int, days: int, expected: Relation) -> None:
    rng = random.Random(own)
    told = newsprint.sentences(rng, 6)
    first = report("a", [*told, *newsprint.sentences(rng, own)], "Courier", "2011-03-01")
    again = report("b", [*told, *newsprint.sentences(rng, own)], "Courier", f"2011-03-{1 + days:02}")
    elsewhere = report("b", again.text, "Herald", again.published)
    found, other = between(first, again), between(first, elsewhere)
    assert found is not None
    assert other is not None
    assert (found.relation, other.relation) == (expected, Relation.EXCERPT if own == 14 else Relation.COPY)


@given(piece, piece, st.sampled_from([None, "2011-05-02"]), st.sampled_from([None, "x"]))
def test_kinship_does_not_depend_on_which_comes_first_and_its_places_hold_equal_words(
    one: str, other: str, published: str | None, outlet: str | None
) -> None:
    a, b = report("a", one, outlet), report("b", other, outlet, published)
    found = between(a, b)
    if found is None:
        return
    texts = {"a": one, "b": other}
    assert {found.a, found.b} == {*texts}
    assert found.shared > 0
    assert 0 < found.share_a <= 1
    assert 0 < found.share_b <= 1
    for left, right in found.passages:
        words = [texts[id][span.start : span.end].lower() for id, span in ((found.a, left), (found.b, right))]
        assert _letters(words[0]) == _letters(words[1])


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))


def test_reports_stand_in_the_order_of_their_days_whatever_their_ids() -> None:
    days = ["1850-01-01", "1999-12-31", "2011-05-02", "2011-05-02T23:00:00+00:00", "2070-01-01", None]
    ranks = [rank(report(str(id), TOLD, published=day)) for id, day in enumerate(days)]
    assert all(0 <= one < 1 << 63 for one in ranks)
    by_day = [one >> 47 for one in ranks]
    assert by_day == sorted(by_day)
    assert by_day[2] == by_day[3]
    assert len({*by_day}) == 5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", ""),
        ("rain", "rain"),
        ("a" * 1_000_000, "a" * 1_000_000),
        ("Rain fell on the valley again. " * 32_000, "Rain fell on the valley again. " * 31_000),
        ("“Rain fell.” " * 70_000, "“Rain fell. " * 70_000),
        ("😀 ß \ud800 " * 100_000, "😀 ß \ud800 " * 100_001),
        ("\n\n".join(["Rain"] * 150_000), "\n\n".join(["Rain"] * 150_001)),
        (text(TOLD * 100), text(OTHER * 100 + TOLD)),
        (" ".join(f"rain fell on the old north pier of the valley again on day {i}" for i in range(10_000)),) * 2,
        (
            " ".join(f"Rain fell on the old north pier of the wide valley by Mill {i} again." for i in range(10_000)),
            " ".join(f"Rain fell on the old north pier of the wide valley by Mill {-i} again." for i in range(10_000)),
        ),
    ],
    ids=range(10),
)
def test_no_two_texts_take_long(one: str, other: str) -> None:
    began = time.process_time()
    between(report("a", one, "x"), report("b", other, "x"))
    assert time.process_time() - began < 10

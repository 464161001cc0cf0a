from __future__ import annotations

import troth
from tellers import told
from troth.link import restore_quotations
from troth.types import Statement

WORDS = "We will not leave the harbor to the sea"
MARKED = f'"{WORDS}," Mayor Ana Whitlock said at the pier.'


def restored(a: str, b: str) -> tuple[Statement, ...]:
    first, second = told(a, id="a"), told(b, id="b")
    return restore_quotations(first, troth.find(first), second, troth.find(second))


def test_words_that_the_other_telling_quotes_are_direct_and_keep_their_own_place() -> None:
    bare = MARKED.replace('"', "")
    [said] = restored(bare, MARKED)
    assert said.kind == "direct"
    assert said.content[0].exact == WORDS
    assert said.content[0].report == "a"
    assert said.speaker is not None
    assert said.speaker.name == "Ana Whitlock"


def test_a_part_that_the_other_telling_quotes_makes_it_mixed() -> None:
    a = "Mayor Ana Whitlock told reporters that the old pier was a danger to shipping and had to go."
    [said] = restored(a, a.replace("a danger to shipping", '"a danger to shipping"'))
    assert said.kind == "mixed"


def test_nothing_is_restored_where_both_have_marks_or_neither() -> None:
    bare = MARKED.replace('"', "")
    assert restored(MARKED, MARKED) == ()
    assert restored(bare, bare) == ()
    assert restored(MARKED, bare) == ()


def test_marks_around_a_title_quote_nobody() -> None:
    a = "Whitlock told the Morning Tide show that the pier would open in May."
    assert [said.kind for said in restored(a, a.replace("Morning Tide", '"Morning Tide"'))] == []


def test_who_says_i_without_marks_is_named_by_the_other_telling() -> None:
    a = "I think the board has done a brave and patient job with the cranes. Whitlock said on Coastal Radio."
    b = 'Whitlock told Coastal Radio that the board, which owns the harbor, had done "a patient job" with the cranes.'
    [said] = restored(a, b)
    assert said.kind == "direct"
    assert said.speaker is not None
    assert said.speaker.quote.exact == "Whitlock"

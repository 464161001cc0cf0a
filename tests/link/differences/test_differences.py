"""Each type of difference, in both directions where it has two."""

from __future__ import annotations

from tellers import STORY, changes, retold

QUOTED = '"We will not leave the harbor to the sea,"'


def test_a_number_in_anothers_place_is_a_figure() -> None:
    assert retold(("140 families", "180 families")) == [("figure", "140", "180")]


def test_a_dozen_and_sixteen_disagree_and_a_dozen_and_twelve_do_not() -> None:
    assert retold(("About a dozen boats", "16 boats")) == [("figure", "About a dozen", "16")]
    assert retold(("About a dozen boats", "Twelve boats")) == []


def test_a_number_that_is_only_less_sure_is_no_difference() -> None:
    assert retold(("140 families", "some 140 families")) == []


def test_another_word_for_about_is_wording() -> None:
    a, b = "The pier cost about 300 crowns a yard.", "The pier cost around 300 crowns a yard."
    assert changes(a, b) == [("wording", "about", "around")]


def test_a_rise_is_no_fall_by_the_same() -> None:
    found = changes("The fund rose 3 percent to 400 million crowns.", "The fund fell 3 percent to 400 million crowns.")
    assert found == [("figure", "rose 3 percent", "fell 3 percent")]


def test_years_are_numbers_too() -> None:
    a = "The old pier was built in 1962 by the Harbor Board."
    assert changes(a, a.replace("1962", "1926")) == [("figure", "1962", "1926")]
    assert changes("The debate starts at 7:30 in the town hall.", "The debate starts at 7.30pm in the town hall.") == []


def test_the_same_words_on_anothers_word_are_an_attribution() -> None:
    assert retold(("Whitlock said.", "a spokesman said.")) == [("attribution", "Whitlock", "a spokesman")]


def test_who_vouches_is_found_when_the_sentence_is_built_otherwise() -> None:
    a = "Whitlock will ask the Harbor Board to pay for the new cranes on the north pier, a senior city official said."
    b = "Whitlock said she will ask the Harbor Board to pay for the new cranes on the north pier."
    assert ("attribution", "a senior city official", "Whitlock") in changes(a, b)
    assert [kind for kind, _, _ in changes(a, b)] == ["attribution"]


def test_another_name_for_the_same_speaker_is_no_attribution() -> None:
    found = retold(("Whitlock said.", "Mayor Ana Whitlock said."))
    assert [kind for kind, _, _ in found] == ["added"]


def test_lost_and_gained_marks_are_a_quotation() -> None:
    bare = QUOTED.strip('"')
    assert retold((QUOTED, bare)) == [("quotation", QUOTED, bare.rstrip(","))]
    assert changes(STORY.replace(QUOTED, bare), STORY) == [("quotation", bare.rstrip(","), QUOTED)]


def test_marks_lost_over_two_sentences_are_one_quotation() -> None:
    quoted = "“The sea took our pier. We will not leave it the harbor,” Whitlock said."
    assert changes(quoted, quoted.replace("“", "").replace("”", "")) == [
        ("quotation", "“The sea took our pier. We will not leave it the harbor,”", "The sea took our pier. We will not leave it the harbor")
    ]


def test_other_quotation_marks_are_no_difference() -> None:
    assert retold((QUOTED, "“We will not leave the harbor to the sea,”")) == []


def test_words_changed_within_marks_are_a_quotation() -> None:
    assert retold(("leave the harbor to", "surrender the harbor to")) == [("quotation", "leave", "surrender")]
    assert retold(("will not leave", "will not now leave")) == [("quotation", "not leave", "not now leave")]


def test_other_words_are_wording() -> None:
    assert retold(("welcomed the plan", "greeted the plan")) == [("wording", "welcomed", "greeted")]


def test_a_clause_that_one_lacks_is_dropped_or_added() -> None:
    clause = ", which burned down two years ago"
    assert retold((clause, "")) == [("dropped", clause.strip(", "), None)]
    assert changes(STORY.replace(clause, ""), STORY) == [("added", None, clause.strip(", "))]


def test_sentences_of_one_paragraph_are_dropped_as_one_and_paragraphs_each() -> None:
    paragraphs = STORY.split("\n\n")
    kept = "\n\n".join(paragraphs[:4] + paragraphs[6:])
    assert changes(STORY, kept) == [("dropped", paragraph, None) for paragraph in paragraphs[4:]]
    two = [*paragraphs[:4], paragraphs[5]]
    assert changes(STORY, "\n\n".join(two)) == [("dropped", paragraphs[4], None)]


def test_a_dateline_in_front_is_added_and_another_one_replaces_it() -> None:
    a = "Mayor Ana Whitlock promised to rebuild the pier.\n\nWork starts in May."
    assert changes(a, f"REUTERS - {a}") == [("added", None, "REUTERS -")]
    assert changes(f"PORT ALDER (Valley Wire) — {a}", a) == [("dropped", "PORT ALDER (Valley Wire) —", None)]
    assert changes(f"PORT ALDER - {a}", f"REUTERS - {a}") == [("dropped", "PORT ALDER -", None), ("added", None, "REUTERS -")]


def test_a_dateline_does_not_hide_the_change_behind_it() -> None:
    a = "PORT ALDER - In her second big speech of the year, Mayor Ana Whitlock promised to rebuild the pier."
    b = "REUTERS - In her first speech at the harbor, Mayor Ana Whitlock promised to rebuild the pier."
    assert [kind for kind, _, _ in changes(a, b)] == ["dropped", "added", "wording", "wording"]


def test_a_paragraph_that_stands_elsewhere_is_moved() -> None:
    first, second, *rest = STORY.split("\n\n")[1:]
    assert changes("\n\n".join([first, second, *rest]), "\n\n".join([first, *rest, second])) == [("moved", second, second)]


def test_a_moved_paragraph_may_have_changed_too() -> None:
    first, second, *rest = STORY.split("\n\n")[1:]
    found = changes("\n\n".join([first, second, *rest]), "\n\n".join([first, *rest, second.replace("140", "180")]))
    assert sorted(kind for kind, _, _ in found) == ["figure", "moved"]


def test_case_hyphens_and_typography_are_no_differences() -> None:
    a = 'The Harbor Board\'s 20-year plan - a U.S. loan at 3% - was "signed".'
    b = "the harbor board’s 20 year plan – a US loan at 3 percent – was “signed”."
    assert changes(a, b) == []

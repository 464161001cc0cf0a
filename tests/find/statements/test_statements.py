"""Who is said to have said, thought or wanted what, in which words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.find.names.bodies import bodies
from troth.find.names.people import people
from troth.find.statements import statements
from troth.find.syntax import PINNED_MODEL, parse
from troth.text import canonical, sentences
from troth.types import Report, Span, Statement


def read(raw: str) -> list[Statement]:
    report = Report(id="r", text=canonical(raw), digest="")
    parsed = list(parse(report, sentences(report.text), PINNED_MODEL))
    return statements(report, parsed, people(report.text), bodies(report.text))


def told(raw: str) -> list[tuple[str | None, str, list[str]]]:
    return [(said.speaker.name if said.speaker else None, said.kind, [words.exact for words in said.content]) for said in read(raw)]


@pytest.mark.parametrize(
    ("text", "speaker", "kind", "content"),
    [
        ("Ada Ruiz said the mine had lost money.", "Ada Ruiz", "indirect", ["the mine had lost money"]),
        ("“The mine has lost money,” said Ada Ruiz.", "Ada Ruiz", "direct", ["“The mine has lost money,”"]),
        ('"The mine has lost money," Ada Ruiz said.', "Ada Ruiz", "direct", ['"The mine has lost money,"']),
        ("''The mine has lost money,'' Ada Ruiz said.", "Ada Ruiz", "direct", ["''The mine has lost money,''"]),
        ("‘The mine has lost money,’ Ada Ruiz said.", "Ada Ruiz", "direct", ["‘The mine has lost money,’"]),
        ("Ada Ruiz said the mine was “a heap of rust.”", "Ada Ruiz", "mixed", ["the mine was “a heap of rust.”"]),
        ("The mine has lost money, according to Ada Ruiz.", "Ada Ruiz", "indirect", ["The mine has lost money"]),
        ("Ada Ruiz believes that the mine will close.", "Ada Ruiz", "indirect", ["that the mine will close"]),
        ("A new survey shows that most miners are tired.", "A new survey", "indirect", ["that most miners are tired"]),
        ("Ada Ruiz called the mine “a disgrace.”", "Ada Ruiz", "mixed", ["the mine “a disgrace.”"]),
        ("The ministry denied that the mine was unsafe.", "The ministry", "indirect", ["that the mine was unsafe"]),
    ],
)
def test_a_statement_has_a_speaker_a_kind_and_its_words(text: str, speaker: str, kind: str, content: list[str]) -> None:
    assert told(text) == [(speaker, kind, content)]


def test_an_expectation_of_nobody_in_particular_has_no_speaker() -> None:
    [said] = read("The mine is expected to close in May.")
    assert said.speaker is None
    assert said.content[-1].exact == "to close in May"


def test_a_quotation_that_goes_on_after_the_speaker_is_one_statement() -> None:
    text = "“The mine is old,” Ada Ruiz said on Monday. “We will close it.”"
    assert told(text) == [("Ada Ruiz", "direct", ["“The mine is old,”", "“We will close it.”"])]


def test_all_sentences_of_a_quotation_belong_to_it() -> None:
    assert told("“The mine is old. It leaks. We will close it,” said Ada Ruiz.") == [
        ("Ada Ruiz", "direct", ["“The mine is old. It leaks. We will close it,”"])
    ]


def test_a_quotation_runs_over_paragraphs_until_it_is_closed() -> None:
    text = "“The mine is old,” Ada Ruiz said. “It leaks everywhere.\n\n“The pumps are broken too.\n\n“We will close it.”\n\nNobody came."
    [(speaker, kind, content)] = told(text)
    assert (speaker, kind) == ("Ada Ruiz", "direct")
    assert content == ["“The mine is old,”", "“It leaks everywhere.", "“The pumps are broken too.", "“We will close it.”"]


def test_a_paragraph_of_quotation_alone_is_of_who_spoke_in_the_one_before() -> None:
    text = "“The mine is old,” Ada Ruiz said.\n\n“The pumps are broken too.”"
    assert ("Ada Ruiz", "direct", ["“The pumps are broken too.”"]) in told(text)


def test_a_quotation_that_runs_on_takes_the_speaker_named_after_it() -> None:
    text = "“The mine is old and it leaks.\n\n“We will close it,” said Ada Ruiz."
    assert [(speaker, content) for speaker, _, content in told(text)] == [
        ("Ada Ruiz", ["“The mine is old and it leaks."]),
        ("Ada Ruiz", ["“We will close it,”"]),
    ]


def test_a_mark_left_open_ends_with_its_paragraph() -> None:
    text = "“The mine is old, Ada Ruiz said.\n\nThe town council met in the evening.\n\nRain fell."
    assert all(words.end <= text.index("\n") for said in read(text) for words in said.content)


def test_words_in_the_first_person_that_lost_their_marks_are_told_as_direct_and_as_doubtful() -> None:
    [said] = read("I will close that mine, Ada Ruiz said.")
    assert said.speaker is not None
    assert (said.speaker.name, said.kind) == ("Ada Ruiz", "direct")
    assert said.confidence < 0.5


def test_words_in_a_headline_between_marks_are_direct() -> None:
    assert told("Ruiz: ‘We will close the mine’\n\nRain fell.") == [("Ruiz", "direct", ["‘We will close the mine’"])]


def test_words_on_furniture_are_nobodys_statement() -> None:
    report = Report(id="r", text="“Sign up and never miss a word.”", digest="", furniture=(Span(0, 32),))
    assert statements(report, [], people(report.text), bodies(report.text)) == []


def test_what_seems_so_seems_so_to_nobody() -> None:
    [said] = read("The mine seems to be closed, and the town appears to be empty.")[:1]
    assert said.speaker is None


def test_a_claim_inside_somebodys_words_is_that_somebodys() -> None:
    assert [speaker for speaker, _, _ in told("Ada Ruiz said John Vale supports the mine.")] == ["Ada Ruiz"]


def test_a_headline_can_let_somebody_speak() -> None:
    assert ("Ada Ruiz", "indirect", ["We Will Close the Mine"]) in told("Ada Ruiz: We Will Close the Mine\n\nRain fell.")


def test_a_pronoun_is_read_as_whom_it_means_and_keeps_its_own_words() -> None:
    [said] = read("Ada Ruiz visited the mine. She said it was old.")
    assert said.speaker is not None
    assert (said.speaker.name, said.speaker.quote.exact) == ("Ada Ruiz", "She")


def test_the_words_that_name_the_speaker_are_all_of_them() -> None:
    [said] = read("Mayor Ada Ruiz, a former miner, said the mine was old.")
    assert said.speaker is not None
    assert said.speaker.quote.exact == "Mayor Ada Ruiz, a former miner"


def test_what_a_quotation_says_that_others_said_is_left_to_its_speaker() -> None:
    assert [speaker for speaker, _, _ in told("“My brother says that mines are holes,” said Ada Ruiz.")] == ["Ada Ruiz"]


TURNS = "RUIZ: The mine is old.\n\nVALE: It is not.\n\nRUIZ: It leaks."


def test_in_a_transcript_the_name_in_capitals_speaks() -> None:
    assert [(said.speaker.quote.exact if said.speaker else None, said.content[0].exact) for said in read(TURNS)] == [
        ("RUIZ", "The mine is old."),
        ("VALE", "It is not."),
        ("RUIZ", "It leaks."),
    ]


def test_one_heading_in_capitals_is_a_label() -> None:
    assert told("Rain fell.\n\nCORRECTION: The mine is old.") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The mine is old.” — Ada Ruiz, miner", "Ada Ruiz"),
        ("“The mine is old.”\n\n- Ada Ruiz.", "Ada Ruiz"),
        ("“The mine is old.” Ada Ruiz, Norland", "Ada Ruiz"),
        ("“The mine is old.” Rain has fallen on Norland", None),
        ("“The mine is old.”\n\nAda Ruiz Park", None),
    ],
)
def test_a_quotation_is_of_who_signs_it(text: str, speaker: str | None) -> None:
    assert [name for name, _, _ in told(text)] in ([speaker], [] if speaker is None else [speaker])


def test_the_paragraph_after_a_colon_is_told_by_who_introduces_it() -> None:
    assert told("Ada Ruiz writes:\n\nThe mine is old and leaks.") == [("Ada Ruiz", "indirect", ["The mine is old and leaks."])]


def test_a_headline_lets_somebody_say_i() -> None:
    assert ("Ada Ruiz", ["I back the mine."]) in [(name, words) for name, _, words in told("Ada Ruiz: I back the mine.\n\nRain fell.")]


def test_i_is_the_author_who_is_named_at_the_end() -> None:
    text = "I believe that the mine will close.\n\nIt leaks.\n\nAda Ruiz, a former miner, teaches in Norland."
    assert ("Ada Ruiz", "indirect", ["that the mine will close"]) in told(text)


def test_a_verb_of_saying_with_its_last_letter_doubled_or_irregular_is_heard() -> None:
    assert [speaker for speaker, _, _ in told("Ada Ruiz admitted that it leaks. John Vale wrote that it does not.")] == [
        "Ada Ruiz",
        "John Vale",
    ]


PIECES = [
    "“",
    "”",
    '"',
    "''",
    "‘",
    "’",
    "'",
    " ",
    "\n\n",
    "Ada Ruiz",
    " said",
    "He",
    ", ",
    ". ",
    ":",
    "the mine is old",
    "🙂",
    "קול",
    "that",
    "RUIZ: ",
    "— ",
]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_word_told_stands_where_it_is_told_to_stand(raw: str) -> None:
    text = canonical(raw)
    for said in read(raw):
        quotes = [*said.content, *([said.cue] if said.cue else []), *([said.speaker.quote] if said.speaker else [])]
        assert said.content
        assert all(text[words.start : words.end] == words.exact for words in quotes)
        assert all("\n" not in words.exact for words in said.content)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x" * 50_000,
        "“" * 20_000,
        '"' * 20_000,
        "' a" * 10_000,
        "“A b c d.” he said " * 2_000,
        "RUIZ: a\n\nVALE: b\n\n" * 5_000,
        "“A.” — " * 5_000,
    ],
)
def test_any_text_is_read_without_complaint(text: str) -> None:
    report = Report(id="r", text=canonical(text), digest="")
    statements(report, [], people(report.text), bodies(report.text))


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Mayor Ruiz greeted the miners with a promise: “You will be paid by Friday.”", "Ruiz", "“You will be paid by Friday.”"),
        ("Ada Ruiz’s answer was short: “We will see you in court.”", "Ada Ruiz", "“We will see you in court.”"),
        ("From Ruiz’s letter to the miners: “We will see you in court.”", "Ruiz", "“We will see you in court.”"),
        ("Said Ada Ruiz: “We have not been asked about it.”", "Ada Ruiz", "“We have not been asked about it.”"),
        ("The crowd cheers, and then Ruiz continues: “The mine will stay open.”", "Ruiz", "“The mine will stay open.”"),
        ("“We were never asked about the mine,“ said Ada Ruiz of Norland.", "Ada Ruiz", "“We were never asked about the mine,“"),
    ],
)
def test_a_quotation_is_of_who_leads_up_to_it(text: str, speaker: str, words: str) -> None:
    assert any(name is not None and speaker in name and words in content for name, _, content in told(text))


def test_a_colon_after_nobodys_act_gives_the_quotation_to_nobody() -> None:
    assert all(
        name is None for name, _, content in told("There it was on the wall: “The mine will stay open for us.”") if "“" in content[0]
    )

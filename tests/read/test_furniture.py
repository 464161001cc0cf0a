from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.read.furniture import furniture, is_furniture
from troth.text import canonical

SENTENCE = "The mayor promised on Monday to keep the ferry running."


def marked(text: str) -> list[str]:
    return [text[span.start : span.end] for span in furniture(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Daily newsletterGet what matters from the harbour each morning",
        "Daily newsletter Get what matters from the harbour each morning",
        "Sign up for our free newsletter",
        "Sign up for Harbour Alerts by email.",
        "Get the morning briefing in your inbox",
        "The week on the waterfront, delivered to your inbox",
        "By signing up, you agree to our terms of use.",
        "Subscribe",
        "Subscribe to our podcast on iTunes",
        "Already a subscriber? Log in",
        "Follow us on Twitter @harbour",
        "Follow @harbour",
        "Follow Ana Whitlock on Twitter: @whitlock",
        "Like us on Facebook",
        "Share this on Facebook",
        "Share this article",
        "Facebook Twitter Email Print",
        "Share Tweet Email",
        "Story Continued Below",
        "Continue reading the main story",
        "More On This...",
        "Related: Bridge opens after a year",
        "RELATED STORIES",
        "SEE ALSO: Bridge opens after a year",
        "Read more",
        "READ MORE:",
        "Read more: Bridge opens after a year",
        "Bridge opens after a year of repairs Read more",
        "Click here to see the mayor's whole speech.",
        "(PHOTOS: The bridge through the years)",
        "• Read more from the Harbour Times",
        "Photo: Ana Whitlock/Getty Images",
        "(Photo: Ana Whitlock, AP)",
        "Ana Whitlock/Reuters",
        "next Image 1 of 4",
        "Watch the video above",
        "[pullquote]",
        "ADVERTISEMENT",
        "Advertisement Continue reading the main story",
        "Copyright 2012 The Harbour Times. All rights reserved.",
        "© 2012 Harbour Media",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "We use cookies to make this site better.",
        "This site uses cookies.",
        "By using this site you accept our cookies.",
        "Privacy Policy",
        "View comments",
        "Comments are closed.",
        "Please read our comment policy before you write.",
        "The opinions expressed in this column are the writer's own.",
        "3 years ago",
        "This article is more than 2 years old",
    ],
)
def test_formulas_of_sites_are_furniture_as_a_whole(line: str) -> None:
    assert marked(f"{SENTENCE}\n\n{line}\n\n{SENTENCE}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        SENTENCE,
        "The mayor said that she would sign up for the course.",
        "Sign up for health insurance by December, the mayor urged.",
        "He will subscribe to the view that ferries matter.",
        "Subscribe is what he said, and they did.",
        "“Subscribe to our plan for the harbour today,” the mayor said.",
        "“I told them: wait. Subscribe to our newsletter. Then act,” the mayor said.",
        '"I told them: wait. Subscribe to our newsletter. Then act," the mayor said.',
        "Read more books, he said.",
        "Read more than one paper, the teacher told them.",
        "Follow the money, the auditor said.",
        "Follow us to the pier, she called.",
        "Share this burden with us, the governor asked the board.",
        "More drug violence",
        "More on the budget was promised for Friday.",
        "Related to the mayor by marriage, he stood down.",
        "Related: in a speech on Monday she promised a new ferry. It would sail in May. The board agreed.",
        "Click here and there went the cameras as the bridge opened.",
        "Copyright law will be changed, the minister promised.",
        "Cookies were sold on the pier to pay for the bridge.",
        "We use the ferry every day, said the baker.",
        "Comments are what the board wants from the public before May.",
        "Watch the bridge closely, the engineer warned.",
        "Advertisement spending will be cut by half, the party promised.",
        "Photo opportunities are all that he offers, she said.",
        "Video evidence will be shown in court, the judge decided.",
        "Twelve years ago the bridge was closed.",
        "3 years ago the bridge was closed.",
        "The views expressed at the meeting were angry, and the mayor gave way.",
        "The newsletter of the harbour board promised a new ferry.",
        "Get out of the harbour, they were told by email.",
        "Whitlock/Birch was the ticket that won.",
    ],
)
def test_prose_is_not_furniture(line: str) -> None:
    assert marked(f"{SENTENCE}\n\n{line}\n\n{SENTENCE}") == []


@pytest.mark.parametrize(
    "tail",
    [
        "Daily newsletterGet what matters each morning",
        "Story Continued Below",
        "Advertisement",
        "Sign up for our morning newsletter",
        "Follow her on Twitter @whitlock.",
        "Hide Caption 3 of 9",
        "© 2012 Harbour Media",
        "(Photo: Ana Whitlock, AP)",
        "Read more: Bridge opens",
    ],
)
@pytest.mark.parametrize("between", [" ", ""])
def test_what_is_glued_to_the_end_of_a_paragraph_is_marked_alone(tail: str, between: str) -> None:
    assert marked(f"{SENTENCE}{between}{tail}") == [tail]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Visitors are asked to follow her on Twitter.",
        "The label says © 2012 and nothing else.",
        "His plan is called Subscribe to our harbour.",
    ],
)
def test_words_within_a_sentence_are_not_glued_to_it(paragraph: str) -> None:
    assert marked(paragraph) == []


def test_marking_looks_at_every_paragraph_alone() -> None:
    text = canonical(f"Subscribe\n{SENTENCE}\nADVERTISEMENT\n{SENTENCE} Story Continued Below\nSubscribe")
    assert marked(text) == ["Subscribe", "ADVERTISEMENT", "Story Continued Below", "Subscribe"]


@pytest.mark.parametrize(
    "flood",
    [
        "Follow " * 10_000,
        "A b/" * 10_000,
        "(" * 40_000,
        "Share " * 8_000,
        "© " * 20_000,
        "a. " * 20_000,
        "A. " * 60,
        "Subscribe. " * 20_000,
        "So. Subscribe. " * 20_000,
    ],
)
def test_no_text_takes_long(flood: str) -> None:
    began = time.perf_counter()
    furniture(canonical(flood))
    assert time.perf_counter() - began < 5  # seconds; a pattern that backtracks takes minutes


@given(
    st.lists(
        st.sampled_from([SENTENCE, "Subscribe", f"{SENTENCE} Advertisement", "Read more", "“", "©", ".", "x" * 400]) | st.text(max_size=40),
        max_size=8,
    )
)
def test_marks_lie_in_the_text_in_order_and_apart(parts: list[str]) -> None:
    text = canonical("\n".join(parts))
    spans = furniture(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end < b.start for a, b in pairwise(spans))
    assert all("\n\n" not in text[span.start : span.end] for span in spans)
    assert all(is_furniture(part) for part in text.split("\n\n") if part == "Subscribe")

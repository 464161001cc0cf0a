from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.errors import UnreadableReport
from troth.read import html
from troth.read.fields import Fields
from troth.read.html import fields_of_html

PARAGRAPHS = (
    "The mayor of Port Ellery opened the new bridge on Monday and said that the ferry would stay.",
    "“We will keep the ferry running,” she said, standing at the pier with the harbour master.",
    "Critics doubt that the town can pay for both, since the budget was cut by a third last year.",
    "Work on the bridge took four years.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
HEAD = """
<meta property="og:title" content="Mayor opens bridge"><meta property="og:site_name" content="The Harbour Times">
<meta name="author" content="Ana Whitlock"><meta property="article:published_time" content="2009-04-16T23:30:00-05:00">
<link rel="canonical" href="https://harbour.example/bridge">"""


def page(body: str = f"<article>{BODY}</article>", head: str = "", charset: str = "utf-8") -> str:
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="{charset}"><title>Mayor opens bridge</title>{head}</head><body>'
        f'<nav><a href="/">Home</a> <a href="/news">News</a></nav>{body}<footer>Copyright 2009 Harbour Media</footer></body></html>'
    )


def read(markup: str | bytes) -> Fields:
    return fields_of_html(markup.encode("utf-8", "surrogatepass") if isinstance(markup, str) else markup, "a.html")


def lines(markup: str | bytes) -> tuple[str, ...]:
    return tuple(read(markup).text.split("\n\n"))


def test_the_page_says_what_it_is() -> None:
    fields = read(page(head=HEAD))
    assert (fields.title, fields.outlet, fields.byline) == ("Mayor opens bridge", "The Harbour Times", "Ana Whitlock")
    assert (fields.url, fields.published, fields.language) == ("https://harbour.example/bridge", "2009-04-16T23:30:00-05:00", "en-GB")


def test_a_page_without_metadata_has_none() -> None:
    fields = read(f"<html><body>{BODY}</body></html>")
    assert (fields.title, fields.outlet, fields.byline, fields.url, fields.published, fields.language) == (None,) * 6


def test_the_host_is_known_apart_from_the_outlet() -> None:
    fields = read(page(head='<link rel="canonical" href="https://www.harbour.example/bridge">'))
    assert (fields.outlet, fields.host) == (None, "harbour.example")


def test_a_publisher_that_is_an_address_is_no_outlet() -> None:
    assert read(page(head='<meta property="article:publisher" content="https://www.facebook.com/harbour">')).outlet is None


def test_the_headline_over_the_text_wins_over_the_one_for_search_engines() -> None:
    fields = read(page(f"<article><h1>Bridge opens at last</h1>{BODY}</article>", HEAD))
    assert fields.title == "Bridge opens at last"


def test_every_paragraph_stays_one() -> None:
    assert lines(page()) == PARAGRAPHS


@pytest.mark.parametrize(
    "body",
    [
        f'<div id="story"><div>{BODY.replace("<p>", "<div><p>").replace("</p>", "</p></div>")}</div></div>',
        f"<article>{BODY.replace(' the ', chr(10) + '  the ')}</article>",
        f"<article><pre>{(chr(10) * 2).join(PARAGRAPHS)}</pre></article>",
        f"<table width=600><tr><td><a href=/>Home</a></td><td><font size=2>{BODY}</font></td></tr></table>",
        f"<table width=600><tr><td><font size=2>{'<br><br>'.join(PARAGRAPHS)}</font></td></tr></table>",
        f"<div>{'<br/>'.join(PARAGRAPHS)}</div>",
        f"<div>{'<br><br>'.join(PARAGRAPHS[:3])}<p>{PARAGRAPHS[3]}</p></div>",
        f"<div><b>{'</b><br><br><b>'.join(PARAGRAPHS)}</b></div>",
        f"<article>{BODY.replace('bridge', '<b>bridge</b>').replace('ferry', '<a href=/ferry>ferry</a>')}</article>",
    ],
)
def test_paragraphs_are_found_however_the_page_is_built(body: str) -> None:
    assert lines(page(body))[-4:] == PARAGRAPHS


def test_items_of_a_list_are_paragraphs() -> None:
    promised = "<p>She promised:</p><ul><li>A ferry that runs at night.</li><li>A lower fare for pupils.</li></ul>"
    found = lines(page(f"<article>{BODY}{promised}{BODY}</article>"))
    assert found[4:7] == ("She promised:", "A ferry that runs at night.", "A lower fare for pupils.")


def test_scripts_styles_and_comments_are_no_text() -> None:
    hidden = "<script>var secret = 'hidden words';</script><style>.hidden { color: red }</style><!-- hidden --><noscript>hidden</noscript>"
    assert "hidden" not in read(page(f"{hidden}<article>{hidden}{BODY}{hidden}</article>")).text


def test_a_bare_fragment_is_read() -> None:
    assert lines(BODY) == PARAGRAPHS
    assert lines("<p>The mayor will open the bridge.</p>") == ("The mayor will open the bridge.",)


def test_reading_other_pages_changes_nothing() -> None:
    first = read(page())
    for n in range(5):
        read(page(f"<article>{BODY}<p>Page number {n} says the same and a little more.</p></article>"))
    assert read(page()) == first


def test_one_paragraph_said_twice_is_read_twice() -> None:
    assert lines(page(f"<article>{BODY}{BODY}</article>")) == PARAGRAPHS * 2


@pytest.mark.parametrize(
    ("charset", "encoding"), [("utf-8", "cp1252"), ("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("iso-8859-1", "utf-8")]
)
def test_quotes_are_right_whatever_the_page_declares(charset: str, encoding: str) -> None:
    assert lines(page(charset=charset).encode(encoding)) == PARAGRAPHS


def test_a_declared_encoding_is_used() -> None:
    prose = "橋は月曜日に開通した。市長は約束を守ると述べた。" * 3
    assert prose in read(page(f"<p>{prose}</p>", charset="shift_jis").encode("shift_jis")).text
    assert prose in read(page(f"<p>{prose}</p>").encode("utf-16")).text


def test_an_xml_declaration_does_no_harm() -> None:
    assert (
        lines(f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{BODY}</body></html>') == PARAGRAPHS
    )


def test_controls_do_not_cut_the_page_short() -> None:
    assert lines(page(f"<article>\x00\x01{BODY}</article>"))[-4:] == PARAGRAPHS


@pytest.mark.parametrize(
    "markup",
    [
        "<html></html>",
        "<html><body></body></html>",
        "<html><head><title>Harbour</title></head><body><nav><a href=/>Home</a><a href=/n>News</a></nav></body></html>",
        page("<ul><li><a href=/1>Bridge opens</a></li><li><a href=/2>Ferry stays</a></li></ul>"),
        page("<p>We use cookies to make this site better.</p><p>Copyright 2009 Harbour Media. All rights reserved.</p>"),
        page("<script>document.write('The mayor opened the bridge on Monday, she said.')</script>"),
        "\x00\x01",
        "<" * 1000,
    ],
)
def test_a_page_without_an_article_is_an_error(markup: str) -> None:
    with pytest.raises(UnreadableReport, match=r"^a\.html: (?:no article text found|it seems to be binary)"):
        read(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body>" + "<div>" * 100_000 + BODY + "</div>" * 100_000,
        page(f'<div data-x="{"a" * 1_000_000}">{BODY}</div>'),
        page("<p><table><tr><td>" * 3000 + BODY),
        page("&lt;" * 100_000 + BODY),
        page("<script>" + "x<p>" * 100_000 + "</script>" + BODY),
        page("</p></div></body></html>" * 1000 + BODY),
        page('<a href="' * 5000 + BODY),
    ],
    ids=["deep", "long attribute", "unclosed tables", "entities", "long script", "closed too often", "unclosed quotes"],
)
def test_hostile_markup_is_read_or_refused_in_time(markup: str) -> None:
    began = time.perf_counter()
    with suppress(UnreadableReport):
        read(markup)
    assert time.perf_counter() - began < 60  # seconds, on a busy machine


def test_a_page_of_too_many_elements_is_refused() -> None:
    with pytest.raises(UnreadableReport, match="more than 50,000 elements"):
        read(page("<i>y</i> " * 60_000 + BODY))


def test_a_page_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MAX_PAGE_BYTES", 100)
    with pytest.raises(UnreadableReport, match="longer than 100 bytes"):
        read(page())


def test_whatever_the_libraries_raise_becomes_an_unreadable_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise AttributeError

    monkeypatch.setattr(html, "_article", fail)
    with pytest.raises(UnreadableReport, match=r"cannot be parsed \(AttributeError\)"):
        read(page())


@settings(max_examples=30)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<div>", "<table><tr><td>", "<br>", "<pre>", "</", "<!--", "&amp;", "\x0b", "Words are here. "])
        | st.text(max_size=8)
    )
)
def test_any_markup_is_read_or_refused(parts: list[str]) -> None:
    with suppress(UnreadableReport):
        assert read("".join(parts)).text

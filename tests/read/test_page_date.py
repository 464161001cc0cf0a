from __future__ import annotations

import pytest
import trafilatura

from troth.read.page_date import date_on_page


def dated(head: str = "", body: str = "") -> str | None:
    page = f"<html><head><title>Bridge</title>{head}</head><body>{body}<p>The bridge opened.</p><p>It is new.</p></body></html>"
    return date_on_page(trafilatura.load_html(page))


META = '<meta property="article:published_time" content="2009-04-16T23:30:00-05:00">'


def test_the_published_time_wins_and_keeps_its_offset() -> None:
    assert (
        dated(META + '<meta name="date" content="2009-04-18">', '<time datetime="2009-04-19">Today</time>') == "2009-04-16T23:30:00-05:00"
    )


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta name="DC.date.issued" content="2009-04-16">', ""),
        ('<meta itemprop="datePublished" content="2009-04-16">', ""),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2009-04-16"}</script>', ""),
        ("", '<span itemprop="datePublished" content="2009-04-16">Thursday</span>'),
        ("", '<span itemprop="datePublished">April 16, 2009</span>'),
        ("", '<time datetime="2009-04-16">Thursday</time>'),
        ("", '<nav><time datetime="2011-01-01">now</time></nav><article><time datetime="2009-04-16">Thursday</time></article>'),
        ('<link rel="canonical" href="https://pier.example/2009/04/16/bridge">', ""),
        ("", '<div class="article-date">Published April 16, 2009</div>'),
        ("", '<p class="byline">By Ana Whitlock, 16 Apr 2009</p>'),
        ("", '<p id="date"> 2009-04-16 </p>'),
    ],
)
def test_a_page_says_its_date_in_many_ways(head: str, body: str) -> None:
    assert dated(head, body) == "2009-04-16"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", ""),
        ('<meta property="article:published_time" content="2009-04">', ""),
        ('<meta property="article:published_time" content="2009 Apr">', ""),
        ('<meta property="article:published_time" content="">', ""),
        ('<meta property="article:modified_time" content="2009-04-16">', ""),
        ("", "<time>3 hours ago</time>"),
        ("", "<p>The first stone was laid on 2009-04-16, the mayor said.</p>"),
        ("", '<p class="updated-date">April 16, 2009</p>'),
        ("", '<p class="candidate">April 16, 2009</p>'),
        ('<link rel="canonical" href="https://pier.example/2009/44/16/bridge">', ""),
    ],
)
def test_a_page_that_does_not_say_its_date_has_none(head: str, body: str) -> None:
    assert dated(head, body) is None


def test_a_date_that_is_none_gives_way_to_the_next() -> None:
    assert dated('<meta name="date" content="soon">', '<time datetime="2009-04-16">Thursday</time>') == "2009-04-16"

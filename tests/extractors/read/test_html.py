from __future__ import annotations

import json
import time

import pytest

from tests.extractors.read.conftest import ReadError, ReadOne

FIRST = (
    "Delegates from Norland and Suthland opened talks in Valletta on Thursday, as both "
    "governments look for an end to the dispute."
)
SECOND = (
    "Officials who asked not to be named said that the first round, held in October, had "
    "ended without any agreement at all."
)
THIRD = (
    "Analysts say that the session will test whether both sides are willing to move beyond "
    "statements toward binding rules."
)

JSON_LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "@id": "https://times.example/#org", "name": "The Example Times"},
        {"@type": "WebPage", "@id": "https://times.example/talks", "name": "Talks | The Example Times"},
        {
            "@type": "NewsArticle",
            "headline": "Harbour talks open in Valletta &amp; go on",
            "datePublished": "2025-11-06T10:32:00+01:00",
            "author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "John Smith"}],
            "publisher": {"@id": "https://times.example/#org"},
            "inLanguage": "en-GB",
            "mainEntityOfPage": {"@id": "https://times.example/talks"},
        },
    ],
}


def page(head: str, body: str, attributes: str = "") -> str:
    return f"<!doctype html><html{attributes}><head>{head}</head><body>{body}</body></html>"


def story(inside: str = "") -> str:
    return f"<article><h1>Harbour talks open</h1><p>{FIRST}</p><p>{SECOND}</p>{inside}<p>{THIRD}</p></article>"


def test_json_ld(read_one: ReadOne) -> None:
    head = f'<title>Talks | The Example Times</title><script type="application/ld+json">{json.dumps(JSON_LD)}</script>'
    article = read_one(page(head, story()), "talks.html")
    assert article.headline == "Harbour talks open in Valletta & go on"
    assert article.publisher == "The Example Times"
    assert article.author == ("Jane Doe", "John Smith")
    assert article.published == "2025-11-06T10:32:00+01:00"
    assert article.url == "https://times.example/talks"
    assert article.language == "en-GB"


def test_open_graph(read_one: ReadOne) -> None:
    head = (
        '<meta property="og:title" content="Harbour talks open | Example Gazette"><meta '
        'property="og:site_name" content="Example Gazette">'
        '<meta property="article:published_time" content="2025-11-06T10:32:00Z"><meta '
        'name="author" content="By Jane Doe">'
        '<meta property="og:url" content="https://gazette.example/a"><meta '
        'property="article:author" content="https://facebook.example/jane">'
    )
    article = read_one(page(head, story(), ' lang="en-US"'), "talks.htm")
    assert (article.headline, article.publisher) == ("Harbour talks open", "Example Gazette")
    assert (article.author, article.published) == (("Jane Doe",), "2025-11-06T10:32:00Z")
    assert (article.url, article.language) == ("https://gazette.example/a", "en-US")
    assert article.text == f"Harbour talks open\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_no_metadata(read_one: ReadOne) -> None:
    article = read_one(page("", story()), "talks.html")
    assert article.text == f"Harbour talks open\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert (article.publisher, article.author, article.published, article.url) == (None, (), None, None)
    assert article.language == "en"


def test_visible_byline_and_time(read_one: ReadOne) -> None:
    inside = '<p class="byline">By Jane Doe</p><time datetime="2025-11-06">6 Nov</time>'
    article = read_one(page("<title>Harbour talks open</title>", story(inside)), "talks.html")
    assert (article.author, article.published) == (("Jane Doe",), "2025-11-06")
    assert "Jane Doe" not in article.text


def test_menus_adverts_comments_and_captions_go(read_one: ReadOne) -> None:
    menu = "".join(
        f'<li><a href="/{word}">{word.title()}</a></li>' for word in ("world", "business", "sport", "weather")
    )
    comments = "".join(
        (
            f'<li class="comment"><b>User {n}</b><p>I have read this article number {n} and nobody in '
            f"either capital has ever wanted a deal, believe me.</p></li>"
        )
        for n in range(30)
    )
    body = (
        (
            f'<header><nav><ul>{menu}</ul></nav></header><div class="cookie-banner">We use cookies to '
            f"improve your experience.</div>"
        )
        + story(
            '<figure><img src="a.jpg"><figcaption>Delegates at the table. Photo: Example Agency</figcaption></figure>'
            '<div class="ad"><p>Advertisement</p></div><aside class="related"><h4>Related '
            'Articles</h4><ul><li><a href="/x">Ferry line sold</a></li></ul></aside>'
        )
        + f'<div class="share"><a>Facebook</a> <a>Twitter</a></div><section id="comments"><h2>30 '
        f"Comments</h2><ol>{comments}</ol></section>"
        "<footer>© 2025 The Example Times</footer>"
    )
    article = read_one(page("<title>Harbour talks open</title>", body), "talks.html")
    assert article.text == f"Harbour talks open\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_headings_lists_and_quotations_are_paragraphs(read_one: ReadOne) -> None:
    inside = (
        "<h2>What comes next</h2><ul><li>A ceasefire must hold, they said.</li><li>A joint "
        "body will meet.</li></ul><blockquote><p>“We want a deal,” he said.</p></blockquote>"
    )
    text = read_one(page("", story(inside)), "talks.html").text
    assert text.split("\n\n")[3:7] == [
        "What comes next",
        "A ceasefire must hold, they said.",
        "A joint body will meet.",
        "“We want a deal,” he said.",
    ]


def test_short_page(read_one: ReadOne) -> None:
    article = read_one(
        page("<title>Cup won</title>", ("<article><h1>Cup won</h1><p>Norland won the cup on Monday.</p></article>")),
        "cup.html",
    )
    assert article.text == "Cup won\n\nNorland won the cup on Monday."


def test_a_page_on_one_line_keeps_its_parts_and_no_hidden_words(read_one: ReadOne) -> None:
    body = (
        "<article><h1>Mayor opens bridge</h1><p>Mayor Ada Holm opened the bridge.<script>write('no')</script></p>"
        "<noscript>Enable scripts now.</noscript><p>She paid for it, officials said.</p>"
        "<p style='display: none'>Ghosts met here.</p><p hidden>And there.</p></article>"
    )
    article = read_one(page("<title>Mayor opens bridge</title>", body), "bridge.html")
    assert article.text == (
        "Mayor opens bridge\n\nMayor Ada Holm opened the bridge.\n\nShe paid for it, officials said."
    )


def test_body_only_in_json_ld(read_one: ReadOne) -> None:
    linked = {"@type": "NewsArticle", "headline": "Harbour talks open", "articleBody": f"{FIRST}\n\n{SECOND}"}
    head = f'<script type="application/ld+json">{json.dumps(linked)}</script>'
    assert read_one(page(head, "<div id=app></div>"), "app.html").text == f"Harbour talks open\n\n{FIRST}\n\n{SECOND}"


def test_broken_json_ld_is_passed_over(read_one: ReadOne) -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": '
        '</script><meta property="og:title" content="Harbour talks open">'
    )
    assert read_one(page(head, story()), "talks.html").headline == "Harbour talks open"


@pytest.mark.parametrize(
    "content", [page("<title>Home</title>", "<nav><a href=/>Home</a></nav>"), "<html></html>", "<!-- nothing -->"]
)
def test_page_without_article(read_error: ReadError, content: str) -> None:
    assert "web page" in read_error(content, "home.html").reason or "article" in read_error(content, "home.html").reason


HOSTILE = {
    "deep divs": "<div>" * 50_000 + FIRST,
    "deep inline": "<b>" * 20_000 + FIRST + "</b>" * 20_000,
    "unclosed tags": f"<p>{FIRST}<p><b><i><table><tr><td><p>{SECOND}" * 300,
    "many attributes": "<p " + " ".join(f'a{n}="x"' for n in range(20_000)) + f">{FIRST}</p>",
    "script with markup": f"<article><script>write('<p>Evil</p>')</script><p>{FIRST}</p><p>{SECOND}</p></article>",
    "many small elements": "<p>a</p>" * 50_000,
    "entity flood": "&amp;" * 200_000,
    "long attribute": f'<div class="{"a-" * 200_000}"><p>{FIRST}</p></div>',
    "null and controls": f"<p>{FIRST}\x01\x02\x1b</p>",
    "nested json": '<script type="application/ld+json">' + "[" * 50_000 + f"</script><p>{FIRST}</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_or_refused_quickly(tmp_path, name: str) -> None:  # type: ignore[no-untyped-def]
    from extractors import Article, read_articles
    from extractors.errors import ArticleError

    path = tmp_path / "hostile.html"
    path.write_text(page("", HOSTILE[name]))
    started = time.perf_counter()
    found = list(read_articles([str(path)]))
    assert time.perf_counter() - started < 30
    assert len(found) == 1
    assert isinstance(found[0], Article | ArticleError)
    if isinstance(found[0], Article):
        assert "Evil" not in found[0].text
        assert "<p>" not in found[0].text

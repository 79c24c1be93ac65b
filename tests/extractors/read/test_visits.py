"""Manners on the web: pauses, rules asked once, only what is new fetched; feeds that lead to pages."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from extractors import Article, read_articles
from extractors.errors import ArticleError
from extractors.read.visits import NotModified, Validators, Visit
from extractors.read.web import fetch

TEXT = "Norland won the cup on Monday, and ten thousand people met the team at the harbour of the capital in the rain. "


class News(BaseHTTPRequestHandler):
    robots = b""
    texts: dict[str, str] = {}  # noqa: RUF012
    asked: list[tuple[str, str | None]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        tag = self.headers["If-None-Match"]
        self.asked.append((self.path, tag))
        if self.path == "/robots.txt":
            self.answer(self.robots, "text/plain", None)
        elif self.path not in self.texts:
            self.send_error(404)
        elif tag == f'"{hash(self.texts[self.path])}"':
            self.send_response(304)
            self.end_headers()
        else:
            kind = "application/rss+xml" if self.path == "/feed" else "text/html; charset=utf-8"
            self.answer(self.texts[self.path].encode(), kind, f'"{hash(self.texts[self.path])}"')

    def answer(self, body: bytes, kind: str, tag: str | None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if tag:
            self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    News.robots, News.asked = b"User-agent: *\nAllow: /\n", []
    with ThreadingHTTPServer(("127.0.0.1", 0), News) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        page = f"<html><body><article><h1>Cup won</h1><p>{TEXT}</p></article></body></html>"
        entry = f"<item><title>Full</title><link>{base}/full</link><description>{TEXT * 3}</description></item>"
        teaser = f"<item><title>Cup won</title><link>{base}/page</link><description>Read on.</description></item>"
        News.texts = {
            "/page": page,
            "/feed": f"<rss><channel><title>Example Times</title>{entry}{teaser}</channel></rss>",
        }
        yield base
        server.shutdown()


def test_rules_are_asked_once_and_requests_are_apart(site: str) -> None:
    visit = Visit(allow_private=True, pause_s=0.3)
    started = time.monotonic()
    for _ in range(3):
        fetch(f"{site}/page", visit)
    assert time.monotonic() - started >= 0.6
    assert [path for path, _ in News.asked] == ["/robots.txt", "/page", "/page", "/page"]


def test_a_site_may_ask_for_longer_pauses(site: str) -> None:
    News.robots = b"User-agent: *\nCrawl-delay: 1\n"
    visit = Visit(allow_private=True, pause_s=0.0)
    fetch(f"{site}/page", visit)
    started = time.monotonic()
    fetch(f"{site}/page", visit)
    assert time.monotonic() - started >= 0.9


def test_a_page_is_fetched_again_only_if_it_has_changed(site: str) -> None:
    first = Visit(allow_private=True, pause_s=0)
    fetch(f"{site}/page", first)
    assert set(first.fetched) == {f"{site}/page"}
    again = Visit(allow_private=True, pause_s=0, known=first.fetched)
    with pytest.raises(NotModified):
        fetch(f"{site}/page", again)
    assert list(read_articles([f"{site}/page"], visit=again)) == []
    assert again.unchanged == [f"{site}/page"]
    News.texts["/page"] += "<p>More.</p>"
    assert [type(item) for item in read_articles([f"{site}/page"], visit=again)] == [Article]


def test_no_validators_ask_for_nothing() -> None:
    assert not Validators()
    assert Validators().headers() == {}
    assert Validators("x", "y").headers() == {"If-None-Match": "x", "If-Modified-Since": "y"}


def test_a_feed_gives_its_texts_and_the_pages_of_its_teasers(site: str) -> None:
    visit = Visit(allow_private=True, pause_s=0)
    full, page = read_articles([f"{site}/feed"], visit=visit)
    assert isinstance(full, Article)
    assert isinstance(page, Article)
    assert (full.source, full.publisher) == (f"{site}/full", "Example Times")
    assert (page.source, page.headline) == (f"{site}/page", "Cup won")


def test_a_teaser_without_a_page_is_named(site: str) -> None:
    del News.texts["/page"]
    _, gone = read_articles([f"{site}/feed"], visit=Visit(allow_private=True, pause_s=0))
    assert isinstance(gone, ArticleError)
    assert gone.source == f"{site}/page"
    assert "404" in gone.reason

"""Fetching, against a real server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from extractors import read_articles
from extractors.errors import ArticleError
from extractors.read.draft import MAX_ARTICLE_BYTES
from extractors.read.visits import AGENT, Visit
from extractors.read.web import fetch, is_url

PAGE = (
    b"<html><head><title>Cup won</title></head><body><article><p>Norland won the cup on "
    b"Monday.</p></article></body></html>"
)


class Site(BaseHTTPRequestHandler):
    robots = b""
    asked: list[tuple[str, str]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        if self.path == "/robots.txt":
            self.answer(200 if self.robots else 404, self.robots, "text/plain")
        elif self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/page")
            self.end_headers()
        elif self.path == "/to-file":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
        elif self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
            self.end_headers()
        elif self.path == "/huge":
            self.answer(200, b"a" * (MAX_ARTICLE_BYTES + 1), "text/html")
        elif self.path.startswith("/page"):
            self.answer(200, PAGE, "text/html; charset=utf-8")
        else:
            self.answer(404, b"", "text/html")

    def answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.robots, Site.asked = b"", []
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_one_request_for_robots_and_one_for_the_page(site: str) -> None:
    page = fetch(f"{site}/page?id=1", Visit(allow_private=True))
    assert page.content.read() == PAGE
    assert (page.media_type, page.charset) == ("text/html", "utf-8")
    assert Site.asked == [("/robots.txt", AGENT), ("/page?id=1", AGENT)]


def test_redirects_are_followed(site: str) -> None:
    assert fetch(f"{site}/moved", Visit(allow_private=True)).url == f"{site}/page"


@pytest.mark.parametrize(
    ("path", "what"), [("/gone", "404"), ("/huge", "at most 10 MB"), ("/to-file", "302"), ("/round", "302")]
)
def test_bad_answers(site: str, path: str, what: str) -> None:
    with pytest.raises(ArticleError, match=what):
        fetch(site + path, Visit(allow_private=True))


def test_robots_are_obeyed(site: str) -> None:
    Site.robots = b"User-agent: *\nDisallow: /page\n"
    with pytest.raises(ArticleError, match="robots"):
        fetch(f"{site}/page", Visit(allow_private=True))
    assert [path for path, _ in Site.asked] == ["/robots.txt"]


def test_private_addresses_are_refused_before_anything_is_sent(site: str) -> None:
    for address in (f"{site}/page", f"{site}/page".replace("127.0.0.1", "localhost")):
        (error,) = read_articles([address])
        assert isinstance(error, ArticleError)
        assert "public address" in error.reason
    assert Site.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "https://user:secret@host.example/",
        "http://[::1",
        "http://host.invalid/",
        "http://127.0.0.1:9/",
    ],
)
def test_addresses_that_cannot_be_fetched(address: str) -> None:
    (error,) = read_articles([address])
    assert isinstance(error, ArticleError)
    assert error.source == address
    assert "\n" not in str(error)


def test_what_is_an_address() -> None:
    assert is_url("HTTPS://news.example/a")
    assert not is_url("ftp://news.example/a")
    assert not is_url("news.example/a")

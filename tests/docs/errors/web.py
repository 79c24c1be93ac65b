"""Pages that cannot be fetched; the sites are on this machine."""

from __future__ import annotations

from tests.docs.errors.provoking import Done, Place, provokes, serving


def fetched(at: Place, address: str) -> Done:
    return at.newsgraph("extract", "--allow-private", address)


@provokes("…: expected an address such as https://example.org/news, found one without host or with a password")
def password_in_an_address(at: Place) -> Done:
    return at.newsgraph("extract", "https://ann:secret@news.example/story")


@provokes("…: expected a public address, found …; save the page and name the file, or use --allow-private")
def private_address(at: Place) -> Done:
    return at.newsgraph("extract", "http://127.0.0.1:9/story")


@provokes("…: expected a page, the site could not be reached (…); check address and connection")
def no_server(at: Place) -> Done:
    return fetched(at, "http://127.0.0.1:9/story")


@provokes("…: expected a page, the request failed (…); check address and connection")
def no_http(at: Place) -> Done:
    with serving({"/story": None}) as site:
        return fetched(at, f"{site}/story")


@provokes("…: expected a page, the server answered … …; check the address")
def no_such_page(at: Place) -> Done:
    with serving({}) as site:
        return fetched(at, f"{site}/story")


@provokes(
    "…: expected a page that programs may read, found it forbidden by the site's robots.txt; save the page and name"
    " the file"
)
def robots(at: Place) -> Done:
    with serving({"/robots.txt": b"User-agent: *\nDisallow: /\n"}) as site:
        return fetched(at, f"{site}/story")


@provokes("…: expected a page of at most …, found a larger one; save the article and name the file")
def huge_page(at: Place) -> Done:
    with serving({"/story": b"<html>" + b" " * 10_000_000}) as site:
        return fetched(at, f"{site}/story")

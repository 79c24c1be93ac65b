"""Inputs to articles: find the files, choose the reader, let no bad input stop the others."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from extractors.errors import ArticleError
from extractors.read.compressed import unpacked
from extractors.read.draft import Origin
from extractors.read.epub import read_epub
from extractors.read.feed import Teaser, feed_entries, read_feed
from extractors.read.folder import Found, find_files, format_suffix
from extractors.read.html import read_html
from extractors.read.jsonlines import read_json, read_json_lines
from extractors.read.markdown import read_markdown
from extractors.read.pdf import read_pdf
from extractors.read.plain import read_plain
from extractors.read.visits import NotModified, Visit
from extractors.read.warc import read_warc
from extractors.read.web import fetch, is_url
from extractors.records import Article

__all__ = ["READERS", "guarded", "read_articles", "read_stream"]

Reader = Callable[[BinaryIO, Origin], Iterator[Article | ArticleError]]

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".jsonl": read_json_lines,
    ".json": read_json,
    ".xml": read_feed,
    ".pdf": read_pdf,
    ".epub": read_epub,
    ".warc": read_warc,
}
"""The reader of each file ending; a new format is a new file with such a function, and a line here."""

_MEDIA_TYPES = {
    **dict.fromkeys(("text/html", "application/xhtml+xml"), ".html"),
    **dict.fromkeys(
        ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml", "application/rdf+xml"), ".xml"
    ),
    **dict.fromkeys(("application/x-ndjson", "application/jsonl", "application/jsonlines"), ".jsonl"),
    "application/json": ".json",
    "application/ld+json": ".json",
    "application/feed+json": ".json",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/epub+zip": ".epub",
    "application/warc": ".warc",
}
_PEEK = 65_536
_HTML_START = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*(?:<!doctype html|<html|<head|<body|<article|<div|<p[\s>])", re.I | re.S
)
_FEED_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*|<\?.{0,300}?\?>\s*)*<(?:\w+:)?(?:rss|feed|rdf)\b", re.I | re.S
)


def read_articles(
    inputs: Iterable[str], *, stdin: BinaryIO | None = None, visit: Visit | None = None
) -> Iterator[Article | ArticleError]:
    """Read articles from files, folders, globs, standard input and web addresses.

    Args:
        inputs: Paths (``.txt .md .html .htm .jsonl .json .xml .pdf .epub .warc``, any of them with ``.gz``), folders,
            globs, ``-`` for standard input, http(s) URLs of articles and of feeds. A file named twice is read once.
        stdin: The bytes that ``-`` stands for; the process's standard input when None.
        visit: How to fetch URLs, and what is known of them from before; a page that has not changed since then is
            noted there and not yielded. When None, every page is fetched.

    Yields:
        An article for each one found, in the order of the inputs and of file names below them; and, in its place, an
        :class:`~extractors.errors.ArticleError` for each that cannot be read. Nothing is raised for a bad input.
    """
    seen: set[str] = set()
    visit = Visit() if visit is None else visit
    for given in inputs:
        if given == "-":
            yield from guarded("-", lambda: _sniffed(stdin if stdin is not None else sys.stdin.buffer, Origin("-")))
        elif is_url(given):
            yield from guarded(given, lambda url=given: _page(url, visit))  # type: ignore[misc]
        else:
            for found in find_files(given):
                if isinstance(found, ArticleError):
                    yield found
                elif (real := os.path.realpath(found.path)) not in seen:
                    seen.add(real)
                    yield from guarded(found.source, lambda file=found: _file(file))  # type: ignore[misc]


def guarded(source: str, read: Callable[[], Iterator[Article | ArticleError]]) -> Iterator[Article | ArticleError]:
    """Yield what a reader yields, and what it raises for a bad input as an error that names ``source``."""
    try:
        yield from read()
    except ArticleError as error:
        yield error
    except OSError as error:
        advice = "check its permissions" if isinstance(error, PermissionError) else "check the file"
        yield ArticleError(source, f"expected a readable file, found: {error.strerror or error}; {advice}")
    except (MemoryError, RecursionError):
        yield ArticleError(
            source, "expected one article, found a document too large or too deeply nested to read; split it"
        )


def _file(found: Found) -> Iterator[Article | ArticleError]:
    with Path(found.path).open("rb") as stream:
        yield from read_stream(stream, found.path, Origin(found.source))


def read_stream(stream: BinaryIO, name: Path, origin: Origin) -> Iterator[Article | ArticleError]:
    """Read the articles of an open file.

    Args:
        stream: Its bytes.
        name: Tells the format by its ending, ``.gz`` aside; without a known one, the first bytes do.
        origin: Where the bytes come from.

    Yields:
        Articles and errors.

    Raises:
        ArticleError: the file as a whole cannot be read.
        OSError: its bytes cannot.
    """
    suffix = format_suffix(name)
    if suffix is None:
        yield from _sniffed(stream, origin)
        return
    packed = name.suffix.lower() == ".gz"
    yield from READERS[suffix](unpacked(stream, origin.source) if packed else stream, origin)


def _page(url: str, visit: Visit) -> Iterator[Article | ArticleError]:
    try:
        page = fetch(url, visit)
    except NotModified:
        visit.unchanged.append(url)
        return
    origin = Origin(url, url=page.url, charset=page.charset)
    head = page.content.read(_PEEK)
    page.content.seek(0)
    suffix = _MEDIA_TYPES.get(page.media_type) or _format(head)
    if suffix != ".xml":
        yield from READERS[suffix](page.content, origin)
        return
    for entry in feed_entries(page.content, origin):
        if isinstance(entry, Teaser) and entry.url is not None and is_url(entry.url) and entry.url != url:
            yield from guarded(entry.url, lambda teaser=entry: _entry_page(teaser, visit))  # type: ignore[misc]
        elif isinstance(entry, Teaser):
            yield entry.as_error()
        else:
            yield entry


def _entry_page(teaser: Teaser, visit: Visit) -> Iterator[Article | ArticleError]:
    """Fetch the page that a feed's teaser points to; what it links to in turn is not followed."""
    try:
        page = fetch(teaser.url or "", visit)
    except NotModified:
        visit.unchanged.append(teaser.url or "")
        return
    yield from read_html(page.content, Origin(teaser.url or "", url=page.url, charset=page.charset))


def _sniffed(stream: BinaryIO, origin: Origin) -> Iterator[Article | ArticleError]:
    """Read a stream without a name, its format told by its first bytes."""
    buffered = io.BufferedReader(stream, _PEEK) if isinstance(stream, io.RawIOBase) else stream
    head = buffered.read(_PEEK)
    whole: BinaryIO = io.BufferedReader(_Prefixed(head, buffered), _PEEK)
    if head.startswith(b"\x1f\x8b"):
        inner = unpacked(whole, origin.source)
        head = inner.read(_PEEK)
        whole = io.BufferedReader(_Prefixed(head, inner), _PEEK)
    return READERS[_format(head)](whole, origin)


def _format(head: bytes) -> str:
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(b"PK\x03\x04") and b"application/epub+zip" in head[:100]:
        return ".epub"
    if head.startswith(b"WARC/"):
        return ".warc"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in {b"{", b"["}:
        first = start.split(b"\n", 1)[0].strip()
        is_line = first.startswith(b"{") and (first.endswith(b"}") or len(first) >= _PEEK // 2)
        return ".jsonl" if is_line else ".json"
    if _FEED_START.match(start):
        return ".xml"
    return ".html" if _HTML_START.match(start) else ".txt"


class _Prefixed(io.RawIOBase):
    """A stream that begins with bytes already read from it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)

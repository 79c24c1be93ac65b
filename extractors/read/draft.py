"""What a format reader hands on: the parts of an article before cleaning, where it came from, and the size limits."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MAX_ARTICLE_BYTES", "MAX_ARTICLE_CHARACTERS", "MAX_COLLECTION_BYTES", "Draft", "Origin", "megabytes"]

MAX_ARTICLE_BYTES = 10_000_000
"""The most that one article may take on disk: a text, Markdown or HTML file, or one JSON line."""

MAX_COLLECTION_BYTES = 100_000_000
"""The most that a JSON or XML file with many articles may take; JSON Lines, read line by line, have no limit."""

MAX_ARTICLE_CHARACTERS = 1_000_000
"""The most characters of cleaned text; spaCy pipelines refuse longer texts."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes come from.

    ``source`` is the path as given, ``-`` or a URL; ``url`` the page's address when it was fetched; ``charset`` what
    the web server declared.
    """

    source: str
    url: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as found: paragraphs in order, and what the format says about it; nothing is cleaned yet."""

    source: str
    paragraphs: tuple[str, ...]
    headline: str | None = None
    publisher: str | None = None
    author: tuple[str, ...] = ()
    published: str | None = None
    place: str | None = None
    language: str | None = None
    url: str | None = None


def megabytes(size: int) -> str:
    """Return a size in bytes for people: ``megabytes(10_000_000)`` is ``"10 MB"``."""
    return f"{size / 1e6:.0f} MB" if size >= 1e6 else f"{size} bytes"

"""Markdown: headings, paragraphs, lists and quotes as paragraphs; links, emphasis, pictures and code taken off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, BinaryIO

from extractors.errors import ArticleError
from extractors.read.characters import normalise_characters
from extractors.read.draft import Origin
from extractors.read.encoding import decode
from extractors.read.finish import finish
from extractors.read.masthead import front_matter
from extractors.read.plain import drafted, read_whole
from extractors.records import Article

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["read_markdown"]

_MOST_BYTES = 2_000_000
"""Markup costs the parser far more than text; an article of the most characters allowed still fits."""


def read_markdown(stream: BinaryIO, origin: Origin) -> Iterator[Article | ArticleError]:
    """Yield the one article of a Markdown file; its first heading is the headline unless front matter gives one.

    Args:
        stream: The file's bytes.
        origin: Where they come from.

    Yields:
        The article, or the error.

    Raises:
        ArticleError: the file is empty, binary, too large, or not UTF-8.
    """
    # Indentation and trailing blanks mean something in Markdown: characters are normalised after parsing.
    text = decode(read_whole(stream, origin, _MOST_BYTES), origin.source, charset=origin.charset)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").split("\n")
    head, used = front_matter(lines)
    heading, paragraphs = _blocks(_parser().parse("\n".join(lines[used:])))
    if head.headline is None:
        head.headline = heading
    yield finish(drafted(head, paragraphs, origin))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


def _blocks(tokens: Sequence[Token]) -> tuple[str | None, list[str]]:
    """Return the first heading of the highest level at the top, and every block's text in order."""
    heading: str | None = None
    paragraphs: list[str] = []
    in_table = False
    for at, token in enumerate(tokens):
        in_table = (in_table or token.type == "table_open") and token.type != "table_close"
        if token.type != "inline" or in_table:
            continue
        opened = tokens[at - 1]
        for text in _texts(token):
            if opened.type == "heading_open" and heading is None and (opened.tag == "h1" or not paragraphs):
                heading = text
            else:
                paragraphs.append(text)
    return heading, paragraphs


def _texts(token: Token) -> list[str]:
    """Return the text of an inline token; a hard line break parts it."""
    parts = [""]
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            parts[-1] += child.content
        elif child.type == "softbreak":
            parts[-1] += " "
        elif child.type == "hardbreak":
            parts.append("")
        elif child.type == "image":
            parts[-1] += " "
    return [text for text in map(normalise_characters, parts) if text]

"""Plain text: front matter, hard-wrapped or long lines, litter between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from extractors.errors import ArticleError
from extractors.read.characters import normalise_characters
from extractors.read.cleaning import drop_litter_lines
from extractors.read.draft import MAX_ARTICLE_BYTES, Draft, Origin, megabytes
from extractors.read.encoding import check_not_binary, decode
from extractors.read.finish import finish
from extractors.read.masthead import Masthead, front_matter
from extractors.read.paragraphs import join_lines, wrap_width
from extractors.records import Article

__all__ = ["drafted", "paragraphs_of_text", "read_plain", "read_whole"]


def read_plain(stream: BinaryIO, origin: Origin) -> Iterator[Article | ArticleError]:
    """Yield the one article of a plain-text file.

    Args:
        stream: The file's bytes.
        origin: Where they come from.

    Yields:
        The article, or the error.

    Raises:
        ArticleError: the file is empty, binary, too large, or not UTF-8.
    """
    text = normalise_characters(decode(read_whole(stream, origin), origin.source, charset=origin.charset))
    lines = text.split("\n")
    head, used = front_matter(lines)
    yield finish(drafted(head, paragraphs_of_text("\n".join(lines[used:])), origin))


def paragraphs_of_text(text: str) -> list[str]:
    """Return the paragraphs of a plain text without the lines that are litter."""
    lines = normalise_characters(text).split("\n")
    width = wrap_width(lines)
    return join_lines(drop_litter_lines(lines, width), width)


def drafted(head: Masthead, paragraphs: list[str], origin: Origin) -> Draft:
    """Return a draft of ``paragraphs`` with the metadata of their front matter."""
    return Draft(
        source=origin.source,
        paragraphs=tuple(paragraphs),
        headline=head.headline,
        publisher=head.publisher,
        author=head.author,
        published=head.published,
        place=head.place,
        language=head.language,
        url=origin.url or head.url,
    )


def read_whole(stream: BinaryIO, origin: Origin, limit: int = MAX_ARTICLE_BYTES, *, binary: bool = False) -> bytes:
    """Return all bytes of ``stream``; ``binary`` lets through what is not text.

    Raises:
        ArticleError: there are none but white space, they are binary, or there are more than ``limit``.
    """
    head = stream.read(65_536)
    if not binary:
        check_not_binary(head, origin.source)
    data = head + stream.read(limit + 1 - len(head))
    if len(data) > limit:
        raise ArticleError(
            origin.source,
            (
                f"expected at most {megabytes(limit)}, found more; split it, one article a file or "
                f"one JSON object a line (.jsonl)"
            ),
        )
    if not data.strip():
        what = "white space only" if data else "an empty file"
        raise ArticleError(origin.source, f"expected the text of an article, found {what}; check that it was saved")
    return data

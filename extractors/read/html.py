"""Web pages: the body by trafilatura, the metadata from the page's own statements."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from extractors.errors import ArticleError
from extractors.read.blocks import (
    fragment_paragraphs,
    looks_like_html,
    main_paragraphs,
    parse_html,
    without_endless_tags,
)
from extractors.read.characters import one_line
from extractors.read.draft import Draft, Origin
from extractors.read.encoding import decode
from extractors.read.finish import finish
from extractors.read.pagemeta import PageMeta, read_page_meta
from extractors.read.plain import paragraphs_of_text, read_whole
from extractors.records import Article

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_html"]

_MOST_TAGS = 60_000
"""A page with more is no article page, and would cost trafilatura minutes; its elements are read directly."""

_MOST_TAGS_AT_ALL = 500_000

_FEWEST_WORDS = 40
"""Below this, trafilatura's answer is compared with the page's own ``article`` element."""


def read_html(stream: BinaryIO, origin: Origin) -> Iterator[Article | ArticleError]:
    """Yield the one article of a web page: its body without menus, adverts and comments.

    Args:
        stream: The page's bytes.
        origin: Where they come from.

    Yields:
        The article, or the error.

    Raises:
        ArticleError: the page is empty, binary, too large, not text in its charset, or holds no article.
    """
    page = without_endless_tags(
        decode(read_whole(stream, origin), origin.source, charset=origin.charset, web_page=True)
    )
    if (tags := page.count("<")) > _MOST_TAGS_AT_ALL:
        raise ArticleError(
            origin.source, f"expected a web page with an article, found {tags} tags; save the article alone"
        )
    root = parse_html(page)
    if root is None:
        raise ArticleError(origin.source, "expected a web page, found no HTML elements; name a plain text .txt")
    meta = read_page_meta(root, url=origin.url)
    paragraphs = _body(page, root, meta)
    if not paragraphs:
        raise ArticleError(
            origin.source, "expected a web page with an article, found no running text; save the page with its text"
        )
    yield finish(
        Draft(
            source=origin.source,
            paragraphs=tuple(paragraphs),
            headline=meta.headline,
            publisher=meta.publisher,
            author=meta.author,
            published=meta.published,
            place=meta.place,
            language=meta.language,
            url=meta.url,
        )
    )


def _body(page: str, root: _Element, meta: PageMeta) -> list[str]:
    found = _by_trafilatura(page)
    if len(found) == 1:
        # Its last resort joins all the text it sees, hidden notes and headings too; the page's own parts are better.
        own = main_paragraphs(root)
        found = own if len(own) > 1 and _words(own) > _words(found) / 2 else found
    if _words(found) >= _FEWEST_WORDS and (len(found) > 1 or not meta.body):
        return found
    candidates = [found, main_paragraphs(root)]
    if meta.body:
        read = fragment_paragraphs if looks_like_html(meta.body) else paragraphs_of_text
        candidates.append(read(meta.body))
    return max(candidates, key=lambda paragraphs: (_words(paragraphs), len(paragraphs)))


def _words(paragraphs: list[str]) -> int:
    return sum(paragraph.count(" ") + 1 for paragraph in paragraphs)


def _by_trafilatura(page: str) -> list[str]:
    """Return the paragraphs of the page's main text, headings and list items among them; empty if there is none."""
    if page.count("<") > _MOST_TAGS:
        return []
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(page, include_comments=False, include_tables=False, with_metadata=False)
    except Exception:
        return []
    body = getattr(document, "body", None)
    return [] if body is None else _paragraphs(body)


def _paragraphs(body: _Element) -> list[str]:
    """Return the text of trafilatura's elements: ``p``, ``head``, ``item``, ``quote``; ``lb`` parts lines."""
    paragraphs: list[str] = []
    parts: list[str] = []
    from lxml import etree

    for event, element in etree.iterwalk(body, events=("start", "end")):
        blocky = element.tag in {"p", "head", "item", "list", "quote", "lb", "ab", "body"}
        if blocky:
            paragraphs.append(one_line("".join(parts)))
            parts.clear()
        parts.append((element.text if event == "start" else element.tail) or "")
    paragraphs.append(one_line("".join(parts)))
    return [text for text in paragraphs if text]

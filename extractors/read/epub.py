"""EPUB files (EPUB 3.3, W3C): a zip of XHTML pages; each page of the reading order with running text is an article."""

from __future__ import annotations

import io
import posixpath
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from extractors.errors import ArticleError
from extractors.read.draft import MAX_ARTICLE_BYTES, MAX_COLLECTION_BYTES, Origin, megabytes
from extractors.read.html import read_html
from extractors.read.plain import read_whole
from extractors.records import Article

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_epub"]

_FEWEST_WORDS = 60
"""A page with fewer words is a cover, a title page, a picture."""


def read_epub(stream: BinaryIO, origin: Origin) -> Iterator[Article | ArticleError]:
    """Yield the articles of an EPUB, as magazines and saved collections come.

    Args:
        stream: The file's bytes.
        origin: Where they come from; the source of a page is ``PATH#PAGE``.

    Yields:
        Articles, in reading order; an error for each page that cannot be read.

    Raises:
        ArticleError: the file is no EPUB, damaged, encrypted, or holds no running text.
    """
    data = read_whole(stream, origin, MAX_COLLECTION_BYTES, binary=True)
    found = False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            for name in _reading_order(book, origin):
                try:
                    page = _member(book, name, origin)
                    if len(page.split()) < _FEWEST_WORDS:
                        continue
                    for item in read_html(io.BytesIO(page), Origin(f"{origin.source}#{name}", charset="utf-8")):
                        found = True
                        yield item
                except ArticleError as error:
                    found = True
                    yield error
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        reason = " ".join(str(error).split())[:80]
        raise ArticleError(
            origin.source, f"expected an EPUB, found damaged, encrypted or other data ({reason}); save it again"
        ) from None
    if not found:
        raise ArticleError(origin.source, "expected an EPUB with running text, found none; save the articles as .txt")


def _member(book: zipfile.ZipFile, name: str, origin: Origin) -> bytes:
    with book.open(name) as member:
        data = member.read(MAX_ARTICLE_BYTES + 1)
    if len(data) > MAX_ARTICLE_BYTES:
        raise ArticleError(
            f"{origin.source}#{name}",
            f"expected a page of at most {megabytes(MAX_ARTICLE_BYTES)}, found a larger one; split it",
        )
    return data


def _reading_order(book: zipfile.ZipFile, origin: Origin) -> Iterator[str]:
    """Yield the names of the pages, in the order of the package document's spine."""
    container = _xml(_member(book, "META-INF/container.xml", origin))
    package_name = next((e.get("full-path") for e in container.iter() if _local(e) == "rootfile"), None)
    if package_name is None:
        raise ValueError("no package document")
    package = _xml(_member(book, package_name, origin))
    pages = {
        e.get("id"): e.get("href") or ""
        for e in package.iter()
        if _local(e) == "item" and e.get("media-type") == "application/xhtml+xml" and "nav" not in _words(e)
    }
    folder = posixpath.dirname(package_name)
    for reference in package.iter():
        href = pages.get(reference.get("idref")) if _local(reference) == "itemref" else None
        if href:
            yield posixpath.normpath(posixpath.join(folder, urllib.parse.unquote(href)))


def _words(item: _Element) -> list[str]:
    return (item.get("properties") or "").split()


def _xml(data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.LxmlError as error:
        raise ValueError(str(error)) from None


def _local(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""

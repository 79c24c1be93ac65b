"""Web archives (WARC, ISO 28500): each stored page that is an article is one."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from extractors.errors import ArticleError
from extractors.read.draft import MAX_ARTICLE_BYTES, Origin, megabytes
from extractors.read.html import read_html
from extractors.records import Article

__all__ = ["read_warc"]

_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read_warc(stream: BinaryIO, origin: Origin, *, share: tuple[int, int] = (0, 1)) -> Iterator[Article | ArticleError]:
    """Yield the articles of a web archive, as crawlers and Common Crawl's news collection write it.

    Responses with status 200 and a page as content are read, all other records passed over.

    Args:
        stream: The archive's bytes, unpacked or packed record by record (``.warc.gz``).
        origin: Where they come from; the source of a page is ``PATH#ADDRESS``, its URL the address.
        share: Read only one of several shares of the pages, (number, of how many); all captures of an address are in
            one share.

    Yields:
        Articles; an error for each page that cannot be read.

    Raises:
        ArticleError: the package warcio is not installed, or the file is no web archive.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise ArticleError(
            origin.source, "expected the package warcio to read a web archive, found none; pip install warcio"
        ) from None
    pages = 0
    try:
        for record in ArchiveIterator(stream):
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            if record.rec_type != "response" or not _is_page(record):
                continue
            pages += 1
            if zlib.crc32(address.encode("utf-8", "surrogatepass")) % share[1] != share[0]:
                continue
            yield from _page(record.content_stream(), address, record.http_headers.get_header("Content-Type"), origin)
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        raise ArticleError(
            origin.source,
            f"expected a web archive (WARC), found other or damaged data after {pages} pages"
            f" ({' '.join(str(error).split())[:80]}); download it again",
        ) from None
    if not pages:
        raise ArticleError(
            origin.source, "expected a web archive with pages, found no HTML response in it; crawl its pages"
        )


def _is_page(record: object) -> bool:
    headers = getattr(record, "http_headers", None)
    if headers is None or headers.get_statuscode() != "200":
        return False
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower() in _PAGES


def _page(content: BinaryIO, address: str, kind: str, origin: Origin) -> Iterator[Article | ArticleError]:
    source = f"{origin.source}#{address}"
    data = content.read(MAX_ARTICLE_BYTES + 1)
    if len(data) > MAX_ARTICLE_BYTES:
        reason = f"expected a page of at most {megabytes(MAX_ARTICLE_BYTES)}, found a larger one; save it apart"
        yield ArticleError(source, reason)
        return
    charset = kind.lower().partition("charset=")[2].split(";")[0].strip(" \"'") or None
    url = address if address.startswith(("http://", "https://")) else None
    try:
        yield from read_html(io.BytesIO(data), Origin(source, url=url, charset=charset))
    except ArticleError as error:
        yield error

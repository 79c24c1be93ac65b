"""RSS and Atom feeds saved as files: each entry with its full text is an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from extractors.errors import ArticleError
from extractors.read.blocks import fragment_paragraphs, looks_like_html
from extractors.read.characters import one_line
from extractors.read.draft import MAX_COLLECTION_BYTES, Draft, Origin
from extractors.read.encoding import decode
from extractors.read.finish import finish
from extractors.read.plain import paragraphs_of_text, read_whole
from extractors.records import Article

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Teaser", "feed_entries", "read_feed"]

_FEWEST_WORDS = 30
"""A summary with fewer words is a teaser, not the article."""

_FEWEST_WORDS_OF_CONTENT = 8
"""What a feed declares to be an entry's content is its text, if it is more than a pointer ("Read on.")."""

_SENTENCE_END = re.compile(r"[.!?][\"”’)]*(?: |$)")

_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "issued", "date", "created", "updated")


@dataclass(frozen=True, slots=True)
class Teaser:
    """An entry that tells of an article without its text: the entry's source, and where the article is."""

    source: str
    url: str | None

    def as_error(self) -> ArticleError:
        """Return what to say where the article is not fetched."""
        return ArticleError(
            self.source, "expected a feed entry with its full text, found a teaser; save the article's page instead"
        )


def read_feed(stream: BinaryIO, origin: Origin) -> Iterator[Article | ArticleError]:
    """Yield the articles of a feed (RSS 0.9 to 2.0, RDF, Atom), as :func:`feed_entries` does; a teaser is an error."""
    for entry in feed_entries(stream, origin):
        yield entry.as_error() if isinstance(entry, Teaser) else entry


def feed_entries(stream: BinaryIO, origin: Origin) -> Iterator[Article | ArticleError | Teaser]:
    """Yield the entries of a feed.

    Args:
        stream: The file's bytes.
        origin: Where they come from. An entry's source is its article's address where the feed was fetched, so that
            it is the same as for the page itself; in a file it is ``PATH#ADDRESS``, without an address ``PATH#3``.

    Yields:
        Articles; a :class:`Teaser` for each entry that holds no full text.

    Raises:
        ArticleError: the file is empty, binary, too large, no XML, or no feed.
    """
    root = _parse(
        decode(read_whole(stream, origin, MAX_COLLECTION_BYTES), origin.source, charset=origin.charset, web_page=True),
        origin.source,
    )
    entries = [element for element in root.iter() if _local(element) in {"item", "entry"}]
    if not entries:
        raise ArticleError(
            origin.source,
            f"expected an RSS or Atom feed with entries, found XML <{_local(root)}>; save articles as .html or .txt",
        )
    publisher = next((text for e in root.iter() if _local(e) == "title" and (text := _text(e))), None)
    language = root.get("{http://www.w3.org/XML/1998/namespace}lang") or next(
        (_text(e) for e in root.iter() if _local(e) == "language"), None
    )
    for number, entry in enumerate(entries, 1):
        url = _link(entry)
        source = url if url and origin.url else f"{origin.source}#{url or number}"
        element, paragraphs = _longest_text(entry)
        if _is_teaser(element, " ".join(paragraphs), page_at_hand=origin.url is not None):
            yield Teaser(source, url)
            continue
        yield finish(
            Draft(
                source=source,
                paragraphs=tuple(paragraphs),
                headline=_first(entry, ("title",)),
                publisher=publisher,
                author=tuple(_authors(entry)),
                published=_first(entry, _DATES),
                language=language,
                url=url,
            )
        )


def _parse(text: str, source: str) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.lstrip("\ufeff \t\r\n").encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise ArticleError(
            source, f"expected an RSS or Atom feed, found broken XML ({one_line(str(error))[:100]}); save it again"
        ) from None
    return root


def _local(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: _Element) -> str:
    return one_line("".join(map(str, element.itertext())))


def _children(entry: _Element, name: str) -> Iterator[_Element]:
    return (child for child in entry if _local(child) == name)


def _first(entry: _Element, names: tuple[str, ...]) -> str | None:
    return next((text for name in names for child in _children(entry, name) if (text := _text(child))), None)


def _is_teaser(element: str, text: str, *, page_at_hand: bool) -> bool:
    """Tell whether a text only points to the article.

    In a feed that was fetched, the page is at hand, and a short summary is better left for it; in a file, a summary of
    two sentences is all there is.
    """
    words = text.count(" ") + 1
    if words >= _FEWEST_WORDS:
        return False
    if text.rstrip(" ]").endswith(("…", "...")):
        return True
    if element in {"encoded", "content"}:
        return words < _FEWEST_WORDS_OF_CONTENT
    return page_at_hand or len(_SENTENCE_END.findall(text)) < 2


def _longest_text(entry: _Element) -> tuple[str, list[str]]:
    """Return the element of the longest text an entry carries, and its paragraphs.

    Its HTML may be escaped or, in Atom, inline.
    """
    from lxml import etree

    found: list[tuple[str, list[str]]] = [("", [])]
    for name in _TEXTS:
        for child in _children(entry, name):
            raw = (
                "".join(map(str, child.itertext()))
                if len(child) == 0
                else "".join(etree.tostring(c, encoding="unicode") for c in child)
            )
            as_html = looks_like_html(raw) or len(child) > 0
            found.append((name, fragment_paragraphs(raw) if as_html else paragraphs_of_text(raw)))
    return max(found, key=lambda text: sum(map(len, text[1])))


def _authors(entry: _Element) -> Iterator[str]:
    for name in ("creator", "author"):
        for child in _children(entry, name):
            named = [_text(inner) for inner in _children(child, "name")] or [_text(child)]
            # RSS 2.0 wants "address (name)".
            yield from (n.partition("(")[2].rstrip(")") if "@" in n and "(" in n else n for n in named)


def _link(entry: _Element) -> str | None:
    for child in _children(entry, "link"):
        address = child.get("href") or _text(child)
        if address.startswith(("http://", "https://")) and child.get("rel", "alternate") == "alternate":
            return address
    return None

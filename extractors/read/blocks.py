"""HTML elements to paragraphs: for article bodies in JSON and feeds, and for pages too small for trafilatura."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from extractors.read.characters import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["fragment_paragraphs", "looks_like_html", "main_paragraphs", "parse_html", "without_endless_tags"]

_SKIPPED_LIST = """
script style noscript template head title meta link svg math iframe object embed canvas audio video picture
figure figcaption img form input button select textarea nav aside footer dialog menu table map area
"""
_SKIPPED = frozenset(_SKIPPED_LIST.split())
_BLOCKS_LIST = """
p h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote pre div section article main header address body html center
details summary fieldset hr
"""
_BLOCKS = frozenset(_BLOCKS_LIST.split())
_NOT_BODY = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|respond|sidebar|widget|related|recirc|recommended|"
    r"newsletter|promo|advert(?:isement)?|ads?|ad-slot|social|share|sharing|cookie|consent|"
    r"breadcrumbs?|menu|nav|navbar|footer|outbrain|taboola|popup|modal|subscribe|subscription|"
    r"caption|tags|byline-bio|author-bio)(?:$|[\s_-])",
    re.I,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|blockquote|figure|img|section|article)\b[^<>]*>", re.I
)
_MOST_CANDIDATES = 50
_LONGEST_TAG = re.compile(r"<[^<>]{5000,}>")


def looks_like_html(text: str) -> bool:
    """Tell whether a string holds HTML tags of running text rather than a stray ``<``."""
    return _TAG.search(text[:20_000]) is not None


def without_endless_tags(text: str) -> str:
    """Take out tags over 5,000 characters: they hold pictures, and many attributes take quadratic time."""
    return _LONGEST_TAG.sub(" ", text)


def parse_html(text: str) -> _Element | None:
    """Return the root of an HTML document, None for what holds no element; never reads anything else."""
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, recover=True, huge_tree=False
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def fragment_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of an HTML fragment that is all article body."""
    root = parse_html(text)
    return [] if root is None else _paragraphs(root)


def main_paragraphs(root: _Element) -> list[str]:
    """Return the paragraphs of a page's ``article`` or ``main`` element, else of its whole body."""
    for tag in ("article", "main", "body"):
        # Teasers of other stories are often articles too, and stand inside or beside the page's own.
        found = [_paragraphs(element) for element in islice(root.iter(tag), _MOST_CANDIDATES)]
        if any(found):
            return max(found, key=lambda paragraphs: sum(map(len, paragraphs)))
    return _paragraphs(root)


def _paragraphs(root: _Element) -> list[str]:
    """Collect text block by block; iterative, so nesting costs no recursion."""
    paragraphs: list[str] = []
    parts: list[str] = []

    def close() -> None:
        text = one_line("".join(parts))
        parts.clear()
        if text:
            paragraphs.append(text)

    todo: list[tuple[_Element | None, str | None, bool]] = [(root, None, False)]
    while todo:
        element, tail, is_block = todo.pop()
        if element is None:
            if is_block:
                close()
            parts.append(tail or "")
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        block = tag in _BLOCKS
        if block or tag == "br":
            close()
        outer = None if element is root else element.tail
        todo.append((None, outer, block))
        if not tag or tag in _SKIPPED or _is_outside(element):
            continue
        parts.append(element.text or "")
        todo.extend((child, None, False) for child in reversed(element))
    close()
    return paragraphs


def _is_outside(element: _Element) -> bool:
    if element.tag in {"body", "html", "article", "main"}:
        return False
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}".strip()
    return bool(names) and len(names) < 1000 and _NOT_BODY.search(names) is not None

"""Metadata of a web page, in order of trust: JSON-LD, OpenGraph and meta tags, microdata, visible byline and time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractors.read.characters import one_line
from extractors.read.dates import parse_date
from extractors.read.names import authors, language_tag, publisher_name

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["PageMeta", "read_page_meta"]


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What a page says about its article."""

    headline: str | None = None
    publisher: str | None = None
    author: tuple[str, ...] = ()
    published: str | None = None
    place: str | None = None
    language: str | None = None
    url: str | None = None
    body: str | None = None


# Meta tags by the names that publishers use, best first.
_HEADLINE = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "citation_title",
    "title",
)
_PUBLISHER = (
    "og:site_name",
    "article:publisher",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "application-name",
    "citation_journal_title",
    "twitter:site",
)
_AUTHOR = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "citation_author",
    "og:article:author",
)
_PUBLISHED = (
    *(
        "article:published_time",
        "og:published_time",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dcterms.created",
        "dc.date",
    ),
    *(
        "dcterms.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "date",
        "citation_publication_date",
        "og:article:published_time",
        "cxenseparse:recs:publishtime",
    ),
)
_ARTICLE = re.compile(
    r"(?:\w*NewsArticle|Article|ReportageNewsArticle|BlogPosting|LiveBlogPosting|Report|"
    r"SocialMediaPosting|TechArticle)$"
)
_DEEPEST = 12


def read_page_meta(root: _Element, *, url: str | None = None) -> PageMeta:
    """Read a page's metadata.

    Args:
        root: The parsed page.
        url: The address it was fetched from; a canonical address in the page is preferred.

    Returns:
        What is known; nothing is guessed from the running text.
    """
    linked = _json_ld(root)
    tags = _meta_tags(root)
    publisher = publisher_name(
        _name(linked.get("publisher")) or _name(linked.get("sourceOrganization")) or _first_name(tags, _PUBLISHER)
    )
    headline = (
        _text(linked.get("headline"))
        or _first(tags, _HEADLINE)
        or _content(root, "h1")
        or _text(linked.get("name"))
        or _content(root, "title")
    )
    canonical = (
        _canonical(root)
        or _address(tags.get("og:url", []))
        or _address([linked.get("url"), linked.get("@id"), linked.get("mainEntityOfPage")])
    )
    dates = [
        _text(linked.get("datePublished")),
        _text(linked.get("dateCreated")),
        *(v for key in _PUBLISHED for v in tags.get(key, ())),
        *_visible_dates(root),
    ]
    body = linked.get("articleBody")
    return PageMeta(
        headline=_without_outlet(headline, publisher) if headline else None,
        publisher=publisher,
        author=authors(*_people(linked.get("author")))
        or authors(*(v for key in _AUTHOR for v in tags.get(key, ())))
        or authors(*_visible_authors(root)),
        published=next((day for day in map(parse_date, filter(None, dates)) if day), None),
        place=_name(linked.get("locationCreated")) or _text(linked.get("dateline")),
        language=language_tag(_name(linked.get("inLanguage")))
        or language_tag(root.get("lang"))
        or language_tag(_first(tags, ("og:locale", "language", "content-language"))),
        url=canonical or url,
        body=body if isinstance(body, str) and body.strip() else None,
    )


def _json_ld(root: _Element) -> dict[str, Any]:
    """Return the page's article object, with publisher and author given by reference filled in."""
    things: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        source = re.sub(
            r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$",
            "",
            "".join(map(str, script.itertext())),
        )
        try:
            things.extend(_objects(json.loads(source, strict=False), 0))
        except (ValueError, RecursionError):
            continue
    by_id = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and len(thing) > 1}
    articles = [thing for thing in things if any(_ARTICLE.search(t) for t in _types(thing))]
    if not articles:
        return {}
    # A page about one article may list others beside it: the one with the most said about it is the page's own.
    best = max(
        articles,
        key=lambda thing: sum(
            key in thing for key in ("headline", "datePublished", "author", "publisher", "articleBody")
        ),
    )
    return {key: _resolved(value, by_id) for key, value in best.items()}


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            if isinstance(inner, dict | list):
                yield from _objects(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner, depth + 1)


def _types(thing: dict[str, Any]) -> list[str]:
    kind = thing.get("@type")
    return [t for t in (kind if isinstance(kind, list) else [kind]) if isinstance(t, str)]


def _resolved(value: object, by_id: dict[str, dict[str, Any]]) -> object:
    if isinstance(value, list):
        return [_resolved(item, by_id) for item in value]
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" not in value:
        return by_id.get(value["@id"], value)
    return value


def _text(value: object) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return (one_line(_unescaped(value)) or None) if isinstance(value, str) else None


def _name(value: object) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, dict):
        value = value.get("name") or value.get("alternateName")
    return _text(value)


def _people(value: object) -> list[str]:
    return [name for item in (value if isinstance(value, list) else [value]) if (name := _name(item))]


def _address(values: list[Any]) -> str | None:
    for value in values:
        address = value.get("@id") if isinstance(value, dict) else value
        if isinstance(address, str) and re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", address.strip()):
            return address.strip()
    return None


def _meta_tags(root: _Element) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = one_line(meta.get("content") or "")
        key = (
            (meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or "")
            .strip()
            .lower()
        )
        if key and content:
            tags.setdefault(key, []).append(content)
    return tags


def _first(tags: dict[str, list[str]], keys: tuple[str, ...]) -> str | None:
    return next((tags[key][0] for key in keys if key in tags), None)


def _first_name(tags: dict[str, list[str]], keys: tuple[str, ...]) -> str | None:
    return next((value for key in keys for value in tags.get(key, ()) if "://" not in value), None)


def _canonical(root: _Element) -> str | None:
    return _address(
        [link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    )


def _content(root: _Element, tag: str) -> str | None:
    return next(
        (text for element in root.iter(tag) if (text := one_line(" ".join(map(str, element.itertext()))))), None
    )


def _visible_dates(root: _Element) -> Iterator[str]:
    for element in root.iter("time", "span", "div", "p", "meta"):
        if element.get("itemprop") == "datePublished" or element.tag == "time":
            yield element.get("datetime") or element.get("content") or one_line(" ".join(map(str, element.itertext())))


def _visible_authors(root: _Element) -> Iterator[str]:
    for element in root.iter("a", "span", "p", "div", "address", "li"):
        classes = (element.get("class") or "").lower().split()
        if (
            element.get("rel") == "author"
            or element.get("itemprop") == "author"
            or {"byline", "author", "author-name", "article-author", "byline__name"} & set(classes)
        ):
            named = one_line(" ".join(map(str, element.itertext())))
            if len(named) < 120:
                yield re.split(r"\s+[|·•–—-]\s+|,\s+(?=[A-Z][a-z]+ \d|\d)", named)[0]


def _without_outlet(headline: str, publisher: str | None) -> str:
    """Take the outlet off a page title: "Talks resume | The Example Times"."""
    head, mark, tail = (
        headline.rpartition(" | ")
        if " | " in headline
        else re.split(r"(\s[-–—]\s)(?!.*\s[-–—]\s)", headline, maxsplit=1)
        if re.search(r"\s[-–—]\s", headline)
        else (headline, "", "")
    )
    letters = re.compile(r"\W+")
    if (
        mark
        and publisher
        and letters.sub("", tail.casefold())
        in {letters.sub("", publisher.casefold()), letters.sub("", publisher.casefold()).removeprefix("the")}
    ):
        return head.strip()
    return headline


def _unescaped(text: str) -> str:
    from html import unescape

    return re.sub(r"<[a-zA-Z/][^<>]{0,200}>", "", unescape(text)) if "&" in text or "<" in text else text

"""JSON Lines and JSON: one object an article, under the key names that crawlers and agencies use."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from extractors.errors import ArticleError
from extractors.read.blocks import fragment_paragraphs, looks_like_html
from extractors.read.characters import normalise_characters, one_line
from extractors.read.dates import from_epoch
from extractors.read.draft import (
    MAX_ARTICLE_BYTES,
    MAX_ARTICLE_CHARACTERS,
    MAX_COLLECTION_BYTES,
    Draft,
    Origin,
    megabytes,
)
from extractors.read.encoding import check_not_binary, decode
from extractors.read.finish import finish
from extractors.read.identity import article_id
from extractors.read.plain import paragraphs_of_text, read_whole
from extractors.records import Article

__all__ = ["read_json", "read_json_lines"]

_BODY = (
    "text",
    "body",
    "content",
    "articlebody",
    "article_body",
    "fulltext",
    "full_text",
    "maintext",
    "main_text",
    "body_text",
    "bodytext",
    "content_text",
    "content_html",
    "html",
    "raw_text",
    "story",
)
_HEADLINE = ("headline", "title", "head", "heading", "article_title")
_PUBLISHER = (
    "publisher",
    "outlet",
    "site_name",
    "sitename",
    "publication",
    "newspaper",
    "source_name",
    "provider",
    "source",
    "site",
    "hostname",
    "domain",
    "source_domain",
)
_PUBLISHED = (
    "published",
    "date",
    "datepublished",
    "date_published",
    "published_at",
    "publishedat",
    "publish_date",
    "date_publish",
    "publication_date",
    "pubdate",
    "pub_date",
    "publishdate",
    "date_download",
    "created_at",
    "timestamp",
)
_AUTHOR = ("author", "authors", "byline", "creator", "writer")
_URL = ("url", "link", "canonical_url", "canonical", "permalink", "source_url")
_LANGUAGE = ("language", "lang", "inlanguage")
_PLACE = ("place", "dateline", "location")
_LISTS = ("articles", "items", "results", "docs", "documents", "data", "hits", "entries")


def read_json_lines(stream: BinaryIO, origin: Origin) -> Iterator[Article | ArticleError]:
    """Yield an article or an error for each line, reading line by line.

    Args:
        stream: The file's bytes.
        origin: Where they come from; a line's source is ``PATH#LINE``.

    Yields:
        Articles; an error that names file and line for a line that is no article.

    Raises:
        ArticleError: the file is binary or has no line.
    """
    number, seen = 0, False
    while line := stream.readline(MAX_ARTICLE_BYTES + 1):
        number += 1
        source = f"{origin.source}#{number}"
        if number == 1:
            check_not_binary(line[:65_536], origin.source)
        if len(line) > MAX_ARTICLE_BYTES and not line.endswith(b"\n"):
            size = len(line) + _skip_line(stream)
            yield ArticleError(
                source,
                (
                    f"expected a line of at most {megabytes(MAX_ARTICLE_BYTES)}, found one of "
                    f"{megabytes(size)}; one article a line"
                ),
            )
            seen = True
        elif line.strip() not in {b"", b"\xef\xbb\xbf"}:
            if not seen and line.strip() in {b"[", b"{"}:
                raise ArticleError(
                    origin.source,
                    (
                        "expected JSON Lines (one object a line), found one JSON value over many "
                        "lines; name the file .json"
                    ),
                )
            seen = True
            yield from _line(line, source)
    if not seen:
        raise ArticleError(origin.source, "expected JSON Lines, found an empty file; check that it was saved")


def read_json(stream: BinaryIO, origin: Origin) -> Iterator[Article | ArticleError]:
    """Yield the articles of a JSON file: one object, a list of objects, or an object with such a list.

    Args:
        stream: The file's bytes.
        origin: Where they come from; the source of the second of several articles is ``PATH#2``.

    Yields:
        Articles and errors.

    Raises:
        ArticleError: the file is empty, binary, too large, not UTF-8, or no JSON.
    """
    text = decode(read_whole(stream, origin, MAX_COLLECTION_BYTES), origin.source, charset=origin.charset)
    try:
        value = json.loads(text, strict=False)
    except RecursionError:
        raise ArticleError(origin.source, "expected JSON, found it nested too deeply; one object an article") from None
    except ValueError as error:
        if text.lstrip()[:1] == "{" and "Extra data" in str(error):
            raise ArticleError(
                origin.source, "expected one JSON value, found several; name the file .jsonl if each line is one"
            ) from None
        raise ArticleError(
            origin.source, f"expected JSON, found text that is not ({_where(error)}); check that the file is whole"
        ) from None
    if isinstance(value, dict) and not _has_body(value):
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), value)
    if not isinstance(value, list):
        yield _object(value, origin.source, origin.url)
        return
    if not value:
        raise ArticleError(origin.source, "expected articles, found an empty JSON list; check that it was saved")
    for number, item in enumerate(value, 1):
        yield _object(item, f"{origin.source}#{number}", None)


def _skip_line(stream: BinaryIO) -> int:
    size = 0
    while part := stream.readline(1 << 20):
        size += len(part)
        if part.endswith(b"\n"):
            break
    return size


def _line(line: bytes, source: str) -> Iterator[Article | ArticleError]:
    try:
        value = json.loads(line.decode("utf-8-sig"), strict=False)
    except UnicodeDecodeError as error:
        yield ArticleError(
            source,
            (
                f"expected UTF-8 text, found invalid bytes (byte 0x{line[error.start]:02X} at offset "
                f"{error.start}); save the file as UTF-8"
            ),
        )
    except RecursionError:
        yield ArticleError(source, "expected a JSON object, found JSON nested too deeply; one object an article")
    except ValueError as error:
        yield ArticleError(
            source, f"expected a JSON object, found text that is not JSON ({_where(error)}); repair or remove the line"
        )
    else:
        yield _object(value, source, None)


def _where(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return (
            f"{error.msg}, line {error.lineno} column {error.colno}"
            if error.lineno > 1
            else f"{error.msg}, column {error.colno}"
        )
    return one_line(str(error))[:120]


def _object(value: object, source: str, url: str | None) -> Article | ArticleError:
    """Return the article of one JSON value, or say what it lacks."""
    if not isinstance(value, dict):
        kind = {list: "a list", str: "a string", type(None): "null"}.get(
            type(value),
            "a number" if isinstance(value, int | float) and not isinstance(value, bool) else "a truth value",
        )
        return ArticleError(source, f"expected a JSON object with an article, found {kind}; one object an article")
    if isinstance(value.get("article"), dict):
        record = value["article"]
        return (
            _from_record(record, source) if {"id", "text", "sha256"} <= record.keys() else _object(record, source, url)
        )
    if isinstance(value.get("_source"), dict):
        return _object(value["_source"], source, url)
    keyed = {str(key).lower(): item for key, item in value.items()}
    body = next((text for key in _BODY if (text := _body(keyed.get(key)))), None)
    if body is None:
        keys = ", ".join(sorted(map(str, value))[:8]) or "no keys"
        return ArticleError(
            source,
            f'expected the article\'s text under "text", "body" or "content", found {one_line(keys)[:120]};'
            " rename its key",
        )
    paragraphs = fragment_paragraphs(body) if looks_like_html(body) else paragraphs_of_text(body)
    named_url = _first(keyed, _URL)
    return finish(
        Draft(
            source=source,
            paragraphs=tuple(paragraphs),
            headline=_first(keyed, _HEADLINE),
            publisher=_publisher(keyed),
            author=tuple(_people(next((keyed[key] for key in _AUTHOR if keyed.get(key)), None))),
            published=next((day for key in _PUBLISHED if (day := _date(keyed.get(key)))), None),
            place=_first(keyed, _PLACE),
            language=_first(keyed, _LANGUAGE),
            url=named_url if named_url and "://" in named_url else url,
        )
    )


def _from_record(record: Mapping[str, Any], source: str) -> Article | ArticleError:
    """Return the article of a newsgraph extraction record as it is: its text is clean, offsets point into it."""
    text = record["text"]
    if (
        not isinstance(text, str)
        or not text.strip()
        or normalise_characters(text) != text
        or len(text) > MAX_ARTICLE_CHARACTERS
    ):
        return ArticleError(
            source, "expected an extraction record with cleaned text, found other text in it; extract the article again"
        )
    headline, publisher, url = (
        one_line(v) if isinstance(v := record.get(key), str) else None for key in ("headline", "publisher", "url")
    )
    kept = record.get("source")
    author = record.get("author")
    return Article(
        id=article_id(text, headline=headline, publisher=publisher, url=url),
        source=one_line(kept) if isinstance(kept, str) and kept.strip() else source,
        text=text,
        headline=headline,
        publisher=publisher,
        author=tuple(one_line(name) for name in author if isinstance(name, str)) if isinstance(author, list) else (),
        published=_first(record, ("published",)),
        place=_first(record, ("place",)),
        language=_first(record, ("language",)) or "en",
        url=url,
    )


def _has_body(value: Mapping[str, Any]) -> bool:
    return isinstance(value.get("article"), dict) or any(
        _body(item) for key, item in value.items() if str(key).lower() in _BODY
    )


def _body(value: object) -> str | None:
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        value = "\n\n".join(value)
    return value if isinstance(value, str) and value.strip() else None


def _first(keyed: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = keyed.get(key)
        value = value.get("name") if isinstance(value, dict) else value
        if isinstance(value, str) and (line := one_line(value)):
            return line
    return None


def _publisher(keyed: Mapping[str, Any]) -> str | None:
    """Return the outlet; a web address under "source" is no outlet's name."""
    for key in _PUBLISHER:
        name = _first(keyed, (key,))
        if name and "://" not in name and len(name) <= 120:
            return name
    return None


def _people(value: object) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str):
            yield name


def _date(value: object) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return from_epoch(value)
    value = value.get("$date") if isinstance(value, dict) else value
    return value if isinstance(value, str) and value.strip() else None

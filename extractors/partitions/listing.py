"""Which pieces an input has: local files, object-store URLs (through fsspec), pages and standard input.

A plain path is read here and its bytes travel with the task, so that workers need not see this machine's disk; a large
one, and a URL (``s3://``, ``gs://``, ``file://``), is opened by the worker.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from extractors.errors import ArticleError
from extractors.partitions.pieces import Piece
from extractors.read.folder import Found, find_files, format_suffix, may_be_article
from extractors.read.reading import read_articles
from extractors.read.visits import Visit
from extractors.read.web import is_url
from extractors.records import Article

__all__ = ["SHARE_BYTES", "is_location", "list_pieces"]

SENT_BYTES = 8 * 1024 * 1024
"""The largest local file whose bytes travel with the task."""

SHARE_BYTES = 64 * 1024 * 1024
"""Text from which on a web archive or a file of JSON lines is read in shares."""

_TEXT = {".html": 0.25, ".htm": 0.25, ".warc": 0.07, ".pdf": 0.05, ".epub": 0.3}
"""How much of a file's bytes is text, roughly; pages are mostly markup."""
_PACKED = 5
_VERSIONS = ("ETag", "etag", "md5Hash", "md5", "content_md5", "crc32c", "mtime", "LastModified", "created")
_SHARED = frozenset({".warc", ".jsonl"})


def is_location(given: str) -> bool:
    """Say whether an input is a URL that fsspec opens; a web page is none."""
    return "://" in given and not is_url(given)


def list_pieces(
    inputs: Iterable[str], *, stdin: BinaryIO | None = None, visit: Visit | None = None
) -> Iterator[Piece | ArticleError]:
    """List inputs; only web pages and standard input are read, all else is opened where the partition is annotated.

    Args:
        inputs: Paths, folders, globs, ``-``, http(s) URLs, and URLs that fsspec knows, also with globs.
        stdin: The bytes that ``-`` stands for.
        visit: How to fetch web pages.

    Yields:
        Pieces in the order of the inputs and of names below them, each file once; an error for each input that names
        nothing.
    """
    seen: set[str] = set()
    for given in inputs:
        if is_location(given):
            found: Iterator[Piece | ArticleError] = _listed(given)
        elif given == "-" or is_url(given):
            found = (_read(item) for item in read_articles([given], stdin=stdin, visit=visit))
        else:
            found = (_local(item) for item in find_files(given))
        for piece in found:
            name = piece.source if isinstance(piece, ArticleError) else _identity(piece)
            if name in seen:
                continue
            if not isinstance(piece, ArticleError):
                seen.add(name)
            yield from _shares(piece) if isinstance(piece, Piece) else (piece,)


def _identity(piece: Piece) -> str:
    if piece.article is not None:
        return f"{piece.source}\x1f{piece.stamp}"
    if piece.location is not None and is_location(piece.location):
        return piece.location
    return os.path.realpath(piece.source)


def _read(item: Article | ArticleError) -> Piece | ArticleError:
    if isinstance(item, ArticleError):
        return item
    stamp = hashlib.sha256(json.dumps(asdict(item), sort_keys=True).encode("ascii")).hexdigest()
    return Piece(item.source, stamp, len(item.text), article=item)


def _local(found: Found | ArticleError) -> Piece | ArticleError:
    if isinstance(found, ArticleError):
        return found
    try:
        if not found.path.is_file():  # a pipe: it can be read once, and here
            content = found.path.read_bytes()
        else:
            status = found.path.stat()
            if status.st_size > SENT_BYTES:
                stamp = f"{status.st_size} {status.st_mtime_ns}"
                weight = _weight(found.path.name, status.st_size)
                return Piece(found.source, stamp, weight, location=os.path.realpath(found.path))
            content = found.path.read_bytes()
    except OSError as error:
        advice = "check its permissions" if isinstance(error, PermissionError) else "check the file"
        return ArticleError(found.source, f"expected a readable file, found: {error.strerror or error}; {advice}")
    stamp = hashlib.sha256(content).hexdigest()
    return Piece(found.source, stamp, _weight(found.path.name, len(content)), content=content)


def _listed(url: str) -> Iterator[Piece | ArticleError]:
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        yield ArticleError(url, "expected the package fsspec to open this URL; pip install newsgraph[cluster]")
        return
    try:
        system, path = url_to_fs(url)
        if any(mark in path for mark in "*?["):
            found, named = system.glob(path, detail=True), False
        elif system.isdir(path):
            found, named = system.find(path, detail=True), False
        else:
            found, named = {path: system.info(path)}, True
    except FileNotFoundError:
        yield ArticleError(url, "expected a file, folder or glob, found nothing of that name; check the URL")
        return
    except Exception as error:  # each kind of store has errors of its own: no key, no network, no such bucket
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        yield ArticleError(url, f"expected a URL that can be listed, found: {reason[:160]}; check its credentials")
        return
    empty = True
    for name, info in sorted(found.items()):
        if info.get("type", "file") == "directory" or not (named or _is_article(name, path)):
            continue
        empty = False
        whole = str(system.unstrip_protocol(name))
        if format_suffix(Path(name)) is None:
            ending = PurePosixPath(name).suffix
            yield ArticleError(whole, f'expected a file that can be read, found "{ending}"; convert it')
        else:
            size = int(info.get("size") or 0)
            yield Piece(whole, _stamp(info, size), _weight(name, size), location=whole)
    if empty:
        yield ArticleError(url, "expected articles under this URL, found none that can be read; check the URL")


def _is_article(name: str, root: str) -> bool:
    below = PurePosixPath(name.removeprefix(root.rstrip("/")))
    return not any(part.startswith(".") for part in below.parts) and may_be_article(Path(name))


def _stamp(info: Mapping[str, Any], size: int) -> str:
    """Return what tells a version of an object from others: a checksum where the store keeps one, else its time."""
    for name in _VERSIONS:
        if info.get(name):
            return f"{size} {info[name]}"
    return str(size)


def _weight(name: str, size: int) -> int:
    path = Path(name)
    share = _TEXT.get(format_suffix(path) or "", 1.0)
    return max(1, int(size * share * (_PACKED if path.suffix.lower() == ".gz" else 1)))


def _shares(piece: Piece) -> Iterator[Piece]:
    """Cut a big collection into shares, each of which passes over the others' articles."""
    number = -(-piece.weight // SHARE_BYTES)
    if number == 1 or piece.location is None or format_suffix(Path(piece.location)) not in _SHARED:
        yield piece
        return
    for share in range(number):
        yield Piece(piece.source, piece.stamp, piece.weight // number, piece.location, share=(share, number))

"""The articles of a piece, wherever its bytes lie."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from extractors.errors import ArticleError
from extractors.partitions.pieces import Piece
from extractors.read.compressed import unpacked
from extractors.read.draft import Origin
from extractors.read.folder import format_suffix
from extractors.read.jsonlines import read_json_lines
from extractors.read.reading import guarded, read_stream
from extractors.read.warc import read_warc
from extractors.records import Article

__all__ = ["read_piece"]


def read_piece(piece: Piece) -> Iterator[Article | ArticleError]:
    """Yield the articles of a piece, and an error for each that cannot be read; nothing is raised for a bad one.

    Args:
        piece: A piece of a partition.

    Yields:
        Articles and errors, in the order of the file.
    """
    if piece.article is not None:
        yield piece.article
        return
    yield from guarded(piece.source, lambda: _opened(piece))


def _opened(piece: Piece) -> Iterator[Article | ArticleError]:
    origin = Origin(piece.source)
    if piece.content is not None:
        yield from read_stream(io.BytesIO(piece.content), Path(piece.source), origin)
        return
    location = piece.location or piece.source
    try:
        stream = _open(location)
    except FileNotFoundError:
        where = "an object store" if "://" in location else "a folder that all workers share, or an object store"
        raise ArticleError(
            piece.source, f"expected a file that this worker can open, found none; put it into {where}"
        ) from None
    except (ImportError, ValueError) as error:
        raise ArticleError(
            piece.source, f"expected a URL that this worker can open, found: {error}; install it on all workers"
        ) from None
    with stream:
        yield from _shared(stream, piece, origin)


def _open(location: str) -> BinaryIO:
    if "://" not in location:
        return Path(location).open("rb")
    import fsspec

    opened: Any = fsspec.open(location, "rb").open()
    stream: BinaryIO = opened
    return stream


def _shared(stream: BinaryIO, piece: Piece, origin: Origin) -> Iterator[Article | ArticleError]:
    path = Path(piece.location or piece.source)
    if piece.share == (0, 1):
        yield from read_stream(stream, path, origin)
        return
    plain = unpacked(stream, origin.source) if path.suffix.lower() == ".gz" else stream
    if format_suffix(path) == ".warc":
        yield from read_warc(plain, origin, share=piece.share)
        return
    lines = _EveryOther(plain, *piece.share)
    try:
        yield from read_json_lines(cast("BinaryIO", lines), origin)
    except ArticleError:
        if lines.given:  # else the file is empty for this share alone
            raise


class _EveryOther(io.RawIOBase):
    """A file of lines in which the lines of other shares are empty, so that line numbers stay."""

    def __init__(self, stream: BinaryIO, share: int, of: int) -> None:
        self._stream = stream
        self._share = share
        self._of = of
        self._number = 0
        self.given = 0

    def readable(self) -> bool:
        return True

    def readline(self, size: int | None = -1) -> bytes:
        while True:
            line = self._stream.readline(-1 if size is None else size)
            mine = self._number % self._of == self._share
            self._number += line.endswith(b"\n")
            if not line or mine:
                self.given += bool(line.strip())
                return line
            if line.endswith(b"\n"):
                return b"\n"

"""gzip, unpacked as it is read; a file that unpacks to far more than text can is refused."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import BinaryIO

from extractors.errors import ArticleError

__all__ = ["MOST_EXPANSION", "unpacked"]

MOST_EXPANSION = 200
"""Text shrinks to a third or a tenth, repeated text to a fiftieth; beyond this factor a file is a bomb."""

_HARMLESS = 64 * 1024 * 1024


class _Unpacking(io.RawIOBase):
    """The unpacked bytes of a gzip stream, counted against its packed ones."""

    def __init__(self, packed: BinaryIO, source: str) -> None:
        self._packed = _Counting(packed)
        self._gzip = gzip.GzipFile(fileobj=self._packed, mode="rb")
        self._source = source
        self._unpacked = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._gzip.read(len(buffer))
        except EOFError:
            raise ArticleError(
                self._source, "expected a whole gzip file, found its end missing; copy or download it again"
            ) from None
        except (OSError, zlib.error) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise ArticleError(
                self._source, f"expected gzip data, found other bytes ({error}); unpack it or rename it"
            ) from None
        self._unpacked += len(data)
        if self._unpacked > _HARMLESS and self._unpacked > MOST_EXPANSION * self._packed.count:
            raise ArticleError(
                self._source,
                f"expected compressed text, found data that grows more than {MOST_EXPANSION} times; it is no article",
            )
        buffer[: len(data)] = data
        return len(data)


class _Counting(io.RawIOBase):
    """A stream that knows how much of it was read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


def unpacked(stream: BinaryIO, source: str) -> BinaryIO:
    """Return a stream of the unpacked bytes of ``stream``.

    Args:
        stream: gzip data.
        source: The input's name, for errors.

    Returns:
        A buffered stream; reading it raises :class:`~extractors.errors.ArticleError` for damaged data and for a bomb.
    """
    return io.BufferedReader(_Unpacking(stream, source), 1 << 17)

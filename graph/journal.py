"""The journal beside the catalogue: what a writer does between two commits, line by line, so that a kill loses nothing.

The catalogue's tables are committed once for many articles. Before the store changes, a note of the articles and of the
triples of the default graph that it concerns is appended here, and at the end of each change its wish ("this source
gives this record"). After a crash the next writer puts the store back to what the catalogue has, and carries the
wishes out again (:meth:`graph.writing.GraphWriter.recover`). Written lines survive the process, and with
:meth:`Journal.sync` a power cut.

Method: group commit with a logical redo log (Gray and Reuter 1992, "Transaction Processing", chapters 9 and 10).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from graph.errors import GraphUnwritable

__all__ = ["Journal"]

FILE_NAME = "changing.jsonl"


class Journal:
    """The file ``changing.jsonl`` of a graph's folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._file: BinaryIO | None = None
        self._size = self._path.stat().st_size if self._path.exists() else 0

    def __len__(self) -> int:
        """Return its size in bytes."""
        return self._size

    def append(self, line: Mapping[str, Any]) -> None:
        """Append a line.

        Raises:
            GraphUnwritable: the disk is full or read-only; the file is as before.
        """
        data = json.dumps(line, separators=(",", ":")).encode("ascii") + b"\n"
        try:
            if self._file is None:
                self._file = self._path.open("ab", buffering=0)
            written = self._file.write(data)
            if written != len(data):
                raise OSError(28, "No space left on device")
        except OSError as error:
            if self._file is not None:
                with suppress(OSError):
                    self._file.truncate(self._size)
            raise GraphUnwritable(
                f"{self._path}: cannot be written ({error.strerror}); what was added before is safe: make room and run"
                " again"
            ) from error
        self._size += len(data)

    def lines(self) -> Iterator[dict[str, Any]]:
        """Yield the lines; the last one may have been cut off while it was written, then nothing had changed yet."""
        if not self._path.exists():
            return
        with self._path.open("rb") as file:
            for line in file:
                try:
                    yield json.loads(line)
                except ValueError:
                    continue

    def sync(self) -> None:
        """Bring the lines to disk."""
        if self._file is not None:
            with suppress(OSError):
                os.fsync(self._file.fileno())

    def clear(self) -> None:
        """Forget all lines: what they say is safe elsewhere."""
        self.close()
        self._path.unlink(missing_ok=True)
        self._size = 0

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

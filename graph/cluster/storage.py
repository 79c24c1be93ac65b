"""A folder that all workers see: a shared file system, or an object store through fsspec. Files are there whole."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from graph.errors import GraphUnwritable

__all__ = ["Storage"]


@dataclass(frozen=True)
class Storage:
    """Files by name below a path or URL."""

    url: str

    @property
    def _folder(self) -> Path | None:
        """The folder, where it is one of a file system."""
        if "://" not in self.url:
            return Path(self.url)
        return Path(self.url.removeprefix("file://")) if self.url.startswith("file://") else None

    @cached_property
    def _system(self) -> Any:
        from fsspec.core import url_to_fs

        return url_to_fs(self.url)

    def _path(self, name: str) -> str:
        return f"{str(self._system[1]).rstrip('/')}/{name}"

    def has(self, name: str) -> bool:
        """Say whether a file is there."""
        if self._folder is not None:
            return (self._folder / name).exists()
        return bool(self._system[0].exists(self._path(name)))

    def read(self, name: str) -> bytes:
        """Return a file's bytes."""
        if self._folder is not None:
            return (self._folder / name).read_bytes()
        return bytes(self._system[0].cat_file(self._path(name)))

    def ranges(self, names: Sequence[str], bounds: Sequence[tuple[int, int]]) -> list[bytes]:
        """Return a range of bytes of each of several files."""
        if self._folder is None:
            paths = [self._path(name) for name in names]
            starts, ends = [start for start, _ in bounds], [end for _, end in bounds]
            return [bytes(part) for part in self._system[0].cat_ranges(paths, starts, ends, on_error="raise")]
        found = []
        for name, (start, end) in zip(names, bounds, strict=True):
            with (self._folder / name).open("rb") as file:
                file.seek(start)
                found.append(file.read(end - start))
        return found

    def write(self, name: str, data: bytes) -> None:
        """Put a file in its place; whoever writes last wins, and nobody sees half of it.

        Raises:
            GraphUnwritable: the folder cannot be written.
        """
        try:
            if self._folder is None:
                self._system[0].pipe_file(self._path(name), data)
                return
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
            draft.write_bytes(data)
            os.replace(draft, path)  # noqa: PTH105 - atomic on every system
        except OSError as error:
            raise GraphUnwritable(
                f"{self.url}: cannot be written ({error.strerror or error}); name a folder or URL that all workers may"
                " write"
            ) from error

    @contextmanager
    def as_file(self, name: str) -> Iterator[Path]:
        """Give a copy of a file on this machine's disk for the length of a block."""
        with tempfile.TemporaryDirectory(prefix="newsgraph-") as folder:
            path = Path(folder) / "copy"
            path.write_bytes(self.read(name))
            yield path

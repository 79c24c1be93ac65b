"""Rows from many tasks to many others, through files that all workers see.

A task writes one file: the rows for each receiver as a block, with the blocks' offsets at its head. A receiver reads
its block of every file. That is MapReduce's shuffle (Dean and Ghemawat 2004); over files it outlives workers and
scheduler, and since equal rows give equal bytes, a task that runs twice does no harm.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from graph.cluster.storage import Storage

__all__ = ["Row", "bucket_of", "read_rows", "write_rows"]

Row = Sequence[Any]
"""A row: plain JSON values."""

_AT_ONCE = 64


def bucket_of(key: str, buckets: int) -> int:
    """Return the bucket of a key: the same on every machine."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()) % buckets


def write_rows(storage: Storage, name: str, rows: Iterable[tuple[int, Row]], receivers: int) -> int:
    """Write a task's rows.

    Args:
        storage: Where.
        name: The file.
        rows: Each with its receiver's number; rows that are equal are written once.
        receivers: How many there are.

    Returns:
        The number of rows.
    """
    lines: dict[int, set[str]] = {}
    for receiver, row in rows:
        lines.setdefault(receiver, set()).add(json.dumps(row, separators=(",", ":")))
    blocks = [
        zlib.compress("\n".join(sorted(lines[n])).encode("ascii"), 1) if n in lines else b"" for n in range(receivers)
    ]
    offsets = [8 * (receivers + 1)]
    for block in blocks:
        offsets.append(offsets[-1] + len(block))
    storage.write(name, struct.pack(f"<{receivers + 1}Q", *offsets) + b"".join(blocks))
    return sum(map(len, lines.values()))


def read_rows(storage: Storage, names: Sequence[str], receiver: int) -> Iterator[tuple[int, list[Any]]]:
    """Yield the rows for a receiver.

    Args:
        storage: Where.
        names: The files of all tasks that sent rows.
        receiver: Its number.

    Yields:
        The number of the file, and a row; in the order of files.
    """
    for first in range(0, len(names), _AT_ONCE):
        some = names[first : first + _AT_ONCE]
        heads = storage.ranges(some, [(8 * receiver, 8 * receiver + 16)] * len(some))
        bounds = [struct.unpack("<2Q", head) for head in heads]
        wanted = [(number, bound) for number, bound in enumerate(bounds) if bound[1] > bound[0]]
        blocks = storage.ranges([some[number] for number, _ in wanted], [bound for _, bound in wanted])
        for (number, _), block in zip(wanted, blocks, strict=True):
            for line in zlib.decompress(block).decode("ascii").split("\n"):
                yield first + number, json.loads(line)

"""Pieces to partitions of about one size, by text and not by number, whatever machines will take them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.partitions.pieces import Partition, Piece

__all__ = ["PARTITION_BYTES", "pack"]

PARTITION_BYTES = 512 * 1024
"""Text in one partition: ten seconds of one core: what a lost machine loses; its bookkeeping is little beside it."""


def pack(pieces: Iterable[Piece], size: int = PARTITION_BYTES) -> Iterator[Partition]:
    """Pack pieces into partitions, in their order; a piece is never split, so one larger than ``size`` is alone.

    Args:
        pieces: Pieces, taken only as partitions are.
        size: Bytes of text to a partition.

    Yields:
        Partitions; the same pieces give the same ones.
    """
    held: list[Piece] = []
    weight = first = number = 0
    for number, piece in enumerate(pieces):
        if held and weight + piece.weight > size:
            yield Partition(first, tuple(held))
            held, weight, first = [], 0, number
        held.append(piece)
        weight += piece.weight
    if held:
        yield Partition(first, tuple(held))

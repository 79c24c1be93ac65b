"""What a partition is made of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from extractors.records import Article

__all__ = ["Partition", "Piece"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, a share of a big file, or one article that was read where the partition was made.

    ``source`` is the input as the user named it; ``location`` the URL or path that a worker opens, or None where the
    bytes are here, in ``content``; ``share`` is (number, of how many): of a big file's articles, every how-manieth from
    that number on; ``stamp`` tells this version of the content from others; ``weight`` is a guess at its bytes of text.
    """

    source: str
    stamp: str
    weight: int
    location: str | None = None
    content: bytes | None = None
    share: tuple[int, int] = (0, 1)
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class Partition:
    """Pieces that one task reads and annotates, and the place of the first among all pieces of the listing."""

    first: int
    pieces: tuple[Piece, ...]

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits that depend on the pieces' names, versions and shares only."""
        parts = [f"{piece.source}\x1f{piece.stamp}\x1f{piece.share[0]}/{piece.share[1]}" for piece in self.pieces]
        return hashlib.sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def weight(self) -> int:
        """A guess at its bytes of text."""
        return sum(piece.weight for piece in self.pieces)

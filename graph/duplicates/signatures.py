"""How alike two texts are, from a short signature of each.

A text is the set of its runs of four words. Its signature is a one-permutation MinHash of that set (Li, Owen and Zhang
2012, "One permutation hashing"; empty bins filled as in Shrivastava 2017, "Optimal densification"): the share of
equal places in two signatures estimates the Jaccard similarity of the sets. Equal texts have equal signatures on every
machine, and a text costs one hash for each word.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["BANDS", "Signature", "band_keys", "near_duplicates", "signature", "similarity"]

SHINGLE = 4
"""Words to a run: long enough that two reports of one event in words of their own share few."""
PLACES = 128
BANDS = 42
"""Bands of three places: two texts that share two fifths of their runs meet in a band with probability .94."""
ROWS = 3

COPIED = 0.6
"""Share of the shorter text's runs that a near-duplicate has in common with the longer: an agency's report that another
outlet cut, headed anew or lengthened by a paragraph keeps more, two reports of one event seldom a tenth."""
OVERLAP = 0.3
"""Least Jaccard similarity, so that an article which quotes a short one at length is no duplicate of it."""
SHORT = 30
"""Texts of fewer runs must agree nearly whole: a headline and a standing line are soon alike."""
SHORT_OVERLAP = 0.8

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Signature:
    """A text's signature, one byte to a place, and the number of its runs."""

    places: bytes
    size: int

    def pack(self) -> str:
        """Return the signature as one word."""
        return f"{self.size}:{self.places.hex()}"

    @classmethod
    def unpack(cls, packed: str) -> Signature:
        """Return what :meth:`pack` packed."""
        size, _, places = packed.partition(":")
        return cls(bytes.fromhex(places), int(size))


def signature(text: str) -> Signature:
    """Return a text's signature.

    Args:
        text: The cleaned text of an article.

    Returns:
        Its signature; capitals, accents, punctuation and spacing do not count.
    """
    runs = set(_runs(text))
    return Signature(bytes(value & 0xFF for value in _bins(runs)), len(runs))


def band_keys(text: str) -> tuple[str, ...]:
    """Return the keys by which a text finds its near-duplicates: two that share none are none."""
    values = _bins(set(_runs(text)))
    if not any(values):
        return ()
    bands = (values[band * ROWS : band * ROWS + ROWS] for band in range(BANDS))
    return tuple(f"{number}:{'-'.join(f'{value:x}' for value in band)}" for number, band in enumerate(bands))


def similarity(one: Signature, other: Signature) -> tuple[float, float]:
    """Estimate how alike two texts are.

    Args:
        one: A signature.
        other: Another.

    Returns:
        The Jaccard similarity of their runs, and the share of the shorter text's runs that both have.
    """
    if not one.size or not other.size:
        return 0.0, 0.0
    equal = sum(a == b for a, b in zip(one.places, other.places, strict=True)) / PLACES
    jaccard = max(0.0, (equal - 1 / 256) / (1 - 1 / 256))  # one byte agrees by chance in one of 256 places
    common = jaccard / (1 + jaccard) * (one.size + other.size)
    return jaccard, min(1.0, common / min(one.size, other.size))


def near_duplicates(one: Signature, other: Signature) -> bool:
    """Say whether two articles are copies of one text: reprinted, cut, or slightly reworded."""
    jaccard, contained = similarity(one, other)
    if min(one.size, other.size) < SHORT:
        return jaccard >= SHORT_OVERLAP
    return jaccard >= OVERLAP and contained >= COPIED


def _runs(text: str) -> Iterator[str]:
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    words = _WORD.findall(plain)
    for start in range(max(1, len(words) - SHINGLE + 1) if words else 0):
        yield " ".join(words[start : start + SHINGLE])


def _bins(runs: set[str]) -> list[int]:
    """Return the smallest hash of each bin; an empty bin borrows from one that its number picks."""
    found: list[int | None] = [None] * PLACES
    for run in runs:
        number = int.from_bytes(hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest())
        place, value = number % PLACES, number // PLACES & 0xFFFFFFFF
        held = found[place]
        if held is None or value < held:
            found[place] = value
    if not runs:
        return [0] * PLACES
    return [value if value is not None else _borrowed(found, place) for place, value in enumerate(found)]


def _borrowed(found: list[int | None], place: int) -> int:
    attempt = 0
    while True:
        attempt += 1
        value = found[_picked(place, attempt)]
        if value is not None:
            return value


@lru_cache(maxsize=65_536)
def _picked(place: int, attempt: int) -> int:
    return int.from_bytes(hashlib.blake2b(f"{place} {attempt}".encode(), digest_size=4).digest()) % PLACES

"""Spellings of a name that count as one: capitals, accents, dots, hyphens and a leading article do not matter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "without_marks"]

_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
_DROPPED = re.compile("['’‘ʻʼ`.]")
_BREAKS = re.compile(r"[\s,()/–—-]+")
_SAINT = re.compile(r"\bst\b")


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Return the key under which a name is looked up: "the U.S." gives "us", "Zürich" gives "zurich".

    Args:
        name: A name as an article or a table writes it.

    Returns:
        The key; empty where the name has no letter or digit.
    """
    plain = name.casefold()
    if not plain.isascii():
        plain = without_marks(plain).casefold()  # what was a mathematical letter may be a capital now
    words = _BREAKS.sub(" ", _DROPPED.sub("", plain.translate(_LETTERS))).strip()
    return _SAINT.sub("saint", words).removeprefix("the ")


def without_marks(name: str) -> str:
    """Return a name without accents and the marks of transcription: "Kandahār" gives "Kandahar"."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))

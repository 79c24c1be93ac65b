"""An article's id: readable, safe in an IRI, and the same wherever the article was found."""

from __future__ import annotations

import re
import unicodedata

from extractors.records import stable_id

__all__ = ["article_id", "slug"]

_LONGEST = 60
# Letters that have no decomposition into ASCII and a mark.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "þ": "th",
        "ð": "d",
    }
)
_OTHERS = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Return ``text`` in lower-case ASCII letters, digits and hyphens, at most 60 characters, cut between words."""
    bare = text.translate(_LETTERS).replace("'", "").replace("’", "")
    ascii_only = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode("ascii").lower()
    whole = _OTHERS.sub("-", ascii_only).strip("-")
    if len(whole) <= _LONGEST:
        return whole
    cut = whole[: _LONGEST + 1].rpartition("-")[0]
    return cut or whole[:_LONGEST]


def article_id(text: str, *, headline: str | None, publisher: str | None, url: str | None) -> str:
    """Return the id of an article, from its content only.

    Args:
        text: The cleaned text.
        headline: Gives the readable part; the text's first words where there is none.
        publisher: Part of the identity: two outlets may print the same agency text.
        url: Part of the identity.

    Returns:
        For example ``"talks-resume-in-istanbul-3f9a1c0b7e"``.
    """
    words = headline or " ".join(text.split(maxsplit=9)[:8])
    return f"{slug(words) or 'article'}-{stable_id(url or '', publisher or '', text)[:10]}"

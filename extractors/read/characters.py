"""Which characters may stand in an article's text: printable ones, blanks and line feeds."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["normalise_characters", "one_line"]

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Controls, surrogates, non-characters; soft hyphens, zero-width, bidirectional and byte-order marks; tag characters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff"
    "\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_RUNS = re.compile(" {2,}")
_LINE_EDGES = re.compile(" *\n *")


def normalise_characters(text: str) -> str:
    r"""Return ``text`` in NFC with ``\n`` line ends, plain single blanks and no invisible or illegal characters.

    Args:
        text: Any string, lone surrogates and NULs included.

    Returns:
        The text that offsets will count in; normalising it again changes nothing.
    """
    if not text.replace("\n", "").isprintable():
        text = _UNWANTED.sub("", _BLANKS.sub(" ", _LINE_ENDS.sub("\n", text)))
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if "  " in text:
        text = _RUNS.sub(" ", text)
    if " \n" in text or "\n " in text:
        text = _LINE_EDGES.sub("\n", text)
    return text.strip(" \n")


def one_line(text: str) -> str:
    """Return ``text`` normalised, all its lines joined by blanks: for headlines, names and other metadata."""
    return " ".join(normalise_characters(text).split())

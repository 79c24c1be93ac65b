"""Words to what the network reads: word-piece numbers and the shape of each word.

The base model is uncased, so a word's shape (capitals, digits, kind of punctuation) is given beside its pieces. What
newspapers, web pages and the Penn Treebank write differently (curly and straight quotes, dashes, -LRB-) is made one
here, so that the network needs to learn it only once; the Doc keeps what was written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MAX_PIECES_PER_WORD = 8
MAX_LETTERS = 64
"""Longer words (addresses, base64) are cut before they are split: their start says what they are."""
CLS, SEP, UNK = 101, 102, 100

SHAPES = (
    "pad", "edge", "lower", "title", "upper", "letter", "mixed", "abbreviation", "digits", "number", "alphanumeric",
    "stop", "question", "comma", "colon", "ellipsis", "quote", "apostrophe", "dash", "open", "close", "currency",
    "symbol", "address", "uncased", "clitic",
)  # fmt: skip
_SHAPE_NUMBER = {name: number for number, name in enumerate(SHAPES)}

# Written form to the form the network reads.
_SAME = {
    "``": '"', "''": '"', "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"', "‘": "'", "’": "'", "‚": "'",
    "`": "'", "´": "'", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "--": "—",
    "---": "—", "–": "—", "―": "—", "‐": "-", "‑": "-", "−": "-", "…": "...",
}  # fmt: skip
_LETTERS = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "“": '"', "”": '"'})
_PUNCTUATION = {
    ".": "stop", "!": "question", "?": "question", ",": "comma", ":": "colon", ";": "colon", "...": "ellipsis", '"':
    "quote", "'": "apostrophe", "-": "dash", "—": "dash", "(": "open", "[": "open", "{": "open", ")": "close", "]":
    "close", "}": "close",
}  # fmt: skip


class Pieces(NamedTuple):
    """A window as the network reads it.

    Attributes:
        pieces: Word-piece numbers, with the marks of start and end.
        piece_shapes: The shape of each piece's word.
        first: Where each word's first piece stands.
        last: Where each word's last piece stands.
        shapes: The shape of each word.
    """

    pieces: list[int]
    piece_shapes: list[int]
    first: list[int]
    last: list[int]
    shapes: list[int]


def plain_form(word: str) -> str:
    """Give the one form of what is written in several ways.

    Args:
        word: A word as written: `“`, `-LRB-`, `don’t`.

    Returns:
        The form the network reads: `"`, `(`, `don't`.
    """
    return _SAME.get(word) or word[:MAX_LETTERS].translate(_LETTERS)


def shape_of(word: str) -> int:
    """Say what a word looks like.

    Args:
        word: The word in its plain form.

    Returns:
        Its place in `SHAPES`.
    """
    return _SHAPE_NUMBER[_shape_name(word)]


def _shape_name(word: str) -> str:
    known = _PUNCTUATION.get(word)
    if known:
        return known
    letters = [c for c in word if c.isalpha()]
    digits = sum(c.isdigit() for c in word)
    if "://" in word or "www." in word or (letters and "@" in word[1:-1]):
        return "address"
    if word[:1] == "'" and letters and word.islower():
        return "clitic"
    if not letters:
        return _unlettered(word, digits)
    if digits:
        return "alphanumeric"
    cased = [c for c in letters if c.isupper() or c.islower()]
    if not cased:
        return "uncased"
    if "." in word[:-1] and cased[0].isupper():
        return "abbreviation"
    if all(c.islower() for c in cased):
        return "lower"
    if all(c.isupper() for c in cased):
        return "letter" if len(cased) == 1 else "upper"
    return "title" if cased[0].isupper() and all(c.islower() for c in cased[1:]) else "mixed"


def _unlettered(word: str, digits: int) -> str:
    if digits:
        return "digits" if digits == len(word) else "number"
    if word and set(word) <= set("!?"):
        return "question"
    if len(word) > 1 and set(word) <= set("-—_=*~"):
        return "dash"
    if len(word) > 1 and set(word) == {"."}:
        return "ellipsis"
    if any(unicodedata.category(c) == "Sc" or c == "%" for c in word):
        return "currency"
    return "symbol"


class WordPieces:
    """Splits words into word-pieces; every word is split once and remembered."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._split = lru_cache(maxsize=200_000)(lambda word: _split(tokenizer, word))

    @classmethod
    def load(cls, folder: Path) -> WordPieces:
        """Read the tokenizer of a model folder.

        Args:
            folder: Folder with `tokenizer.json`.

        Returns:
            The splitter.
        """
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(tokenizer)

    def count(self, word: str) -> int:
        """Count the pieces of a word.

        Args:
            word: The word as written.

        Returns:
            Between 1 and `MAX_PIECES_PER_WORD`.
        """
        return len(self._split(word)[0])

    def encode(self, words: Sequence[str]) -> Pieces:
        """Encode the words of a window.

        Args:
            words: Words as written; the caller sees to it that their pieces fit the network (510).

        Returns:
            What the network reads.
        """
        edge = _SHAPE_NUMBER["edge"]
        out = Pieces([CLS], [edge], [], [], [])
        for word in words:
            pieces, shape = self._split(word)
            out.first.append(len(out.pieces))
            out.pieces.extend(pieces)
            out.piece_shapes.extend([shape] * len(pieces))
            out.last.append(len(out.pieces) - 1)
            out.shapes.append(shape)
        out.pieces.append(SEP)
        out.piece_shapes.append(edge)
        return out


def _split(tokenizer: Tokenizer, word: str) -> tuple[tuple[int, ...], int]:
    plain = plain_form(word).encode("utf-8", "replace").decode()  # half a surrogate pair is no text
    pieces = tokenizer.encode(plain, add_special_tokens=False).ids[:MAX_PIECES_PER_WORD]
    return tuple(pieces) or (UNK,), shape_of(plain)

"""Lines to paragraphs: blank lines part them, hard-wrapped lines are joined, long lines are paragraphs of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["PROSE_WORDS", "continues", "is_prose", "join_lines", "wrap_width"]

PROSE_WORDS = 25
"""A paragraph of so many words is running text and no heading, byline or caption."""

_WIDEST_WRAP = 120
_SLACK = 8
_BULLET = re.compile(r"(?:[•▪●◦‣◆■]\s*|[*·-] )(?=\S)")
_SENTENCE_END = re.compile(r"[.?!…][\"'”’)\]]*$")


def is_prose(paragraph: str) -> bool:
    """Tell whether a paragraph reads as running text: many words, or a whole sentence of some length."""
    words = paragraph.count(" ") + 1
    return words >= PROSE_WORDS or (words >= 12 and ends_sentence(paragraph))


def ends_sentence(paragraph: str) -> bool:
    """Tell whether a paragraph ends in a sentence mark, closing quotes and brackets aside."""
    return _SENTENCE_END.search(paragraph) is not None


def wrap_width(lines: Sequence[str]) -> int | None:
    """Return the column at which a text was hard-wrapped, or None when its lines are paragraphs.

    Args:
        lines: The lines of the whole text, blank ones included.

    Returns:
        The longest line's length if no line exceeds 120 characters and a line is followed by another in its block.
    """
    width = max(map(len, lines), default=0)
    if not 30 <= width <= _WIDEST_WRAP:
        return None
    return width


def continues(line: str, following: str, width: int | None) -> bool:
    """Tell whether ``following`` goes on with the sentence or paragraph of ``line``.

    A text wrapped at ``width`` breaks a line only where the next word no longer fits; a line that had room for it was
    ended on purpose.
    """
    if width is None or not line or not following:
        return False
    first = following.split(maxsplit=1)[0]
    full = len(line) + 1 + len(first) >= width - _SLACK
    return full or (len(line) >= width // 2 and following[0].islower() and not ends_sentence(line))


def join_lines(lines: Sequence[str], width: int | None) -> list[str]:
    """Return the paragraphs of ``lines``.

    Args:
        lines: Lines without line ends; blank ones part paragraphs.
        width: What :func:`wrap_width` says of the whole text.

    Returns:
        Paragraphs without line feeds, none empty.
    """
    paragraphs: list[list[str]] = []
    previous = ""
    for raw in lines:
        line = raw.strip()
        if (bullet := _BULLET.match(line)) is not None:
            line, previous = line[bullet.end() :], ""
        if not line:
            previous = ""
            continue
        if paragraphs and continues(previous, line, width):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
        previous = line
    return ["".join(_spaced(parts)) for parts in paragraphs]


def _spaced(parts: list[str]) -> list[str]:
    joined = [parts[0]]
    for part in parts[1:]:
        # A line broken after the hyphen of a compound ("cross-" / "border") closes up again.
        hyphen = len(joined[-1]) > 1 and joined[-1].endswith("-") and joined[-1][-2].isalpha() and part[0].isalpha()
        joined.append(part if hyphen else " " + part)
    return joined

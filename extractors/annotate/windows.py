"""Texts to windows the network reads at once.

A window holds whole sentences. It ends where a sentence is known to start (a blank line), else it is cut anywhere and
the next one begins again at the last sentence start found in it. Only a "sentence" longer than any window is cut
hard; no word is ever left out.
"""

from __future__ import annotations

from collections.abc import Sequence

WINDOW_WORDS = 180
WINDOW_PIECES = 300
"""The usual size: what the network was trained on, and quick to attend over."""
LONG_WORDS = 460
LONG_PIECES = 508
"""The largest size, for sentences that do not end in a usual window (512 positions less the two edges)."""


def window_end(pieces: Sequence[int], known: Sequence[bool | None], first: int, *, long: bool = False) -> int:
    """Choose where a window ends.

    Args:
        pieces: How many word-pieces each word has.
        known: Where a sentence is known to start (True), known not to (False), or not known (None).
        first: The window's first word.
        long: Whether to take the largest window, because no sentence ends in the usual one.

    Returns:
        The end: that of the text if it fits, else the last known start that fits, else as many words as fit (at least
        one).
    """
    words_left, pieces_left = (LONG_WORDS, LONG_PIECES) if long else (WINDOW_WORDS, WINDOW_PIECES)
    end, at_start = first, first
    while end < len(pieces) and end - first < words_left:
        pieces_left -= pieces[end]
        if pieces_left < 0 and end > first:
            break
        if known[end] and end > first:
            at_start = end
        end += 1
    if end == len(pieces) or known[end]:
        return end
    return at_start if at_start > first else end


def settled_end(starts: Sequence[bool], first: int, end: int) -> int | None:
    """Find how much of a cut window holds whole sentences.

    Args:
        starts: Where sentences start in the window; true at its first word.
        first: The window's first word.
        end: The window's end, not known to be a sentence's.

    Returns:
        The last sentence start after `first`, where the next window begins; None if there is none.
    """
    for word in range(end - 1, first, -1):
        if starts[word - first]:
            return word
    return None

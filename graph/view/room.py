"""Room for discs and names: how large a node with its name is, and how boxes that overlap are pushed apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["Box", "box_of", "extent", "letter_size", "without_overlap"]

Box = tuple[float, float]
"""Half width and half height."""

LETTER = 0.56
"""Mean width of a letter, in parts of the letters' size."""
LINE = 1.25
"""Height of a line of text, in parts of the letters' size."""
WRAP = 17
"""A name longer than this is written on two lines; ``labels.js`` agrees."""
LONGEST = 30
"""Letters shown of a name at most."""


def letter_size(radius: float) -> float:
    """Return the size in pixels of a node's name: the larger the disc, the larger the name; ``labels.js`` agrees."""
    return min(18.0, 11.0 + max(0.0, radius - 6.0) * 0.36)


def box_of(label: str, radius: float, *, grown: float = 1.0) -> Box:
    """Return the half width and half height of a node with its name beneath it.

    Args:
        label: The name.
        radius: The node's radius.
        grown: By how much the name is larger than the picture, when the picture is made smaller to fit the screen.
    """
    letters = min(len(label), LONGEST)
    lines = 2 if letters > WRAP and " " in label else 1
    shown = letters if lines == 1 else max(letters * 0.58, max(map(len, label[:LONGEST].split())))
    size = letter_size(radius) * grown
    return max(radius + 8.0, shown * LETTER * size / 2 + 5), radius + lines * LINE * size / 2 + 5


def without_overlap(spots: Floats, boxes: Sequence[Box], *, rounds: int = 240, sideways: float = 1.0) -> Floats:
    """Push overlapping boxes apart along the axis on which they overlap least, a part of a step at a time.

    Args:
        spots: The middles of the boxes.
        boxes: Half width and half height of each.
        rounds: How often they are pushed at most.
        sideways: Above 1, boxes give way sideways even where they would have to go further that way.
    """
    import numpy as np

    half = np.array(boxes)
    wide = half[:, 0, None] + half[None, :, 0]
    high = half[:, 1, None] + half[None, :, 1]
    tie = np.sign(np.arange(len(boxes))[:, None] - np.arange(len(boxes))[None, :])
    for _ in range(rounds):
        dx = spots[:, 0, None] - spots[None, :, 0]
        dy = spots[:, 1, None] - spots[None, :, 1]
        over_x, over_y = wide - np.abs(dx), high - np.abs(dy)
        hit = (over_x > 0.5) & (over_y > 0.5)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        level = over_x <= over_y * sideways
        away_x = np.where(dx == 0, tie, np.sign(dx))
        away_y = np.where(dy == 0, tie, np.sign(dy))
        push_x = np.where(hit & level, over_x * away_x, 0.0).sum(axis=1)
        push_y = np.where(hit & ~level, over_y * away_y, 0.0).sum(axis=1)
        spots = spots + np.stack([push_x, push_y], axis=1) * 0.3
    return spots


def extent(boxes: Sequence[Box], spots: Floats) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of all boxes."""
    rows = list(zip(boxes, spots.tolist(), strict=True))
    return (
        min(x - w for (w, _), (x, _) in rows),
        min(y - h for (_, h), (_, y) in rows),
        max(x + w for (w, _), (x, _) in rows),
        max(y + h for (_, h), (_, y) in rows),
    )

"""Where the entities stand: a seeded layout computed once, so that the page opens still and readable.

Each community is an island of its own, placed by stress majorisation; the islands are then set side by side. Only
numpy is used, no scipy.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.view.beside import Point
from graph.view.islands import arrange_islands, islands_of
from graph.view.room import Box, box_of, extent, without_overlap
from graph.view.stress import stress_places

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["UPRIGHT", "WIDE", "Screen", "place"]


@dataclass(frozen=True, slots=True)
class Screen:
    """Pixels of a usual window left for the picture."""

    width: int
    height: int

    @property
    def aspect(self) -> float:
        """Width to height."""
        return self.width / self.height


WIDE = Screen(960, 600)
"""A desk screen, beside the legend."""
UPRIGHT = Screen(380, 610)
"""A phone held upright."""

UNIT = 74.0
"""Pixels between the two ends of the shortest edge."""
LARGEST_NAMES = 1.9
"""How much larger than at natural size a name may be taken to be, when the picture is drawn smaller."""
NAMES_SHOWN = 120
"""Above this many entities not every name can be shown anyway, and room for all would tear the picture apart."""


def place(
    labels: Sequence[str],
    links: Iterable[tuple[int, int]],
    *,
    radius: Sequence[float],
    communities: Sequence[int] = (),
    seed: int = 7,
    screen: Screen = WIDE,
) -> list[Point]:
    """Return a position in whole pixels for each node, the same for the same arguments.

    Args:
        labels: The name of each node; room is kept for it under the node.
        links: Pairs of node indices; direction, repetition and self loops do not matter.
        radius: The drawn radius of each node.
        communities: A community number for each node (none: all in one); communities are drawn apart.
        seed: Start of the pseudo-random starting positions.
        screen: The shape the whole is to have, and how small it may have to be drawn.

    Returns:
        One ``(x, y)`` per node, centred on the origin, without two nodes' boxes overlapping.
    """
    size = len(labels)
    if size == 0:
        return []
    pairs = sorted({(min(a, b), max(a, b)) for a, b in links if a != b})
    around = _neighbours(size, pairs)
    islands = islands_of(around, communities or [0] * size)
    shapes = [_landscape(_shape(members, around, seed), screen.aspect) for members in islands]
    spots, grown = None, 1.0
    # The smaller the picture has to be drawn, the more room a name takes in it, and room makes the picture larger.
    for _ in range(3):
        boxes = [box_of(label, r, grown=grown) for label, r in zip(labels, radius, strict=True)]
        inner = [
            without_overlap(shape, [boxes[node] for node in members])
            for members, shape in zip(islands, shapes, strict=True)
        ]
        spots = arrange_islands(islands, inner, boxes, pairs, aspect=screen.aspect)
        left, top, right, bottom = extent(boxes, spots)
        scale = min(screen.width / (right - left), screen.height / (bottom - top))
        needed = min(LARGEST_NAMES, max(1.0, 1 / scale)) if size <= NAMES_SHOWN else 1.0
        if needed <= grown:
            break
        grown = needed
    assert spots is not None
    return _centred(spots, boxes)


def _neighbours(size: int, pairs: Iterable[tuple[int, int]]) -> list[set[int]]:
    around: list[set[int]] = [set() for _ in range(size)]
    for a, b in pairs:
        around[a].add(b)
        around[b].add(a)
    return around


def _shape(members: Sequence[int], around: Sequence[set[int]], seed: int) -> Floats:
    index = {node: i for i, node in enumerate(members)}
    return stress_places([{index[o] for o in around[node] if o in index} for node in members], seed=seed) * UNIT


def _landscape(spots: Floats, aspect: float) -> Floats:
    """Turn the longest axis to the screen's longest and stretch towards the screen's aspect."""
    import numpy as np

    if len(spots) == 1:
        return spots
    spots = spots - spots.mean(axis=0)
    xx, yy, xy = (spots[:, 0] ** 2).sum(), (spots[:, 1] ** 2).sum(), (spots[:, 0] * spots[:, 1]).sum()
    turn = 0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(turn), math.sin(turn)
    spots = np.stack([spots[:, 0] * cos + spots[:, 1] * sin, spots[:, 1] * cos - spots[:, 0] * sin], axis=1)
    if aspect < 1:
        spots = spots[:, ::-1].copy()
    width, height = np.ptp(spots[:, 0]), np.ptp(spots[:, 1])
    if width > 0 and height > 0:
        stretch = min(1.35, max(1.0, aspect / (width / height)))
        spots = spots * np.array([stretch, 1.0])
    return spots


def _centred(spots: Floats, boxes: Sequence[Box]) -> list[Point]:
    left, top, right, bottom = extent(boxes, spots)
    cx, cy = (left + right) / 2, (top + bottom) / 2
    return [(round(x - cx), round(y - cy)) for x, y in spots.tolist()]

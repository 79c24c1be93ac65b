"""Places for further entities: beside those that already have one, and nobody moves."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

__all__ = ["Point", "attach"]

Point = tuple[int, int]


def attach(
    placed: Mapping[int, Point],
    order: Iterable[int],
    links: Iterable[tuple[int, int]],
    *,
    step: int = 46,
) -> dict[int, Point]:
    """Return positions for further nodes, each on the free spot nearest to the middle of its placed neighbours.

    Args:
        placed: Nodes that keep their positions.
        order: The nodes to place, the most important first.
        links: Pairs of node indices over both.
        step: Distance of the spots from one another.

    Returns:
        The new positions only.
    """
    around: dict[int, set[int]] = {}
    for a, b in links:
        if a != b:
            around.setdefault(a, set()).add(b)
            around.setdefault(b, set()).add(a)
    taken = {(round(x / step), round(y / step)) for x, y in placed.values()}
    known, added = dict(placed), {}
    rim = max((math.hypot(x, y) for x, y in placed.values()), default=0.0) + 2 * step
    for turn, node in enumerate(order):
        near = [known[other] for other in sorted(around.get(node, ())) if other in known]
        if near:
            cx, cy = sum(x for x, _ in near) / len(near), sum(y for _, y in near) / len(near)
        else:
            cx, cy = rim * math.cos(turn * 2.399963), rim * math.sin(turn * 2.399963)
        cell = _free_cell(round(cx / step), round(cy / step), taken)
        taken.add(cell)
        known[node] = added[node] = (cell[0] * step, cell[1] * step)
    return added


def _free_cell(column: int, row: int, taken: set[tuple[int, int]]) -> tuple[int, int]:
    """Walk square rings outwards until a cell is free; the nearest free cell of the first ring with any wins."""
    ring = 0
    while True:
        free = [
            (column + dx, row + dy)
            for dx in range(-ring, ring + 1)
            for dy in range(-ring, ring + 1)
            if max(abs(dx), abs(dy)) == ring and (column + dx, row + dy) not in taken
        ]
        if free:
            return min(free, key=lambda c: ((c[0] - column) ** 2 + (c[1] - row) ** 2, c))
        ring += 1

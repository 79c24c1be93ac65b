"""Where the entities stand: a seeded layout computed once, so that the page opens still and readable.

The core is placed by stress majorisation on graph distances (Gansner, Koren and North 2004, the Jacobi form), with the
edge lengths of Graphviz' ``model=subset``: the more neighbours two ends do *not* share, the further apart they stand.
Further entities are attached beside their placed neighbours. Only numpy is used, no scipy.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["Point", "attach", "place"]

Point = tuple[int, int]

UNIT = 84.0
"""Pixels between the two ends of the shortest edge."""
ASPECT = 1.45
"""Width to height of the picture: a screen is wider than high, and so are names."""
SCREEN = (900, 600)
"""Pixels of a usual window left for the picture."""
LARGEST_NAMES = 1.9
"""How much larger than at natural size a name may be taken to be, when the picture is drawn smaller."""
NAMES_SHOWN = 120
"""Above this many entities not every name can be shown anyway, and room for all would tear the picture apart."""
LINE = 15
"""Height of a label in pixels."""
LETTER = 6.4
"""Mean width of a letter of a label in pixels."""


def place(
    labels: Sequence[str],
    links: Iterable[tuple[int, int]],
    *,
    radius: Sequence[float],
    communities: Sequence[int] = (),
    seed: int = 7,
) -> list[Point]:
    """Return a position in whole pixels for each node, the same for the same arguments.

    Args:
        labels: The name of each node; room is kept for it under the node.
        links: Pairs of node indices; direction, repetition and self loops do not matter.
        radius: The drawn radius of each node.
        communities: A community number for each node (none: all in one); communities are drawn apart.
        seed: Start of the pseudo-random starting positions.

    Returns:
        One ``(x, y)`` per node, centred on the origin, without two nodes' boxes overlapping.
    """
    size = len(labels)
    neighbours = _neighbours(size, links)
    groups = list(communities) if communities else [0] * size
    blocks = []
    for members in _components(neighbours):
        index = {node: i for i, node in enumerate(members)}
        around = [{index[other] for other in neighbours[node]} for node in members]
        boxes = [_box(labels[node], radius[node]) for node in members]
        blocks.append((members, boxes, _place_component(around, [groups[n] for n in members], boxes, seed)))
    return _pack(size, blocks)


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


def _neighbours(size: int, links: Iterable[tuple[int, int]]) -> list[set[int]]:
    around: list[set[int]] = [set() for _ in range(size)]
    for a, b in links:
        if a != b:
            around[a].add(b)
            around[b].add(a)
    return around


def _components(around: Sequence[set[int]]) -> list[list[int]]:
    """Connected components, the largest first; each in the order of its nodes."""
    seen: set[int] = set()
    found = []
    for start in range(len(around)):
        if start in seen:
            continue
        seen.add(start)
        stack, members = [start], []
        while stack:
            node = stack.pop()
            members.append(node)
            fresh = around[node] - seen
            seen |= fresh
            stack.extend(sorted(fresh))
        found.append(sorted(members))
    return sorted(found, key=lambda members: (-len(members), members[0]))


def _box(label: str, radius: float) -> tuple[float, float]:
    """Half width and half height of a node with its name beneath it."""
    shown = min(len(label), 24)
    return max(radius + 8, shown * LETTER / 2 + 5), radius + LINE / 2 + 7


def _place_component(
    around: Sequence[set[int]], groups: Sequence[int], boxes: Sequence[tuple[float, float]], seed: int
) -> Floats:
    import numpy as np

    size = len(around)
    if size == 1:
        return np.zeros((1, 2))
    ideal = _distances(around, groups)
    best, best_stress = None, math.inf
    for attempt in range(3 if size <= 120 else 1):
        spots, stress = _majorise(ideal, _start(groups, seed + attempt), rounds=260 if size <= 300 else 120)
        if stress < best_stress:
            best, best_stress = spots, stress
    assert best is not None
    return _room_for_names(_landscape(best * UNIT), boxes)


def _distances(around: Sequence[set[int]], groups: Sequence[int]) -> Floats:
    """All shortest paths (Floyd and Warshall, row by row in numpy) over subset-model edge lengths."""
    import numpy as np

    size = len(around)
    matrix = np.full((size, size), math.inf)
    for a in range(size):
        matrix[a, a] = 0.0
        for b in around[a]:
            apart = len(around[a] | around[b]) - len(around[a] & around[b])
            matrix[a, b] = max(1.0, math.sqrt(apart) * 0.78) * (1.0 if groups[a] == groups[b] else 1.15)
    for k in range(size):
        np.minimum(matrix, matrix[:, k, None] + matrix[None, k, :], out=matrix)
    return matrix


def _start(groups: Sequence[int], seed: int) -> Floats:
    """Communities around a circle, their members in a cloud each."""
    import numpy as np

    dice = random.Random(seed)  # noqa: S311 - a layout, not a secret
    names = sorted(set(groups))
    ring = 1.2 * math.sqrt(len(groups))
    angle = {name: 2 * math.pi * i / len(names) for i, name in enumerate(names)}
    return np.array(
        [
            (ring * math.cos(angle[g]) + dice.uniform(-1, 1), ring * math.sin(angle[g]) + dice.uniform(-1, 1))
            for g in groups
        ]
    )


def _majorise(ideal: Floats, spots: Floats, *, rounds: int) -> tuple[Floats, float]:
    """Move every node to where its distances to all others pull it, weighted by 1/d^2, until it settles."""
    import numpy as np

    weight = np.zeros_like(ideal)
    off = ideal > 0
    weight[off] = ideal[off] ** -2.0
    total = weight.sum(axis=1)
    spots = spots.copy()
    distance = np.ones_like(ideal)
    for _ in range(rounds):
        dx = spots[:, 0, None] - spots[None, :, 0]
        dy = spots[:, 1, None] - spots[None, :, 1]
        distance = np.maximum(np.sqrt(dx * dx + dy * dy), 1e-3)
        pull = weight * ideal / distance
        target = np.stack(
            [
                ((weight * spots[None, :, 0]).sum(axis=1) + (pull * dx).sum(axis=1)) / total,
                ((weight * spots[None, :, 1]).sum(axis=1) + (pull * dy).sum(axis=1)) / total,
            ],
            axis=1,
        )
        moved = float(np.abs(target - spots).max())
        spots = 0.1 * spots + 0.9 * target
        if moved < 1e-3:
            break
    stress = float((weight * (distance - ideal) ** 2).sum())
    return spots, stress


def _landscape(spots: Floats) -> Floats:
    """Turn the longest axis to the horizontal and stretch towards the picture's aspect."""
    import numpy as np

    spots = spots - spots.mean(axis=0)
    xx, yy, xy = (spots[:, 0] ** 2).sum(), (spots[:, 1] ** 2).sum(), (spots[:, 0] * spots[:, 1]).sum()
    turn = 0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(turn), math.sin(turn)
    spots = np.stack([spots[:, 0] * cos + spots[:, 1] * sin, spots[:, 1] * cos - spots[:, 0] * sin], axis=1)
    width, height = np.ptp(spots[:, 0]), np.ptp(spots[:, 1])
    if width > 0 and height > 0:
        stretch = min(1.35, max(1.0, ASPECT / (width / height)))
        spots = spots * np.array([stretch, 1.0])
    return spots


def _room_for_names(spots: Floats, boxes: Sequence[tuple[float, float]], *, rounds: int = 3) -> Floats:
    """Keep names apart as they will be seen: they keep their size when the whole picture is made to fit a screen.

    The smaller the picture has to be drawn, the more room a name takes in it; making room enlarges the picture a
    little, so this is done a few times.
    """
    import numpy as np

    for _ in range(rounds):
        scale = min(SCREEN[0] / max(1.0, np.ptp(spots[:, 0])), SCREEN[1] / max(1.0, np.ptp(spots[:, 1])))
        grown = min(LARGEST_NAMES, max(1.0, 1 / scale)) if len(boxes) <= NAMES_SHOWN else 1.0
        spots = _without_overlap(spots, [(width * grown, height * grown) for width, height in boxes])
        if grown == 1.0:
            break
    return spots


def _without_overlap(spots: Floats, boxes: Sequence[tuple[float, float]], *, rounds: int = 240) -> Floats:
    """Push overlapping boxes apart along the axis on which they overlap least, half a step at a time."""
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
        sideways = over_x <= over_y
        away_x = np.where(dx == 0, tie, np.sign(dx))
        away_y = np.where(dy == 0, tie, np.sign(dy))
        push_x = np.where(hit & sideways, over_x * away_x, 0.0).sum(axis=1)
        push_y = np.where(hit & ~sideways, over_y * away_y, 0.0).sum(axis=1)
        spots = spots + np.stack([push_x, push_y], axis=1) * 0.3
    return spots


def _pack(size: int, blocks: Sequence[tuple[list[int], list[tuple[float, float]], Floats]]) -> list[Point]:
    """Put the components side by side in rows under the largest, and centre the whole."""
    spots: list[tuple[float, float]] = [(0.0, 0.0)] * size
    if not blocks:
        return []
    extents = [_extent(boxes, found) for _, boxes, found in blocks]
    area = sum(w * h for _, _, w, h in extents)
    row_width = max(extents[0][2], math.sqrt(area * ASPECT) * 1.1)
    x = y = row_height = 0.0
    for (members, _, found), (left, top, width, height) in zip(blocks, extents, strict=True):
        if x > 0 and x + width > row_width:
            x, y, row_height = 0.0, y + row_height + 26, 0.0
        for node, (px, py) in zip(members, found.tolist(), strict=True):
            spots[node] = (px - left + x, py - top + y)
        x += width + 26
        row_height = max(row_height, height)
    cx = (min(p[0] for p in spots) + max(p[0] for p in spots)) / 2
    cy = (min(p[1] for p in spots) + max(p[1] for p in spots)) / 2
    return [(round(px - cx), round(py - cy)) for px, py in spots]


def _extent(boxes: Sequence[tuple[float, float]], spots: Floats) -> tuple[float, float, float, float]:
    rows = list(zip(boxes, spots.tolist(), strict=True))
    left, right = min(x - w for (w, _), (x, _) in rows), max(x + w for (w, _), (x, _) in rows)
    top, bottom = min(y - h for (_, h), (_, y) in rows), max(y + h for (_, h), (_, y) in rows)
    return left, top, right - left, bottom - top

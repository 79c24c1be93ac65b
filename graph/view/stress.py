"""Stress majorisation: places in which distances on the picture match distances in the graph.

Gansner, Koren and North 2004 ("Graph drawing by stress majorization"), in its Jacobi form, with the edge lengths of
Graphviz' ``model=subset``: the more neighbours two ends do *not* share, the further apart they stand.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["graph_distances", "majorise", "starting_places", "stress_places"]


def stress_places(around: Sequence[set[int]], *, seed: int) -> Floats:
    """Return a place for each node of a connected graph, in units of its shortest edge.

    Args:
        around: The neighbours of each node.
        seed: Start of the pseudo-random starting positions; of several starts the one with least stress is kept.
    """
    import numpy as np

    size = len(around)
    if size == 1:
        return np.zeros((1, 2))
    ideal = graph_distances(around)
    tries = [
        majorise(ideal, starting_places(size, seed + attempt), rounds=260 if size <= 300 else 120)
        for attempt in range(3 if size <= 120 else 1)
    ]
    return min(tries, key=lambda found: found[1])[0]


def graph_distances(around: Sequence[set[int]]) -> Floats:
    """Return all shortest paths (Floyd and Warshall, row by row in numpy) over subset-model edge lengths."""
    import numpy as np

    size = len(around)
    matrix = np.full((size, size), math.inf)
    for a in range(size):
        matrix[a, a] = 0.0
        for b in around[a]:
            apart = len(around[a] | around[b]) - len(around[a] & around[b])
            matrix[a, b] = max(1.0, math.sqrt(apart) * 0.78)
    for k in range(size):
        np.minimum(matrix, matrix[:, k, None] + matrix[None, k, :], out=matrix)
    return matrix


def starting_places(size: int, seed: int) -> Floats:
    """Return pseudo-random places in a disc, the same for the same arguments."""
    import numpy as np

    dice = random.Random(seed)  # noqa: S311 - a layout, not a secret
    reach = math.sqrt(size)
    return np.array([(dice.uniform(-reach, reach), dice.uniform(-reach, reach)) for _ in range(size)])


def majorise(ideal: Floats, spots: Floats, *, rounds: int) -> tuple[Floats, float]:
    """Move every node to where its distances to all others pull it, weighted by 1/d^2, until it settles.

    Args:
        ideal: The wanted distance of each pair, finite.
        spots: Where the nodes start.
        rounds: How often they move at most.

    Returns:
        The places, and the stress that is left.
    """
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
    return spots, float((weight * (distance - ideal) ** 2).sum())

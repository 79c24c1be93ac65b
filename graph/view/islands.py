"""Communities as islands: each laid out by itself, then all of them side by side in the shape of a screen."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING

from graph.view.room import Box, extent, without_overlap
from graph.view.stress import majorise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["arrange_islands", "islands_of"]

GAP = 22.0
"""Pixels of water on each side of an island."""
STARTS = 8
"""How many turns of the first arrangement are tried."""


def islands_of(around: Sequence[set[int]], groups: Sequence[int]) -> list[list[int]]:
    """Return the connected parts of each group, the largest first, each in the order of its nodes."""
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
            fresh = {other for other in around[node] if groups[other] == groups[node]} - seen
            seen |= fresh
            stack.extend(sorted(fresh))
        found.append(sorted(members))
    return sorted(found, key=lambda members: (-len(members), members[0]))


def arrange_islands(
    islands: Sequence[Sequence[int]],
    inner: Sequence[Floats],
    boxes: Sequence[Box],
    links: Iterable[tuple[int, int]],
    *,
    aspect: float,
) -> Floats:
    """Return the place of each node: islands linked by more facts nearer, none on another, all in the aspect's shape.

    Args:
        islands: The nodes of each island.
        inner: The places of its nodes within each island, in the same order.
        boxes: Half width and half height of each node with its name.
        links: Pairs of node indices.
        aspect: Width to height of the whole.
    """
    import numpy as np

    home = {node: i for i, members in enumerate(islands) for node in members}
    between = Counter((min(pair), max(pair)) for pair in ((home[a], home[b]) for a, b in links) if pair[0] != pair[1])
    centred, sizes = [], []
    for members, spots in zip(islands, inner, strict=True):
        left, top, right, bottom = extent([boxes[node] for node in members], spots)
        centred.append(spots - np.array([(left + right) / 2, (top + bottom) / 2]))
        sizes.append(((right - left) / 2 + GAP, (bottom - top) / 2 + GAP))
    middles = _best_places(sizes, between, aspect)
    turned = _mirror(islands, centred, middles, links, home)
    whole = np.zeros((len(home), 2))
    for i, members in enumerate(islands):
        whole[list(members)] = turned[i] + middles[i]
    return whole


def _best_places(sizes: Sequence[Box], between: Counter[tuple[int, int]], aspect: float) -> Floats:
    """Try several starts and keep the picture that fills the screen best with short links between the islands."""
    import numpy as np

    if len(sizes) == 1:
        return np.zeros((1, 2))
    found = []
    for attempt in range(STARTS if len(sizes) <= 60 else 1):
        middles = _compact(_first_places(sizes, between, turn=attempt * math.pi / STARTS), sizes, aspect)
        left, top, right, bottom = extent(sizes, middles)
        needed = max((right - left) / aspect, bottom - top)
        far = sum(math.dist(middles[a], middles[b]) * count for (a, b), count in between.items())
        found.append((needed * (1 + 0.3 * far / (needed * max(1, between.total()))), attempt, middles))
    return min(found, key=lambda one: one[:2])[2]


def _first_places(sizes: Sequence[Box], between: Counter[tuple[int, int]], *, turn: float) -> Floats:
    """Linked islands side by side, the others around; stress majorisation over the sizes, then a turn."""
    import numpy as np

    count = len(sizes)
    reach = [math.sqrt(w * h) for w, h in sizes]
    ideal = np.zeros((count, count))
    for i in range(count):
        for j in range(i):
            near = (j, i) in between
            ideal[i, j] = ideal[j, i] = (reach[i] + reach[j]) * (1.0 if near else 1.8)
    angles = [2.399963 * i for i in range(count)]
    far = [sum(reach) / count * math.sqrt(i) for i in range(count)]
    start = np.array([(r * math.cos(a), r * math.sin(a)) for r, a in zip(far, angles, strict=True)])
    spots = majorise(ideal, start, rounds=200)[0]
    cos, sin = math.cos(turn), math.sin(turn)
    return np.stack([spots[:, 0] * cos + spots[:, 1] * sin, spots[:, 1] * cos - spots[:, 0] * sin], axis=1)


def _compact(middles: Floats, sizes: Sequence[Box], aspect: float, *, rounds: int = 40) -> Floats:
    """Draw the islands together without letting them touch, more along the axis that is too long."""
    import numpy as np

    middles = without_overlap(middles * np.array([math.sqrt(aspect), 1 / math.sqrt(aspect)]), sizes)
    give = 1.0
    for _ in range(rounds):
        left, top, right, bottom = extent(sizes, middles)
        shape = (right - left) / max(1.0, bottom - top) / aspect
        middles = middles - np.array([(left + right) / 2, (top + bottom) / 2])
        pull = np.array([min(1.15, 0.93 * shape**-0.5), min(1.15, 0.93 * shape**0.5)])
        give = min(6.0, max(0.2, shape**-1.5))
        middles = without_overlap(middles * pull, sizes, rounds=40, sideways=give)
    return without_overlap(middles, sizes, rounds=600, sideways=give)


def _mirror(
    islands: Sequence[Sequence[int]],
    inner: Sequence[Floats],
    middles: Floats,
    links: Iterable[tuple[int, int]],
    home: Mapping[int, int],
) -> list[Floats]:
    """Mirror each island so that its links to other islands are shortest; twice round, the largest first."""
    import numpy as np

    row = {node: i for members in islands for i, node in enumerate(members)}
    outward: dict[int, list[tuple[int, int]]] = {}
    for a, b in links:
        for own, other in ((a, b), (b, a)):
            if home[own] != home[other]:
                outward.setdefault(home[own], []).append((own, other))
    turned = list(inner)
    for island in [*range(len(islands))] * 2:
        pairs = outward.get(island, [])
        if not pairs:
            continue
        ends = np.array([turned[home[other]][row[other]] + middles[home[other]] for _, other in pairs])
        starts = inner[island][[row[node] for node, _ in pairs]]
        far = {
            signs: float(np.hypot(*(starts * np.array(signs) + middles[island] - ends).T).sum())
            for signs in product((1, -1), (1, -1))
        }
        best = min(far, key=lambda signs: (far[signs], signs[0] < 0, signs[1] < 0))
        turned[island] = inner[island] * np.array(best)
    return turned

"""Groups of entities that link among themselves more than outwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["link_communities"]


def link_communities(size: int, links: Iterable[tuple[int, int]], *, seed: int = 7) -> list[int]:
    """Return a community number for each of ``size`` nodes, 0 for the largest community.

    Louvain's method (Blondel et al. 2008, as NetworkX has it) over the undirected links, weighted by their number.

    Args:
        size: How many nodes there are.
        links: Pairs of node indices; direction does not matter, repetition adds weight.
        seed: Start of the method's pseudo-random order.
    """
    import networkx as nx

    weights = Counter((min(a, b), max(a, b)) for a, b in links if a != b)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from((a, b, count) for (a, b), count in sorted(weights.items()))
    found = nx.community.louvain_communities(graph, weight="weight", seed=seed) if size else []
    ordered = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))
    numbers = [0] * size
    for number, group in enumerate(ordered):
        for node in group:
            numbers[node] = number
    return numbers

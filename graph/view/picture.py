"""The opening picture: which entities stand where, how large, and the map of communities of a large graph."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence, Set
from typing import Any

from graph.view.beside import Point, attach
from graph.view.communities import link_communities
from graph.view.layout import UPRIGHT, WIDE, Screen, place
from graph.view.select import Link, Start, describe_communities, drawable, shared_concepts, start_view

__all__ = ["Actor", "compose", "radius_of"]

Actor = tuple[str, bool, int, bool]
"""An entity as the picture needs it: its label, whether it is a named one, its number of facts, whether an event."""


EVENT_RADIUS = 11
"""Radius of an event at least: few statements report it, but several outlets do."""


def compose(
    actors: Sequence[Actor], links: Sequence[Link], articles: Sequence[Set[int]], *, seed: int = 7
) -> tuple[dict[str, Any], set[int]]:
    """Return the picture and the concepts that join two named entities.

    Args:
        actors: All entities.
        links: Pairs of entity indices, one for each fact between two.
        articles: For each entity, the articles whose facts it takes part in.
        seed: Start of the layout's pseudo-random positions.

    Returns:
        ``start`` (mode, number drawn, number drawable), ``places`` (of each placed entity, those of the opening view
        first: index, x, y, radius, community, and x and y in a picture that stands upright) and ``map`` (discs and
        links of the community map, or None); and the shared concepts.
    """
    named = [is_named for _, is_named, _, _ in actors]
    weight = [count for _, _, count, _ in actors]
    shared = shared_concepts(links, named, articles)
    nodes = drawable(links, named, shared)
    start = start_view(nodes, weight)
    row = {node: i for i, node in enumerate(nodes)}
    inner = [(row[a], row[b]) for a, b in links if a in row and b in row]
    numbers = link_communities(len(nodes), inner, seed=seed)
    community = {node: numbers[row[node]] for node in nodes}
    most = max((weight[node] for node in nodes if named[node]), default=1)
    radii = {
        node: radius_of(weight[node], most, named=named[node], least=EVENT_RADIUS if actors[node][3] else 6)
        for node in (*start.drawn, *start.further)
    }
    wide, upright = (
        {} if start.mode == "map" else _places(actors, links, start, radii, community, seed=seed, screen=screen)
        for screen in (WIDE, UPRIGHT)
    )
    picture = {
        "start": {"mode": start.mode, "drawn": len(start.drawn), "drawable": len(nodes), "most": most},
        "places": [
            [node, *wide[node], radii[node], community[node], *upright[node]]
            for node in (*start.drawn, *start.further)
            if node in wide
        ],
        "map": _map(numbers, nodes, inner, actors, seed) if start.mode == "map" else None,
    }
    return picture, shared


def _places(
    actors: Sequence[Actor],
    links: Sequence[Link],
    start: Start,
    radii: dict[int, int],
    community: dict[int, int],
    *,
    seed: int,
    screen: Screen,
) -> dict[int, Point]:
    core = {node: i for i, node in enumerate(start.drawn)}
    placed = place(
        [actors[node][0] for node in start.drawn],
        [(core[a], core[b]) for a, b in links if a in core and b in core],
        radius=[radii[node] for node in start.drawn],
        communities=[community[node] for node in start.drawn],
        seed=seed,
        screen=screen,
    )
    spots = dict(zip(start.drawn, placed, strict=True))
    return spots | attach(spots, start.further, links)


def radius_of(facts: int, most: int, *, named: bool = True, least: int = 6) -> int:
    """Return the radius in pixels: the area grows with the number of facts, up to the graph's best-known entity.

    Concepts are small. ``sizes.js`` agrees.

    Args:
        facts: Facts about the entity.
        most: Facts about the entity with most of them.
        named: Whether it is a particular person, place or thing.
        least: The radius of what is told about least.
    """
    if not named:
        return 5
    return max(least, round(6 + 24 * math.sqrt(min(1.0, max(facts - 1, 0) / max(most - 1, 11)))))


def _map(
    numbers: Sequence[int], nodes: Sequence[int], inner: Sequence[Link], actors: Sequence[Actor], seed: int
) -> dict[str, Any]:
    """Return the discs of the community map with their places, and the number of facts between each two."""
    found = describe_communities(numbers, nodes, [count for _, _, count, _ in actors])
    disc = {community.number: i for i, community in enumerate(found)}
    between: Counter[Link] = Counter()
    for a, b in inner:
        low, high = sorted((disc.get(numbers[a], -1), disc.get(numbers[b], -1)))
        if low >= 0 and low != high:
            between[low, high] += 1
    between = _strongest(between, len(found))
    names = [", ".join(actors[node][0] for node in community.names) for community in found]
    radii = [round(min(40.0, 10 + 1.1 * math.sqrt(len(community.members)))) for community in found]
    shown = [", ".join(actors[node][0] for node in community.names[:2]) for community in found]
    room = [min(r, 12) for r in radii]  # all names of the map are of one size
    wide, upright = (place(shown, between, radius=room, seed=seed, screen=screen) for screen in (WIDE, UPRIGHT))
    return {
        "discs": [
            [name, len(c.members), list(c.members[:100]), *spot, r, *tall]
            for c, name, spot, r, tall in zip(found, names, wide, radii, upright, strict=True)
        ],
        "links": [[a, b, count] for (a, b), count in sorted(between.items())],
        "left": len(set(numbers)) - len(found),
    }


def _strongest(between: Counter[Link], size: int, *, each: int = 3) -> Counter[Link]:
    """Keep the links that are among the three strongest of either end: a map with all of them is a grey patch."""
    kept: set[Link] = set()
    for disc in range(size):
        own = sorted((pair for pair in between if disc in pair), key=lambda pair: (-between[pair], pair))
        kept.update(own[:each])
    return Counter({pair: between[pair] for pair in kept})

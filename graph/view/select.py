"""What the page draws when it opens: all of a small graph, the top of a middling one, communities of a large one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

__all__ = [
    "DRAW_ALL",
    "PLACE_ALL",
    "TOP",
    "Community",
    "Link",
    "Start",
    "describe_communities",
    "drawable",
    "shared_concepts",
    "start_view",
]

Link = tuple[int, int]

DRAW_ALL = 300
"""Up to this many drawable entities the page opens with all of them."""
PLACE_ALL = 1_500
"""Up to this many, "show all" is offered; beyond, the page opens with a map of communities."""
TOP = 150
"""Entities drawn at the start of a graph between the two."""
MAP_DISCS = 40
"""Communities on the map at most; the others are counted, not drawn."""


@dataclass(frozen=True, slots=True)
class Start:
    """The opening view: its mode, the entities drawn in it, and further ones that have a place ("show all")."""

    mode: Literal["all", "top", "map"]
    drawn: tuple[int, ...]
    further: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Community:
    """A disc of the map: its number, its two or three best-known entities, and all of its members."""

    number: int
    names: tuple[int, ...]
    members: tuple[int, ...]


def shared_concepts(links: Sequence[Link], named: Sequence[bool], articles: Sequence[Set[int]]) -> set[int]:
    """Return the concepts that join two named entities of one story: both link to it, and some article has both.

    A concept that only one entity speaks of ("Pakistan -> repeat -> its position") says more in that entity's panel
    than as a dead end in the picture; one that two actors of a story have in common ("ceasefire") ties them. A word
    that unrelated stories share ("report") must not: hence the article.

    Args:
        links: Pairs of entity indices.
        named: For each entity, whether it is a named one.
        articles: For each entity, the articles whose facts it takes part in.
    """
    around: dict[int, set[int]] = {}
    for a, b in links:
        for concept, other in ((a, b), (b, a)):
            if not named[concept] and named[other]:
                around.setdefault(concept, set()).add(other)
    return {
        concept
        for concept, others in around.items()
        if any(articles[a] & articles[b] for a, b in combinations(sorted(others), 2))
    }


def drawable(links: Sequence[Link], named: Sequence[bool], shared: Set[int]) -> list[int]:
    """Return the entities worth a node: named ones and shared concepts that have a link to another such."""
    kept = {n for link in links for n in link if named[n] or n in shared}
    return sorted({n for a, b in links if a != b and a in kept and b in kept for n in (a, b)})


def start_view(nodes: Sequence[int], importance: Sequence[float]) -> Start:
    """Choose the opening view by the number of drawable entities.

    Args:
        nodes: The entities worth a node.
        importance: A number for every entity; higher comes first.
    """
    ranked = sorted(nodes, key=lambda n: (-importance[n], n))
    if len(ranked) <= DRAW_ALL:
        return Start("all", tuple(sorted(ranked)), ())
    mode: Literal["top", "map"] = "top" if len(ranked) <= PLACE_ALL else "map"
    further = tuple(ranked[TOP:]) if mode == "top" else ()
    return Start(mode, tuple(sorted(ranked[:TOP])), further)


def describe_communities(
    numbers: Sequence[int], nodes: Sequence[int], importance: Sequence[float]
) -> tuple[Community, ...]:
    """Return the discs of the map, the largest communities first, each named by its most important entities.

    Args:
        numbers: The community of every node in ``nodes``, in the same order.
        nodes: The entities worth a node.
        importance: A number for every entity; higher comes first.
    """
    sizes = Counter(numbers)
    largest = sorted(sizes, key=lambda number: (-sizes[number], number))[:MAP_DISCS]
    found = []
    for number in largest:
        members = sorted(
            (node for node, own in zip(nodes, numbers, strict=True) if own == number),
            key=lambda n: (-importance[n], n),
        )
        found.append(Community(number, tuple(members[:3]), tuple(members)))
    return tuple(found)

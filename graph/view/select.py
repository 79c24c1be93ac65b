"""What the page draws when it opens: all of a small graph, the top of a middling one, communities of a large one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["DRAW_ALL", "PLACE_ALL", "TOP", "Community", "Link", "Start", "describe_communities", "drawable", "start_view"]

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


def drawable(links: Sequence[Link], named: Sequence[bool]) -> list[int]:
    """Return the entities worth a node: named ones with a link, and concepts that join two or more named ones.

    A concept that only one entity speaks of ("Pakistan -> repeat -> its position") says more in that entity's panel
    than as a dead end in the picture; a shared one ("ceasefire") is what two actors have in common.
    """
    around: dict[int, set[int]] = {}
    for a, b in links:
        if a != b:
            around.setdefault(a, set()).add(b)
            around.setdefault(b, set()).add(a)
    shared = {n for n, others in around.items() if not named[n] and sum(named[o] for o in others) > 1}
    kept = [n for n in sorted(around) if named[n] or n in shared]
    keep = set(kept)
    return [n for n in kept if around[n] & keep]


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

"""Is this place a country or a city, where nothing but its name is known?"""

from __future__ import annotations

from functools import lru_cache

__all__ = ["place_class"]


@lru_cache(maxsize=4096)
def place_class(name: str) -> str:
    """Return "country", "city" or "place" for a place's name; "place" where the name alone does not tell."""
    from graph.resolve.gazetteer import class_of, gazetteer
    from graph.resolve.gazetteer.context import sure_place

    place = sure_place(name, gazetteer())
    return "place" if place is None else class_of(place.kind)

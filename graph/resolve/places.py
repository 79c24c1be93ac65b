"""Is this place a country or a city? A table of names that are not in doubt; every other place is just a place."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

__all__ = ["place_class"]


def place_class(name: str) -> str:
    """Return "country", "city" or "place" for a place's canonical name.

    The table (``places.csv``) lists states with the names newspapers use for them, and capitals and large cities whose
    names mean no other well-known place.
    """
    return _table().get(name.removeprefix("the ").removeprefix("The "), "place")


@cache
def _table() -> Mapping[str, str]:
    text = resources.files("graph.resolve").joinpath("places.csv").read_text(encoding="utf-8")
    return {row["name"]: row["class"] for row in csv.DictReader(text.splitlines())}

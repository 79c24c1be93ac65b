"""The table of relations, ``inventory.toml``, as records; nothing here looks at a fact."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from extractors.relations.frames import Frame, read_frames

__all__ = ["Inventory", "InventoryRelation", "inventory"]

_LISTS = frozenset({"types", "nouns", "links"})


@dataclass(frozen=True, slots=True)
class InventoryRelation:
    """One relation that news is made of.

    ``subject`` and ``object`` name the groups of types that may fill the first and the second role; ``inverse`` is how
    the relation reads from the second role, None where it has none or is symmetric. ``schema`` is the schema.org
    property that it specialises, ``schema_inverse`` the one that its inverse does, ``schema_of_leaf`` what single
    wordings do. ``cameo`` and ``plover`` are its class as an event between actors.
    """

    id: str
    label: str
    definition: str
    subject: str
    object: str
    inverse: str | None = None
    symmetric: bool = False
    schema: str | None = None
    schema_inverse: str | None = None
    schema_of_leaf: Mapping[str, str] = field(default_factory=dict)
    cameo: str | None = None
    plover: str | None = None
    frames: tuple[Frame, ...] = ()


@dataclass(frozen=True, slots=True)
class Inventory:
    """All relations by id, their frames by verb, the groups of types, nouns for people and places, linking words."""

    relations: Mapping[str, InventoryRelation]
    by_verb: Mapping[str, tuple[Frame, ...]]
    types: Mapping[str, frozenset[str]]
    people: frozenset[str]
    places: frozenset[str]
    links: Mapping[str, frozenset[str]]


@cache
def inventory() -> Inventory:
    """Return the inventory.

    Raises:
        ValueError: a frame cannot be read, or a relation names an unknown group of types.
    """
    table = tomllib.loads((files("extractors.relations") / "inventory.toml").read_text(encoding="utf-8"))
    nouns = {name: frozenset(w.replace("_", " ") for w in text.split()) for name, text in table["nouns"].items()}
    types = {name: frozenset(text.split()) for name, text in table["types"].items()}
    relations: dict[str, InventoryRelation] = {}
    by_verb: dict[str, list[Frame]] = {}
    for name, entry in table.items():
        if name in _LISTS:
            continue
        rows = dict(entry)
        frames = [f for line in rows.pop("frames") for f in read_frames(name, line, nouns)]
        frames += [f for line in rows.pop("reverse", ()) for f in read_frames(name, line, nouns, reverse=True)]
        for group in (rows["subject"], rows["object"]):
            if group not in types:
                raise ValueError(f"relation {name}: expected one of {', '.join(types)}, got {group!r}")
        relations[name] = InventoryRelation(id=name, frames=tuple(frames), **rows)
        for frame in frames:
            by_verb.setdefault(frame.verb, []).append(frame)
    return Inventory(
        MappingProxyType(relations),
        MappingProxyType({verb: tuple(found) for verb, found in by_verb.items()}),
        MappingProxyType(types),
        nouns["people"] | nouns["role"],
        nouns["places"],
        {name: frozenset(text.split()) for name, text in table["links"].items()},
    )

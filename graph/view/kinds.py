"""The kinds of entity a page tells apart: one row per kind, keyed by the class names of the graph."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["KINDS", "NAMELESS", "UNRESOLVED", "Kind", "kind_of"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity: its key in the page, its names, and the classes (RDF or mention types) it gathers."""

    key: str
    label: str
    plural: str
    classes: tuple[str, ...]


KINDS: tuple[Kind, ...] = (
    Kind("person", "Person", "People", ("Person", "PERSON")),
    Kind("organization", "Organisation", "Organisations", ("Organization", "ORG")),
    Kind("group", "Group", "Groups", ("Group", "NORP")),
    Kind("country", "Country", "Countries", ("Country",)),
    Kind("city", "City", "Cities", ("City", "GPE")),
    Kind("place", "Place", "Places", ("Place", "LOC", "FAC")),
    Kind("event", "Event", "Events", ("Event", "EVENT")),
    Kind("work", "Work or product", "Works and products", ("CreativeWork", "Product", "PRODUCT", "WORK_OF_ART", "LAW")),
    Kind("concept", "Concept", "Concepts", ("Concept", "CONCEPT")),
    Kind("unresolved", "Unresolved word", "Unresolved words", ()),
    Kind("other", "Other", "Others", ()),
)
UNRESOLVED = "unresolved"
NAMELESS = frozenset({"concept", UNRESOLVED})
"""Kinds that are no particular person, place or thing; they are drawn lightly, if at all."""

_BY_CLASS = {name: kind.key for kind in KINDS for name in kind.classes}


def kind_of(type_name: str, *, resolved: bool = True) -> str:
    """Return the kind's key for a class name, with or without prefix; "other" for a class the table does not list."""
    if not resolved:
        return UNRESOLVED
    local = type_name.rsplit("#", 1)[-1].rsplit("/", 1)[-1].rsplit(":", 1)[-1]
    return _BY_CLASS.get(local, "other")

"""The name, class and IRI of an entity: from the spellings of its form, never from counts, so that they stay put.

Of several spellings the one with more accents wins, then mixed case, then the shorter, then the alphabet: a spelling
that becomes more frequent changes no IRI.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from graph.resolve.decide import form_of
from graph.resolve.forms import ANCHOR, SENSE, Forms
from graph.resolve.places import place_class
from graph.vocabulary import Instances, slug

__all__ = ["Assigned", "entity_iri", "name_of_form"]

_TYPES = {
    "person": "PERSON",
    "org": "ORG",
    "place": "GPE",
    "group": "NORP",
    "event": "EVENT",
    "product": "PRODUCT",
    "work": "WORK_OF_ART",
}


@dataclass(frozen=True)
class Assigned:
    """What an entity of one article is in the graph.

    ``iri`` is its entity; ``name`` and ``kind`` (a key of :data:`graph.vocabulary.CLASSES`) describe that entity as far
    as this article is concerned; ``corrected`` says that a correction, not resolution, gave it this IRI.
    """

    iri: str
    name: str
    kind: str
    corrected: bool = False


def name_of_form(forms: Forms, form: str) -> tuple[str, str, str]:
    """Return (name, kind, mark) of a form; the mark is not empty where its IRI would be another entity's.

    Args:
        forms: The sums over all articles.
        form: A form that occurs.

    Returns:
        The name to show, the kind of thing, and what to put at the end of its IRI.
    """
    family, _, key = form.partition(" ")
    spellings = [(name, kind) for name, kind, _ in forms.spellings(form)]
    if not spellings:
        return key, family if family in _TYPES else "concept", ""
    name, kind = min(spellings, key=lambda pair: _order(pair[0]))
    if family == "link":
        return name, kind or "concept", ""
    known = {
        other_name
        for other, relation in forms.longer(key)
        if relation == "alias" and other.startswith("link ")
        for other_name, _, _ in forms.spellings(other)
    }
    kind = place_class(name) if family == "place" else family
    return name, kind, "unlinked" if name in known else ""


def _order(name: str) -> tuple[bool, bool, int, int, str]:
    accents = sum(not char.isascii() and char.isalpha() for char in name)
    shouted = name.isupper() and len(name) > 5
    return shouted, name[:1].islower(), -accents, len(name), name


def entity_iri(instances: Instances, target: str, name: str, kind: str, mark: str) -> str:
    """Return the IRI of a target: the entity's name and family, and what keeps it from its namesakes."""
    family = target.partition(" ")[0]
    if family == "link":
        family = "place" if kind in {"country", "city"} else kind
    rest = target.removeprefix(form_of(target))
    marks = [mark] if mark else []
    marks += [slug(rest[1:])] if rest[:1] in {ANCHOR, SENSE} and rest[1:] else []
    return _iri(instances, name, _TYPES.get(family, "CONCEPT"), "~".join(["", *marks]))


@lru_cache(maxsize=50_000)
def _iri(instances: Instances, name: str, entity_type: str, ending: str) -> str:
    return instances.entity(name, entity_type).value + ending

"""Places, countries and international bodies with the identifiers the world knows them by; the user's own names too.

:class:`Linker` decides article by article which place or body an entity is. Tables: GeoNames, Wikidata, ISO 3166; see
``ATTRIBUTION.md`` beside them.
"""

from graph.resolve.gazetteer.authority import Authority, keep_authority, load_authority, read_authority
from graph.resolve.gazetteer.description import class_of, link_triples, linker_for, place_iri
from graph.resolve.gazetteer.linking import Link, Linker
from graph.resolve.gazetteer.tables import Gazetteer, Place, gazetteer

__all__ = [
    "Authority",
    "Gazetteer",
    "Link",
    "Linker",
    "Place",
    "class_of",
    "gazetteer",
    "keep_authority",
    "link_triples",
    "linker_for",
    "load_authority",
    "place_iri",
    "read_authority",
]

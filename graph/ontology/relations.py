"""The inventory of relations as part of the ontology.

``python -m graph.ontology.relations graph/ontology/relations.ttl`` makes the file from the table of
``extractors/relations/inventory.toml``; a test holds the two together.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from extractors.relations import InventoryRelation, inventory
from graph.readings import inverse_name

__all__ = ["relations_turtle"]

_HEAD = """\
# The relations that news is made of: made from extractors/relations/inventory.toml by
# python -m graph.ontology.relations graph/ontology/relations.ttl; do not edit.
@prefix ng: <https://w3id.org/newsgraph/ns#> .
@prefix schema: <https://schema.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

"""
_CLASSES = {
    "actor": "schema:Person, schema:Organization, schema:Country, schema:City, ng:Group",
    "person": "schema:Person, ng:Group",
    "body": "schema:Organization, schema:Country, schema:City, ng:Group",
    "place": "schema:Place, schema:Country, schema:City",
}
"""What a role of a group is mostly filled by; amounts, words and anything at all are left open."""


def relations_turtle() -> str:
    """Return the inventory as Turtle: each relation, its inverse, its parts and its classes."""
    return _HEAD + "\n".join(line for relation in inventory().relations.values() for line in _relation(relation))


def _relation(relation: InventoryRelation) -> Iterator[str]:
    inverse = inverse_name(relation)
    kinds = "rdf:Property, ng:Reading" + (", owl:SymmetricProperty" if relation.symmetric else "")
    yield f"ng:{relation.id} a {kinds} ;"
    yield f"  rdfs:label {_words(relation.label)} ;"
    yield f"  rdfs:comment {_words(relation.definition)} ;"
    yield f"  ng:reads ng:{relation.id} ; ng:actorPart rdf:subject ; ng:targetPart rdf:object ;"
    if relation.subject in _CLASSES:
        yield f"  schema:domainIncludes {_CLASSES[relation.subject]} ;"
    if relation.object in _CLASSES:
        yield f"  schema:rangeIncludes {_CLASSES[relation.object]} ;"
    if relation.schema:
        yield f"  rdfs:subPropertyOf schema:{relation.schema} ;"
    if relation.cameo:
        yield f'  ng:cameo "{relation.cameo}" ;'
    if relation.plover:
        yield f'  ng:plover "{relation.plover}" ;'
    yield "  rdfs:isDefinedBy <https://w3id.org/newsgraph/ns> .\n"
    if inverse is not None and relation.inverse is not None:
        yield f"ng:{inverse} a rdf:Property, ng:Reading ;"
        yield f"  rdfs:label {_words(relation.inverse)} ;"
        yield f"  rdfs:comment {_words(f'The inverse of: {relation.label}.')} ;"
        yield f"  owl:inverseOf ng:{relation.id} ;"
        yield f"  ng:reads ng:{relation.id} ; ng:actorPart rdf:object ; ng:targetPart rdf:subject ;"
        if relation.schema_inverse:
            yield f"  rdfs:subPropertyOf schema:{relation.schema_inverse} ;"
        yield "  rdfs:isDefinedBy <https://w3id.org/newsgraph/ns> .\n"


def _words(text: str) -> str:
    return f"{json.dumps(text, ensure_ascii=False)}@en"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(relations_turtle(), encoding="utf-8")

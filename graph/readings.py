"""A fact's relation of the inventory as RDF: one quad on the statement, and once in the graph what it stands for.

A statement's ``ng:relation`` is a *reading* of an inventory relation: which of the statement's properties lead to the
relation's actor and to its target. "X accused Y" has ``ng:accuse`` itself (from ``rdf:subject`` to ``rdf:object``),
"Y was accused by X" its inverse ``ng:isAccusedBy`` (from ``rdf:object`` to ``rdf:subject``), "Y was accused of theft by
X" a reading whose actor is at ``relation:by``. So one pattern finds who did it to whom, whatever the verb or its voice.

A leaf (the relation as written) is a ``rdfs:subPropertyOf`` an inventory relation, or of its inverse, only if it always
means it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import NamedNode, Triple

from extractors.records import Relation
from extractors.relations import InventoryRelation, inventory, leaf_sense
from graph.literals import text_literal
from graph.vocabulary import NG, OWL, RDF, RDFS, SCHEMA, Instances, slug

__all__ = ["inverse_name", "leaf_triples", "reading", "reading_triples"]

_PARTS = {"subject": RDF["subject"], "object": RDF["object"]}


def inverse_name(relation: InventoryRelation) -> str | None:
    """Return the local name of a relation's inverse: "is accused by" gives ``isAccusedBy``."""
    if relation.inverse is None:
        return None
    first, *others = [str(word) for word in re.findall(r"\w+", relation.inverse)]
    return first + "".join(word.capitalize() for word in others)


def reading(relation: Relation, *, has_object: bool) -> NamedNode | None:
    """Return the term that a statement's ``ng:relation`` leads to.

    Args:
        relation: A fact's relation with its sense.
        has_object: Whether the fact has an object.

    Returns:
        The inventory relation, its inverse, or another reading of it; None for a fact without a sense.
    """
    entry = inventory().relations.get(relation.sense or "")
    if entry is None:
        return None
    actor, target = relation.actor, relation.target
    if actor == "subject" and target == ("object" if has_object else None):
        return NG[entry.id]
    if target == "subject" and actor == ("object" if has_object else None):
        if entry.symmetric:
            return NG[entry.id]
        if entry.inverse is not None:
            return NG[inverse_name(entry)]
    return NG[f"{entry.id}-{slug(actor or 'none')}-{slug(target or 'none')}"]


def reading_triples(relation: Relation, term: NamedNode, instances: Instances) -> tuple[Triple, ...]:
    """Return what a reading stands for: its relation, and the properties that lead to actor and target.

    Args:
        relation: The relation of the fact that :func:`reading` gave ``term`` for.
        term: The reading.
        instances: The base of the graph's IRIs, for ``relation:by``.

    Returns:
        Triples that are the same for every fact of this reading.
    """
    return _reading_triples(relation.sense or "", relation.actor, relation.target, term, instances)


@lru_cache(maxsize=10_000)
def _reading_triples(
    sense: str, actor: str | None, target: str | None, term: NamedNode, instances: Instances
) -> tuple[Triple, ...]:
    entry = inventory().relations[sense]
    own = NG[entry.id]
    found = [*_described(entry), Triple(term, NG["reads"], own)]
    if term == own:
        actor, target = "subject", "object"
    elif entry.inverse is not None and term == NG[inverse_name(entry)]:
        found.append(Triple(term, RDF["type"], RDF["Property"]))
        found.append(Triple(term, RDFS["label"], text_literal(entry.inverse)))
        found.append(Triple(term, OWL["inverseOf"], own))
        if entry.schema_inverse:
            found.append(Triple(term, RDFS["subPropertyOf"], SCHEMA[entry.schema_inverse]))
        actor, target = "object", "subject"
    for name, part in (("actorPart", actor), ("targetPart", target)):
        if part is not None:
            found.append(Triple(term, NG[name], _PARTS.get(part) or instances.relation(part)))
    return tuple(found)


@lru_cache(maxsize=20_000)
def leaf_triples(label: str, iri: NamedNode) -> tuple[Triple, ...]:
    """Return what a relation as written always means: the inventory relation or inverse that it specialises.

    Args:
        label: The leaf's label ("blame", "be accused by").
        iri: The leaf.

    Returns:
        ``rdfs:subPropertyOf`` triples, also to schema.org where the relation has a well-known meaning there.
    """
    return tuple(_leaf_triples(label, iri))


def _leaf_triples(label: str, iri: NamedNode) -> Iterator[Triple]:
    for entry in inventory().relations.values():
        if label in entry.schema_of_leaf:
            yield Triple(iri, RDFS["subPropertyOf"], SCHEMA[entry.schema_of_leaf[label]])
    sense = leaf_sense(label)
    if sense is None:
        return
    entry = inventory().relations[sense.relation]
    yield from _described(entry)
    if sense.actor == "subject" or entry.symmetric:
        yield Triple(iri, RDFS["subPropertyOf"], NG[entry.id])
        if entry.schema:
            yield Triple(iri, RDFS["subPropertyOf"], SCHEMA[entry.schema])
    elif entry.inverse is not None:
        yield Triple(iri, RDFS["subPropertyOf"], NG[inverse_name(entry)])
        if entry.schema_inverse:
            yield Triple(iri, RDFS["subPropertyOf"], SCHEMA[entry.schema_inverse])


def _described(entry: InventoryRelation) -> Iterator[Triple]:
    own = NG[entry.id]
    yield Triple(own, RDF["type"], RDF["Property"])
    yield Triple(own, RDFS["label"], text_literal(entry.label))
    if entry.schema:
        yield Triple(own, RDFS["subPropertyOf"], SCHEMA[entry.schema])
    for name in ("cameo", "plover"):
        value = getattr(entry, name)
        if value:
            yield Triple(own, NG[name], text_literal(value))
